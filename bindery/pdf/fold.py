"""Fold: a section of the book is laid out by itself, its numbers written when they are known, and painted by itself.

In: signatures (a section's own HTML, and the side of the spread it opens on), and where the anchors of the book stand.
Out: `Extent`s, which are all that numbering needs, then `Sheet`s: a tagged PDF each, ready to be bound.

Nothing in a section depends on its first page but digits: the side it opens on is fixed, so the sides of its notes and
figures are too. Digits are written into the laid-out boxes; a number of another width lays that section out again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint import HTML, Document
from weasyprint.text.fonts import FontConfiguration

from bindery.diagnostics import Diagnostic, Source, in_order
from bindery.pdf.layout import MOST_LAYOUTS, ClosedFetcher, listening, turn_sides, write_number
from bindery.pdf.page_map import classes_of
from bindery.pdf.paint import alternatives_missing
from bindery.pdf.reading import Reading, anchors_of, read
from bindery.pdf.structure import artifacts_of, tagger
from bindery.pdf.weasy import (
    Face,
    boxes_of,
    forget_annotations,
    handing_over,
    keeping_styles,
    link_notes,
    name_images_by_content,
    prune_links,
    tagging,
    write_digits,
    write_folios,
)

RECTO, VERSO = "recto", "verso"


@dataclass(frozen=True, slots=True)
class Signature:
    """A section to be laid out by itself; it opens on the next page of its side."""

    name: str
    html: str
    side: str  # RECTO or VERSO

    @property
    def body(self) -> str:
        """Give the HTML from the body on, without styles."""
        return self.html[max(0, self.html.find("<body")) :]


@dataclass(frozen=True, slots=True)
class Extent:
    """How many pages a section takes, and on which of them each anchor starts (counted from 0 in the section)."""

    pages: int
    anchors: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline: `page_index` counts in the sheet; the place on the page is in points, y up."""

    level: int
    title: str
    page_index: int
    left_pt: float
    top_pt: float
    is_closed: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """A section painted by itself, picklable: a tagged PDF whose fonts are but named, and what binding needs."""

    pdf: bytes
    faces: tuple[Face, ...]
    files: Mapping[str, bytes]  # font files by their digest
    bookmarks: tuple[Bookmark, ...]
    reading: Reading
    diagnostics: tuple[Diagnostic, ...]


@dataclass(slots=True, eq=False)
class _Set:
    """A section as it stands: its HTML with the numbers written in so far, its pages, and who refused it what."""

    signature: Signature
    page: HTML
    fetcher: ClosedFetcher
    placeholders: tuple[Element, ...]
    document: Document
    heard: list[Diagnostic]


