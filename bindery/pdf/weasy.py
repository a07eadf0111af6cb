"""The one door to WeasyPrint's private attributes; written for 70.0, and held to it by tests/pdf/test_weasy.py.

In: pages laid out by WeasyPrint. Out: `Piece`s in reading order, which say what stands on a page without its box
classes; and the places where its behaviour is bent: links pruned and added, pictures named by content, our own tags.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from xml.etree.ElementTree import Element

import pydyf
import weasyprint.pdf
from weasyprint import Document, Page
from weasyprint.formatting_structure import boxes
from weasyprint.images import RasterImage
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf.stream import Stream

WRITTEN_FOR = "70.0"
ARTIFACT = pydyf.Dictionary({"Type": "/Pagination"})
SVG = "{http://www.w3.org/2000/svg}svg"
STRUCTURAL_BOXES = (boxes.PageBox, boxes.MarginBox, boxes.FootnoteAreaBox, boxes.LineBox)
TEXTUAL_PSEUDOS = frozenset(
    {"first-letter", "first-line"}
)  # generated boxes around text that the document itself holds


class Area(StrEnum):
    """The part of a page a box stands in."""

    FLOW = "flow"
    NOTES = "notes"
    MARGIN = "margin"


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A box on a page: the element it belongs to, its generated part (`after`, `marker` …), and where it stands."""

    box: Any
    element: Element | None
    pseudo: str
    area: Area
    is_repeated: bool  # in a table head printed again after a page break
    margin: str = ""  # "@top-left" …

    @property
    def text(self) -> str | None:
        """Give the text of a run of text; None for any other box."""
        return self.box.text if isinstance(self.box, boxes.TextBox) else None

    @property
    def is_picture(self) -> bool:
        """Tell whether the box is an image or a drawing."""
        return isinstance(self.box, boxes.ReplacedBox)

    @property
    def is_table_part(self) -> bool:
        """Tell whether the box is a row or a cell, which count even when they are empty."""
        return isinstance(self.box, boxes.TableRowBox | boxes.TableCellBox)

    def rectangle_px(self) -> tuple[float, float, float, float]:
        """Give the content rectangle in CSS pixels, y down from the top of the trim: left, top, right, bottom."""
        left, top = self.box.content_box_x(), self.box.content_box_y()
        return left, top, left + self.box.width, top + self.box.height


def root_of(page: Page) -> Element:
    """Find the <html> element a page was laid out from."""
    root: Element = page._page_box.children[0].element
    return root


def pieces(pages: Sequence[Page]) -> Iterator[tuple[int, Piece]]:
    """Walk the boxes of laid-out pages in reading order; give (page_index, piece)."""
    walk = _Walk()
    for page_index, page in enumerate(pages):
        for piece in walk.boxes(page._page_box, Area.FLOW, "", False):
            yield page_index, piece
        walk.turn_page()


class _Walk:
    """Walks page after page, and knows the heads and feet of tables it has met on earlier ones."""

    def __init__(self) -> None:
        self.earlier: set[Element] = set()
        self.on_this_page: set[Element] = set()

    def turn_page(self) -> None:
        self.earlier |= self.on_this_page
        self.on_this_page.clear()

    def boxes(self, box: Any, area: Area, margin: str, is_repeated: bool) -> Iterator[Piece]:
        """Walk a box and what it holds."""
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if isinstance(box, boxes.MarginBox):
            area, margin = Area.MARGIN, box.at_keyword
        elif isinstance(box, boxes.FootnoteAreaBox):
            area = Area.NOTES
        elif isinstance(box, boxes.TableRowGroupBox) and (box.is_header or box.is_footer) and box.element is not None:
            is_repeated = is_repeated or box.element in self.earlier
            self.on_this_page.add(box.element)
        if not isinstance(box, STRUCTURAL_BOXES):
            _, _, pseudo = (box.element_tag or "").partition("::")
            yield Piece(box, box.element, "" if pseudo in TEXTUAL_PSEUDOS else pseudo, area, is_repeated, margin)
        for child in box.children:
            yield from self.boxes(child, area, margin, is_repeated)


