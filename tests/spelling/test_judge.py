"""The judge: a word is known whole, without what is joined to it, in all its parts, or by the list."""

from __future__ import annotations

import pytest

from bindery.spelling.dictionary import dictionary_of
from bindery.spelling.judge import Judge

NAMES = frozenset({"Idelux", "JCDecaux", "prosommateur"})


def judge(language: str = "fr") -> Judge:
    return Judge(dictionary_of(language), NAMES)


@pytest.mark.parametrize(
    "word",
    [
        "jardin",
        "JARDIN",
        "l'art",
        "d'Idelux",
        "lorsqu'Idelux",
        "Idelux-Centre",
        "acteur·rice·s",
        "habitant·e·s",
        "IDELUX",
        "Prosommateur",
        "PPP",
    ],
)
def test_these_are_known_in_french(word):
    assert judge().knows(word)


@pytest.mark.parametrize("word", ["jradin", "d'Ideluxx", "idelux", "jardin-pompz", "prosommateurs"])
def test_these_are_not(word):
    assert not judge().knows(word)


@pytest.mark.parametrize("word", ["the", "Idelux's", "IDELUX'S", "Idelux-based", "don't"])
def test_these_are_known_in_english(word):
    assert judge("en").knows(word)


def test_a_name_keeps_its_capitals():
    assert not judge().knows("jcdecaux") and not judge().knows("Jcdecaux")


def test_the_listed_words_that_were_needed_are_remembered():
    here = judge()
    for word in ("jardin", "d'Idelux", "Idelux"):
        here.knows(word)

    assert here.needed == {"Idelux"}


def test_a_listed_word_that_the_dictionary_has_is_not_needed():
    here = Judge(dictionary_of("fr"), frozenset({"jardin"}))

    assert here.knows("jardin") and here.needed == set()


def test_what_an_apostrophe_joins_to_a_word_is_no_part_of_its_fault():
    assert judge().at_fault("d'Ideluxx") == "Ideluxx"
