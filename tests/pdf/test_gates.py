"""The gates: each catches the fault it is there for, and lets a good layout pass."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bindery.diagnostics import Source
from bindery.pdf.gates import every_index_page_holds_its_words, every_number_true, judge
from bindery.pdf.layout import Layout, lay_out
from bindery.pdf.page_map import PageMap, PageStart
from bindery.pdf.reading import Link, Mark, PrintedNumber, Reading, Words
from tests.pdf import specimen


def test_a_good_layout_passes(layout: Layout) -> None:
    assert list(judge(layout.reading)) == []


def test_the_gates_have_something_to_judge(layout: Layout) -> None:
    reading = layout.reading

    assert (len(reading.notes), len(reading.numbers), len(reading.blocks)) == (8, 12, 72)
    assert len(reading.links) >= 14
    assert sum(map(len, reading.printed_folios)) == 14


@pytest.mark.parametrize(
    ("printed", "code"), [("", "note-lost"), ("anoteanote", "note-doubled"), ("anot", "note-garbled")]
)
def test_a_note_not_printed_once_is_told(layout: Layout, printed: str, code: str) -> None:
    reading = replace(layout.reading, notes={"fn-1": Words("anote", printed)})

    assert [d.code for d in judge(reading)] == [code]


def test_a_false_page_number_is_told(layout: Layout) -> None:
    reading = replace(layout.reading, numbers=(PrintedNumber(("ch-1",), "3", 0),))

    (found,) = judge(reading)
    assert found.code == "page-number-false"
    assert "true is `2`" in found.message


def test_a_space_that_falls_to_the_end_of_a_line_is_not_missed(layout: Layout) -> None:
    reading = replace(layout.reading, numbers=(PrintedNumber(("ch-1", "ch-2"), "2,7", 0),))
    pages = replace(reading.page_map, anchors=reading.page_map.anchors | {"ch-2": 6})

    assert list(every_number_true(replace(reading, page_map=pages))) == []


def test_a_page_number_of_nothing_is_told(layout: Layout) -> None:
    reading = replace(layout.reading, numbers=(PrintedNumber(("nowhere",), "000", 0),))

    assert [d.code for d in judge(reading)] == ["page-number-target"]


def test_a_link_to_nowhere_is_told(layout: Layout) -> None:
    reading = replace(layout.reading, links=(Link("nowhere", 0),))

    assert [d.code for d in judge(reading)] == ["link-target"]


def test_a_folio_that_is_not_its_page_is_told(layout: Layout) -> None:
    reading = replace(layout.reading, printed_folios=(("2",), *layout.reading.printed_folios[1:]))

    assert [d.code for d in judge(reading)] == ["folio-false"]


def test_folios_that_start_again_in_the_styles_are_told(tmp_path: Path) -> None:
    styles = specimen.STYLES + "@page { counter-increment: page 2 }"

    assert "folio-false" in {d.code for d in judge(lay_out(specimen.page("<p>x</p>", styles), tmp_path, ()).reading)}


def test_text_hidden_by_the_styles_is_told(tmp_path: Path) -> None:
    body = '<p data-b="a">Seen <b style="display: none">unseen</b></p>'

    (found,) = judge(lay_out(specimen.page(body), tmp_path, ()).reading)
    assert found.code == "words-lost"
    assert "6 characters" in found.message


def test_a_note_hidden_by_the_styles_is_told(tmp_path: Path) -> None:
    body = '<p>x<span class="footnote" id="fn-1">unseen</span></p>'
    found = judge(lay_out(specimen.page(body, ".footnote { display: none }"), tmp_path, ()).reading)

    assert [d.code for d in found] == ["note-lost"]


def test_a_book_without_pages_is_told(layout: Layout) -> None:
    reading = layout.reading
    empty = replace(
        reading,
        page_map=replace(reading.page_map, folios=(), starts=(), anchors={}),
        printed_folios=(),
        links=(),
        numbers=(),
    )

    assert [d.code for d in judge(empty)] == ["extent"]


BOOK = Source("guide-fr")
PLACES = {
    "one": Source("fr/01.md", 5),
    "one.1": Source("fr/01.md", 7),
    "fn-one-a": Source("fr/01.md", 9),
    "two": Source("fr/02.md", 5),
    "two.3": Source("fr/02.md", 30),
}
# Contents; a chapter of two pages, the second one picture; a chapter that opens on art, then its text.
PAGES = PageMap(
    folios=("1", "2", "3", "4", "5"),
    starts=(None, PageStart("one.1", 0), None, None, PageStart("two.3", 12)),
    anchors={"contents": 0, "one": 1, "two": 3},
)
GOOD = Reading(PAGES, ((),) * 5, {}, {}, (), ())


def told_at(**faults: object) -> list[Source]:
    return [found.source for found in judge(replace(GOOD, **faults), BOOK, PLACES)]


def test_a_fault_of_a_note_is_told_where_the_note_is_written() -> None:
    assert told_at(notes={"fn-one-a": Words("anote", "")}) == [Source("fr/01.md", 9)]


def test_a_fault_of_a_block_is_told_where_the_block_is_written() -> None:
    assert told_at(blocks={"two.3": Words("words", "word")}) == [Source("fr/02.md", 30)]


@pytest.mark.parametrize(
    ("page_index", "source"),
    [
        pytest.param(1, Source("fr/01.md", 7), id="the first block of the page"),
        pytest.param(2, Source("fr/01.md", 7), id="a picture alone: the page before it"),
        pytest.param(3, Source("fr/02.md", 5), id="an opening without text: the chapter"),
        pytest.param(4, Source("fr/02.md", 30), id="the middle of a chapter"),
    ],
)
def test_a_fault_of_a_page_is_told_where_its_text_is_written(page_index: int, source: Source) -> None:
    assert told_at(links=(Link("nowhere", page_index),)) == [source]


def test_a_false_number_in_the_contents_is_told_of_the_chapter_it_speaks_of() -> None:
    assert told_at(numbers=(PrintedNumber(("two",), "3", 0),)) == [Source("fr/02.md", 5)]


def test_a_fault_that_no_file_accounts_for_is_told_of_the_book() -> None:
    assert told_at(links=(Link("nowhere", 0),)) == [BOOK]


INDEX_PAGE = """
<p style="break-after: page" data-b="a">One <span class="index-entry" id="ix-1">wide street<span
class="footnote" id="fn-1">a note</span></span>.</p>
<p data-b="b">Two <span class="index-entry" id="ix-2">nar<b>row</b></span>.</p>
<p>street, <span class="folios-of" data-targets="ix-1..ix-2">000</span></p>
"""


def index_pages(tmp_path: Path, styles: str = "") -> Layout:
    return lay_out(specimen.page(INDEX_PAGE, specimen.STYLES + styles), tmp_path, ())


def test_an_index_that_names_its_words_pages_is_passed(tmp_path: Path) -> None:
    layout = index_pages(tmp_path)

    assert [number.printed for number in layout.reading.numbers] == ["1–2"]
    assert layout.reading.marks["ix-1"] == Mark(Words("widestreet", "widestreet"), 0)
    assert list(judge(layout.reading)) == []


def test_words_of_the_index_that_the_styles_hide_are_told(tmp_path: Path) -> None:
    found = judge(index_pages(tmp_path, "#ix-2 b { display: none }").reading)

    assert "index-place" in {d.code for d in found}


def test_an_index_page_without_its_words_is_told(tmp_path: Path) -> None:
    reading = index_pages(tmp_path).reading
    elsewhere = reading.marks | {"ix-1": replace(reading.marks["ix-1"], page_index=1)}

    (found,) = judge(replace(reading, marks=elsewhere), BOOK, {"ix-1": Source("fr/01.md", 7)})
    assert (found.code, found.source) == ("index-place", Source("fr/01.md", 7))
    assert "says page 1 of words that are on page 2" in found.message


def test_words_of_the_index_printed_otherwise_are_told(tmp_path: Path) -> None:
    reading = index_pages(tmp_path).reading
    cut = reading.marks | {"ix-1": Mark(Words("widestreet", "wide"), 0)}

    assert [d.code for d in judge(replace(reading, marks=cut))] == ["index-place"]


def test_marks_that_no_index_names_are_passed(tmp_path: Path) -> None:
    unnamed = replace(index_pages(tmp_path).reading, numbers=(), marks={"x": Mark(Words("a", ""), -1)})

    assert list(every_index_page_holds_its_words(unnamed)) == []
