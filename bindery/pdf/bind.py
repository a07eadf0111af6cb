"""Bind: sheets painted apart become one tagged PDF whose seams do not show.

In: sheets in the order of the book, each with the number of blank pages before it, and the folios of all anchors. Out:
the bytes of one PDF, and the numbers that stand in it: pages with their numbers struck, named destinations, links from
sheet to sheet, outline, structure tree with one parent tree and one tree of identifiers (ISO 32000-1, 12.3, 14.7), each
font once with the glyphs of all sheets, each picture once. Sheets for the press bring no structure, and get none.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from bindery.pdf.fold import Bookmark, Sheet
from bindery.pdf.inked import InkedSheet
from bindery.pdf.slots import FOLIO
from bindery.pdf.stamps import Stamp, number_on, strike
from bindery.pdf.weasy import cast_fonts

PAGE_BOXES = ("/MediaBox", "/TrimBox", "/BleedBox")
NOWHERE: Mapping[str, int] = {}
NO_FONTS: Mapping[str, bytes] = {}


@dataclass(frozen=True, slots=True)
class Place:
    """A sheet in a book: the folio of its first page, and the blank pages that come before it."""

    sheet: Sheet | InkedSheet
    first_folio: int = 1
    blanks: int = 0


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound book, and the numbers read back from it: of each sheet, in the order of its stamps."""

    pdf: bytes
    struck: tuple[tuple[str, ...], ...]


@dataclass(slots=True)
class _Book:
    """A book being bound."""

    pdf: pikepdf.Pdf
    fonts: Any  # the font dictionary of the whole book
    document: Any  # the structure element that holds all others
    kids: list[Any] = field(default_factory=list)
    parents: list[Any] = field(default_factory=list)  # /Nums of the parent tree
    next_key: int = 0
    roles: Any = None  # the role map, which all sheets share
    identified: list[Any] = field(default_factory=list)  # the elements with an /ID, in the order of the book
    anchors: dict[bytes, Any] = field(default_factory=dict)
    outline: list[tuple[Bookmark, Any]] = field(default_factory=list)
    pictures: dict[str, Any] = field(default_factory=dict)


def bind(
    places: Sequence[Place], folios: Mapping[str, int] = NOWHERE, house_fonts: Mapping[str, bytes] = NO_FONTS
) -> Bound:
    """Bind sheets into one PDF, at bleed size; links that lead to no page of it are let go.

    `folios`: of each anchor, the folio of the page it starts on; `house_fonts`: font files by their SHA-256, beside
    those that the sheets bring.
    """
    with ExitStack() as opened:
        pdf = opened.enter_context(pikepdf.new())
        document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document))
        book = _Book(pdf, _cast(pdf, places, opened, house_fonts), document)
        for place in places:
            source = opened.enter_context(pikepdf.open(io.BytesIO(place.sheet.pdf)))
            _add_sheet(book, source, place)
            _strike(book, place, folios)
        _let_go(book)
        _tell_pages(book, folios)
        _write_tree(book)
        _write_names(book)
        _write_outline(book)
        file = io.BytesIO()
        pdf.save(file, deterministic_id=True, compress_streams=True, recompress_flate=False)
        return Bound(file.getvalue(), tuple(_read_back(book, places)))


def _cast(pdf: pikepdf.Pdf, places: Sequence[Place], opened: ExitStack, house_fonts: Mapping[str, bytes]) -> Any:
    """Give the book its fonts."""
    files = {**house_fonts, **{digest: file for place in places for digest, file in place.sheet.files.items()}}
    faces = [face for place in places for face in place.sheet.faces]
    fonts = opened.enter_context(pikepdf.open(io.BytesIO(cast_fonts(faces, files))))
    return pdf.copy_foreign(fonts.Root.Fonts)


