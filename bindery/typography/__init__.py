"""Typography by language: what an author types becomes what a compositor would set.

In: text as typed. Out: the same letters and digits with the marks, quotes and spaces of the language. Passes are
pure, idempotent functions of a string, in a table per language; `set_text` runs them, `set_tree` runs them over the
text of an XHTML tree, each part in the language its `lang` says, and leaves code, addresses and numbers of citations
alone. `as_typed` are the names that keep the signs they were typed with, such as `Villo!`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from lxml import etree

from bindery.typography.english import ENGLISH_PASSES
from bindery.typography.french import FRENCH_PASSES
from bindery.typography.ordinals import ORDINAL, raise_ordinals
from bindery.typography.signs import SEAM, STAND_IN, shield, split_at, unshield

__all__ = ["PASSES", "set_text", "set_tree", "split_at"]

Pass = Callable[[str], str]
PASSES: Mapping[str, tuple[Pass, ...]] = {"fr": FRENCH_PASSES, "en": ENGLISH_PASSES}
UNTOUCHED = frozenset({"code", "pre", "kbd", "samp", "script", "style", "math"})
UNTOUCHED_CLASSES = frozenset({"url", "folio-of", "folios-of", ORDINAL})
INLINE = frozenset(
    {"a", "em", "strong", "b", "i", "u", "span", "sup", "sub", "small", "abbr", "cite", "q", "time", "mark", "dfn"}
)
OBJECTS = UNTOUCHED | {"img", "svg"}  # these stand in a line as a word does
READ_ALOUD = ("alt", "title", "aria-label")
Piece = tuple[etree._Element | None, str]  # an element and its part, `text` or `tail`; None: an object in the line


def set_text(text: str, language: str, as_typed: Sequence[str] = ()) -> str:
    """Set a plain string in a language; languages without passes come back as they are."""
    passes = PASSES.get(language, ())
    if not passes or not text:
        return text
    bare, kept = shield(text, as_typed)
    for each in passes:
        bare = each(bare)
    return unshield(bare, kept)


def set_tree(root: etree._Element, language: str, as_typed: Sequence[str] = ()) -> None:
    """Set the text of an XHTML tree in place, line by line across its inline elements, and raise its ordinals."""
    for block in list(root.iter(etree.Element)):
        if _is_untouched(block):
            continue
        tongue = _tongue(block, language)
        for name in READ_ALOUD:
            if name in block.attrib:
                block.set(name, set_text(str(block.get(name)), tongue, as_typed))
        if block is root or block.tag not in INLINE or tongue != _tongue(block.getparent(), language):
            for line in _lines(block, tongue):
                _set_line(line, tongue, as_typed)


def _tongue(element: etree._Element | None, language: str) -> str:
    """Give the language an element is written in: what the nearest `lang` says, by its first letters."""
    while element is not None:
        own = element.get("lang")
        if own:
            return str(own).partition("-")[0]
        element = element.getparent()
    return language


def _is_untouched(element: etree._Element) -> bool:
    return any(
        node.tag in UNTOUCHED or UNTOUCHED_CLASSES.intersection((node.get("class") or "").split())
        for node in (element, *element.iterancestors())
    )


def _lines(block: etree._Element, tongue: str) -> Iterator[list[Piece]]:
    """Cut what a block holds into lines: the pieces of text that stand between the blocks in it."""
    line: list[Piece] = [(block, "text")]
    yield from _gather(block, tongue, line)
    yield line


def _gather(element: etree._Element, tongue: str, line: list[Piece]) -> Iterator[list[Piece]]:
    """Add the pieces of an element to a line; give each line that a block ends, and begin anew."""
    for child in element:
        own = str(child.get("lang") or tongue).partition("-")[0]
        if child.tag in INLINE and own == tongue and not (_is_untouched(child) or _awaits_words(child)):
            line.append((child, "text"))
            yield from _gather(child, tongue, line)
        elif child.tag in INLINE or child.tag in OBJECTS:
            line.append((None, STAND_IN))
        else:
            yield line.copy()
            line.clear()
        line.append((child, "tail"))


def _awaits_words(element: etree._Element) -> bool:
    """Tell a reference whose words come later: it stands in a line as a word does."""
    return "xref" in (element.get("class") or "").split() and not element.text and not len(element)


def _set_line(line: Sequence[Piece], tongue: str, as_typed: Sequence[str]) -> None:
    """Set the pieces of one line as one string, so that passes see across `<em>` and `<a>`."""
    before = [part if node is None else (getattr(node, part) or "").replace(SEAM, "") for node, part in line]
    after = set_text(SEAM.join(before), tongue, as_typed).split(SEAM)
    if len(after) != len(line):  # a pass ate a seam: leave the author's text alone rather than misplace it
        return
    for (node, part), text in zip(line, after, strict=True):
        if node is not None and getattr(node, part) is not None:
            setattr(node, part, text)
    for node, part in reversed(line):
        if node is not None and not _is_drawn(node if part == "text" else node.getparent()):
            raise_ordinals(node, part, tongue)


def _is_drawn(element: etree._Element | None) -> bool:
    """Tell whether text stands in a drawing or a title, where nothing is raised."""
    return element is not None and any(n.tag in ("svg", "title") for n in (element, *element.iterancestors()))
