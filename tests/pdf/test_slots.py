"""Slots: what is printed where a text speaks of pages, and the room it takes."""

from __future__ import annotations

from xml.etree.ElementTree import Element, fromstring, tostring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bindery.pdf.slots import (
    Placeholder,
    Slot,
    number_text,
    numbers_of,
    placeholders_in,
    shape_of,
    write_number,
    write_zeros,
)

FOLIOS = {"a": 7, "b": 8, "c": 9, "d": 12, "e": 7}


def several(*targets: str) -> Placeholder:
    return Placeholder(targets, is_single=False)


@pytest.mark.parametrize(
    ("folios", "text"),
    [([12], "12"), ([12, 14, 15, 16], "12, 14–16"), ([1, 2], "1–2"), ([1, 3, 5], "1, 3, 5"), ([], "")],
)
def test_runs_of_pages_become_ranges(folios: list[int], text: str) -> None:
    assert number_text(folios) == text


def test_a_page_is_printed_once_and_leads_to_the_first_of_its_targets() -> None:
    numbers = numbers_of(several("a", "e", "d"), FOLIOS)

    assert [(n.before, n.folio, n.target) for n in numbers] == [("", 7, "a"), (", ", 12, "d")]


def test_a_single_place_prints_its_first_page() -> None:
    (number,) = numbers_of(Placeholder(("d",), is_single=True), FOLIOS)

    assert number.folio == 12


def test_the_shape_of_a_range_keeps_its_ends() -> None:
    assert shape_of([several("a", "b", "c")], FOLIOS) == ((Slot("", 1, "a"), Slot("–", 1, "c")),)


@given(st.integers(10, 80), st.integers(0, 19))
def test_pages_that_move_together_keep_the_shape(first: int, by: int) -> None:
    before = {"a": first, "b": first + 1, "c": first + 5}
    after = {anchor: folio + by for anchor, folio in before.items()}
    placeholders = [several("a", "b", "c"), Placeholder(("c",), is_single=True)]

    is_same_width = len({len(str(folio)) for folio in (*before.values(), *after.values())}) == 1
    assert (shape_of(placeholders, before) == shape_of(placeholders, after)) or not is_same_width


def test_placeholders_are_found_in_the_order_of_the_text() -> None:
    html = '<p>p. <span class="x folio-of" data-target="a">000</span>, <i class="folios-of" data-targets="b c"></i></p>'

    assert placeholders_in(html) == (Placeholder(("a",), is_single=True), several("b", "c"))


def test_numbers_are_written_as_links() -> None:
    holder = fromstring('<span class="folios-of" data-targets="a b d">000</span>')

    assert write_number(holder, FOLIOS)
    assert tostring(holder, "unicode") == (
        '<span class="folios-of" data-targets="a b d"><span class="folio-range"><a class="folio" href="#a">7</a>–'
        '<a class="folio" href="#b">8</a></span>, <a class="folio" href="#d">12</a></span>'
    )


def test_a_number_written_again_changes_nothing() -> None:
    holder = fromstring('<span class="folio-of" data-target="a">000</span>')

    assert [write_number(holder, FOLIOS) for _ in range(2)] == [True, False]


def test_zeros_keep_the_room_and_say_which_slot_they_hold() -> None:
    holders = [Element("span", {"class": kind}) for kind in ("folio-of", "folios-of")]
    write_zeros(holders, ((Slot("", 3, "x"),), (Slot("", 1, "a"), Slot("–", 2, "d"))))

    assert ["".join(holder.itertext()) for holder in holders] == ["000", "0–00"]
    assert [e.get("data-slot") for holder in holders for e in holder.iter() if "data-slot" in e.attrib] == [
        "0", "1", "2",
    ]  # fmt: skip


def test_a_placeholder_without_targets_prints_what_it_says_for_that() -> None:
    holder = Element("span", {"class": "folios-of", "data-empty": "–"})
    write_zeros([holder], ((),))

    assert holder.text == "–"


def test_a_run_at_the_end_stays_together() -> None:
    holder = fromstring('<span class="folios-of" data-targets="d a..c">000</span>')

    assert write_number(holder, FOLIOS | {"d": 3})
    assert tostring(holder, "unicode").endswith(
        '<a class="folio" href="#d">3</a>, <span class="folio-range"><a class="folio" href="#a">7</a>–'
        '<a class="folio" href="#c">9</a></span></span>'
    )
