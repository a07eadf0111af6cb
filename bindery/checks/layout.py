"""The layout report: what a compositor would still mend by hand, told with its page and the author's line.

In: sections as they are made up (pdf/makeup.py), and where their blocks were written. Out: remarks, which are warnings:
nothing here keeps a book from being published. `RULES` is the table of them. They are those of the house; most are
old customs of the trade (Jan Tschichold, *Erfreuliche Drucksachen durch gute Typografie*; *Lexique des règles
typographiques en usage à l'Imprimerie nationale*; *The Chicago Manual of Style*, 2.113-2.116).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby, pairwise

from bindery.diagnostics import WARNING, Diagnostic, Source
from bindery.pdf.makeup import Kind, Line, MadeUpPage, MakeUp, Part, Rectangle

LINE_PT = 13.5  # from one baseline of the text to the next
RUNNING = frozenset({Kind.TEXT, Kind.ITEM})
LEAST_AFTER_HEADING = 2  # lines
MOST_DIVIDED = 2  # lines in a row that end inside a word
SHORTEST_LINE = 5  # characters
LEAST_FULL = 1 / 3  # of the type area
MOST_EMPTY = 6.5 * LINE_PT  # at the foot of a page in the middle of a section: six lines, and the white below a box
MOST_UNEVEN = 3.5 * LINE_PT  # between the feet of facing pages: three lines, and the white about notes
OUT_PT = 2.0  # how far a line may pass the edge of the type area: hanging hyphens, rounding
SLACK_PT = 1.0  # how far rectangles may cross
GRID_TOLERANCE_PT = 0.5
EMPTY_BY_DESIGN = frozenset({"half-title", "title-page", "copyright-page", "colophon", "part"})
QUOTED = 42  # characters of a line that a remark shows
TABLE_LIKE = frozenset({"box", "figure", "table", "facts"})


@dataclass(frozen=True, slots=True)
class MadeUpSection:
    """A section as it stands in the book: `first` is the page_index of its first page."""

    first: int
    made: MakeUp

    def folio(self, page_index: int) -> int:
        """Give the folio of one of its pages."""
        return self.first + page_index + 1

    def spread(self, page_index: int) -> int:
        """Number the spread a page stands on: a verso and the recto it faces."""
        return self.folio(page_index) // 2

    def goes_on(self, page_index: int) -> bool:
        """Tell whether the text goes on after a page, which no style has ended."""
        return page_index + 1 < len(self.made.pages) and not self.made.pages[page_index + 1].is_forced


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: on which page of the section, where on it, and what it speaks of, best first."""

    page_index: int
    place: Rectangle
    about: tuple[str, ...]
    message: str
    hint: str


