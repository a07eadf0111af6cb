"""What the press file takes from the book itself: its cases in short, and what it quotes.

In: the manuscript of a text and its page map. Out: frozen values in plain words, each with its printed page. Notes,
citations and references stay in the book.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from bindery.assemble.manuscript import Manuscript
from bindery.assemble.tree import Element, classes, drop, parse_fragment, plain_text, with_class
from bindery.pdf.page_map import PageMap

APPARATUS = frozenset({"citation", "noteref", "footnote", "xref", "paged-only", "index-end"})
_LEFT_OVER = (  # where something was taken out
    (re.compile(r"\s*\(\s*\)"), ""),
    (re.compile(r"\s+([.,)])"), r"\1"),
    (re.compile(r"[ \t\r\n]+(?=[\u00a0\u202f;:])"), ""),
    (re.compile(r"[ \t\r\n]+"), " "),
)


@dataclass(frozen=True, slots=True)
class CaseInShort:
    """A case study: what it is called, its facts as label and words, and the folio of its page."""

    title: str
    facts: tuple[tuple[str, str], ...]
    folio: str


@dataclass(frozen=True, slots=True)
class BookQuote:
    """Words that the book quotes, who or what said them, and the folio of their page."""

    words: str
    by: str
    folio: str


def cases_in_short(manuscript: Manuscript, page_map: PageMap | None, shown: Sequence[str]) -> Iterator[CaseInShort]:
    """Tell every case study of the book in a few facts: those whose label begins with one of the words `shown`."""
    for box in _all(manuscript, "case-study"):
        titles = [plain_text(title) for title in with_class(box, "box-title")]
        facts = next(with_class(box, "facts"), None)
        if titles and facts is not None:
            told = tuple(pair for pair in _pairs(facts) if pair[0].startswith(tuple(shown)))
            yield CaseInShort(titles[0], told, folio(page_map, box.get("id", "")))


def quotes_of(manuscript: Manuscript, page_map: PageMap | None) -> Iterator[BookQuote]:
    """Give what the book quotes in its frames, with whose words they are."""
    for box in _all(manuscript, "quote"):
        said = [_plain(p) for p in box.iter("p") if not classes(p) & {"box-label", "quote-by"}]
        near = next((node.get("id", "") for node in box.iterancestors() if node.get("id")), box.get("id", ""))
        if said:
            yield BookQuote(" ".join(said), _first(box, "quote-by").lstrip("—– "), folio(page_map, near))


def _all(manuscript: Manuscript, name: str) -> Iterator[Element]:
    for passage in manuscript.passages:
        yield from (e for e in with_class(parse_fragment(passage.body), name) if e.tag not in {"dt", "dd", "span"})


def _pairs(facts: Element) -> Iterator[tuple[str, str]]:
    label = ""
    for row in facts:
        if row.tag == "dt":
            label = plain_text(row)
        elif row.tag == "dd":
            yield label, _plain(row)


def _first(element: Element, name: str) -> str:
    return next((_plain(found) for found in with_class(element, name)), "")


def _plain(element: Element) -> str:
    """Read what an element says, without notes, citations and references."""
    bare = deepcopy(element)
    bare.tail = None
    for apparatus in [e for e in bare.iter(etree.Element) if classes(e) & APPARATUS]:
        if apparatus.getparent() is not None:
            drop(apparatus)
    text = plain_text(bare)
    for pattern, put in _LEFT_OVER:
        text = pattern.sub(put, text)
    return text.strip()


def folio(page_map: PageMap | None, anchor: str) -> str:
    """Give the folio of the printed page where an anchor starts, empty when none is known."""
    return page_map.folio_of(anchor) if page_map and anchor in page_map.anchors else ""
