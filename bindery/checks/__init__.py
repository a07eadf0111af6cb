"""Checks: what `check` reads back from the sources and from the files built, in tables of plain functions.

In: a collection and its output folder. Out: diagnostics, each with the file it speaks of. No check needs a tool from
outside; the validators that do (EPUBCheck, Ace, veraPDF) belong to the tests.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pikepdf

from bindery.checks.epub import EPUB_CHECKS
from bindery.checks.press_kit import KIT_CHECKS, KIT_NAME, is_of_the_books, unpacked
from bindery.diagnostics import ERROR, Diagnostic, Source, has_errors
from bindery.pdf.preflight import PRINT_CHECKS, SCREEN_CHECKS
from bindery.remarks import from_json, remarks_in

Check = Callable[..., Iterator[Diagnostic]]
PRINTED = "-print.pdf"
PDF_TABLES: Mapping[str, Sequence[Check]] = {
    PRINTED: PRINT_CHECKS,
    "-cover.pdf": PRINT_CHECKS,
    "-screen.pdf": SCREEN_CHECKS,
}


def check_file(path: str, data: bytes) -> tuple[list[Diagnostic], int]:
    """Check one file built by the table its name calls for; give what was found, and how many checks found nothing."""
    if path.endswith(".epub"):
        return _run(EPUB_CHECKS, data, Source(path))
    if KIT_NAME.search(path):
        return _check_kit(path, data)
    table = next((table for ending, table in PDF_TABLES.items() if path.endswith(ending)), None)
    if table is None:
        return [], 0
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return _run(table, pdf, Source(path))
    except pikepdf.PdfError as fault:
        return [Diagnostic(ERROR, "pdf-unreadable", Source(path), f"not readable as PDF: {fault}", "build it again")], 0


def _check_kit(path: str, data: bytes) -> tuple[list[Diagnostic], int]:
    try:
        kit = unpacked(data)
    except ValueError as fault:
        return [Diagnostic(ERROR, "kit-unreadable", Source(path), f"not readable: {fault}", "build it again")], 0
    return _run(KIT_CHECKS, kit, Source(path))


def _run(table: Sequence[Check], subject: object, source: Source) -> tuple[list[Diagnostic], int]:
    found: list[Diagnostic] = []
    passed = 0
    for check in table:
        said = [replace(diagnostic, source=source) for diagnostic in check(subject)]
        passed += not said
        found += said
    return found, passed


def check_output(output: Path) -> Iterator[Diagnostic]:
    """Check every file that the last report names: there, unchanged since, and sound; a kit, against the books too."""
    reported = _reported(output)
    extents = {each["path"]: each["extent"] for each in reported if each["path"].endswith(PRINTED)}
    for artifact in reported:
        path = output / artifact["path"]
        source = Source(f"{output.name}/{artifact['path']}")
        if not path.is_file():
            yield Diagnostic(
                ERROR, "file-missing", source, "the report names this file; it is not there", "build it again"
            )
            continue
        data = path.read_bytes()
        if sha256(data).hexdigest() != artifact["sha256"]:
            yield Diagnostic(ERROR, "file-changed", source, "the file is not the one that was built", "build it again")
        found = check_file(artifact["path"], data)[0]
        if KIT_NAME.search(artifact["path"]) and not has_errors(found):
            found += is_of_the_books(artifact["path"], data, extents)
        yield from (replace(each, source=source) for each in found)


def layout_report(output: Path) -> tuple[Diagnostic, ...]:
    """Give what the last build remarked on the layout of the texts it made."""
    try:
        return remarks_in(from_json(_last_report(output).get("layout", {})))
    except (ValueError, KeyError, TypeError, AttributeError):
        return ()


def _reported(output: Path) -> list[dict[str, Any]]:
    try:
        return list(_last_report(output)["artifacts"])
    except (KeyError, TypeError):
        return []


def _last_report(output: Path) -> dict[str, Any]:
    try:
        report = json.loads((output / "report.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return report if isinstance(report, dict) else {}
