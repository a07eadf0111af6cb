"""The index: entries gathered from the text, filed as the language files them.

In: the trees of the chapters, whose marked places carry `data-entry` (`heading!sub-entry`), `data-see`, `data-see-
also`, `data-sort`. Out: headings with their places, sub-entries and sendings-off; the marks lose their data and keep
their anchors.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bindery.assemble.tree import Element, take, with_class
from bindery.collation import SortKey, letter_of, sort_key
from bindery.languages import Language
from bindery.model import IndexEntry
from bindery.typography import set_text, split_at


@dataclass(slots=True)
class _Heading:
    term: str
    sort: str
    places: list[str] = field(default_factory=list)
    see: list[str] = field(default_factory=list)
    see_also: list[str] = field(default_factory=list)
    children: dict[str, _Heading] = field(default_factory=dict)


def gather_index(trees: list[Element], language: Language, as_typed: Sequence[str] = ()) -> tuple[IndexEntry, ...]:
    """Gather the marked places of a text into an index."""
    headings: dict[str, _Heading] = {}
    for tree in trees:
        for mark in with_class(tree, "index-entry"):
            _file(mark, headings, as_typed)
    return _sorted(headings, language, as_typed)


def _file(mark: Element, headings: dict[str, _Heading], as_typed: Sequence[str]) -> None:
    data = {name: take(mark, f"data-{name}") for name in ("entry", "see", "see-also", "sort")}
    level, heading = headings, None
    for term in split_at("!", data["entry"], as_typed):
        name = term.strip()
        heading = level.setdefault(name, _Heading(name, name))
        level = heading.children
    if heading is None:
        return
    heading.sort = data["sort"] or heading.sort
    if data["see"]:
        heading.see.append(data["see"])
        return
    if data["see-also"]:
        heading.see_also.append(data["see-also"])
    heading.places.append(mark.get("id", ""))


def _sorted(headings: dict[str, _Heading], language: Language, as_typed: Sequence[str]) -> tuple[IndexEntry, ...]:
    def key(heading: _Heading) -> SortKey:
        return sort_key(heading.sort, language)

    return tuple(
        IndexEntry(
            term=set_text(heading.term, language.code, as_typed),
            places=tuple(heading.places),
            children=_sorted(heading.children, language, as_typed),
            see=tuple(set_text(term, language.code, as_typed) for term in heading.see),
            see_also=tuple(set_text(term, language.code, as_typed) for term in heading.see_also),
            letter=letter_of(heading.sort, language),
        )
        for heading in sorted(headings.values(), key=key)
    )
