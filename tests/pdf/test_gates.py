"""The gates: each catches the fault it is there for, and lets a good layout pass."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bindery.pdf.gates import judge, pass_gates
from bindery.pdf.layout import Layout, lay_out
from bindery.pdf.reading import Link, PrintedNumber, Words
from tests.pdf import specimen


def test_a_good_layout_passes(layout: Layout) -> None:
    assert list(pass_gates(layout)) == []


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

    assert "folio-false" in {d.code for d in pass_gates(lay_out(specimen.page("<p>x</p>", styles), tmp_path, ()))}


def test_text_hidden_by_the_styles_is_told(tmp_path: Path) -> None:
    body = '<p data-b="a">Seen <b style="display: none">unseen</b></p>'

    (found,) = pass_gates(lay_out(specimen.page(body), tmp_path, ()))
    assert found.code == "words-lost"
    assert "6 characters" in found.message


def test_a_note_hidden_by_the_styles_is_told(tmp_path: Path) -> None:
    body = '<p>x<span class="footnote" id="fn-1">unseen</span></p>'
    found = pass_gates(lay_out(specimen.page(body, ".footnote { display: none }"), tmp_path, ()))

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