def _add_sheet(book: _Book, source: pikepdf.Pdf, place: Place) -> None:
    """Add the pages of a sheet and all that hangs on them."""
    first = len(book.pdf.pages) + place.blanks
    for _ in range(place.blanks):
        book.pdf.pages.append(_blank(book.pdf))
    for page in source.pages:
        book.pdf.pages.append(page)
    pages = [page.obj for page in list(book.pdf.pages)[first:]]
    for resources in _resources(pages):
        _share(book, resources)
    if "/StructTreeRoot" in source.Root:
        _add_tree(book, book.pdf.copy_foreign(source.Root.StructTreeRoot), pages)
    names = source.Root.get("/Names", Dictionary()).get("/Dests", Dictionary()).get("/Names", Array())
    numbers: dict[Any, int] = {page.obj.objgen: index for index, page in enumerate(source.pages)}
    for index in range(0, len(names), 2):
        on, *where = list(names[index + 1])
        book.anchors.setdefault(bytes(names[index]), Array([pages[numbers[on.objgen]], *where]))
    book.outline += [(bookmark, pages[bookmark.page_index]) for bookmark in place.sheet.bookmarks]


def _blank(pdf: pikepdf.Pdf) -> pikepdf.Page:
    """Make a page without content, of the size of the last one."""
    last = pdf.pages[-1].obj
    page = Dictionary(Type=Name.Page, Contents=pdf.make_stream(b""), Resources=Dictionary(), Tabs=Name.S)
    for box in PAGE_BOXES:
        if box in last:
            page[box] = Array(list(last[box]))
    return pikepdf.Page(pdf.make_indirect(page))


# -- page numbers


def _strike(book: _Book, place: Place, folios: Mapping[str, int]) -> None:
    """Write the numbers of the sheet added last."""
    for stamp, stream in _stamped(book, place, len(book.pdf.pages) - place.sheet.extent.pages):
        folio = folios.get(stamp.target) if stamp.target else place.first_folio + stamp.page_index
        if folio is not None:
            stream.write(strike(stamp, folio))


def _read_back(book: _Book, places: Sequence[Place]) -> Iterator[tuple[str, ...]]:
    """Read the numbers that stand on the pages of each sheet."""
    first = 0
    for place in places:
        first += place.blanks
        yield tuple(number_on(stamp, stream.read_bytes()) for stamp, stream in _stamped(book, place, first))
        first += place.sheet.extent.pages


def _stamped(book: _Book, place: Place, first: int) -> Iterator[tuple[Stamp, Any]]:
    """Walk the numbers of a sheet whose first page is that of the book; give the content stream of each."""
    pages = book.pdf.pages
    for stamp in place.sheet.stamps:
        yield stamp, pages[first + stamp.page_index].obj.Contents[stamp.stream_index]


# -- fonts and pictures


def _resources(pages: Sequence[Any]) -> Iterator[Any]:
    """Walk the resource dictionaries of some pages, and of the forms and patterns in them."""
    seen: set[tuple[int, int]] = set()
    waiting = [page.Resources for page in pages]
    while waiting:
        resources = waiting.pop(0)
        if resources.is_indirect:
            if resources.objgen in seen:
                continue
            seen.add(resources.objgen)
        yield resources
        for kind in ("/XObject", "/Pattern"):
            for drawing in resources.get(kind, Dictionary()).values():
                if isinstance(drawing, pikepdf.Stream) and "/Resources" in drawing:
                    waiting.append(drawing.Resources)


def _share(book: _Book, resources: Any) -> None:
    """Point resources at the fonts of the book, and at the first of several equal pictures."""
    if "/Font" in resources:
        used = list(resources.Font.keys())
        resources.Font = Dictionary({name: book.fonts[name] for name in used})
    drawings = resources.get("/XObject", Dictionary())
    for name, drawing in list(drawings.items()):
        if drawing.get("/Subtype") == Name.Image:
            drawings[name] = book.pictures.setdefault(_digest(drawing), drawing)


def _digest(picture: Any) -> str:
    """Hash a picture: its bytes, its entries, and its mask."""
    digest = hashlib.sha256(picture.read_raw_bytes())
    for key, value in sorted(picture.items()):
        if key != "/Length":
            fact = _digest(value) if key == "/SMask" else repr(value)
            digest.update(f"{key}={fact}\n".encode())
    return digest.hexdigest()


# -- structure


