"""The ledger: committed, merged by hand at times, and never a reason to stop."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bindery.bitext.ledger import read_ledger, written
from bindery.model import Ledger
from tests.bitext.test_told import ENGLISH, FRENCH
from tests.bitext.texts import LEDGER, codes, ledger_of


def test_a_pair_is_a_line_in_the_order_of_the_book():
    lines = ledger_of(FRENCH, ENGLISH).splitlines()

    assert [line.split(" ", 2)[2] for line in lines[1:]] == [
        "title: Notions",
        "short title: Notions",
        "paragraph: Un bail de 9 ans.",
        "paragraph: Un loyer.",
        "item: une bêche",
        "item: un râteau",
    ]


def test_a_change_changes_one_line():
    before = ledger_of(FRENCH, ENGLISH)
    after = ledger_of(FRENCH, ENGLISH.replace("A rent", "The rent"), before)

    changed = [(a, b) for a, b in zip(before.splitlines(), after.splitlines(), strict=True) if a != b]
    assert [a.split(" ", 2)[2] for a, _ in changed] == ["paragraph: Un loyer."]


def test_it_is_written_as_it_is_read():
    ledger = ledger_of(FRENCH, ENGLISH)
    agreed, found = read_ledger(Ledger(ledger, LEDGER))

    assert (written(agreed), found) == (ledger, ())


def test_the_marks_of_a_merge_are_told_and_the_rest_is_read():
    ledger = ledger_of(FRENCH, ENGLISH).replace("fr:", "<<<<<<< HEAD\nfr:", 1)

    assert codes(FRENCH, ENGLISH, ledger) == ["step-line"]


@given(st.text(max_size=200))
def test_no_ledger_is_too_strange(text):
    agreed, found = read_ledger(Ledger(text, LEDGER))

    assert agreed == () and all(fault.code == "step-line" for fault in found)
