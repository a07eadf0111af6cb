"""Typography by language: what an author types becomes what a compositor would set.

In: text as typed. Out: the same letters and digits with the marks, quotes and spaces of the language. Passes are
pure, idempotent functions of a string, in a table per language; `set_text` runs them, `set_tree` runs them over the
text of an XHTML tree and leaves code, addresses and numbers of citations alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lxml import etree

from bindery.typography.english import ENGLISH_PASSES
from bindery.typography.french import FRENCH_PASSES

Pass = Callable[[str], str]
PASSES: Mapping[str, tuple[Pass, ...]] = {"fr": FRENCH_PASSES, "en": ENGLISH_PASSES}
UNTOUCHED = frozenset({"code", "pre", "kbd", "samp", "script", "style", "math"})
UNTOUCHED_CLASSES = frozenset({"url", "folio-of", "folios-of"})
INLINE = frozenset(
    {"a", "em", "strong", "b", "i", "span", "sup", "sub", "small", "abbr", "cite", "q", "time", "mark", "dfn"}
)
SEAM = "\ue000"  # private use: stands for the boundary between two pieces of one line of text


def set_text(text: str, language: str) -> str:
    """Set a plain string in a language; languages without passes come back as they are."""
    for each in PASSES.get(language, ()):
        text = each(text)
    return text


def set_tree(root: etree._Element, language: str) -> None:
    """Set the text of an XHTML tree in place, line by line across its inline elements."""
    for block in root.iter(etree.Element):
        if _is_untouched(block) or (block.tag in INLINE and block is not root):
            continue
        _set_line(block, language)


def _is_untouched(element: etree._Element) -> bool:
    return any(
        node.tag in UNTOUCHED or UNTOUCHED_CLASSES.intersection((node.get("class") or "").split())
        for node in (element, *element.iterancestors())
    )


def _set_line(block: etree._Element, language: str) -> None:
    """Set the pieces of text that belong to one block as one string, so that passes see across `<em>` and `<a>`."""
    pieces: list[tuple[etree._Element, str]] = []
    _gather(block, pieces)
    if not pieces:
        return
    before = SEAM.join((getattr(node, part) or "").replace(SEAM, "") for node, part in pieces)
    after = set_text(before, language).split(SEAM)
    if len(after) != len(pieces):  # a pass ate a seam: leave the author's text alone rather than misplace it
        return
    for (node, part), text in zip(pieces, after, strict=True):
        if getattr(node, part) is not None:
            setattr(node, part, text)


def _gather(element: etree._Element, pieces: list[tuple[etree._Element, str]]) -> None:
    pieces.append((element, "text"))
    for child in element:
        if isinstance(child.tag, str) and child.tag in INLINE and not _is_untouched(child):
            _gather(child, pieces)
        pieces.append((child, "tail"))