Rule = Callable[[MadeUpSection], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding, told: the page of the book it stands on, its place there in points, and the words."""

    page_index: int
    place: tuple[float, float, float, float]
    said: Diagnostic


def no_line_alone(section: MadeUpSection) -> Iterator[Finding]:
    """No first or last line of a paragraph stands by itself on a page: no orphan, no widow."""
    for page_index, page in enumerate(section.made.pages):
        for line in _alone(page):
            which, end = ("last", "head") if line.is_last else ("first", "foot")
            message = f"the {which} line of a paragraph stands alone at the {end} of the page: {_quoted(line)}"
            yield Finding(page_index, line.place, (line.block,), message, "add or cut a few words in this paragraph")


def _alone(page: MadeUpPage) -> Iterator[Line]:
    running = [line for line in page.flow if line.kind in RUNNING]
    counts: dict[int, int] = {}
    for line in running:
        counts[line.paragraph] = counts.get(line.paragraph, 0) + 1
    yield from (line for line in running if counts[line.paragraph] == 1 < line.count)


def no_lone_heading(section: MadeUpSection) -> Iterator[Finding]:
    """A heading is followed by two lines at least on its page; the title of a box, by one."""
    for page_index, page in enumerate(section.made.pages[:-1]):
        flow = page.flow
        at = next((i for i in reversed(range(len(flow))) if flow[i].kind in {Kind.HEADING, Kind.TITLE}), None)
        if at is None or not section.goes_on(page_index):
            continue
        heading, after = flow[at], len(flow) - at - 1
        least = LEAST_AFTER_HEADING if heading.kind is Kind.HEADING else 1
        if after < least and not any(_is_shown_below(part, heading) for part in page.parts):
            few = "no line" if after == 0 else "one line"
            message = f"{few} follows this heading at the foot of the page: {_quoted(heading)}"
            hint = "add or cut some lines before it, so that it moves to the next page or keeps its text"
            yield Finding(page_index, heading.place, (heading.block,), message, hint)


def _is_shown_below(part: Part, heading: Line) -> bool:
    return part.kind in {"figure", "table", "picture"} and part.place.top >= heading.place.top


def no_stacked_hyphens(section: MadeUpSection) -> Iterator[Finding]:
    """No more than two lines in a row end with a hyphen."""
    for paragraph in _paragraphs(section.made):
        for (is_divided, page_index), run in groupby(paragraph, key=lambda each: (each[1].is_divided, each[0])):
            lines = [line for _, line in run]
            if is_divided and len(lines) > MOST_DIVIDED and any(line.is_hyphenated for line in lines):
                first = lines[0]
                place = _around([line.place for line in lines])
                message = f"{len(lines)} lines in a row end with a hyphen, from {_quoted(first)}"
                hint = "change a word in one of them, or keep one word whole: `[word]{.nowrap}`"
                yield Finding(page_index, place, (first.block,), message, hint)


def _paragraphs(made: MakeUp) -> Iterator[list[tuple[int, Line]]]:
    """Give the lines of each paragraph with the pages they stand on."""
    kinds = RUNNING | {Kind.NOTE, Kind.MARGIN}
    paragraphs: dict[int, list[tuple[int, Line]]] = {}
    for page_index, page in enumerate(made.pages):
        for line in page.lines:
            if line.kind in kinds:
                paragraphs.setdefault(line.paragraph, []).append((page_index, line))
    yield from paragraphs.values()


def no_hyphen_at_page_end(section: MadeUpSection) -> Iterator[Finding]:
    """No page ends inside a word."""
    for page_index, page in enumerate(section.made.pages[:-1]):
        last = _last_line(page)
        if last is not None and last.is_hyphenated:
            turn = "and the leaf is to be turned" if section.folio(page_index) % 2 else "and the next page goes on"
            message = f"the page ends inside a word, {turn}: {_quoted_end(last)}"
            hint = "change a word before it, or keep this one whole: `[word]{.nowrap}`"
            yield Finding(page_index, last.place, (last.block,), message, hint)


def no_short_last_line(section: MadeUpSection) -> Iterator[Finding]:
    """No paragraph ends with a line of fewer than five characters, or with the tail of a word."""
    for paragraph in _paragraphs(section.made):
        for (_, before), (page_index, last) in list(pairwise(paragraph))[-1:]:
            words = last.text.split()
            is_tail = before.is_hyphenated and len(words) == 1
            if last.is_last and words and (is_tail or len(last.text.strip()) < SHORTEST_LINE):
                message = f"the last line of a paragraph is only “{last.text.strip()}”"
                yield Finding(page_index, last.place, (last.block,), message, "add or cut a word in this paragraph")


def no_page_nearly_empty(section: MadeUpSection) -> Iterator[Finding]:
    """A page is a third full at least, but for those that are empty by design."""
    if section.made.role in EMPTY_BY_DESIGN:
        return
    for page_index, page in enumerate(section.made.pages):
        is_blank = not page.lines and not page.parts
        if _fullness(page) >= LEAST_FULL or (is_blank and not section.goes_on(page_index)):
            continue
        message = f"the page is less than a third full ({round(100 * _fullness(page))} %)"
        hint = "add to the text or cut it, so that this page fills or goes"
        if page_index + 1 < len(section.made.pages):
            hint = "what comes next begins a page of its own: fill this page, or join the two"
        place = Rectangle(page.area.left, page.end, page.area.right, page.area.bottom)
        yield Finding(page_index, place, _blocks(page), message, hint)


def _fullness(page: MadeUpPage) -> float:
    """Tell how far down the type area the flow comes, as a part of it."""
    return (page.end - page.area.top) / page.area.height if page.area.height else 1.0


def no_hole_at_the_foot(section: MadeUpSection) -> Iterator[Finding]:
    """A page in the middle of a section is filled to within six lines."""
    for page_index, page in enumerate(section.made.pages):
        empty = page.foot - page.end
        if not section.goes_on(page_index) or empty <= MOST_EMPTY or _fullness(page) < LEAST_FULL:
            continue
        place = Rectangle(page.area.left, page.end, page.area.right, page.foot)
        thing, after = _first_thing(section.made.pages[page_index + 1])
        message = f"the page ends {round(empty / LINE_PT)} lines early: {thing} did not fit"
        hint = "move what did not fit a paragraph up or down in the text, or make it smaller"
        yield Finding(page_index, place, (*after, *_blocks(page)[-1:]), message, hint)


def _first_thing(page: MadeUpPage) -> tuple[str, tuple[str, ...]]:
    """Say what stands first in the flow of a page, and what it is found by."""
    top = min((line.place.top for line in page.flow), default=page.area.bottom)
    parts = [part for part in page.parts if part.kind in TABLE_LIKE and part.place.top <= top]
    if parts:
        part = min(parts, key=lambda part: (part.place.top, -part.place.height))
        return f"the {_spoken(part)}, {round(part.place.height / LINE_PT)} lines high,", (part.name,)
    first = next(iter(page.flow), None)
    if first is None:
        return "what comes next", ()
    words = "heading" if first.kind is Kind.HEADING else "line"
    return f"the {words} {_quoted(first)}, with what it must keep,", (first.block,)


def no_uneven_feet(section: MadeUpSection) -> Iterator[Finding]:
    """Facing pages that are full of text end at about the same height."""
    for page_index, (verso, recto) in enumerate(pairwise(section.made.pages)):
        if section.folio(page_index) % 2 or not section.goes_on(page_index) or not section.goes_on(page_index + 1):
            continue
        empty = verso.foot - verso.end, recto.foot - recto.end
        if max(empty) <= MOST_EMPTY and abs(empty[0] - empty[1]) > MOST_UNEVEN:
            index = page_index + (empty[1] > empty[0])
            page = section.made.pages[index]
            lines = round(abs(empty[0] - empty[1]) / LINE_PT)
            place = Rectangle(page.area.left, page.end, page.area.right, page.foot)
            message = f"the page ends {lines} lines higher than the one it faces"
            hint = "add or cut some lines on this spread, or move what stands at the head of the next page"
            yield Finding(index, place, _blocks(page)[-1:], message, hint)


def nothing_torn(section: MadeUpSection) -> Iterator[Finding]:
    """A box, a figure or a table that would fit on one page stands on one; a row of a table always does."""
    fragments = _fragments(section.made)
    torn_rows = [pieces for pieces in fragments if pieces[0][1].kind == "row" and len(pieces) > 1]
    for pieces in (each for each in fragments if len(each) > 1):
        page_index, part = pieces[0]
        height = sum(piece.place.height for _, piece in pieces)
        room = section.made.pages[page_index].area.height
        if part.kind in TABLE_LIKE and height <= room and "case-study" not in part.classes:
            message = f"the {_spoken(part)} is torn over {len(pieces)} pages, and would fit on one"
            hint = "move it a paragraph up or down in the text, or shorten it"
            yield Finding(page_index, part.place, (part.name,), message, hint)
    for pieces in torn_rows:
        page_index, row = pieces[0]
        hint = "shorten the cells of this row, or move the table"
        yield Finding(page_index, row.place, (row.name,), "a row of a table is torn by the end of the page", hint)


def _fragments(made: MakeUp) -> list[list[tuple[int, Part]]]:
    """Give what stands of each part on each page."""
    parts: dict[int, list[tuple[int, Part]]] = {}
    for page_index, page in enumerate(made.pages):
        for part in page.parts:
            pieces = parts.setdefault(part.number, [])
            if not pieces or pieces[-1][0] != page_index:
                pieces.append((page_index, part))
    return list(parts.values())


def no_lone_caption(section: MadeUpSection) -> Iterator[Finding]:
    """The caption of a table stands on the page where its rows begin."""
    for pieces in _fragments(section.made):
        page_index, part = pieces[0]
        if part.kind != "table" or len(pieces) == 1:
            continue
        rows = [row for row in section.made.pages[page_index].parts if row.kind == "row"]
        if not any(row.place.crosses(part.place) for row in rows):
            message = f"the caption of `{part.name}` stands at the foot of a page, its rows on the next"
            yield Finding(page_index, part.place, (part.name,), message, "move the table a paragraph up or down")


def no_lone_item(section: MadeUpSection) -> Iterator[Finding]:
    """The last item of a list does not go to the next page by itself."""
    for page_index, (before, page) in enumerate(pairwise(section.made.pages), start=1):
        first = next(iter(page.flow), None)
        last = _last_line(before)
        if first is None or last is None or not (first.list_end and first.is_first) or last.kind is not Kind.ITEM:
            continue
        message = f"the last item of a list stands alone at the head of the page: {_quoted(first)}"
        hint = "add or cut a few words in the list, so that two items go over, or none"
        yield Finding(page_index, first.place, (first.block,), message, hint)


def no_figure_astray(section: MadeUpSection) -> Iterator[Finding]:
    """A figure or table stands on the spread of its first call, or on the page after it."""
    kinds = TABLE_LIKE | {"margin"}
    at = {pieces[0][1].name: pieces[0] for pieces in _fragments(section.made) if pieces[0][1].kind in kinds}
    for call in section.made.calls:
        if call.target not in at:
            continue
        page_index, part = at[call.target]
        is_near = section.spread(page_index) == section.spread(call.page_index) or page_index == call.page_index + 1
        if is_near:
            continue
        where = "after" if page_index > call.page_index else "before"
        pages = abs(page_index - call.page_index)
        folio = section.folio(call.page_index)
        message = f"`{call.target}` stands {pages} page{'s' * (pages > 1)} {where} its call on page {folio}"
        hint = "move it next to the paragraph that calls it, or call it where it stands"
        yield Finding(page_index, part.place, (part.name, call.block), message, hint)


def cases_on_a_spread(section: MadeUpSection) -> Iterator[Finding]:
    """A case study stands on facing pages."""
    for pieces in _fragments(section.made):
        page_index, part = pieces[0]
        spreads = {section.spread(index) for index, _ in pieces}
        if "case-study" in part.classes and len(spreads) > 1:
            message = f"the case `{part.name}` takes {len(pieces)} pages; it should stand on two that face each other"
            yield Finding(page_index, part.place, (part.name,), message, "shorten it, or move text out of the box")


def nothing_out_of_its_place(section: MadeUpSection) -> Iterator[Finding]:
    """No line leaves the type area or what it stands in; no note in the margin runs into another thing."""
    for page_index, page in enumerate(section.made.pages):
        line = next((line for line in page.flow if _is_out(line, page)), None)
        if line is not None:
            message = f"a line runs out of the type area: {_quoted(line)}"
            hint = "break a long word or address, or shorten the cell"
            yield Finding(page_index, line.place, (line.block,), message, hint)
        for note, place in _collisions(page):
            which = "" if "." in note.name else f" (`{note.name}`)"
            message = f"what stands in the margin{which} runs into {place}"
            hint = "shorten the note, or move it away from what stands beside it"
            yield Finding(page_index, note.place, (note.name,), message, hint)


def _is_out(line: Line, page: MadeUpPage) -> bool:
    around = [page.area, *(part.place for part in page.parts if part.kind != "row")]
    around = [
        each for each in around if each.top - OUT_PT <= line.place.top and line.place.bottom <= each.bottom + OUT_PT
    ]
    is_beside = not any(e.left - OUT_PT <= line.place.left and line.place.right <= e.right + OUT_PT for e in around)
    return is_beside or line.place.bottom > page.foot + OUT_PT


def _collisions(page: MadeUpPage) -> Iterator[tuple[Part, str]]:
    notes = [part for part in page.parts if part.kind == "margin"]
    for first, second in combinations(notes, 2):
        if first.place.crosses(second.place, SLACK_PT):
            yield second, "what stands above it there"
    for note in notes:
        if note.place.bottom > page.area.bottom + LINE_PT:
            yield note, "the foot of the page"
        if any(p.kind in {"figure", "table"} and p.place.crosses(note.place, SLACK_PT) for p in page.parts):
            yield note, "a figure or table"


def on_the_grid(section: MadeUpSection) -> Iterator[Finding]:
    """Lines of the text stand on the grid that facing pages share, to within half a point."""
    if section.made.role in EMPTY_BY_DESIGN:
        return
    for page_index, page in enumerate(section.made.pages):
        in_parts = [part.place for part in page.parts if part.kind in TABLE_LIKE]
        for line in page.flow:
            is_body = line.kind is Kind.TEXT and abs(line.place.height - LINE_PT) < 0.1
            if not is_body or any(place.crosses(line.place) for place in in_parts):
                continue
            off = (line.place.top - page.area.top + LINE_PT / 2) % LINE_PT - LINE_PT / 2
            if abs(off) > GRID_TOLERANCE_PT:
                message = f"from here on, the lines stand {abs(off):.1f} pt off the grid: {_quoted(line)}"
                hint = "something above it is not a whole number of lines high: tell those who keep the styles"
                yield Finding(page_index, line.place, (line.block,), message, hint)
                break


RULES: Mapping[str, Rule] = {
    "layout-line-alone": no_line_alone,
    "layout-lone-heading": no_lone_heading,
    "layout-stacked-hyphens": no_stacked_hyphens,
    "layout-page-end-hyphen": no_hyphen_at_page_end,
    "layout-short-last-line": no_short_last_line,
    "layout-page-empty": no_page_nearly_empty,
    "layout-page-short": no_hole_at_the_foot,
    "layout-uneven-feet": no_uneven_feet,
    "layout-torn": nothing_torn,
    "layout-lone-caption": no_lone_caption,
    "layout-lone-item": no_lone_item,
    "layout-figure-astray": no_figure_astray,
    "layout-case-spread": cases_on_a_spread,
    "layout-out-of-place": nothing_out_of_its_place,
    "layout-off-grid": on_the_grid,
}


@dataclass(frozen=True, slots=True)
class Told:
    """How a text is spoken of: its language, itself as a whole, and where its blocks and anchors were written."""

    language: str
    source: Source
    places: Mapping[str, Source]


def remarks(sections: Sequence[MadeUpSection], told: Told, rules: Mapping[str, Rule] = RULES) -> tuple[Remark, ...]:
    """Judge the sections of a text by every rule, in the order of its pages."""
    found = {remark for section in sections for remark in _judged(section, told, rules)}
    return tuple(sorted(found, key=lambda each: (each.page_index, each.place, each.said.code, each.said.message)))


def _judged(section: MadeUpSection, told: Told, rules: Mapping[str, Rule]) -> Iterator[Remark]:
    for code, rule in rules.items():
        for found in rule(section):
            where = next((told.places[name] for name in found.about if name in told.places), told.source)
            message = f"{told.language}, p. {section.folio(found.page_index)}: {found.message}"
            said = Diagnostic(WARNING, code, where, message, found.hint)
            place = found.place
            sides = place.left, place.top, place.right, place.bottom
            yield Remark(section.first + found.page_index, sides, said)


def _last_line(page: MadeUpPage) -> Line | None:
    """Give the last line of the flow of a page, if nothing stands below it."""
    last = next(reversed(page.flow), None)
    return last if last is not None and last.place.bottom >= page.end - LINE_PT else None


def _spoken(part: Part) -> str:
    """Name a part by its anchor, else by what sort it is."""
    sort = " ".join(name for name in part.classes if name != part.kind)
    return f"{part.kind} `{part.name}`" if "." not in part.name else f"{part.kind} ({sort})" if sort else part.kind


def _blocks(page: MadeUpPage) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.block for line in page.flow if line.block))


def _around(places: Sequence[Rectangle]) -> Rectangle:
    return Rectangle(
        min(place.left for place in places),
        min(place.top for place in places),
        max(place.right for place in places),
        max(place.bottom for place in places),
    )


def _quoted(line: Line) -> str:
    text = " ".join(line.text.split())
    return f"“{text}”" if len(text) <= QUOTED else f"“{text[:QUOTED].rsplit(' ', 1)[0]} …”"


def _quoted_end(line: Line) -> str:
    text = " ".join(line.text.split())
    return f"“{text}”" if len(text) <= QUOTED else f"“… {text[-QUOTED:].split(' ', 1)[-1]}”"
