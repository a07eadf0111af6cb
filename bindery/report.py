"""The report of a run: every file made, what proves it, its checks, and everything there was to say.

In: files and diagnostics. Out: `report.json` for programs, `report.html` for people.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bindery.cache import write_beside
from bindery.diagnostics import Diagnostic, Severity
from bindery.model import Artifact

if TYPE_CHECKING:
    from bindery.render import Render

REPORTS = ("report.json", "report.html")


@dataclass(frozen=True, slots=True)
class Report:
    """What a run made, what it found, and how many checks each file passed and failed."""

    artifacts: tuple[Artifact, ...]
    diagnostics: tuple[Diagnostic, ...]
    checks: Mapping[str, tuple[int, int]]  # path -> (passed, failed)


def as_json(report: Report) -> str:
    """Write a report for programs."""
    return json.dumps(
        {
            "artifacts": [
                asdict(artifact)
                | {"checks": dict(zip(("passed", "failed"), report.checks.get(artifact.path, (0, 0)), strict=True))}
                for artifact in report.artifacts
            ],
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


def with_earlier(report: Report, output: Path) -> Report:
    """Keep what the last report said of files that this run did not make and that are still there."""
    made = {artifact.path for artifact in report.artifacts}
    earlier = [a for a in _earlier(output) if a["path"] not in made and (output / a["path"]).is_file()]
    checks = {a["path"]: (a["checks"]["passed"], a["checks"]["failed"]) for a in earlier}
    artifacts = (Artifact(**{key: value for key, value in a.items() if key != "checks"}) for a in earlier)
    kept = sorted((*report.artifacts, *artifacts), key=lambda artifact: artifact.path)
    return Report(tuple(kept), report.diagnostics, {**checks, **report.checks})


def _earlier(output: Path) -> list[dict[str, Any]]:
    try:
        return list(json.loads((output / REPORTS[0]).read_text(encoding="utf-8"))["artifacts"])
    except (OSError, ValueError, KeyError, TypeError):
        return []


def write_report(output: Path, report: Report, render: Render) -> None:
    """Write both forms of a report into the output folder, which it keeps speaking of as a whole."""
    output.mkdir(parents=True, exist_ok=True)
    report = with_earlier(report, output)
    page = render(
        "report/report.html",
        artifacts=report.artifacts,
        diagnostics=report.diagnostics,
        errors=sum(d.severity is Severity.ERROR for d in report.diagnostics),
        warnings=sum(d.severity is Severity.WARNING for d in report.diagnostics),
        checks={path: f"{passed} passed, {failed} failed" for path, (passed, failed) in report.checks.items()},
    )
    for name, text in zip(REPORTS, (as_json(report), page), strict=True):
        write_beside(output / name, text.encode())