def _add_tree(book: _Book, tree: Any, pages: Sequence[Any]) -> None:
    """Hang the structure of a sheet below the document; its keys come after those of the sheets before."""
    (document,) = tree.K
    for kid in document.K:
        kid.P = book.document
        book.kids.append(kid)
    book.roles = book.roles or tree.RoleMap
    numbers = tree.ParentTree.Nums
    for index in range(0, len(numbers), 2):
        book.parents += [book.next_key + int(numbers[index]), numbers[index + 1]]
    for page in pages:
        page.StructParents = book.next_key + int(page.StructParents)
        for annotation in page.get("/Annots", Array()):
            if "/StructParent" in annotation:
                annotation.StructParent = book.next_key + int(annotation.StructParent)
    book.next_key += int(tree.ParentTreeNextKey)
    names = tree.get("/IDTree", Dictionary()).get("/Names", Array())
    book.identified += sorted((names[index + 1] for index in range(0, len(names), 2)), key=_count_of)


def _count_of(element: Any) -> int:
    """Give the number of an element among the identified ones of its sheet."""
    return int(str(element.ID).rpartition("-")[2])


def _write_tree(book: _Book) -> None:
    """Write the root of the structure, with fresh identifiers; a book for the press has none."""
    if not book.kids:
        return
    book.document.K = Array(book.kids)
    root = book.pdf.make_indirect(
        Dictionary(
            Type=Name.StructTreeRoot,
            RoleMap=book.roles,
            K=Array([book.document]),
            ParentTree=book.pdf.make_indirect(Dictionary(Nums=Array(book.parents))),
            ParentTreeNextKey=book.next_key,
        )
    )
    book.document.P = root
    for count, element in enumerate(book.identified, 1):
        element.ID = String(f"note-{count}")
    if book.identified:
        names = [part for e in sorted(book.identified, key=lambda e: bytes(e.ID)) for part in (e.ID, e)]
        root.IDTree = book.pdf.make_indirect(Dictionary(Names=Array(names)))
    book.pdf.Root.StructTreeRoot = root
    book.pdf.Root.MarkInfo = Dictionary(Marked=True)


# -- ways through the book


def _let_go(book: _Book) -> None:
    """Take away the links that lead to no page of the book, and their places in the structure."""
    parents = dict(zip(book.parents[::2], book.parents[1::2], strict=True))
    for page in book.pdf.pages:
        kept: list[Any] = []
        annotations = list(page.obj.get("/Annots", Array()))
        for annotation in annotations:
            if "/Dest" not in annotation or bytes(annotation.Dest) in book.anchors:
                kept.append(annotation)
                continue
            parent = parents.pop(int(annotation.get("/StructParent", -1)), None)
            if parent is not None:
                _forget(parent, annotation)
        if len(kept) < len(annotations):
            page.obj.Annots = Array(kept)
    book.parents = [part for key, parent in parents.items() for part in (key, parent)]


def _tell_pages(book: _Book, folios: Mapping[str, int]) -> None:
    """Write the page each link leads to into what is told of it to those who do not see the page."""
    for page in book.pdf.pages:
        for annotation in page.obj.get("/Annots", Array()):
            words = str(annotation.get("/Contents", ""))
            if FOLIO in words:
                folio = folios.get(bytes(annotation.Dest).decode(), "")
                annotation.Contents = String(words.replace(FOLIO, str(folio)))


def _forget(element: Any, annotation: Any) -> None:
    """Take the reference to an annotation out of a structure element."""
    element.K = Array([kid for kid in element.K if not _refers(kid, annotation)])


def _refers(kid: Any, annotation: Any) -> bool:
    return bool(isinstance(kid, Dictionary) and "/Obj" in kid and kid.Obj.objgen == annotation.objgen)


def _write_names(book: _Book) -> None:
    """Write where each anchor is."""
    names = [part for name in sorted(book.anchors) for part in (String(name), book.anchors[name])]
    if names:
        book.pdf.Root.Names = Dictionary(Dests=book.pdf.make_indirect(Dictionary(Names=Array(names))))


def _write_outline(book: _Book) -> None:
    """Write the outline: each entry goes below the last one of a higher level."""
    if not book.outline:
        return
    with book.pdf.open_outline() as outline:
        open_entries: list[tuple[int, OutlineItem]] = []
        for bookmark, page in book.outline:
            place = Array([page, Name.XYZ, round(bookmark.left_pt, 6), round(bookmark.top_pt, 6), 0])
            item = OutlineItem(bookmark.title, place)
            item.is_closed = bookmark.is_closed
            while open_entries and open_entries[-1][0] >= bookmark.level:
                open_entries.pop()
            (open_entries[-1][1].children if open_entries else outline.root).append(item)
            open_entries.append((bookmark.level, item))
