"""The bodies of the reading edition: sections of a web Book made fit for HTML pages.

In: the sections, the shared templates, and the page map of the print edition when there is one. Out: HTML fragments by
section: links point to pages, notes lead back, tables scroll by keyboard, pictures are found, printed pages are marked.
Roles follow DPUB-ARIA 1.1 (https://www.w3.org/TR/dpub-aria-1.1/).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml import etree

from bindery.assemble.flow import prepare_for_flow
from bindery.assemble.folios import write_folios
from bindery.assemble.links import href_to
from bindery.assemble.tree import Element, drop, parse_fragment, plain_text, take, with_class, write_fragment
from bindery.epub.page_list import MARK_CLASS, mark_pages
from bindery.languages import LANGUAGES
from bindery.model import Section
from bindery.site.addresses import file_of, read_sections, volume_folder
from bindery.site.model import Bench, WebText
from bindery.site.sheets import logo_pictures

GENERATED_ROLES = frozenset({"copyright-page", "glossary", "bibliography", "index", "about"})
PAGE = "data-page"
KEPT_DATA = frozenset({"data-width", PAGE})  # the style sheet asks for them
LINE = "data-line"


def reading_bodies(bench: Bench, text: WebText) -> dict[str, str]:
    """Write the body of every section that is read, by its id, in reading order."""
    bodies = {section.id: _parsed(bench, text, section) for section in read_sections(text.book)}
    if text.pages:
        mark_pages(bodies, text.pages)
        _whisper_marks(bodies.values())
    for name, body in bodies.items():
        _make_fit(body, name, text)
        _forget(body, KEPT_DATA | {LINE} if bench.keeps_lines else KEPT_DATA)
    return {name: write_fragment(body) for name, body in bodies.items()}


def _parsed(bench: Bench, text: WebText, section: Section) -> Element:
    """Parse a section's own text, or what the shared templates write for it, without the title that the page has."""
    if section.role not in GENERATED_ROLES:
        return parse_fragment(section.body)
    code = text.language
    written = bench.render(
        f"partials/{section.role}.html",
        book=text.book,
        section=section,
        words=LANGUAGES[code].words,
        logos=logo_pictures(bench.collection, code, "../../"),
        paged=False,
        folios={},
    )
    body = parse_fragment(written)
    for title in list(body.iter("h1")):
        drop(title)
    return body


def _folios(text: WebText) -> Mapping[str, str]:
    pages = text.pages
    return {anchor: pages.folio_of(anchor) for anchor in pages.anchors} if pages else {}


def _whisper_marks(bodies: Iterable[Element]) -> None:
    """Let the marks of printed pages be seen and linked to, and not be read aloud in the middle of a sentence."""
    for body in bodies:
        for mark in with_class(body, MARK_CLASS):
            mark.set(PAGE, take(mark, "aria-label"))
            take(mark, "role")


def _make_fit(body: Element, name: str, text: WebText) -> None:
    prepare_for_flow(body, text.language)
    _open_tables(body)
    _frame_drawings(body)
    _place_pictures(body, text.volume.number)
    write_folios(body, _folios(text))
    for link in body.iter("a"):
        href = link.get("href", "")
        if href.startswith("#"):
            link.set("href", href_to(href[1:], name, text.book.home, file_of))


def _open_tables(body: Element) -> None:
    """Let a table that is wider than the screen be scrolled from the keyboard, under the name of its caption."""
    for frame in with_class(body, "table-scroll"):
        table = frame.find("table")
        caption = table.get("aria-labelledby") if table is not None else None
        if caption:
            frame.set("tabindex", "0")
            frame.set("role", "group")
            frame.set("aria-labelledby", caption)


def _frame_drawings(body: Element) -> None:
    """Let a drawing keep letters that can be read on a narrow screen, and be scrolled there like a table."""
    for drawing in list(body.iter("svg")):
        figure = drawing.getparent()
        if figure is None or figure.tag != "figure":
            continue
        frame = etree.Element("div", {"class": "drawing", "tabindex": "0", "role": "group"})
        frame.set("aria-label", next((plain_text(number) for number in with_class(figure, "number")), ""))
        figure.replace(drawing, frame)
        frame.tail, drawing.tail = drawing.tail, None
        frame.append(drawing)


def _place_pictures(body: Element, volume_number: int) -> None:
    for image in body.iter("img"):
        source = image.get("src", "")
        if source.startswith("figures/"):
            image.set("src", f"../../assets/{volume_folder(volume_number)}/{source}")
            image.set("loading", "lazy")


def _forget(body: Element, kept: frozenset[str]) -> None:
    """Take off what was written for the machinery: our data, and the vocabulary of e-books."""
    for element in body.iter(etree.Element):
        for name in [str(key) for key in element.attrib]:
            if name.startswith("{") or (name.startswith("data-") and name not in kept):
                del element.attrib[name]
    etree.cleanup_namespaces(body)