def prune_links(pages: Sequence[Page]) -> None:
    """Keep one annotation for each line of a link: WeasyPrint adds one for each box inside it, and in margins."""
    flowing = {id(piece.box) for _, piece in pieces(pages) if piece.area is not Area.MARGIN}
    for page in pages:
        own = [(b.element, target) for _, target, _, b in page.links if b.element_tag == "a" and b.element is not None]
        owned = {id(descendant): element for element, _ in own for descendant in element.iter()}
        page.links = [
            link
            for link in page.links
            if id(link[3]) in flowing and (link[3].element_tag == "a" or id(link[3].element) not in owned)
        ]


def link_notes(pages: Sequence[Page]) -> None:
    """Link the call of each note to the note, and the number before the note back to its call (anchor `call-ID`)."""
    for page_index, piece in pieces(pages):
        identifier = piece.element.get("id") if piece.element is not None else None
        if identifier is None or piece.text is not None or piece.pseudo not in {"footnote-call", "footnote-marker"}:
            continue
        left, top, width, height = piece.box.hit_area()
        rectangle = (left, top, left + width, top + height)
        if piece.pseudo == "footnote-call":
            pages[page_index].anchors.setdefault(f"call-{identifier}", rectangle)
            target = identifier
        else:
            target = f"call-{identifier}"
        pages[page_index].links.append(("internal", target, rectangle, piece.box))


def sided(pages: Sequence[Page]) -> Iterator[tuple[Element, int]]:
    """Find the elements that ask for their side of the spread (`data-side`), and the page_index each starts on."""
    seen: set[Element] = set()
    for page_index, piece in pieces(pages):
        if piece.element is not None and "data-side" in piece.element.attrib and piece.element not in seen:
            seen.add(piece.element)
            yield piece.element, page_index


def links_of(page: Page) -> Iterator[tuple[str, str, Element | None]]:
    """List the links of a page: kind (`internal`, `external`), target, element."""
    for kind, target, _, box in page.links:
        yield kind, target, box.element


Tagger = Callable[[Any, list[Page], list[Any]], None]  # (pydyf file, pages, page streams)


@contextmanager
def tagging(tagger: Tagger, artifacts: frozenset[int]) -> Iterator[None]:
    """Let `tagger` build the structure tree of files written meanwhile; paint the boxes `artifacts` (ids) as such."""
    original_tags, original_marked = weasyprint.pdf.add_tags, Stream.marked

    def add_tags(pdf: Any, document: Document, _version: object, streams: list[Any]) -> None:
        tagger(pdf, document.pages, streams)

    @contextmanager
    def marked(stream: Any, box: Any, tag: str) -> Iterator[None]:
        if id(box) in artifacts and stream._tags is not None:
            stream.begin_marked_content("Artifact", ARTIFACT)
            yield
            stream.end_marked_content()
        else:
            with original_marked(stream, box, tag):
                yield

    weasyprint.pdf.add_tags, Stream.marked = add_tags, marked
    try:
        yield
    finally:
        weasyprint.pdf.add_tags, Stream.marked = original_tags, original_marked


def mcid_of(stream: Any, piece: Piece) -> int | None:
    """Give the number of the marked content a piece was painted as; None when it was not painted."""
    mark = stream._tags.get(piece.box)
    return None if mark is None else int(mark["mcid"])


def forget_annotations(pages: Sequence[Page]) -> None:
    """Clear what an earlier painting of the same pages left on their boxes."""
    for _, piece in pieces(pages):
        piece.box.link_annotation = None


def number_of(piece: Piece) -> str:
    """Give the generated text inside a piece, such as the number of a note."""
    return "".join(box.text for box in piece.box.descendants() if isinstance(box, boxes.TextBox)).strip()


def annotation_of(piece: Piece) -> Any:
    """Give the link annotation painted over a piece (a pydyf dictionary), or None."""
    return piece.box.link_annotation


def name_images_by_content(images: Mapping[str, object]) -> None:
    """Name each picture of an image cache by its bytes: WeasyPrint names it by its address on this machine."""
    for image in images.values():
        if isinstance(image, RasterImage):
            image.id = hashlib.sha256(image.image_data.data).hexdigest()[:32]
