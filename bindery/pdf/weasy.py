"""The one door to WeasyPrint's private attributes; written for 70.0, and held to it by tests/pdf/test_weasy.py.

In: pages laid out by WeasyPrint. Out: `Piece`s in reading order, which say what stands on a page without its box
classes; and the places where its behaviour is bent: links pruned and added, pictures named by content, our own tags.
"""

from __future__ import annotations

import hashlib
import io
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from xml.etree.ElementTree import Element

import cffi  # type: ignore[import-untyped]
import pydyf
import weasyprint.css
import weasyprint.pdf
from weasyprint import CSS, DEFAULT_OPTIONS, Document, Page
from weasyprint.formatting_structure import boxes
from weasyprint.images import RasterImage
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf.fonts import Font, build_fonts_dictionary
from weasyprint.pdf.stream import Stream
from weasyprint.text.ffi import _dlopen, ffi, harfbuzz
from weasyprint.text.fonts import FontConfiguration
from weasyprint.text.line_break import line_size

WRITTEN_FOR = "70.0"
EQUAL_PX = 0.01
LIVE_FONT_PARTS = frozenset({"hb_font", "hb_face", "file_content"})  # tied to a process, or handed over beside
HARFBUZZ = (
    "libharfbuzz-0", "harfbuzz", "harfbuzz-0.0", "libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll",
)  # fmt: skip
DUPLICATE = 0  # HB_MEMORY_MODE_DUPLICATE
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


# -- digits written into laid-out pages


def boxes_of(pages: Sequence[Page], elements: frozenset[Element]) -> dict[Element, list[Any]]:
    """Find the text boxes printed of each of some elements, in reading order."""
    found: dict[Element, list[Any]] = {}
    for _, piece in pieces(pages):
        if piece.text is not None and not piece.pseudo and piece.element in elements:
            found.setdefault(piece.element, []).append(piece.box)
    return found


def write_digits(box: Any, text: str) -> bool:
    """Write a text of another wording into a laid-out text box; tell whether it kept its width (within 0.01 px)."""
    before_px = box.width
    _set_text(box, text)
    return bool(abs(box.width - before_px) < EQUAL_PX)


def write_folios(pages: Sequence[Page], first_folio: int) -> None:
    """Write the folio of each page into its margin boxes that count pages, aligned as they were."""
    for page_index, page in enumerate(pages):
        for margin in page._page_box.children:
            if isinstance(margin, boxes.MarginBox) and _counts_pages(margin.style["content"]):
                for box in margin.descendants():
                    if isinstance(box, boxes.TextBox):
                        _write_folio(box, str(first_folio + page_index), margin.style["text_align_all"])


def _counts_pages(content: Any) -> bool:
    return not isinstance(content, str) and any(kind == "counter()" and of[0] == "page" for kind, of in content)


def _write_folio(box: Any, folio: str, alignment: str) -> None:
    before_px = box.width
    _set_text(box, re.sub(r"\d+", folio, box.text, count=1))
    grown_px = box.width - before_px
    box.position_x -= {"right": grown_px, "end": grown_px, "center": grown_px / 2}.get(alignment, 0)


def _set_text(box: Any, text: str) -> None:
    """Put a text into a box and measure it anew."""
    shaped = box.pango_layout
    box.text = shaped.text = text
    shaped.reactivate(box.style)
    line, _ = shaped.get_first_line()
    box.width = line_size(line, box.style)[0]
    shaped.deactivate()


# -- sheets of a book that are laid out and painted apart


@contextmanager
def keeping_styles(kept: MutableMapping[str, Any]) -> Iterator[None]:
    """Parse each linked style sheet once: `kept` holds them by address; use it with one font configuration only."""

    def parse(**arguments: Any) -> Any:
        url = arguments.get("url")
        if url is None:
            return CSS(**arguments)
        if url not in kept:
            kept[url] = CSS(**arguments | {"page_rules": [], "layers": []})
        arguments["page_rules"].extend(kept[url].page_rules)
        arguments["layers"].extend(layer for layer in kept[url].layers if layer not in arguments["layers"])
        return kept[url]

    weasyprint.css.CSS = parse
    try:
        yield
    finally:
        weasyprint.css.CSS = CSS


