"""Words: what is looked up, and what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bindery.spelling.words import parts_of, without_joined, words_in
from bindery.typography.signs import STAND_IN


def words(text: str) -> list[str]:
    return [word for _, word in words_in(text)]


def test_each_word_is_given_with_its_place():
    assert list(words_in("Le jardin, la haie")) == [(0, "Le"), (3, "jardin"), (11, "la"), (14, "haie")]


def test_apostrophes_and_hyphens_of_every_kind_are_told_by_the_plain_ones():
    assert words("l’art, porte\u2011parole, élu‧e‧s, syl\u00adlabe") == ["l'art", "porte-parole", "élu·e·s", "syllabe"]


@pytest.mark.parametrize(
    "text",
    ["2022", "5 382 000 €", "4G", "B2B", "CO₂", "m²", "1er", "2nd", "XXIe", "IIes", "PPP", "DBFM", "PPPs", "a) b)"],
)
def test_numbers_ordinals_acronyms_and_letters_need_no_dictionary(text):
    assert words(text) == []


def test_sites_need_no_dictionary():
    assert words("Selon zeropub.brussels et gpcgov.be, oui.") == ["Selon", "et", "oui"]


def test_a_full_stop_between_words_makes_no_site():
    assert words("la fin.Le début") == ["la", "fin", "Le", "début"]


def test_what_is_no_word_of_the_authors_is_passed_over():
    assert words(f"l'{STAND_IN} et {STAND_IN}-like") == ["et"]


@pytest.mark.parametrize(
    ("word", "bare"),
    [
        ("l'art", "art"),
        ("D'Eindhoven", "Eindhoven"),
        ("qu'Idelux", "Idelux"),
        ("jusqu'ici", "ici"),
        ("Tram'Ardent", "Tram'Ardent"),
    ],
)
def test_an_elision_is_taken_off_in_french(word, bare):
    assert without_joined(word, "fr") == bare


@pytest.mark.parametrize(("word", "bare"), [("town's", "town"), ("TOWN'S", "TOWN"), ("l'art", "l'art")])
def test_a_possessive_is_taken_off_in_english(word, bare):
    assert without_joined(word, "en") == bare


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("bourgmestre-ingénieur", ("bourgmestre", "ingénieur")),
        ("acteur·rice·s", ("acteur",)),
        ("élu·e·s", ("élu",)),
        ("haie", ("haie",)),
        ("nord·sud", ("nord", "sud")),
    ],
)
def test_a_compound_has_its_parts_and_an_inclusive_form_its_word(word, parts):
    assert parts_of(word) == parts


@given(st.text(alphabet="abcdéœ'’-· \n.4", max_size=40))
def test_words_stand_where_they_are_said_to_stand(text):
    assert all(text[place] == word[0] for place, word in words_in(text))
