"""Checks: what `check` reads back from the sources and from the files built, in tables of plain functions.

In: a collection and its output folder. Out: diagnostics, each with the file it speaks of. No check needs a tool from outside;
the validators that do (EPUBCheck, Ace, veraPDF) belong to the tests.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import pikepdf

from bindery.checks.epub import EPUB_CHECKS
from bindery.diagnostics import ERROR, Diagnostic, Source
from bindery.pdf.preflight import PRINT_CHECKS, SCREEN_CHECKS

FileCheck = Callable[[bytes, Source], Iterator[Diagnostic]]


def check_pdf(table: Sequence[Callable[..., Iterator[Diagnostic]]], data: bytes, source: Source) -> Iterator[Diagnostic]:
    """Run a table of checks over one PDF."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for check in table:
                for found in check(pdf):
                    yield Diagnostic(found.severity, found.code, source, found.message, found.hint)
    except pikepdf.PdfError as fault:
        yield Diagnostic(ERROR, "pdf-unreadable", source, f"the file cannot be read as PDF: {fault}", "build it again")


def check_epub(data: bytes, source: Source) -> Iterator[Diagnostic]:
    """Run the table of EPUB checks over one e-book."""
    for check in EPUB_CHECKS:
        for found in check(data):
            yield Diagnostic(found.severity, found.code, source, found.message, found.hint)


CHECKS: Mapping[str, FileCheck] = {
    "-print.pdf": lambda data, source: check_pdf(PRINT_CHECKS, data, source),
    "-cover.pdf": lambda data, source: check_pdf(PRINT_CHECKS, data, source),
    "-screen.pdf": lambda data, source: check_pdf(SCREEN_CHECKS, data, source),
    ".epub": check_epub,
}


def check_file(path: str, data: bytes) -> Iterator[Diagnostic]:
    """Check one file built by the checks its name calls for."""
    for ending, check in CHECKS.items():
        if path.endswith(ending):
            yield from check(data, Source(path))


def check_output(output: Path) -> Iterator[Diagnostic]:
    """Check every file that the last report names: there, unchanged since, and sound."""
    for artifact in _reported(output):
        path = output / artifact["path"]
        source = Source(f"{output.name}/{artifact['path']}")
        if not path.is_file():
            yield Diagnostic(ERROR, "file-missing", source, "the report names this file; it is not there", "build it again")
            continue
        data = path.read_bytes()
        if sha256(data).hexdigest() != artifact["sha256"]:
            yield Diagnostic(ERROR, "file-changed", source, "the file is not the one that was built", "build it again")
        for found in check_file(artifact["path"], data):
            yield Diagnostic(found.severity, found.code, source, found.message, found.hint)


def _reported(output: Path) -> list[dict[str, Any]]:
    try:
        report = json.loads((output / "report.json").read_text(encoding="utf-8"))
        return list(report["artifacts"])
    except (OSError, ValueError, KeyError, TypeError):
        return []
