"""Each rule of the layout report finds its fault on pages made up by hand, and leaves good pages alone."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bindery.checks.layout import LINE_PT, RULES, MadeUpSection, Told, remarks
from bindery.diagnostics import WARNING, Source
from bindery.pdf.makeup import Call, Kind, Rectangle
from tests.checks.pages_by_hand import AREA, LINES, RIGHT, at, full_page, line, page, paragraph, part, section

TOLD = Told("en", Source("book"), {f"b{number}": Source("chapter.md", number) for number in range(1, 40)})


def found(made: MadeUpSection) -> list[tuple[str, int, int]]:
    """List what is remarked: code without `layout-`, folio, line of the chapter."""
    return [(r.said.code.removeprefix("layout-"), r.page_index + 1, r.said.source.line) for r in remarks([made], TOLD)]


def words(made: MadeUpSection) -> str:
    return " ".join(remark.said.message for remark in remarks([made], TOLD))


GOOD = section(full_page(1), full_page(2), page(paragraph(0, 3, 6)))


def test_good_pages_get_no_remark():
    assert found(GOOD) == []


def test_every_code_says_that_it_is_of_the_layout():
    assert all(code.startswith("layout-") for code in RULES)


def test_every_code_is_explained_in_the_manual():
    manual = (Path(__file__).parents[2] / "docs" / "authors-manual.md").read_text(encoding="utf-8")
    explained = re.findall(r"^\| `(layout-[a-z-]+)` \|", manual, re.MULTILINE)

    assert explained == list(RULES)


def test_remarks_are_warnings_with_a_hint_and_name_language_and_page():
    (remark,) = remarks([section(full_page(1), page(paragraph(0, 2, 2)))], TOLD)

    assert (remark.said.severity, bool(remark.said.hint)) == (WARNING, True)
    assert remark.said.message.startswith("en, p. 12: ")


def test_what_no_place_is_known_of_is_told_of_the_whole():
    (remark,) = remarks([section(full_page(1), page(paragraph(0, 2, 2)))], replace(TOLD, places={}))

    assert remark.said.source == Source("book")


# -- lines


def test_a_first_line_alone_at_the_foot_is_found():
    made = section(page([*paragraph(0, 1, 11), line(11, 2, 1, 4)]), page(paragraph(0, 2, 11, first=2)))

    assert found(made) == [("line-alone", 11, 2)]


def test_a_last_line_alone_at_the_head_is_found():
    pages = page([*paragraph(0, 1, 9), *paragraph(9, 2, 3, of=4)]), page([line(0, 2, 4, 4), *paragraph(1, 3, 11)])

    assert found(section(*pages)) == [("line-alone", 12, 2)]


def test_two_lines_on_either_side_are_enough():
    pages = (
        page([*paragraph(0, 1, 10), *paragraph(10, 2, 2, of=4)]),
        page([*paragraph(0, 2, 2, first=3), *paragraph(2, 3, 10)]),
    )

    assert found(section(*pages)) == []


def test_a_paragraph_of_one_line_is_no_line_alone():
    assert found(section(page([line(0, 1), *paragraph(1, 2, 11)]), full_page(3))) == []


@pytest.mark.parametrize(("after", "faults"), [(0, 1), (1, 1), (2, 0)])
def test_a_heading_keeps_two_lines(after, faults):
    heading = line(11 - after, 2, kind=Kind.HEADING)
    follow = paragraph(12 - after, 3, after, of=after + 3)
    made = section(page([*paragraph(0, 1, 11 - after), heading, *follow]), page(paragraph(0, 3, 12, first=after + 1)))

    assert [code for code, *_ in found(made)].count("lone-heading") == faults


def test_a_heading_above_a_figure_is_not_alone():
    heading = line(4, 2, kind=Kind.HEADING)
    first = page([*paragraph(0, 1, 4), heading], [part("figure", 5, at(5, 7))])

    assert found(section(first, full_page(3))) == []


def test_a_heading_that_a_style_parts_from_its_text_is_not_alone():
    heading = line(11, 2, kind=Kind.HEADING)
    first = page([*paragraph(0, 1, 11), heading])

    assert found(section(first, replace(full_page(3), is_forced=True))) == []


def hyphens(count: int, *, by_hand: bool = False) -> list:
    ends = [
        replace(each, text="Some syl-", is_hyphenated=not by_hand)
        if step < count
        else replace(each, text="lables and more words.")
        for step, each in enumerate(paragraph(0, 1, LINES))
    ]
    return ends


@pytest.mark.parametrize(("count", "faults"), [(2, []), (3, [("stacked-hyphens", 11, 1)])])
def test_three_hyphens_in_a_row_are_found(count, faults):
    assert found(section(page(hyphens(count)), full_page(2))) == faults


def test_hyphens_that_the_author_wrote_are_not_counted_by_themselves():
    assert found(section(page(hyphens(3, by_hand=True)), full_page(2))) == []


def test_hyphens_on_both_sides_of_a_page_are_no_stack():
    lines = [
        replace(each, text="syl-" if 11 <= each.number <= 14 else "words", is_hyphenated=11 <= each.number <= 14)
        for each in [*paragraph(0, 1, 12, of=24), *paragraph(0, 1, 12, first=13)]
    ]

    assert found(section(page(lines[:12]), page(lines[12:]))) == [("page-end-hyphen", 11, 1)]


@pytest.mark.parametrize(("first", "turn"), [(10, "turned"), (11, "goes on")])
def test_a_word_cut_by_the_end_of_a_page_is_found(first, turn):
    lines = paragraph(0, 1, 12, of=24)
    lines[-1] = replace(lines[-1], text="a long syl-", is_hyphenated=True)
    made = section(page(lines), page(paragraph(0, 1, 12, first=13)), first=first)

    assert found(made) == [("page-end-hyphen", first + 1, 1)]
    assert turn in words(made)


def ending(text: str, before: str = "the words", **more) -> MadeUpSection:
    lines = paragraph(0, 1, 12)
    lines[-2:] = replace(lines[-2], text=before, **more), replace(lines[-1], text=text)
    return section(page(lines))


@pytest.mark.parametrize("text", ["an.", "5 %.", "a b"])
def test_a_last_line_under_five_characters_is_found(text):
    assert found(ending(text)) == [("short-last-line", 11, 1)]


def test_a_last_line_of_five_characters_is_none():
    assert found(ending("word.")) == []


def test_the_tail_of_a_divided_word_is_found_however_long():
    assert found(ending("gouvernement.", "auto-", is_hyphenated=True)) == [("short-last-line", 11, 1)]


def test_the_second_half_of_a_compound_is_no_tail():
    assert found(ending("private.", "public-")) == []


# -- pages


@pytest.mark.parametrize(("rows", "faults"), [(3, [("page-empty", 12, 2)]), (4, [])])
def test_a_page_under_a_third_is_found(rows, faults):
    assert found(section(full_page(1), page(paragraph(0, 2, rows)))) == faults


@pytest.mark.parametrize("role", ["half-title", "title-page", "copyright-page", "colophon", "part"])
def test_pages_that_are_empty_by_design_are_left_alone(role):
    assert found(section(page(paragraph(0, 2, 2)), role=role)) == []


def test_a_page_with_a_figure_alone_is_full():
    assert found(section(full_page(1), page((), [part("figure", 3, at(0, 8))]))) == []


def test_a_blank_page_before_a_forced_one_is_left_alone():
    assert found(section(full_page(1), page(), replace(full_page(2), is_forced=True))) == []


@pytest.mark.parametrize(("rows", "faults"), [(5, [("page-short", 11, 1)]), (6, [])])
def test_a_page_that_ends_more_than_six_lines_early_is_found(rows, faults):
    box = part("box", 9, at(0, 8), "b2")

    assert found(section(page(paragraph(0, 1, rows)), page(paragraph(0, 2, 12), [box]))) == [
        (code, folio, 2) for code, folio, _ in faults
    ]


def test_a_short_page_names_what_did_not_fit():
    figure = part("figure", 9, at(0, 10), "fig-map")
    made = section(page(paragraph(0, 1, 5)), page(paragraph(10, 2, 2), [figure]))

    assert "the figure `fig-map`, 10 lines high, did not fit" in words(made)


def test_notes_count_for_the_foot():
    with_notes = replace(page(paragraph(0, 1, 5)), foot=at(6).top)

    assert found(section(with_notes, full_page(2))) == []


def test_a_page_that_a_style_ends_may_be_short():
    assert found(section(page(paragraph(0, 1, 5)), replace(full_page(2), is_forced=True))) == []


@pytest.mark.parametrize(("rows", "faults"), [(8, [("uneven-feet", 13, 3)]), (9, [])])
def test_feet_that_differ_by_more_than_three_lines_are_found(rows, faults):
    assert found(section(full_page(1), full_page(2), page(paragraph(0, 3, rows)), full_page(4))) == faults


def test_only_facing_pages_are_compared():
    pages = page(paragraph(0, 1, 8)), full_page(2), full_page(3), full_page(4)

    assert found(section(*pages, first=10)) == []
    assert found(section(*pages, first=11)) == [("uneven-feet", 12, 1)]


def test_the_last_page_of_a_section_is_not_compared():
    assert found(section(full_page(1), page(paragraph(0, 2, 8)), first=11)) == []


@pytest.mark.parametrize("offset", [0.6, 5.0, -0.6])
def test_lines_off_the_grid_are_found(offset):
    moved = [replace(each, place=at((each.place.top - AREA.top + offset) / LINE_PT)) for each in paragraph(1, 2, 10)]

    assert found(section(page([line(0, 1), *moved]))) == [("off-grid", 11, 2)]


def test_lines_within_half_a_point_are_on_the_grid():
    assert found(section(page([line(0, 1), *[line(1 + 0.4 / LINE_PT, 2)], *paragraph(2, 3, 9)]))) == []


def test_lines_in_a_box_keep_a_grid_of_their_own():
    assert found(section(page([*paragraph(0, 1, 6), line(6.4, 2)], [part("box", 5, at(6, 3))]))) == []


# -- boxes, tables, figures


def torn(kind: str, first: float, second: float, *classes: str) -> MadeUpSection:
    pieces = [part(kind, 9, at(12 - first, first), "b9", *classes), part(kind, 9, at(0, second), "b9", *classes)]
    pages = page(paragraph(0, 1, 12 - int(first)), pieces[:1]), page(paragraph(int(second), 2, 6), pieces[1:])
    return section(*pages, first=11)


@pytest.mark.parametrize("kind", ["box", "figure", "facts"])
def test_a_box_that_fits_on_a_page_is_not_to_be_torn(kind):
    assert found(torn(kind, 4, 5)) == [("torn", 12, 9)]


def test_a_box_higher_than_a_page_may_be_torn():
    assert found(torn("box", 8, 6)) == []


def test_a_row_is_never_to_be_torn():
    assert found(torn("row", 8, 6)) == [("torn", 12, 9)]


def test_a_case_on_facing_pages_is_whole():
    assert found(torn("box", 4, 5, "case-study")) == []


def test_a_case_over_the_leaf_is_found():
    assert found(replace(torn("box", 4, 5, "case-study"), first=10)) == [("case-spread", 11, 9)]


def test_a_caption_without_its_rows_is_found():
    table = part("table", 9, at(10, 2), "b9"), part("table", 9, at(0, 11), "b9")
    pages = page(paragraph(0, 1, 10), table[:1]), page(paragraph(11, 2, 1), [table[1], part("row", 10, at(0, 11))])

    assert found(section(*pages)) == [("lone-caption", 11, 9)]


def test_the_last_item_of_a_list_alone_on_a_page_is_found():
    items = [line(9 + step, 2 + step, kind=Kind.ITEM) for step in range(3)]
    after = page([line(0, 5, kind=Kind.ITEM, list_end=7), *paragraph(1, 6, 11)])

    assert found(section(page([*paragraph(0, 1, 9), *items]), after)) == [("lone-item", 12, 5)]


def test_two_items_that_go_over_are_company():
    items = [line(9 + step, 2 + step, kind=Kind.ITEM) for step in range(3)]
    after = page([line(0, 5, kind=Kind.ITEM), line(1, 6, kind=Kind.ITEM, list_end=7), *paragraph(2, 8, 10)])

    assert found(section(page([*paragraph(0, 1, 9), *items]), after)) == []


def called(on: int, stands_on: int, first: int = 10) -> MadeUpSection:
    """Call a figure on one page and set it on another, counted from 0."""
    pages = [full_page(number) for number in range(1, 6)]
    pages[stands_on] = replace(pages[stands_on], parts=(part("figure", 20, at(4, 4), "fig-a"),))
    return section(*pages, first=first, calls=[Call("fig-a", on, f"b{on + 1}", at(2))])


@pytest.mark.parametrize(("on", "stands_on"), [(0, 0), (0, 1), (1, 2), (2, 1)])
def test_a_figure_on_the_spread_of_its_call_or_the_next_page_is_near(on, stands_on):
    assert found(called(on, stands_on)) == []


@pytest.mark.parametrize(("on", "stands_on"), [(0, 2), (1, 3), (1, 0), (4, 0)])
def test_a_figure_far_from_its_call_is_found(on, stands_on):
    assert found(called(on, stands_on)) == [("figure-astray", 11 + stands_on, on + 1)]


def test_a_figure_that_stands_elsewhere_in_the_book_is_not_judged():
    assert found(section(full_page(1), calls=[Call("fig-far", 0, "b1", at(2))])) == []


# -- places


def test_a_line_that_leaves_the_type_area_is_found():
    long = line(11, 2, place=at(11, right=RIGHT + 9))

    assert found(section(page([*paragraph(0, 1, 11), long]))) == [("out-of-place", 11, 2)]


def test_a_line_in_a_wide_figure_is_in_its_place():
    wide = at(8, 4, right=RIGHT + 90)
    caption = line(11, 2, place=at(11, right=RIGHT + 60), kind=Kind.CAPTION)

    assert found(section(page([*paragraph(0, 1, 8), caption], [part("figure", 5, wide)]))) == []


def test_a_line_over_the_notes_is_found():
    assert [code for code, *_ in found(section(replace(full_page(1), foot=at(11).top)))] == ["out-of-place"]


MARGIN = {"left": RIGHT + 20, "right": RIGHT + 90}


def test_notes_in_the_margin_that_cross_are_found():
    notes = part("margin", 5, at(2, 4, **MARGIN), "b5"), part("margin", 6, at(5, 3, **MARGIN), "b6")

    assert found(section(page(paragraph(0, 1, 12), notes))) == [("out-of-place", 11, 6)]


def test_notes_in_the_margin_one_below_the_other_are_good():
    notes = part("margin", 5, at(2, 3, **MARGIN)), part("margin", 6, at(5, 3, **MARGIN))

    assert found(section(page(paragraph(0, 1, 12), notes))) == []


def test_a_note_that_runs_off_the_foot_is_found():
    assert "the foot of the page" in words(section(page(paragraph(0, 1, 12), [part("margin", 5, at(9, 6, **MARGIN))])))


def test_a_note_under_a_wide_figure_is_found():
    parts = part("margin", 5, at(2, 4, **MARGIN)), part("figure", 6, at(4, 4, right=RIGHT + 90))

    assert "a figure or table" in words(section(page(paragraph(0, 1, 12), parts)))


# -- laws

ROWS = st.integers(0, LINES - 1)
SOME_LINE = st.builds(
    lambda row, number, kind, text, is_hyphenated: line(
        row, number, kind=kind, text=text, is_hyphenated=is_hyphenated, place=at(row)
    ),
    ROWS,
    st.integers(1, 9),
    st.sampled_from(Kind),
    st.text("ab -\N{NO-BREAK SPACE}", max_size=12),
    st.booleans(),
)
SOME_PART = st.builds(
    lambda kind, number, row, rows: part(kind, number, at(row, rows), f"b{number}"),
    st.sampled_from(["box", "figure", "table", "row", "margin", "picture", "facts"]),
    st.integers(10, 14),
    ROWS,
    st.integers(1, 14),
)
SOME_PAGE = st.builds(
    lambda lines, parts, is_forced: page(lines, parts, is_forced=is_forced),
    st.lists(SOME_LINE, max_size=8),
    st.lists(SOME_PART, max_size=4),
    st.booleans(),
)


@given(st.lists(SOME_PAGE, max_size=5), st.integers(0, 50))
def test_any_pages_can_be_judged_and_every_remark_stands_on_one_of_them(pages, first):
    made = section(*pages, first=first)

    for remark in remarks([made], TOLD):
        assert first <= remark.page_index < first + len(pages)
        assert f"p. {remark.page_index + 1}:" in remark.said.message


@given(st.lists(SOME_PAGE, max_size=5), st.integers(0, 20))
def test_a_section_two_leaves_later_gets_the_same_remarks(pages, leaves):
    here, there = (remarks([section(*pages, first=first)], TOLD) for first in (10, 10 + 2 * leaves))

    assert [r.said.code for r in here] == [r.said.code for r in there]
    assert [r.page_index + 2 * leaves for r in here] == [r.page_index for r in there]


def test_rectangles_that_only_touch_do_not_cross():
    assert not Rectangle(0, 0, 10, 10).crosses(Rectangle(10, 0, 20, 10))
