"""The pages of the print edition, marked in the text of the e-book.

In: the trees of the sections in reading order, and the page map of the layout. Out: a marker in the trees where each
printed page begins, and the list of pages. Rules of DAISY (https://kb.daisy.org/publishing/docs/navigation/pagelist.html):
a page that starts inside a word is marked after it, one that starts in a heading before it.

A page is found by, in this order: the section that opens on it; its first block; the first anchor that stands on it.
Pages that hold nothing of the e-book (blanks, the half-title) are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from bindery.assemble.tree import Element, classes
from bindery.epub.tree import EPUB_TYPE
from bindery.pdf.page_map import UNCOUNTED_CLASSES, UNCOUNTED_TAGS, PageMap, PageStart, is_countable

# What stands in the e-book alone: the number of a note, which print draws itself.
UNCOUNTED_HERE = UNCOUNTED_CLASSES | {"noteref"}
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
CONTAINERS = frozenset({"body", "section", "div", "aside", "blockquote", "article", "header", "figure", "details"})
MARK_CLASS = "page-mark"


@dataclass(frozen=True, slots=True)
class PageMark:
    """Where a printed page begins: its folio, and the anchor in the section that holds it."""

    folio: str
    section: str
    anchor: str


def mark_pages(bodies: Mapping[str, Element], pages: PageMap) -> tuple[PageMark, ...]:
    """Put a marker where each printed page begins, in place; give the list of pages in reading order."""
    blocks = {
        element.get("data-b", ""): (name, element) for name, body in bodies.items() for element in blocks_of(body)
    }
    anchored = dict(first_anchors(bodies, pages))
    taken: set[str] = set()
    for page_index, (folio, start) in enumerate(zip(pages.folios, pages.starts, strict=True)):
        anchor = page_anchor(folio)
        if not folio or anchor in taken:
            continue
        if place(bodies, blocks, anchored, pages, page_index, start, make_mark(folio)):
            taken.add(anchor)
    return tuple(marks_of(bodies))


def place(
    bodies: Mapping[str, Element],
    blocks: Mapping[str, tuple[str, Element]],
    anchored: Mapping[int, Element],
    pages: PageMap,
    page_index: int,
    start: PageStart | None,
    mark: Element,
) -> bool:
    """Put one page's marker in its place; False when the e-book holds nothing of the page."""
    opening = next((name for name in bodies if pages.anchors.get(name) == page_index), None)
    found = nearest_block(blocks, start) if start else None
    if found and start and (opening is None or found[0] != opening):
        element = found[1]
        exact = element.get("data-b") == start.block
        insert_mark(element, start.offset if exact else 0, mark)
    elif opening is not None:
        insert_at_opening(bodies[opening], mark)
    elif page_index in anchored:
        insert_mark(anchored[page_index], 0, mark)
    else:
        return False
    return True


def page_anchor(folio: str) -> str:
    """Give the id of a page's marker: `page-41`."""
    return "page-" + re.sub(r"[^\w.-]", "-", folio)


def make_mark(folio: str) -> Element:
    """Make the marker of a page."""
    mark = etree.Element("span", {"class": MARK_CLASS, "id": page_anchor(folio), "role": "doc-pagebreak"})
    mark.set(EPUB_TYPE, "pagebreak")
    mark.set("aria-label", folio)
    mark.text = ""
    return mark


def marks_of(bodies: Mapping[str, Element]) -> Iterator[PageMark]:
    """List the markers that stand in the trees, in reading order."""
    for name, body in bodies.items():
        for element in body.iter("span"):
            if MARK_CLASS in classes(element):
                yield PageMark(element.get("aria-label", ""), name, element.get("id", ""))


def blocks_of(body: Element) -> Iterator[Element]:
    """List the named blocks of a section."""
    return (element for element in body.iter(etree.Element) if element.get("data-b"))


def first_anchors(bodies: Mapping[str, Element], pages: PageMap) -> Iterator[tuple[int, Element]]:
    """Find, for each page, the first element of the sections that print places on it."""
    seen: set[int] = set()
    for body in bodies.values():
        for element in body.iter(etree.Element):
            page_index = pages.anchors.get(element.get("id") or "")
            if page_index is not None and page_index not in seen:
                seen.add(page_index)
                yield page_index, element


