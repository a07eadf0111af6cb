"""Words, dates and numbers in the two languages of the collection."""

from __future__ import annotations

from datetime import date

import pytest

from bindery.languages import LANGUAGES, Language

FRENCH, ENGLISH = LANGUAGES["fr"], LANGUAGES["en"]


def test_both_languages_have_the_same_words():
    assert FRENCH.words.keys() == ENGLISH.words.keys()


def test_both_languages_have_the_same_units():
    assert FRENCH.units.keys() == ENGLISH.units.keys()


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
def test_no_word_is_empty(language: Language):
    assert all(word.strip() == word and word for word in language.words.values())


@pytest.mark.parametrize(
    ("language", "day", "written"),
    [
        (FRENCH, date(2022, 11, 24), "24 novembre 2022"),
        (FRENCH, date(2021, 11, 1), "1er novembre 2021"),
        (ENGLISH, date(2022, 11, 24), "24 November 2022"),
        (ENGLISH, date(2021, 11, 1), "1 November 2021"),
    ],
)
def test_days_are_written_in_full(language: Language, day: date, written: str):
    assert language.long_date(day) == written


def test_months_are_written_without_a_day():
    assert FRENCH.month(date(2022, 11, 24)) == "novembre 2022"


@pytest.mark.parametrize(
    ("language", "value", "written"),
    [
        (FRENCH, 5382000, "5\u202f382\u202f000"),
        (FRENCH, 4.31, "4,31"),
        (ENGLISH, 5382000, "5,382,000"),
        (ENGLISH, 0.123456, "0.123456"),
    ],
)
def test_numbers_keep_their_decimals_and_take_the_separators_of_the_language(
    language: Language, value: float, written: str
):
    assert language.number(value) == written


@pytest.mark.parametrize(
    ("language", "value", "unit", "written"),
    [
        (FRENCH, 5382000, "EUR", "5\u202f382\u202f000\u00a0€"),
        (ENGLISH, 5382000, "EUR", "€5,382,000"),
        (FRENCH, 5.5, "EUR", "5,50\u00a0€"),
        (FRENCH, 14.5, "%", "14,5\u202f%"),
        (ENGLISH, 14.5, "%", "14.5%"),
        (FRENCH, 336, "MEUR", "336\u00a0millions d’euros"),
        (ENGLISH, 336, "MEUR", "€336\u00a0million"),
        (FRENCH, 7, "km", "7\u00a0km"),
        (FRENCH, 7, "", "7"),
    ],
)
def test_amounts_carry_their_unit(language: Language, value: float, unit: str, written: str):
    assert language.amount(value, unit) == written


def test_one_and_a_half_is_singular_in_french_only():
    assert (FRENCH.amount(1.5, "years"), ENGLISH.amount(1.5, "years")) == ("1,5\u00a0an", "1.5\u00a0years")


@pytest.mark.parametrize(("items", "written"), [([], ""), (["a"], "a"), (["a", "b", "c"], "a, b et c")])
def test_lists_end_with_the_word_and(items: list[str], written: str):
    assert FRENCH.join(items) == written
