"""Inked: a section for the press, ready to be bound: colours as ink, and nothing that only a screen needs.

In: a painted sheet, the table of inks, the profile of the press. Out: the same pages at the same size, without tags,
marks, links and destinations. Page numbers stay in the content streams they were painted in (stamps.py), so that they
are struck when the book is bound, as on the screen.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name

from bindery.diagnostics import Diagnostic
from bindery.pdf.facts import streams_of
from bindery.pdf.fold import Bookmark, Extent, Sheet
from bindery.pdf.ink import InkTable, Letters, Origin, ink
from bindery.pdf.resources import drop_unused_resources, forbid_interpolation
from bindery.pdf.screen import save
from bindery.pdf.stamps import Stamp
from bindery.pdf.weasy import Face

SCREEN_ONLY = ("/StructTreeRoot", "/MarkInfo", "/Names", "/Outlines", "/ViewerPreferences", "/Lang")
SCREEN_ONLY_ON_PAGES = ("/Annots", "/StructParents", "/Tabs")
MARKED_CONTENT = re.compile(rb"/\w+\s+(?:<<[^<>]*>>\s+BDC|BMC)(?:\s|\Z)|(?<![\w/])EMC(?:\s|\Z)")


@dataclass(frozen=True, slots=True)
class InkedSheet:
    """A section for the press, picklable; what stands against printing it is in its diagnostics."""

    pdf: bytes
    faces: tuple[Face, ...]
    files: Mapping[str, bytes]  # font files by their digest
    stamps: tuple[Stamp, ...]
    extent: Extent
    diagnostics: tuple[Diagnostic, ...]
    bookmarks: tuple[Bookmark, ...] = ()


def ink_sheet(sheet: Sheet, inks: InkTable, profile: Path, origin: Origin) -> InkedSheet:
    """Derive the sheet for the press; `profile` is its ICC profile, `origin` whence the section comes."""
    with pikepdf.open(io.BytesIO(sheet.pdf)) as pdf:
        found = ink(pdf, inks, profile, letters_of(sheet), origin)
        _strip_screen(pdf)
        drop_unused_resources(pdf)
        forbid_interpolation(pdf)
        return InkedSheet(save(pdf, "1.7"), sheet.faces, sheet.files, sheet.stamps, sheet.extent, found)


def letters_of(sheet: Sheet) -> Letters:
    """Give the letters of the fonts of a sheet, which its PDF only names."""
    return {face.name: face.facts["to_unicode"] for face in sheet.faces}


def _strip_screen(pdf: pikepdf.Pdf) -> None:
    """Take away what only a screen needs: links, tags, named colour spaces."""
    for key in SCREEN_ONLY:
        if key in pdf.Root:
            del pdf.Root[key]
    for page in pdf.pages:
        for key in SCREEN_ONLY_ON_PAGES:
            if key in page.obj:
                del page.obj[key]
        _drop_spaces(page.resources)
        for stream in streams_of(page):
            _unmark(stream)
    for stream in pdf.objects:
        if isinstance(stream, pikepdf.Stream) and stream.get("/Subtype") == Name.Form:
            _drop_spaces(stream.get("/Resources", Dictionary()))


def _drop_spaces(resources: Any) -> None:
    if "/ColorSpace" in resources:
        del resources["/ColorSpace"]


def _unmark(stream: pikepdf.Stream) -> None:
    """Take the marks of the structure out of a content stream; what they mark may end in another one."""
    content = stream.read_bytes()
    unmarked = MARKED_CONTENT.sub(b"", content)
    if unmarked != content:
        stream.write(unmarked)
