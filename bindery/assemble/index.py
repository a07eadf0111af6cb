"""The index: entries gathered from the text, filed as the language files them, and what is wrong with them.

In: the trees of the chapters, whose marked places carry `data-entry` (`heading!sub-entry`), `data-to`, `data-see`,
`data-see-also`, `data-sort`. Out: headings with their places, sub-entries and sendings-off; the marks lose their data
and keep their anchors, and what a mark with `data-to` speaks of gets an anchor where it ends. The rules are those of
ISO 999 and of the trade: no long row of bare page numbers, no sending off to nothing or to a single page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from lxml import etree

from bindery.assemble.tree import (
    Element,
    classes,
    leaf_blocks,
    line_of,
    parse_fragment,
    take,
    with_class,
    write_fragment,
)
from bindery.collation import SortKey, letter_of, sort_key, word_key
from bindery.diagnostics import ERROR, WARNING, Diagnostic, Source, nearest_hint
from bindery.languages import Language
from bindery.model import Chapter, IndexEntry, IndexPlace, SeeEntry
from bindery.typography import set_tree, split_at

MOST_UNDIVIDED = 7
SLANTED = re.compile(r"\*([^*]+)\*")
HEADINGS = ("h2", "h3", "h4")
NOT_IN_EVERY_EDITION = frozenset({"only-print", "only-screen", "chart-data", "notes", "margin-note"})
DATA = ("entry", "to", "see", "see-also", "sort")
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """The entries of a text in their order, and what is wrong with them."""

    entries: tuple[IndexEntry, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(slots=True)
class _Heading:
    path: Path
    source: Source
    sort: str
    places: list[IndexPlace] = field(default_factory=list)
    lines: set[Source] = field(default_factory=set)
    see: dict[Path, Source] = field(default_factory=dict)
    see_also: dict[Path, Source] = field(default_factory=dict)
    children: dict[str, _Heading] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.path[-1]

    def below(self) -> Iterator[_Heading]:
        """Walk a heading and its sub-entries."""
        yield self
        for child in self.children.values():
            yield from child.below()


@dataclass(frozen=True, slots=True)
class _Text:
    """The chapters of a text, block by block in reading order."""

    trees: Sequence[Element]
    chapters: Sequence[Chapter]
    blocks: Sequence[Element]
    anchored: Mapping[str, Element]

    @classmethod
    def of(cls, chapters: Sequence[Chapter], trees: Sequence[Element]) -> _Text:
        blocks = [block for tree in trees for block in leaf_blocks(tree) if not _may_be_left_out(block)]
        named = {e.get("id", ""): e for tree in trees for e in tree.iter(etree.Element) if e.get("id")}
        whole = {chapter.id: tree for chapter, tree in zip(chapters, trees, strict=True)}
        return cls(trees, chapters, blocks, named | whole)


def gather_index(
    chapters: Sequence[Chapter], trees: Sequence[Element], language: Language, as_typed: Sequence[str] = ()
) -> Index:
    """Gather the marked places of a text into an index; `as_typed` are names that keep the signs they were typed with.

    The marks lose their data; an anchor is set where each range ends.
    """
    text = _Text.of(chapters, trees)
    headings: dict[str, _Heading] = {}
    found: list[Diagnostic] = []
    for chapter, tree in zip(chapters, trees, strict=True):
        for mark in with_class(tree, "index-entry"):
            found.extend(_file(mark, chapter.source.at(line_of(mark)), headings, text, as_typed))
    _in_order(headings, language)
    every = [below for heading in headings.values() for below in heading.below()]
    found.extend(_check(every, language))
    numbers = {_said(heading.path): f"entry-{number}" for number, heading in enumerate(every, 1)}
    return Index(tuple(_entries(headings, language, numbers, as_typed)), tuple(found))


# --- What is marked in the text ---


def _file(
    mark: Element, source: Source, headings: dict[str, _Heading], text: _Text, as_typed: Sequence[str]
) -> Iterator[Diagnostic]:
    """Put a marked place under its heading."""
    data = {name: take(mark, f"data-{name}") for name in DATA}
    path = _path(data["entry"], as_typed)
    if not path:
        return
    level = headings
    for depth, name in enumerate(path, 1):
        heading = level.setdefault(name, _Heading(path[:depth], source, _plain(name)))
        level = heading.children
    heading.sort = data["sort"] or heading.sort
    if data["see"]:
        heading.see.setdefault(_path(data["see"], as_typed), source)
        return
    if data["see-also"]:
        heading.see_also.setdefault(_path(data["see-also"], as_typed), source)
    end = ""
    if data["to"]:
        end, fault = _end(mark, data["to"], source, text)
        yield from fault
    heading.places.append(IndexPlace(mark.get("id", ""), end))
    heading.lines.add(source)


def _path(entry: str, as_typed: Sequence[str]) -> Path:
    return tuple(name for name in map(str.strip, split_at("!", entry, as_typed)) if name)


def _plain(name: str) -> str:
    return SLANTED.sub(r"\1", name)


def _said(path: Path) -> Path:
    return tuple(map(_plain, path))


def _end(mark: Element, to: str, source: Source, text: _Text) -> tuple[str, tuple[Diagnostic, ...]]:
    """Set an anchor at the end of the section or box that a mark names; none where that is not after the mark."""
    to = to.removeprefix("#")
    goal = text.anchored.get(to)
    if goal is None:
        hint = nearest_hint(to, text.anchored, "anchor")
        return "", (Diagnostic(ERROR, "index-range", source, f"no section or box has the anchor `{to}`", hint),)
    last = _last_block(goal, text)
    here = _order(mark, text)
    if last is None or here is None or text.blocks.index(last) < here:
        hint = "name a section or a box that ends after this place"
        return "", (Diagnostic(ERROR, "index-range", source, f"`{to}` ends before this place", hint),)
    anchor = f"{mark.get('id')}-end"
    end = etree.SubElement(last, "span", {"class": "index-end", "id": anchor})
    end.text = ""
    return anchor, ()


def _last_block(goal: Element, text: _Text) -> Element | None:
    """Give the last block of a section, a box, a figure or a chapter."""
    within = [block for block in text.blocks if block is goal or goal in block.iterancestors()]
    if goal.tag not in HEADINGS:
        return within[-1] if within else None
    if goal not in text.blocks:
        return None
    start, tree = text.blocks.index(goal), goal.getroottree()
    last = goal
    for block in text.blocks[start + 1 :]:
        is_next_section = block.tag in HEADINGS and block.tag <= goal.tag and not _in_box(block)
        if is_next_section or block.getroottree().getroot() is not tree.getroot():
            break
        last = block
    return last


def _order(mark: Element, text: _Text) -> int | None:
    around = [mark, *mark.iterancestors()]
    return next((number for number, block in enumerate(text.blocks) if block in around), None)


def _in_box(block: Element) -> bool:
    return any("box" in classes(node) for node in block.iterancestors())


def _may_be_left_out(block: Element) -> bool:
    return any(classes(node) & NOT_IN_EVERY_EDITION for node in (block, *block.iterancestors()))


# --- What is wrong with it ---


def _check(headings: Sequence[_Heading], language: Language) -> Iterator[Diagnostic]:
    """Find headings written in two ways, sendings-off that lead nowhere, and long rows of bare page numbers."""
    known = {_said(heading.path): heading for heading in headings}
    written: dict[tuple[bytes, ...], _Heading] = {}
    for heading in sorted(headings, key=lambda heading: heading.source):
        first = written.setdefault(tuple(word_key(name, language) for name in _said(heading.path)), heading)
        if first is not heading:
            message = f"the index has `{_shown(first.path)}` and `{_shown(heading.path)}`"
            yield Diagnostic(WARNING, "index-twin", heading.source, message, "write both in the same way")
        if len(heading.lines) > MOST_UNDIVIDED:
            name = _shown(heading.path)
            message = f"the index entry `{name}` has {len(heading.lines)} places, and nothing tells them apart"
            hint = f'divide them: `index="{name}!…"`'
            yield Diagnostic(WARNING, "index-crowded", heading.source, message, hint)
        for path, source in heading.see.items():
            yield from _check_see(heading, path, source, known)
        for path, source in heading.see_also.items():
            yield from _check_goal(heading, path, source, known)


def _check_see(heading: _Heading, path: Path, source: Source, known: Mapping[Path, _Heading]) -> Iterator[Diagnostic]:
    yield from _check_goal(heading, path, source, known)
    if heading.places or heading.children:
        message = f"the index entry `{_shown(heading.path)}` sends its reader away, and has places of its own"
        yield Diagnostic(WARNING, "index-see", source, message, "write `see-also` instead of `see`")
    goal = known.get(_said(path))
    if goal and goal is not heading and sum(len(below.places) for below in goal.below()) == 1:
        message = f"the index sends from `{_shown(heading.path)}` to an entry with a single place"
        hint = f'mark that place twice, so that its page is told here: `index="{_shown(heading.path)}"`'
        yield Diagnostic(WARNING, "index-see", source, message, hint)


def _check_goal(heading: _Heading, path: Path, source: Source, known: Mapping[Path, _Heading]) -> Iterator[Diagnostic]:
    goal = known.get(_said(path))
    if goal is heading:
        message = f"the index entry `{_shown(heading.path)}` sends to itself"
        yield Diagnostic(ERROR, "index-see", source, message, "name another entry")
    elif goal is None:
        hint = nearest_hint(_shown(path), ["!".join(other) for other in known], "entry")
        yield Diagnostic(ERROR, "index-see", source, f"the index has no entry `{_shown(path)}`", hint)
    elif not any(below.places or below.see_also for below in goal.below()):
        message = f"the index sends to `{_shown(path)}`, which has no place"
        yield Diagnostic(ERROR, "index-see", source, message, "name the entry that has the places")


def _shown(path: Path) -> str:
    return "!".join(_said(path))


# --- What is printed ---


def _in_order(headings: dict[str, _Heading], language: Language) -> None:
    """File headings, and their sub-entries, in place."""

    def place(heading: _Heading) -> SortKey:
        return sort_key(heading.sort, language)

    filed = sorted(headings.values(), key=place)
    headings.clear()
    headings.update((heading.name, heading) for heading in filed)
    for heading in filed:
        _in_order(heading.children, language)


def _entries(
    headings: Mapping[str, _Heading], language: Language, numbers: Mapping[Path, str], as_typed: Sequence[str]
) -> Iterator[IndexEntry]:
    def sent(paths: Mapping[Path, Source]) -> tuple[SeeEntry, ...]:
        goals = [(_set(", ".join(path), language, as_typed), numbers.get(_said(path), "")) for path in paths]
        return tuple(SeeEntry(*goal) for goal in goals)

    for heading in headings.values():
        yield IndexEntry(
            term=_set(heading.name, language, as_typed),
            places=tuple(heading.places),
            children=tuple(_entries(heading.children, language, numbers, as_typed)),
            see=sent(heading.see),
            see_also=sent(heading.see_also),
            letter=letter_of(heading.sort, language),
            id=numbers[_said(heading.path)],
        )


def _set(name: str, language: Language, as_typed: Sequence[str]) -> str:
    """Set a term as XHTML; what stands between asterisks is slanted."""
    fragment = parse_fragment(SLANTED.sub(r"<em>\1</em>", escape(name, quote=False)))
    set_tree(fragment, language.code, as_typed)
    return write_fragment(fragment)
