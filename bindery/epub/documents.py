"""The content documents of an e-book: each section of a Book as XHTML with its semantics.

In: a Book, the templates, and the pictures it shows. Out: trees by section, in reading order, then `Document`s as
bytes. Semantics follow the EPUB Structural Semantics Vocabulary 1.1 (https://www.w3.org/TR/epub-ssv-11/) and
DPUB-ARIA 1.1 (https://www.w3.org/TR/dpub-aria-1.1/); they stand together, since readers know one or the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from bindery.assemble.flow import prepare_for_flow
from bindery.assemble.tree import Element, with_class
from bindery.epub.tree import EPUB_TYPE, XML_LANG, parse, write
from bindery.languages import LANGUAGES
from bindery.model import BACK, BODY, FRONT, Book, Section
from bindery.render import Render

XHTML_TYPE = "application/xhtml+xml"
STYLESHEET = "styles/book.css"
NAV = "nav.xhtml"

# Role of a section -> its word of the vocabulary, and its role in DPUB-ARIA.
SEMANTICS: Mapping[str, tuple[str, str]] = {
    "title-page": ("titlepage", ""),
    "copyright-page": ("copyright-page", ""),
    "foreword": ("foreword", "doc-foreword"),
    "introduction": ("introduction", "doc-introduction"),
    "part": ("part", "doc-part"),
    "chapter": ("chapter", "doc-chapter"),
    "case-study": ("chapter", "doc-chapter"),
    "conclusion": ("conclusion", "doc-conclusion"),
    "appendix": ("appendix", "doc-appendix"),
    "afterword": ("afterword", "doc-afterword"),
    "glossary": ("glossary", "doc-glossary"),
    "bibliography": ("bibliography", "doc-bibliography"),
    "index": ("index", "doc-index"),
    "colophon": ("colophon", "doc-colophon"),
}
# Class of an element -> its word of the vocabulary.
TYPED_CLASSES: Mapping[str, str] = {"noteref": "noteref", "note": "footnote", "backlink": "backlink"}
# A face of the collection -> its cut in the e-book (faces.py).
FACE_NAMES: Mapping[str, str] = {
    "Archivo": "Guide Sans",
    "Source Serif 4": "Guide Serif",
    "Bindery Signs": "Guide Signs",
}
LEFT_TO_PRINT = frozenset({"half-title", "contents"})  # the contents are the navigation document


@dataclass(frozen=True, slots=True)
class Document:
    """A file of the e-book that is read: its id, path, title, bytes, and properties for the manifest."""

    id: str
    href: str
    title: str
    content: bytes
    properties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the e-book: its path, bytes and size."""

    href: str
    media_type: str
    content: bytes
    width_px: int
    height_px: int


def section_trees(book: Book, render: Render, logos: tuple[Mapping[str, object], ...]) -> dict[str, Element]:
    """Write every section that the e-book shows as a tree, by its id, in reading order."""
    return {
        section.id: section_tree(section, book, render, logos)
        for section in book.sections
        if section.role not in LEFT_TO_PRINT
    }


def section_tree(section: Section, book: Book, render: Render, logos: tuple[Mapping[str, object], ...]) -> Element:
    """Write one section, its notes with ways back and its semantics in place."""
    epub_type, aria_role = SEMANTICS.get(section.role, ("", ""))
    body = parse(
        render(
            "epub/authored.html" if section.is_authored else "epub/generated.html",
            book=book,
            section=section,
            words=LANGUAGES[book.language].words,
            logos=logos,
            epub_type=epub_type,
            aria_role=aria_role,
            paged=False,
            folios={},
        )
    )
    prepare_for_flow(body, book.language)
    for name, word in TYPED_CLASSES.items():
        for element in with_class(body, name):
            element.set(EPUB_TYPE, word)
    for element in body.iter(etree.Element):
        if language := element.get("lang"):
            element.set(XML_LANG, language)
    return body


def addresses(book: Book, bodies: Mapping[str, Element]) -> dict[str, str]:
    """Tell the address of every anchor of the e-book, from its root: `text/notions.xhtml#sec-why`."""
    found = {"contents": f"{NAV}#contents"}
    for name, body in bodies.items():
        href = section_href(name)
        for element in body.iter(etree.Element):
            if anchor := element.get("id"):
                found.setdefault(anchor, f"{href}#{anchor}")
    return found


def section_href(name: str) -> str:
    """Give the path of a section's file from the root of the e-book."""
    return f"text/{name}.xhtml"


def finish(name: str, body: Element, where: Mapping[str, str], pictures: Mapping[str, Picture]) -> None:
    """Make a section fit to leave the pipeline: addresses of its links and pictures, no data of ours."""
    for link in body.iter("a"):
        href = link.get("href", "")
        if href.startswith("#") and href[1:] in where:
            link.set("href", relative(where[href[1:]], name))
    for image in body.iter("img"):
        picture = pictures.get(image.get("src", ""))
        if picture is not None:
            image.set("src", f"../{picture.href}")
            image.set("width", str(picture.width_px))
            image.set("height", str(picture.height_px))
    for drawing in body.iter("svg"):
        name_faces(drawing)
    for element in body.iter(etree.Element):
        for attribute in [str(a) for a in element.attrib if str(a).startswith("data-")]:
            del element.attrib[attribute]


def name_faces(drawing: Element) -> None:
    """Let a drawing be lettered in the faces of the e-book, which bear names of their own."""
    for element in drawing.iter(etree.Element):
        for attribute in ("font-family", "style"):
            for ours, theirs in FACE_NAMES.items():
                if ours in element.get(attribute, ""):
                    element.set(attribute, element.get(attribute, "").replace(ours, theirs))


def relative(address: str, name: str) -> str:
    """Write an address as seen from a section's own file."""
    own = section_href(name)
    if address.startswith(f"{own}#"):
        return address.removeprefix(own)
    return address.removeprefix("text/") if address.startswith("text/") else f"../{address}"


def write_documents(book: Book, bodies: Mapping[str, Element], render: Render) -> Iterator[Document]:
    """Write the finished sections as XHTML documents."""
    sections = {section.id: section for section in book.sections}
    for name, body in bodies.items():
        section = sections[name]
        yield Document(
            id=f"section-{name}",
            href=section_href(name),
            title=section_title(section, book),
            content=shell(book, render, section_title(section, book), write(body), MATTERS[section.matter]),
            properties=("svg",) if next(body.iter("svg"), None) is not None else (),
        )


MATTERS: Mapping[str, str] = {FRONT: "frontmatter", BODY: "bodymatter", BACK: "backmatter"}


def section_title(section: Section, book: Book) -> str:
    """Give the title of a section's document; the title page bears the book's."""
    return book.edition.text.title if section.role == "title-page" else section.title


def shell(book: Book, render: Render, title: str, body: str, matter: str, up: str = "../") -> bytes:
    """Put a body into a whole XHTML document."""
    return render(
        "epub/document.xhtml", language=book.language, title=title, body=body, matter=matter, stylesheet=up + STYLESHEET
    ).encode()
