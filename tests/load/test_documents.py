"""YAML: plain values that know their lines, and nothing that its author did not write."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bindery.diagnostics import Source
from bindery.load.documents import Document, DocumentError, parse_yaml

FILE = Source("content/collection.yaml")
LAUGHS = "\n".join(["a0: &a0 [ha, ha]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9))])


def test_scalars_become_plain_values() -> None:
    document = parse_yaml("a: 1\nb: 0.5\nc: true\nd: ~\ne: 2022-11-15\nf: no\ng: '1'", FILE)

    assert document.value == {"a": 1, "b": 0.5, "c": True, "d": None, "e": date(2022, 11, 15), "f": "no", "g": "1"}


def test_an_instant_keeps_its_offset() -> None:
    document = parse_yaml("2022-11-15T09:00:00+01:00", FILE)

    assert document.value == datetime(2022, 11, 15, 8, tzinfo=UTC)
    assert isinstance(document.value, datetime)
    assert document.value.utcoffset() == timedelta(hours=1)


def test_every_key_and_item_knows_its_line() -> None:
    document = parse_yaml("a:\n  - 1\n  - b: 2\n", FILE)

    assert [document.at(place).line for place in (("a",), ("a", 1), ("a", 1, "b"))] == [1, 3, 3]


def test_a_place_that_is_not_there_is_told_at_the_nearest_above() -> None:
    assert parse_yaml("a: 1\nb:\n  c: 2\n", FILE).at(("b", "d", 4)) == FILE.at(2)


def test_the_first_line_of_front_matter_is_counted() -> None:
    assert parse_yaml("title: A", FILE, first_line=2).at(("title",)).line == 2


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\na: 2", 2),
        ("a: [1\nb: 2", 2),
        ("a: 1\n---\nb: 2", 2),
        ("a: !!python/object:os.system {}", 1),
        ("a: 1\nb: !secret word", 2),
        ("a: &x {b: 1}\nc:\n  <<: *x", 3),
        ("a: *nowhere", 1),
        ("? [1, 2]\n: 3", 1),
        ("a: 1\nb: 2022-13-45", 2),
        ("a: 1\nb: .inf", 2),
        ("&a [*a]", 1),
        ("[" * 3000, 1),
    ],
)
def test_what_cannot_be_trusted_is_refused_at_its_line(text: str, line: int) -> None:
    with pytest.raises(DocumentError) as caught:
        parse_yaml(text, FILE)

    assert caught.value.line == line


def test_aliases_that_swell_are_refused() -> None:
    with pytest.raises(DocumentError, match="too large"):
        parse_yaml(LAUGHS, FILE)


@given(st.text())
def test_no_text_breaks_the_parser(text: str) -> None:
    try:
        outcome: object = parse_yaml(text, FILE)
    except DocumentError as error:
        outcome = error

    assert isinstance(outcome, Document | DocumentError)


@given(st.text(alphabet=":-[]{}&*!|>%@#'\" \n\tab0.", max_size=60))
def test_no_row_of_signs_breaks_the_parser(text: str) -> None:
    try:
        outcome: object = parse_yaml(text, FILE)
    except DocumentError as error:
        outcome = error

    assert isinstance(outcome, Document | DocumentError)
