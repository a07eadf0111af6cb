"""Numbers are read in the custom of each language, and compared by their values."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bindery.bitext.numbers import numbers_in, only_in
from bindery.languages import LANGUAGES


def read(words: str, language: str) -> tuple[str, ...]:
    return numbers_in(words, language).said


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("5 382 000 €", "€5,382,000"),
        ("5\u202f382\u202f000 €", "5,382,000"),
        ("4,31", "4.31"),
        ("1 749", "1,749"),
        ("40 %", "40%"),
        ("40,0", "40"),
        ("1er septembre 2021", "1 September 2021"),
        ("la 2e fois", "the 2nd time"),
        ("de 2019 à 2021", "2019–2021"),
        ("la directive 2014/24/UE", "Directive 2014/24/EU"),
        ("l'industrie 4.0", "industry 4.0"),
        ("le 22.11.2022", "22.11.2022"),
        ("1, 2 et 3", "1, 2 and 3"),
        ("5.382.000", "5,382,000"),
        ("en 2021, 300 communes", "in 2021, 300 municipalities"),
        ("en 2021 300 communes", "in 2021 300 municipalities"),
    ],
)
def test_the_same_values_are_read_from_both(french, english):
    assert read(french, "fr") == read(english, "en") != ()


@given(st.decimals(0, 10**9, places=2), st.sampled_from(sorted(LANGUAGES)))
def test_what_the_tool_writes_is_read_back(value, language):
    (back,) = read(LANGUAGES[language].number(value), language)

    assert Decimal(back) == value


@pytest.mark.parametrize("name", ["CO2", "B2B", "H2020", "G20"])
def test_a_name_is_no_number(name):
    assert read(name, "en") == ()


def test_words_are_no_numbers():
    assert read("deux communes, vingt ans", "fr") == ()


def test_a_century_may_stand_as_digits_on_the_other_side():
    roman, digits = numbers_in("le XXIe siècle", "fr"), numbers_in("the 21st century", "en")

    assert only_in(roman, digits) == only_in(digits, roman) == ()


def test_a_century_may_stand_as_a_word_on_the_other_side():
    assert only_in(numbers_in("le XXIe siècle", "fr"), numbers_in("the twenty-first century", "en")) == ()


def test_numbers_are_counted():
    assert only_in(numbers_in("3 et 3", "fr"), numbers_in("3", "en")) == ("3",)


def test_numbers_are_shown_as_they_were_typed():
    assert only_in(numbers_in("1 749", "fr"), numbers_in("1,750", "en")) == ("1 749",)


@given(st.text(alphabet="0123456789., \u00a0\u202fIVXL%€a-/", max_size=60), st.sampled_from(sorted(LANGUAGES)))
def test_no_text_is_too_strange(words, language):
    numbers = numbers_in(words, language)

    assert only_in(numbers, numbers) == ()
