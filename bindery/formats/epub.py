"""The e-book: a Book as EPUB 3.3 that a phone, an e-reader and a screen reader all take.

In: a Book of the medium `epub`, the page map of its print edition, its cover as a picture, and the stores of the
project: style sheet, fonts, pictures. Out: the bytes of the `.epub`. All is pure but `open_stores`, which reads files.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree
from PIL import Image

from bindery.assemble.folios import write_folios
from bindery.assemble.tree import Element
from bindery.epub.container import Part, write_container
from bindery.epub.documents import (
    NAV,
    SEMANTICS,
    STYLESHEET,
    XHTML_TYPE,
    Document,
    Picture,
    addresses,
    finish,
    section_href,
    section_trees,
    shell,
    write_documents,
)
from bindery.epub.faces import FACES, cut_faces, face_rules
from bindery.epub.metadata import identifier, modified, package_metadata, traits_of
from bindery.epub.ornaments import ornament_rules, ornaments, veils
from bindery.epub.page_list import PageMark, mark_pages, page_anchor
from bindery.languages import LANGUAGES
from bindery.model import BODY, Book
from bindery.pdf.page_map import PageMap
from bindery.render import Render
from bindery.tokens import Tokens

MEDIA_TYPES: Mapping[str, str] = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".svg": "image/svg+xml",
}
LANDMARK_ROLES = ("title-page", "glossary", "bibliography", "index")


@dataclass(frozen=True, slots=True)
class Stores:
    """What an e-book takes from the project: its style sheet, font files by name, pictures by `src`, logos in order."""

    stylesheet: str
    fonts: Mapping[str, bytes]
    pictures: Mapping[str, Picture]
    logos: tuple[Mapping[str, object], ...]


@dataclass(frozen=True, slots=True)
class Landmark:
    """A place that readers jump to: its word of the vocabulary, address and title."""

    type: str
    href: str
    title: str


def open_stores(book: Book, styles: Path) -> Stores:
    """Read the style sheet, the faces, the figures and the supporters' logos from their files."""
    pictures = {
        f"figures/{name}": picture(f"figures/{name}", asset.path.read_bytes())
        for name, asset in sorted(book.edition.volume.figures.items())
        if asset.path.suffix.lower() in MEDIA_TYPES.keys() - {".svg"}  # drawings stand in the text
    }
    logos = []
    for supporter in sorted(book.collection.supporters, key=lambda s: s.order):
        logo = supporter.logos["colour"]
        shown = picture(f"logos/{supporter.slug}{logo.path.suffix.lower()}", logo.path.read_bytes())
        pictures[shown.href] = shown
        logos.append({"src": shown.href, "name": supporter.names[book.language]})
    return Stores(
        stylesheet=(styles / "epub.css").read_text(encoding="utf-8"),
        fonts={face.file: (styles / "fonts" / face.file).read_bytes() for face in FACES},
        pictures=pictures,
        logos=tuple(logos),
    )


def picture(href: str, content: bytes) -> Picture:
    """Take up a picture with its size; a drawing's is that of its viewBox."""
    media_type = MEDIA_TYPES[Path(href).suffix.lower()]
    if media_type == "image/svg+xml":
        width, height = svg_size(content)
        return Picture(f"images/{href}", media_type, content, width, height)
    with Image.open(io.BytesIO(content)) as opened:
        return Picture(f"images/{href}", media_type, content, opened.width, opened.height)


def svg_size(content: bytes) -> tuple[int, int]:
    """Read the size of a drawing from its viewBox, rounded up to whole pixels."""
    box = (etree.fromstring(content).get("viewBox") or "0 0 100 100").replace(",", " ").split()
    return round(float(box[2]) + 0.499), round(float(box[3]) + 0.499)


@dataclass(frozen=True, slots=True)
class Sheets:
    """The sections of the book, finished: their trees, marks of printed pages, all addresses, pictures shown."""

    bodies: Mapping[str, Element]
    marks: tuple[PageMark, ...]
    where: Mapping[str, str]
    pictures: tuple[Picture, ...]


def package_epub(
    book: Book,
    pages: PageMap | None,
    cover: bytes,
    stores: Stores,
    tokens: Tokens,
    render: Render,
    certifier: str = "",
) -> bytes:
    """Write the e-book of a Book.

    `cover` is a JPEG or PNG. With `pages`, the pages of the print edition are marked in the text and listed; without,
    the e-book has none. `certifier` names who attests the conformance to EPUB Accessibility: only then is it claimed.
    """
    front = cover_picture(cover)
    sheets = finished_sheets(book, pages, stores, render)
    read = (cover_document(book, render, front), *in_reading_order(book, sheets, render))
    faces = list(cut_faces(stores.fonts, letters_of(document.content for document in read)))
    name = identifier(book, book.edition.isbn)
    parts = (
        *(Part(d.id, d.href, XHTML_TYPE, d.content, d.properties, is_read=True) for d in read),
        Part("ncx", "toc.ncx", "application/x-dtbncx+xml", ncx(book, sheets, render, name)),
        Part("stylesheet", STYLESHEET, "text/css", styled(stores.stylesheet, face_rules(faces), tokens, book)),
        Part("cover-image", front.href, front.media_type, front.content, ("cover-image",)),
        *(Part(image_id(shown), shown.href, shown.media_type, shown.content) for shown in sheets.pictures),
        *ornaments(tokens.palette(book.edition.volume.palette), book.edition.volume.number),
        *(part for _, part in faces),
    )
    lines = package_metadata(book, traits_of(sheets.bodies.values()), render, certifier)
    return write_container(parts, lines, book.language, name, modified(book))


