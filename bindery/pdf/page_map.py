"""The page map: which block, and which character of it, starts each printed page.

In: nothing (made by reading.py). Out: frozen, picklable values that the contents, the index, the EPUB's page-list and
the checks share. A block is an element with `data-b="…"`; its text is its own, without that of blocks inside it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from lxml import etree

# Classes of elements whose text is not counted: only print has it, or it is printed elsewhere.
UNCOUNTED_CLASSES = frozenset({"paged-only", "footnote", "folio-of", "folios-of"})
UNCOUNTED_TAGS = frozenset({"script", "style", "template", "title"})
SOFT_HYPHEN = "\N{SOFT HYPHEN}"


@dataclass(frozen=True, slots=True)
class PageStart:
    """The first printed character of a page: `offset` countable characters (see `countable`) into block `data-b`.

    A page that begins inside a word starts after it; an offset equal to the length of the block is its end.
    """

    block: str
    offset: int


@dataclass(frozen=True, slots=True)
class PageMap:
    """Where things stand in print; `page_index` counts from 0, folios are what the reader sees."""

    folios: tuple[str, ...]
    starts: tuple[PageStart | None, ...]  # None: nothing on the page belongs to a block
    anchors: Mapping[str, int]  # id -> page_index where it starts

    @property
    def extent(self) -> int:
        """Give the number of pages."""
        return len(self.folios)

    def page_of(self, anchor: str) -> int:
        """Give the page (counted from 1) where an anchor starts; KeyError when no page holds it."""
        return self.anchors[anchor] + 1

    def folio_of(self, anchor: str) -> str:
        """Give the folio of the page where an anchor starts; KeyError when no page holds it."""
        return self.folios[self.anchors[anchor]]


def is_countable(character: str) -> bool:
    """Tell whether offsets count a character: not white space, soft hyphens or zero-width characters."""
    return not character.isspace() and unicodedata.category(character) != "Cf"


def countable(text: str) -> str:
    """Keep the characters that offsets count."""
    return "".join(character for character in text if is_countable(character))


def classes_of(element: Element | etree._Element) -> frozenset[str]:
    """Give the classes of an element."""
    return frozenset(element.get("class", "").split())


def is_counted(element: Element) -> bool:
    """Tell whether the text of an element belongs to the block around it."""
    return (
        isinstance(element.tag, str)
        and not element.tag.startswith("{")
        and element.tag not in UNCOUNTED_TAGS
        and "data-b" not in element.attrib
        and not classes_of(element) & UNCOUNTED_CLASSES
    )


def own_text(block: Element) -> str:
    """Give the text of a block as offsets count it: without blocks inside, notes, drawings and what only print has."""
    return "".join(_own_texts(block))


def _own_texts(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if is_counted(child):
            yield from _own_texts(child)
        yield child.tail or ""
