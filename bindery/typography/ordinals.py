"""Ordinals: the letters after a number that French writes raised, `1er`, `2e`, `XXIe`.

In: a tree of XHTML that is set. Out: the same text, the letters within `<sup class="ordinal">`. A numeral is of figures
or of the Roman capitals I, V and X; what begins a French word with these letters stays a word: `Le`, `De`, `Vers`.
English keeps 1st and 2nd on the line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from lxml import etree

RAISED: Mapping[str, re.Pattern[str]] = {
    "fr": re.compile(r"(?<![\w.,])(?:\d{1,4}|I(?=[er])|[IVX]{1,8}(?=es?(?!\w)))(ers?|res?|es?|nde?s?)(?!\w)"),
}
ORDINAL = "ordinal"


def ordinal_parts(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Cut a text at its ordinals: what stands on the line, and the letters raised after it (none after the last)."""
    pattern, start = RAISED.get(language), 0
    for found in pattern.finditer(text) if pattern else ():
        yield text[start : found.start(1)], found[1]
        start = found.end()
    yield text[start:], ""


def raise_ordinals(element: etree._Element, part: str, language: str) -> None:
    """Raise the ordinals of one piece of text: the `text` of an element, or its `tail`."""
    text = getattr(element, part)
    if not text:
        return
    (first, letters), *rest = ordinal_parts(text, language)
    if not rest:
        return
    setattr(element, part, first)
    raised = []
    for tail, following in rest:
        raised.append(_raised(letters, tail))
        letters = following
    put = _inside(element) if part == "text" else _after(element)
    for sup in reversed(raised):
        put(sup)


def _raised(letters: str, tail: str) -> etree._Element:
    sup = etree.Element("sup", {"class": ORDINAL})
    sup.text, sup.tail = letters, tail
    return sup


def _inside(element: etree._Element) -> Callable[[etree._Element], None]:
    return lambda sup: element.insert(0, sup)


def _after(element: etree._Element) -> Callable[[etree._Element], None]:
    parent = element.getparent()
    assert parent is not None
    place = parent.index(element) + 1
    return lambda sup: parent.insert(place, sup)