def nearest_block(blocks: Mapping[str, tuple[str, Element]], start: PageStart) -> tuple[str, Element] | None:
    """Find the block a page starts with, or the next one of its chapter when only print has that one."""
    if start.block in blocks:
        return blocks[start.block]
    chapter, _, number = start.block.rpartition(".")
    later = [
        (int(name.rpartition(".")[2]), name)
        for name in blocks
        if name.rpartition(".")[0] == chapter and name.rpartition(".")[2].isdigit()
    ]
    after = min((pair for pair in later if number.isdigit() and pair[0] > int(number)), default=None)
    return blocks[after[1]] if after else None


def insert_at_opening(body: Element, mark: Element) -> None:
    """Put a marker before all that a section holds."""
    section = body[0] if len(body) and body[0].tag in CONTAINERS else body
    mark.tail, section.text = section.text, None
    section.insert(0, mark)


def insert_mark(block: Element, offset: int, mark: Element) -> None:
    """Put a marker before the countable character `offset` of a block, or before the block where it must."""
    if any(node.tag in HEADINGS for node in (block, *block.iterancestors())):
        insert_before(hoisted(block), mark)
    elif any(node.tag in ("td", "th") for node in (block, *block.iterancestors())):
        insert_before_row(block, mark)
    elif block.tag == "figcaption" or offset == 0:
        insert_before(hoisted(block), mark)
    elif not insert_inside(block, offset, mark):
        block.append(mark)


def hoisted(block: Element) -> Element:
    """Climb to the outermost element that begins with a block, so that a page begins before a box and not inside it."""
    element = block
    while (parent := element.getparent()) is not None and parent.tag != "body" and not parent.get(EPUB_TYPE):
        is_first = element.getprevious() is None and not (parent.text or "").strip()
        if not is_first and not (element.tag == "figcaption" and parent.tag == "figure"):
            break
        element = parent
    return element


def insert_before(element: Element, mark: Element) -> None:
    """Put a marker before an element, or inside at its start where its parent takes no text."""
    parent = element.getparent()
    if parent is None or parent.tag not in CONTAINERS:
        mark.tail, element.text = element.text, None
        element.insert(0, mark)
    else:
        parent.insert(parent.index(element), mark)


def insert_before_row(cell: Element, mark: Element) -> None:
    """Put a marker at the start of a table row, before the table when it is the first one."""
    table = next(node for node in cell.iterancestors() if node.tag == "table")
    row = next((node for node in (cell, *cell.iterancestors()) if node.tag == "tr"), table)
    rows = list(table.iter("tr"))
    if row is table or row is rows[0] or any(node.tag == "thead" for node in row.iterancestors()):
        insert_before(hoisted(table), mark)
    else:
        first = row[0]
        mark.tail, first.text = first.text, None
        first.insert(0, mark)


def insert_inside(block: Element, offset: int, mark: Element) -> bool:
    """Put a marker before a countable character of a block; False when the block ends before it."""
    left = offset
    for node, part in text_parts(block):
        text = getattr(node, part) or ""
        for position, character in enumerate(text):
            if not is_countable(character):
                continue
            if left == 0:
                split_at(node, part, position, mark)
                return True
            left -= 1
    return False


def text_parts(element: Element) -> Iterator[tuple[Element, str]]:
    """Walk the texts that print counts in a block, each as the node and `text` or `tail`."""
    yield element, "text"
    for child in list(element):
        if is_counted(child):
            yield from text_parts(child)
        yield child, "tail"


def is_counted(element: Element) -> bool:
    """Tell whether the text of an element belongs to the block around it, as print counts it."""
    return (
        isinstance(element.tag, str)
        and element.tag != "svg"
        and element.tag not in UNCOUNTED_TAGS
        and "data-b" not in element.attrib
        and not classes(element) & UNCOUNTED_HERE
    )


def split_at(node: Element, part: str, position: int, mark: Element) -> None:
    """Split the text or the tail of a node and put a marker between."""
    text = getattr(node, part) or ""
    mark.tail = text[position:]
    setattr(node, part, text[:position])
    if part == "text":
        node.insert(0, mark)
    else:
        parent = node.getparent()
        assert parent is not None
        parent.insert(parent.index(node) + 1, mark)
