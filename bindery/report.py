"""The report of a run: every file made, with what proves it, and everything there was to say.

In: files and diagnostics. Out: `report.json` for programs, `report.html` for people.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from pypdf import PdfReader

from bindery.diagnostics import Diagnostic
from bindery.model import Artifact

KINDS: Mapping[str, str] = {
    "-print.pdf": "interior for the printer",
    "-cover.pdf": "cover for the printer",
    "-screen.pdf": "screen PDF",
    ".epub": "e-book",
    ".zip": "press kit",
    ".png": "picture",
    ".html": "page",
}


@dataclass(frozen=True, slots=True)
class Report:
    """What a run made and what it found."""

    artifacts: tuple[Artifact, ...]
    diagnostics: tuple[Diagnostic, ...]


def describe(path: str, data: bytes) -> Artifact:
    """Describe a file: its kind by its name, its hash, its size, its extent when it has pages."""
    kind = next((kind for ending, kind in KINDS.items() if path.endswith(ending)), path.rpartition(".")[2])
    extent = len(PdfReader(io.BytesIO(data)).pages) if path.endswith(".pdf") else None
    return Artifact(path, kind, hashlib.sha256(data).hexdigest(), len(data), extent)


def as_json(report: Report) -> str:
    """Write a report for programs."""
    return json.dumps(
        {
            "artifacts": [asdict(artifact) for artifact in report.artifacts],
            "diagnostics": [
                {
                    "severity": str(d.severity),
                    "code": d.code,
                    "path": d.source.path,
                    "line": d.source.line,
                    "message": d.message,
                    "hint": d.hint,
                }
                for d in report.diagnostics
            ],
        },
        ensure_ascii=False,
        indent=2,
    )
