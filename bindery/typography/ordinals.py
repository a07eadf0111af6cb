"""Ordinals: the letters after a number that French writes raised, `1er`, `2e`, `XXIe`.

In: a tree of XHTML that is set. Out: the same text, the letters within `<sup class="ordinal">`. A numeral is of figures
or of the Roman capitals I, V and X, which make no French word with these letters; `Le`, `De`, `Ce` stay words. English
keeps 1st and 2nd on the line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from lxml import etree

RAISED: Mapping[str, re.Pattern[str]] = {
    "fr": re.compile(r"(?<![\w.,])(?:\d{1,4}|[IVX]{1,8})(ers?|res?|es?|nde?s?)(?!\w)"),
}
ORDINAL = "ordinal"


def raise_ordinals(element: etree._Element, part: str, language: str) -> None:
    """Raise the ordinals of one piece of text: the `text` of an element, or its `tail`."""
    pattern = RAISED.get(language)
    text = getattr(element, part)
    if pattern is None or not text:
        return
    places = [found.span(1) for found in pattern.finditer(text)]
    if not places:
        return
    ends = [*(start for start, _ in places[1:]), len(text)]
    raised = [_raised(text[start:end], text[end:until]) for (start, end), until in zip(places, ends, strict=True)]
    setattr(element, part, text[: places[0][0]])
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
