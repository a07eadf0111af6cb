"""Fold: a section of the book is laid out and painted by itself, its page numbers as zeros.

In: signatures (a section's own HTML, the side of the spread it opens on) and their shapes (how many digits each of
their numbers has). Out: `Sheet`s: a tagged PDF each, ready to be bound, and all that numbering needs of it.

Nothing in a sheet depends on its first page, nor on where its targets are: the side it opens on is fixed, so the sides
of its notes and figures are too, and the digits are written when it is bound. Equal inputs give equal sheets.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from weasyprint import HTML, Document
from weasyprint.text.fonts import FontConfiguration

from bindery.diagnostics import ERROR, Diagnostic, Source, in_order
from bindery.pdf.carding import carded
from bindery.pdf.composing import composing, hyphenating
from bindery.pdf.drift import with_drift
from bindery.pdf.layout import ClosedFetcher, listening
from bindery.pdf.line_breaking import better_lines
from bindery.pdf.makeup import NOTHING, MakeUp, make_up
from bindery.pdf.paint import alternatives_missing
from bindery.pdf.reading import Reading, read
from bindery.pdf.slots import Placeholder, Shape, is_placeholder, placeholders_in, write_zeros
from bindery.pdf.stamps import Stamp
from bindery.pdf.structure import artifacts_of, tagger
from bindery.pdf.weasy import (
    Face,
    Zeros,
    cut_stamps,
    forget_annotations,
    handing_over,
    keeping_styles,
    link_notes,
    name_images_by_content,
    prune_links,
    stamping,
    tagging,
    zeros_in_margins,
    zeros_in_text,
)
from bindery.typography.hyphenation import Exceptions

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

    @property
    def placeholders(self) -> tuple[Placeholder, ...]:
        """List the places where it prints page numbers."""
        return placeholders_in(self.html)


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
    """A section painted by itself, picklable: a tagged PDF whose fonts are but named, its numbers zeros."""

    pdf: bytes
    faces: tuple[Face, ...]
    files: Mapping[str, bytes]  # font files by their digest
    bookmarks: tuple[Bookmark, ...]
    reading: Reading
    stamps: tuple[Stamp, ...]
    diagnostics: tuple[Diagnostic, ...]
    made_up: MakeUp = NOTHING  # where everything stands on its pages

    @property
    def extent(self) -> Extent:
        """Give all that numbering needs."""
        return Extent(self.reading.page_map.extent, self.reading.page_map.anchors)


@dataclass(slots=True)
class Compositor:
    """Sets sections one after the other with the same type: fonts and parsed styles are kept between them."""

    base_url: Path
    roots: tuple[Path, ...]
    source: Source
    content: Path | None = None  # what `content/…` means in the HTML
    hyphenation: Exceptions = field(default_factory=dict)
    fonts: FontConfiguration = field(default_factory=FontConfiguration)
    styles: dict[str, Any] = field(default_factory=dict)

    def set(self, signature: Signature, shape: Shape) -> Sheet:
        """Lay out and paint a section, with room for the numbers of its shape."""
        fetcher = ClosedFetcher(self.base_url.resolve(), tuple(root.resolve() for root in self.roots), self.content)
        base_url = f"{self.base_url.resolve().as_uri()}/"
        page = HTML(string=signature.html, base_url=base_url, url_fetcher=fetcher)
        placeholders = [element for element in page.etree_element.iter() if is_placeholder(element)]
        write_zeros(placeholders, shape)
        listen = partial(listening, self.source)
        pictures: dict[str, object] = {}
        first_folio = 1 if signature.side == RECTO else 2
        with (
            listen() as heard,
            keeping_styles(self.styles, listen) as said,
            composing(first_folio),
            better_lines(),
            hyphenating(self.hyphenation),
        ):
            lay = partial(page.render, font_config=self.fonts, cache=pictures)
            document = carded(with_drift(lay(), page.etree_element, lay))
        name_images_by_content(pictures)
        pages = document.pages
        prune_links(pages)
        link_notes(pages)
        zeros = [*zeros_in_text(pages), *zeros_in_margins(pages)]
        found = fetcher.said([*said, *heard], self.source)
        made_up = make_up(pages)
        sheet = paint_sheet(document, read(pages), found, self.source, zeros, targets_in(shape))
        return replace(sheet, made_up=made_up)


def targets_in(shape: Shape) -> tuple[str, ...]:
    """List the anchors of the slots of a shape, in their order."""
    return tuple(slot.target for slots in shape for slot in slots)


def paint_sheet(
    document: Document,
    reading: Reading,
    said: Sequence[Diagnostic],
    source: Source,
    zeros: Sequence[Zeros] = (),
    targets: Sequence[str] = (),
) -> Sheet:
    """Paint laid-out pages as a sheet to be bound with others; `zeros` are where its numbers go."""
    faces: list[Face] = []
    files: dict[str, bytes] = {}
    missing: list[str] = []
    uneven: list[str] = []
    stamps: list[Stamp] = []
    fresh = document.copy(document.pages)
    forget_annotations(fresh.pages)
    tag = tagger(missing)

    def finish(pdf: Any, pages: list[Any], streams: list[Any]) -> None:
        tag(pdf, pages, streams)
        stamps.extend(cut_stamps(pdf, streams, targets))

    with (
        listening(source) as heard,
        tagging(finish, artifacts_of(fresh.pages)),
        stamping(zeros, uneven),
        handing_over(faces, files),
    ):
        pdf = fresh.write_pdf(pdf_variant="pdf/ua-1")
    found = [*said, *heard, *alternatives_missing(missing, source), *_unstruck(zeros, stamps, uneven, source)]
    bookmarks = tuple(_bookmarks(document))
    return Sheet(pdf, tuple(faces), files, bookmarks, reading, tuple(stamps), in_order(dict.fromkeys(found)))


def _unstruck(
    zeros: Sequence[Zeros], stamps: Sequence[Stamp], uneven: Sequence[str], source: Source
) -> Iterator[Diagnostic]:
    """Tell of the numbers that cannot be written."""
    if uneven:
        message = f"page numbers are set in digits of unequal width ({', '.join(sorted(set(uneven)))})"
        hint = "set them with `font-variant-numeric: tabular-nums`"
        yield Diagnostic(ERROR, "digits-uneven", source, message, hint=hint)
    elif len(stamps) != len(zeros):
        message = f"{len(zeros) - len(stamps)} page numbers are not painted on the page itself"
        hint = "the styles must neither hide them nor lay them on a half-transparent ground"
        yield Diagnostic(ERROR, "number-unpainted", source, message, hint=hint)


def _bookmarks(document: Document) -> Iterator[Bookmark]:
    for page_index, page in enumerate(document.pages):
        for level, title, (left_px, top_px), state in page.bookmarks:
            top_pt = (page.height - top_px) * 0.75
            yield Bookmark(level, title, page_index, left_px * 0.75, top_pt, state == "closed")