def put_away(fonts: FontConfiguration) -> None:
    """Delete the font files a configuration keeps on disk; nothing can be laid out or painted with it any more."""
    if fonts._folder is not None:
        shutil.rmtree(fonts._folder, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Face:
    """A font as one sheet uses it, picklable: the digest of its file, and what WeasyPrint knows of it."""

    file: str
    facts: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Give the name the content streams call it by."""
        return str(self.facts["hash"])


@contextmanager
def handing_over(faces: list[Face], files: MutableMapping[str, bytes]) -> Iterator[None]:
    """Paint sheets of a book: links may lead out of them; fonts are named only, and handed over to be cast once."""

    def fonts(_pdf: Any, used: Mapping[Any, Any], *_: object) -> pydyf.Dictionary:
        for font in used.values():
            digest = hashlib.sha256(font.file_content).hexdigest()
            files[digest] = font.file_content
            facts = {name: fact for name, fact in vars(font).items() if name not in LIVE_FONT_PARTS}
            faces.append(Face(digest, facts))
        return pydyf.Dictionary({font.hash: pydyf.Dictionary() for font in used.values()})

    original_fonts, original_links = weasyprint.pdf.build_fonts_dictionary, weasyprint.pdf.resolve_links
    weasyprint.pdf.build_fonts_dictionary, weasyprint.pdf.resolve_links = fonts, _links_and_anchors
    try:
        yield
    finally:
        weasyprint.pdf.build_fonts_dictionary, weasyprint.pdf.resolve_links = original_fonts, original_links


def _links_and_anchors(pages: Sequence[Page]) -> Iterator[tuple[list[Any], list[tuple[str, float, float]]]]:
    """Give the links of each page, wherever they lead, and the anchors that start on it."""
    seen: set[str] = set()
    for page in pages:
        own = [(name, left, top) for name, (left, top, *_) in page.anchors.items() if name not in seen]
        seen.update(page.anchors)
        yield page.links, own


def cast_fonts(faces: Iterable[Face], files: Mapping[str, bytes]) -> bytes:
    """Write each font once, with the glyphs of all sheets that use it, into a PDF whose catalog names them `/Fonts`."""
    merged: dict[str, Any] = {}
    for face in faces:
        if face.name not in merged:
            merged[face.name] = _recast(face, files[face.file])
        font = merged[face.name]
        for table in ("to_unicode", "widths", "missing"):
            for key, value in face.facts[table].items():
                getattr(font, table).setdefault(key, value)
    pdf = pydyf.PDF()
    options = {**DEFAULT_OPTIONS, "pdf_version": "1.7"}
    dictionary = build_fonts_dictionary(pdf, merged, True, True, options)
    pdf.add_object(dictionary)
    pdf.catalog["Fonts"] = dictionary.reference
    file = io.BytesIO()
    pdf.write(file, "1.7", None, False)
    return file.getvalue()


def _recast(face: Face, file: bytes) -> Any:
    """Make a font again from its file."""
    font = Font.__new__(Font)
    vars(font).update(face.facts)
    font.to_unicode, font.widths, font.missing = {}, {}, {}
    font.file_content = file
    font.hb_face = _open_face(file, font.index)
    return font


def _open_face(file: bytes, index: int) -> Any:
    """Open a font file with HarfBuzz, which WeasyPrint itself only reaches through Pango."""
    holder = _blobs.new("char[]", file)
    blob = _harfbuzz.hb_blob_create(holder, len(file), DUPLICATE, _blobs.NULL, _blobs.NULL)
    face = _harfbuzz.hb_face_create(blob, index)
    _harfbuzz.hb_blob_destroy(blob)
    return ffi.gc(ffi.cast("hb_face_t *", int(_blobs.cast("uintptr_t", face))), harfbuzz.hb_face_destroy)


_blobs = cffi.FFI()
_blobs.cdef("""
    void *hb_blob_create(const char *data, unsigned int length, int mode, void *user, void *destroy);
    void *hb_face_create(void *blob, unsigned int index);
    void hb_blob_destroy(void *blob);
""")
_harfbuzz = _dlopen(_blobs, *HARFBUZZ)