@dataclass(slots=True)
class Compositor:
    """Sets sections one after the other with the same type: fonts, parsed styles and pictures are kept between them."""

    base_url: Path
    roots: tuple[Path, ...]
    source: Source
    fonts: FontConfiguration = field(default_factory=FontConfiguration)
    styles: dict[str, Any] = field(default_factory=dict)
    pictures: dict[str, object] = field(default_factory=dict)
    standing: dict[str, _Set] = field(default_factory=dict)
    handed: set[str] = field(default_factory=set)  # the font files given away already

    def warm(self, html: str) -> tuple[Diagnostic, ...]:
        """Open the fonts and the styles that a document links, and say what is wrong with them."""
        fetcher = self._fetcher()
        with listening(self.source) as heard, keeping_styles(self.styles):
            self._render(self._page(html, fetcher))
        return tuple(fetcher.said(heard, self.source))

    def lay(self, signature: Signature, anchors: Mapping[str, int]) -> Extent:
        """Lay out a section, with the page numbers it will probably print (`anchors`: page_index in the book)."""
        fetcher = self._fetcher()
        page = self._page(signature.html, fetcher)
        placeholders = tuple(e for e in page.etree_element.iter() if classes_of(e) & {"folio-of", "folios-of"})
        for placeholder in placeholders:
            write_number(placeholder, dict(anchors), 1)
        with listening(self.source) as heard:
            document = self._lay_sides(page, signature)
        self.standing[signature.name] = _Set(signature, page, fetcher, placeholders, document, heard)
        return self._extent(signature.name)

    def number(self, name: str, first_page: int, anchors: Mapping[str, int]) -> Extent:
        """Write the numbers of a section that starts on a page of the book; lay it out again if they need more room."""
        section = self.standing[name]
        with listening(self.source) as heard:
            if not _numbers_fit(section, dict(anchors)):
                section.document = self._lay_sides(section.page, section.signature)
            write_folios(section.document.pages, first_page + 1)
        section.heard += heard
        return self._extent(name)

    def paint(self, name: str, first_page: int) -> Sheet:
        """Paint a section whose numbers are written; of the fonts, only files not handed over before come with it."""
        section = self.standing.pop(name)
        pages = section.document.pages
        name_images_by_content(self.pictures)
        prune_links(pages)
        link_notes(pages)
        forget_annotations(pages)
        said = section.fetcher.said(section.heard, self.source)
        sheet = paint_sheet(section.document, read(pages, first_page + 1), said, self.source)
        new = {digest: file for digest, file in sheet.files.items() if digest not in self.handed}
        self.handed.update(new)
        return replace(sheet, files=new)

    def _fetcher(self) -> ClosedFetcher:
        return ClosedFetcher(self.base_url.resolve(), tuple(root.resolve() for root in self.roots))

    def _page(self, html: str, fetcher: ClosedFetcher) -> HTML:
        return HTML(string=html, base_url=f"{self.base_url.resolve().as_uri()}/", url_fetcher=fetcher)

    def _render(self, page: HTML) -> Document:
        with keeping_styles(self.styles):
            return page.render(font_config=self.fonts, cache=self.pictures)

    def _lay_sides(self, page: HTML, signature: Signature) -> Document:
        """Lay out until every element that asks for its side of the spread knows it."""
        first_folio = 1 if signature.side == RECTO else 2
        document = self._render(page)
        for _ in range(MOST_LAYOUTS - 1):
            if not turn_sides(document.pages, first_folio):
                break
            document = self._render(page)
        return document

    def _extent(self, name: str) -> Extent:
        pages = self.standing[name].document.pages
        return Extent(len(pages), anchors_of(pages))


def _numbers_fit(section: _Set, anchors: dict[str, int]) -> bool:
    """Write the numbers into the document and into its boxes; tell whether all could be written in place."""
    printed = boxes_of(section.document.pages, frozenset(section.placeholders))
    fits = True
    for placeholder in section.placeholders:
        before = "".join(placeholder.itertext())
        if write_number(placeholder, anchors, 1):
            fits &= _fits(placeholder, before, printed.get(placeholder, ()))
    return fits


def _fits(placeholder: Element, before: str, printed: Sequence[Any]) -> bool:
    """Write a single number over the one printed; a list of them may change its links, and is laid out again."""
    if "folio-of" not in classes_of(placeholder) or not printed or any(box.text != before for box in printed):
        return False
    return all(write_digits(box, placeholder.text or "") for box in printed)


def paint_sheet(document: Document, reading: Reading, said: Sequence[Diagnostic], source: Source) -> Sheet:
    """Paint laid-out pages as a sheet to be bound with others."""
    faces: list[Face] = []
    files: dict[str, bytes] = {}
    missing: list[str] = []
    fresh = document.copy(document.pages)
    with (
        listening(source) as heard,
        tagging(tagger(missing), artifacts_of(fresh.pages)),
        handing_over(faces, files),
    ):
        pdf = fresh.write_pdf(pdf_variant="pdf/ua-1")
    found = in_order([*said, *heard, *alternatives_missing(missing, source)])
    return Sheet(pdf, tuple(faces), files, tuple(_bookmarks(document)), reading, found)


def _bookmarks(document: Document) -> Iterator[Bookmark]:
    for page_index, page in enumerate(document.pages):
        for level, title, (left_px, top_px), state in page.bookmarks:
            top_pt = (page.height - top_px) * 0.75
            yield Bookmark(level, title, page_index, left_px * 0.75, top_pt, state == "closed")
