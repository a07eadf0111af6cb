"""What a finished file offers besides its words: extent, tags, bookmarks, labels, what it claims to be.

In: a PDF or an EPUB. Out: its `Facts`.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf

CLAIMS = (
    ("PDF/UA-{}", re.compile(r"pdfuaid:part(?:>|=\")\s*(\d)")),
    ("PDF/A-{}", re.compile(r"pdfaid:part(?:>|=\")\s*(\d)")),
    ("{}", re.compile(r"GTS_PDFXVersion(?:>|=\")\s*([^<\"]+)")),
)


@dataclass(frozen=True, slots=True)
class Facts:
    """Size of a file, its pages, and what it offers, in words."""

    size_mb: float
    pages: int
    offers: tuple[str, ...]


def facts(path: Path) -> Facts:
    """Read what a file offers."""
    read = _of_epub if path.suffix == ".epub" else _of_pdf
    return read(path, path.stat().st_size / 1e6)


def _of_pdf(path: Path, size_mb: float) -> Facts:
    with pikepdf.open(path) as pdf:
        return Facts(size_mb, len(pdf.pages), tuple(_offers(pdf)))


def _offers(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = pdf.Root
    said = bytes(root.Metadata.read_bytes()).decode(errors="replace") if "/Metadata" in root else ""
    yield from (name.format(found[1]) for name, claim in CLAIMS if (found := claim.search(said)))
    if "/StructTreeRoot" in root:
        yield "tags"
    if "/Outlines" in root and "/First" in root.Outlines:
        yield "bookmarks"
    if any(note.get("/Subtype") == "/Link" for page in pdf.pages for note in page.obj.get("/Annots", ())):
        yield "links"
    if "/PageLabels" in root:
        yield "page labels"
    if "/OutputIntents" in root:
        yield "output intent"


def _of_epub(path: Path, size_mb: float) -> Facts:
    with zipfile.ZipFile(path) as file:
        documents = [n for n in file.namelist() if n.endswith((".xhtml", ".html"))]
        text = " ".join(file.read(name).decode() for name in documents)
    offers = {"page-list": 'epub:type="page-list"', "pop-up notes": 'epub:type="noteref"', "index": "doc-index"}
    return Facts(size_mb, 0, tuple(name for name, mark in offers.items() if mark in text))