def finished_sheets(book: Book, pages: PageMap | None, stores: Stores, render: Render) -> Sheets:
    """Write the sections, mark the printed pages in them, and lead every link and picture to its place."""
    bodies = section_trees(book, render, stores.logos)
    marks = list(mark_pages(bodies, pages)) if pages else []
    where = addresses(book, bodies)
    if pages:
        for body in bodies.values():
            write_folios(body, {anchor: pages.folios[page_index] for anchor, page_index in pages.anchors.items()})
        marks += contents_mark(pages, where)
    shown = dict.fromkeys(stores.pictures[src] for src in sources(bodies.values()) if src in stores.pictures)
    for name, body in bodies.items():
        finish(name, body, where, stores.pictures)
    order = [section.id for section in book.sections]
    return Sheets(bodies, tuple(sorted(marks, key=lambda mark: order.index(mark.section))), where, tuple(shown))


def contents_mark(pages: PageMap, where: dict[str, str]) -> Iterator[PageMark]:
    """Mark the printed contents at the head of the navigation document, when their page is not marked already."""
    if "contents" in pages.anchors:
        folio = pages.folio_of("contents")
        if folio and page_anchor(folio) not in where:
            where[page_anchor(folio)] = f"{NAV}#{page_anchor(folio)}"
            yield PageMark(folio, "contents", page_anchor(folio))


def sources(bodies: Iterable[Element]) -> Iterator[str]:
    """List the pictures that the sections show."""
    return (image.get("src", "") for body in bodies for image in body.iter("img"))


def cover_picture(content: bytes) -> Picture:
    """Take up the cover; ValueError when it is neither JPEG nor PNG."""
    endings = {b"\xff\xd8": ".jpg", b"\x89P": ".png"}
    if content[:2] not in endings:
        raise ValueError("the cover of an e-book is a JPEG or a PNG")
    return picture(f"cover{endings[content[:2]]}", content)


def cover_document(book: Book, render: Render, front: Picture) -> Document:
    """Write the page of the cover."""
    words = LANGUAGES[book.language].words
    said = (book.edition.text.title, book.edition.text.subtitle, book.collection.publisher.names[book.language])
    body = render(
        "epub/cover.html",
        book=book,
        words=words,
        language=book.language,
        picture=front,
        said=[part for part in said if part],
    )
    return Document("cover", "text/cover.xhtml", words["cover"], shell(book, render, words["cover"], body, ""))


def in_reading_order(book: Book, sheets: Sheets, render: Render) -> Iterator[Document]:
    """Write the documents in reading order, the navigation where the contents stand in print."""
    documents = {document.href: document for document in write_documents(book, sheets.bodies, render)}
    for section in book.sections:
        if section.role == "contents":
            yield nav_document(book, sheets, render)
        elif section.id in sheets.bodies:
            yield documents[section_href(section.id)]


def nav_document(book: Book, sheets: Sheets, render: Render) -> Document:
    """Write the navigation: contents, figures, tables, landmarks and printed pages."""
    words = LANGUAGES[book.language].words
    body = render(
        "epub/nav.html",
        book=book,
        words=words,
        address=sheets.where.__getitem__,
        landmarks=tuple(landmarks(book, sheets)),
        marks=sheets.marks,
        opening_page=next((mark for mark in sheets.marks if mark.section == "contents"), None),
    )
    content = shell(book, render, words["contents"], body, "frontmatter", up="")
    return Document("nav", NAV, words["contents"], content, ("nav",))


def landmarks(book: Book, sheets: Sheets) -> Iterator[Landmark]:
    """List the places that readers jump to, in reading order."""
    words = LANGUAGES[book.language].words
    yield Landmark("cover", "text/cover.xhtml", words["cover"])
    is_begun = False
    for section in book.sections:
        href = section_href(section.id)
        if section.role == "contents":
            yield Landmark("toc", f"{NAV}#contents", words["contents"])
        elif section.matter == BODY and not is_begun:
            is_begun = True
            yield Landmark("bodymatter", href, words["start-of-text"])
        elif section.role in LANDMARK_ROLES and section.id in sheets.bodies:
            yield Landmark(SEMANTICS[section.role][0], href, section.title)


def ncx(book: Book, sheets: Sheets, render: Render, name: str) -> bytes:
    """Write the contents as readers of EPUB 2 and Kindle want them."""
    numbers = [int(mark.folio) for mark in sheets.marks if mark.folio.isdigit()]
    return render(
        "epub/toc.ncx",
        book=book,
        words=LANGUAGES[book.language].words,
        address=sheets.where.__getitem__,
        marks=sheets.marks,
        highest_page=max(numbers, default=0),
        identifier=name,
    ).encode()


def styled(stylesheet: str, faces: str, tokens: Tokens, book: Book) -> bytes:
    """Write the style sheet with its faces and ornaments, the volume's colours in place of their names."""
    palette = tokens.palette(book.edition.volume.palette)
    colours = {ink.name: ink.rgb for ink in (*tokens.commons.values(), *palette)} | veils(palette, tokens.commons)
    rules = re.sub(r"var\(--([\w-]+)\)", lambda match: colours[match[1]], stylesheet)
    return f'@charset "utf-8";\n{faces}{rules}{ornament_rules()}'.encode()


def letters_of(contents: Iterable[bytes]) -> frozenset[str]:
    """Gather every character that the documents show."""
    return frozenset("".join(str(text) for content in contents for text in etree.fromstring(content).itertext()))


def image_id(shown: Picture) -> str:
    """Give the id of a picture in the manifest."""
    return "image-" + re.sub(r"[^\w.-]", "-", shown.href.removeprefix("images/"))
