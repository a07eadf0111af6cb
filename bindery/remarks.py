"""Remarks on the layout of a text, page by page: as the reports show them, and as `check` reads them back.

In: pages with their remarks and small pictures. Out: the same as a value for JSON, and from it. It stands outside
`checks/` because the report of a build with nothing to do opens no PDF.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bindery.diagnostics import Diagnostic, Severity, Source


@dataclass(frozen=True, slots=True)
class RemarkedPage:
    """A page with what is remarked on it; a small picture of it (PNG) with the places framed, or no byte."""

    folio: str
    remarks: tuple[Diagnostic, ...]
    picture: bytes = b""

    @property
    def data_uri(self) -> str:
        """Give the picture for a page of the web, empty when there is none."""
        return f"data:image/png;base64,{b64encode(self.picture).decode()}" if self.picture else ""


Layout = Mapping[str, tuple[RemarkedPage, ...]]  # of each text, by its folder: `volume-6/fr`
CLEAN: Layout = {}


def remarks_in(layout: Layout) -> tuple[Diagnostic, ...]:
    """List all remarks, text by text, page by page."""
    return tuple(remark for pages in layout.values() for page in pages for remark in page.remarks)


def for_json(layout: Layout, with_pictures: bool = True) -> dict[str, list[dict[str, Any]]]:
    """Write remarks as a value for JSON; pictures are base64 of PNG."""
    return {
        text: [
            {"folio": page.folio, "remarks": [diagnostic_for_json(remark) for remark in page.remarks]}
            | ({"picture": b64encode(page.picture).decode()} if with_pictures else {})
            for page in pages
        ]
        for text, pages in layout.items()
    }


def diagnostic_for_json(diagnostic: Diagnostic) -> dict[str, Any]:
    """Write a diagnostic as a value for JSON."""
    source = diagnostic.source
    told = {"severity": str(diagnostic.severity), "code": diagnostic.code, "path": source.path, "line": source.line}
    return told | {"message": diagnostic.message, "hint": diagnostic.hint}


def from_json(told: Mapping[str, Sequence[Mapping[str, Any]]]) -> Layout:
    """Read remarks back from a value of JSON; KeyError, TypeError or ValueError when it is none of ours."""
    return {text: tuple(_pages(pages)) for text, pages in told.items()}


def _pages(pages: Sequence[Mapping[str, Any]]) -> Iterator[RemarkedPage]:
    for page in pages:
        remarks = tuple(
            Diagnostic(Severity(d["severity"]), d["code"], Source(d["path"], d["line"]), d["message"], d["hint"])
            for d in page["remarks"]
        )
        yield RemarkedPage(page["folio"], remarks, b64decode(page.get("picture", "")))
