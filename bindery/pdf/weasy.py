"""The door to WeasyPrint's private attributes; written for 70.0, and held to it by tests/pdf/test_weasy.py.

In: pages laid out by WeasyPrint. Out: `Piece`s in reading order, which say what stands on a page without its box
classes; and the places where its behaviour is bent: links pruned and added, pictures named by content, our own tags.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar
from xml.etree.ElementTree import Element

import cffi  # type: ignore[import-untyped]
import pydyf
import weasyprint.css
import weasyprint.draw.text
import weasyprint.layout.block
import weasyprint.layout.inline
import weasyprint.pdf
from weasyprint import CSS, DEFAULT_OPTIONS, Document, Page
from weasyprint.formatting_structure import boxes
from weasyprint.images import RasterImage
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.matrix import Matrix
from weasyprint.pdf.fonts import Font, build_fonts_dictionary
from weasyprint.pdf.stream import Stream
from weasyprint.text.ffi import _dlopen, ffi, harfbuzz
from weasyprint.text.line_break import line_size

from bindery.pdf.slots import SLOT
from bindery.pdf.stamps import Operator, Stamp, cut

WRITTEN_FOR = "70.0"
Saying = TypeVar("Saying")
GROWS_LEFT = {"right": 1.0, "end": 1.0, "center": 0.5}
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


class Form(StrEnum):
    """What a laid-out thing is to whoever makes up pages."""

    AREA = "area"  # the type area of a page
    NOTES = "notes"  # the foot of a page where its notes stand
    LINE = "line"
    ROW = "row"
    BLOCK = "block"
    PICTURE = "picture"
    LINK = "link"


@dataclass(frozen=True, slots=True, eq=False)
class Laid:
    """A thing on a page and its border box in CSS pixels, y down from the top of the trim."""

    form: Form
    element: Element | None
    area: Area
    is_placed: bool  # out of the flow: `position: absolute`
    is_generated: bool  # a marker, or a block of `::before` and `::after`
    is_repeated: bool  # in a table head printed again
    left: float
    top: float
    right: float
    bottom: float
    baseline: float = 0.0
    text: str = ""
    breaks: tuple[str, str] = ("", "")  # `break-before` and `break-after` of a block


def laid(pages: Sequence[Page]) -> Iterator[tuple[int, Laid]]:
    """List what stands on laid-out pages, in reading order: (page_index, thing); lines within a line are part of it."""
    heads: dict[Element, int] = {}
    for page_index, page in enumerate(pages):
        box = page._page_box
        left, top = box.content_box_x(), box.content_box_y()
        yield (
            page_index,
            Laid(Form.AREA, None, Area.FLOW, False, False, False, left, top, left + box.width, top + box.height),
        )
        for child in box.children:
            if not isinstance(child, boxes.MarginBox):
                yield from ((page_index, each) for each in _laid(child, Area.FLOW, False, False, page_index, heads))


def _laid(
    box: Any, area: Area, is_placed: bool, is_repeated: bool, page_index: int, heads: dict[Element, int]
) -> Iterator[Laid]:
    """List a box and what it holds; `heads` are the heads and feet of tables, and the page each was met on first."""
    if isinstance(box, AbsolutePlaceholder):
        box, is_placed = box._box, True
    if isinstance(box, boxes.FootnoteAreaBox):
        area = Area.NOTES
    elif isinstance(box, boxes.TableRowGroupBox) and (box.is_header or box.is_footer) and box.element is not None:
        is_repeated = is_repeated or heads.setdefault(box.element, page_index) < page_index
    form = _form_of(box)
    if form is not None:
        yield _laid_box(box, form, area, is_placed, is_repeated)
    for child in box.children if form is not Form.LINE else _placed_in(box):
        yield from _laid(child, area, is_placed, is_repeated, page_index, heads)


def _placed_in(line: Any) -> Iterator[Any]:
    """Find what a line holds that whoever makes up pages must know: links, pictures, what is placed elsewhere."""
    for box in line.children:
        if isinstance(box, AbsolutePlaceholder) or _form_of(box) in {Form.LINK, Form.PICTURE}:
            yield box
        else:
            yield from _placed_in(box)


def _form_of(box: Any) -> Form | None:
    if isinstance(box, boxes.FootnoteAreaBox):
        return Form.NOTES
    if isinstance(box, boxes.LineBox):
        return Form.LINE
    if isinstance(box, boxes.TableRowBox):
        return Form.ROW
    if isinstance(box, boxes.ReplacedBox):
        return Form.PICTURE
    if box.element_tag == "a" and isinstance(box, boxes.InlineBox):
        return Form.LINK
    return Form.BLOCK if isinstance(box, boxes.BlockLevelBox | boxes.TableCellBox) else None


def _laid_box(box: Any, form: Form, area: Area, is_placed: bool, is_repeated: bool) -> Laid:
    is_generated = "::" in (box.element_tag or "")
    if form is Form.LINE:
        rectangle = box.position_x, box.position_y, box.position_x + box.width, box.position_y + box.height
        text = "".join(_texts_of(box))
        baseline = box.position_y + box.baseline
        return Laid(form, box.element, area, is_placed, is_generated, is_repeated, *rectangle, baseline, text)
    if form is Form.ROW:
        rectangle = box.position_x, box.position_y, box.position_x + box.width, box.position_y + box.height
    else:
        left, top, right = box.border_box_x(), box.border_box_y(), box.border_box_x() + box.border_width()
        bottom = top + box.border_height()
        if form is Form.NOTES and bottom > top:  # the white above notes is theirs
            top -= box.margin_top
        rectangle = left, top, right, bottom
    breaks = box.style["break_before"], box.style["break_after"]
    return Laid(form, box.element, area, is_placed, is_generated, is_repeated, *rectangle, breaks=breaks)


def _texts_of(box: Any) -> Iterator[str]:
    """Give the text of a line without the numbers of its notes and what is placed elsewhere."""
    for child in box.children:
        if isinstance(child, AbsolutePlaceholder) or "::footnote" in (child.element_tag or ""):
            continue
        if isinstance(child, boxes.TextBox):
            yield child.text
        else:
            yield from _texts_of(child)


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


# -- page numbers painted as zeros, to be struck when the book is bound


@dataclass(frozen=True, slots=True, eq=False)
class Zeros:
    """A laid-out text box that shows zeros for a number: how many, the slot it fills, how it is aligned."""

    box: Any
    count: int
    slot: int = -1
    align: float = 0.0


def zeros_in_text(pages: Sequence[Page]) -> Iterator[Zeros]:
    """Find the boxes that keep the room of a page number in the text (`data-slot`)."""
    for _, piece in pieces(pages):
        if piece.text and not piece.pseudo and piece.element is not None and SLOT in piece.element.attrib:
            yield Zeros(piece.box, len(piece.text), int(piece.element.attrib[SLOT]))


def zeros_in_margins(pages: Sequence[Page]) -> Iterator[Zeros]:
    """Write a zero into each margin box that counts pages, aligned as it was; find those boxes."""
    for page in pages:
        for margin in page._page_box.children:
            if isinstance(margin, boxes.MarginBox) and _counts_pages(margin.style["content"]):
                align = GROWS_LEFT.get(margin.style["text_align_all"], 0.0)
                for box in margin.descendants():
                    if isinstance(box, boxes.TextBox) and re.search(r"\d", box.text):
                        _zero(box, align)
                        yield Zeros(box, 1, align=align)


def _counts_pages(content: Any) -> bool:
    return not isinstance(content, str) and any(kind == "counter()" and of[0] == "page" for kind, of in content)


def _zero(box: Any, align: float) -> None:
    """Put a zero for the number in a text box, and measure it anew."""
    before_px = box.width
    shaped = box.pango_layout
    box.text = shaped.text = re.sub(r"\d+", "0", box.text, count=1)
    shaped.reactivate(box.style)
    line, _ = shaped.get_first_line()
    box.width = line_size(line, box.style)[0]
    shaped.deactivate()
    box.position_x -= (box.width - before_px) * align


class _Struck(bytes):
    """An operator in a content stream that shows the zeros of a number."""

    zeros: Zeros
    operator: Operator


@contextmanager
def stamping(zeros: Iterable[Zeros], uneven: list[str]) -> Iterator[None]:
    """Keep the operators apart that show zeros, in what is painted meanwhile; name the texts whose digits differ."""
    by_box = {id(each.box): each for each in zeros}
    digits: dict[tuple[Any, ...], tuple[tuple[bytes, ...], tuple[float, ...]]] = {}
    draw = weasyprint.draw.text.draw_first_line

    def draw_zeros(stream: Any, textbox: Any, *how: Any) -> Any:
        begun = len(stream.stream)
        emojis = draw(stream, textbox, *how)
        found = by_box.get(id(textbox))
        if found is not None:
            shown = [at for at in range(begun, len(stream.stream)) if stream.stream[at].endswith(b"] TJ")]
            try:
                (at,) = shown
                key = (stream._current_font, stream.stream[at])
                if key not in digits:
                    digits[key] = _digits(stream, textbox, draw)
                struck = _Struck(stream.stream[at])
                struck.zeros, struck.operator = found, cut(stream.stream[at], found.count, *digits[key])
                stream.stream[at] = struck
            except ValueError:
                uneven.append(textbox.text)
        return emojis

    weasyprint.draw.text.draw_first_line = draw_zeros
    try:
        yield
    finally:
        weasyprint.draw.text.draw_first_line = draw


def _digits(stream: Any, textbox: Any, draw: Callable[..., Any]) -> tuple[tuple[bytes, ...], tuple[float, ...]]:
    """Draw each digit beside the page, so that the font knows it; give their glyphs and widths."""
    shaped, text = textbox.pango_layout, textbox.pango_layout.text
    aside = stream.clone()
    glyphs: list[bytes] = []
    for digit in "0123456789":
        shaped.set_text(digit)
        draw(aside, textbox, "clip", "none", Matrix())
        glyphs.append(re.findall(rb"<([0-9a-f]+)>", aside.stream[-1])[0])
    shaped.set_text(text)
    known = {gid: width for font in stream._fonts.values() if font.hash == aside._current_font[0]
             for gid, width in font.widths.items()}  # fmt: skip
    return tuple(glyphs), tuple(known[int(glyph, 16)] for glyph in glyphs)


def cut_stamps(pdf: Any, streams: Sequence[Any], targets: Sequence[str]) -> Iterator[Stamp]:
    """Give each number of painted pages a content stream of its own; `targets` are the anchors of the slots."""
    painted = {id(stream): page_index for page_index, stream in enumerate(streams)}
    pages = {page["Contents"]: page for page in pdf.objects if isinstance(page, dict) and page.get("Type") == "/Page"}
    for stream in streams:
        page = pages[stream.reference]
        parts: list[list[Any]] = [[]]
        stamps: list[Stamp] = []
        for item in stream.stream:
            if isinstance(item, _Struck):
                zeros = item.zeros
                target = targets[zeros.slot] if zeros.slot >= 0 else ""
                place = painted[id(stream)], len(parts)
                stamps.append(Stamp(*place, item.operator, target, zeros.slot, zeros.count, zeros.align))
                parts += [[item], []]
            else:
                parts[-1].append(item)
        yield from stamps
        if stamps:
            page["Contents"] = pydyf.Array(list(_streams(pdf, stream, parts)))


def _streams(pdf: Any, stream: Any, parts: Sequence[list[Any]]) -> Iterator[Any]:
    """Share what was painted on a page out among several streams; the first stays where it was."""
    stream.stream = parts[0]
    yield stream.reference
    for part in parts[1:]:
        more = pydyf.Stream(part, compress=stream.compress)
        pdf.add_object(more)
        yield more.reference


# -- sheets of a book that are laid out and painted apart


@contextmanager
def keeping_styles(
    kept: MutableMapping[str, tuple[Any, list[Saying]]], listen: Callable[[], AbstractContextManager[list[Saying]]]
) -> Iterator[list[Saying]]:
    """Parse each linked style sheet once; give what was said of those used meanwhile, whenever they were parsed.

    `kept` holds them by address: use it with one font configuration only. `listen` hears what is said meanwhile.
    """
    said: list[Saying] = []

    def parse(**arguments: Any) -> Any:
        url = arguments.get("url")
        if url is None:
            return CSS(**arguments)
        if url not in kept:
            with listen() as heard:
                kept[url] = CSS(**arguments | {"page_rules": [], "layers": []}), heard
        sheet, heard = kept[url]
        said.extend(heard)
        arguments["page_rules"].extend(sheet.page_rules)
        arguments["layers"].extend(layer for layer in sheet.layers if layer not in arguments["layers"])
        return sheet

    weasyprint.css.CSS = parse
    try:
        yield said
    finally:
        weasyprint.css.CSS = CSS


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
