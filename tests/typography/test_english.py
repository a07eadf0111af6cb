from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bindery.typography import set_text

NO_BREAK = "\u00a0"


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ('the city\'s "own" lamps', "the city’s “own” lamps"),
        ("EUR 178 million", f"EUR{NO_BREAK}178{NO_BREAK}million"),
        ("15 November 2022", f"15{NO_BREAK}November 2022"),
        ("a wish - and a fear", f"a wish{NO_BREAK}– and a fear"),
        ("wait...", "wait…"),
        ("figure 3", f"figure{NO_BREAK}3"),
        ("\"a 'word'\" here", "“a ‘word’” here"),
        ('"a "word" said"', "“a ‘word’ said”"),
        ("No. 4, p. 4", f"No.{NO_BREAK}4, p.{NO_BREAK}4"),
        ("the answer is no. The end", "the answer is no. The end"),
        ("Mr Sower, Dr Y", f"Mr{NO_BREAK}Sower, Dr{NO_BREAK}Y"),
        ("10 million, €5 million", f"10{NO_BREAK}million, €5{NO_BREAK}million"),
        ("the 21st century", f"the 21st{NO_BREAK}century"),
        ("2014-2020, pp. 3-5", f"2014–2020, pp.{NO_BREAK}3–5"),
        ("a word — and", f"a word{NO_BREAK}– and"),
        ("the '90s", "the ’90s"),
    ],
)
def test_english_is_set_as_a_compositor_would(typed, set_):
    assert set_text(typed, "en") == set_


@given(st.text(alphabet="aB1 0'\"“”‘’.,–-()p\u00a0\ue000", max_size=40))
def test_setting_twice_changes_nothing_more(text):
    once = set_text(text, "en")

    assert set_text(once, "en") == once


@given(st.text(max_size=60))
def test_letters_and_digits_never_change(text):
    assert [c for c in set_text(text, "en") if c.isalnum()] == [c for c in text if c.isalnum()]
