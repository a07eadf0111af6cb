"""The judge: a word is known whole, without what is joined to it, in all its parts, or by the list."""

from __future__ import annotations

import pytest

from bindery.spelling.dictionary import dictionary_of
from bindery.spelling.judge import Judge

NAMES = frozenset({"Smart City Institute", "living lab", "Idelux", "JCDecaux", "prosommateur"})


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


@pytest.mark.parametrize("text", ["le Smart City\nInstitute", "du living\u00a0lab", "Living lab : un lieu"])
def test_a_listed_phrase_is_known_as_it_stands(text):
    assert judge().unknown_in(text) == []


@pytest.mark.parametrize("text", ["un lab", "smart city Institute", "un preliving labo", "living  labs"])
def test_the_words_of_a_phrase_are_known_nowhere_else(text):
    assert judge().unknown_in(text) != []


def test_words_after_a_phrase_keep_their_place():
    assert judge().unknown_in("le living lab jradin") == [(14, "jradin")]


def test_a_phrase_that_was_met_is_needed():
    here = judge()
    here.unknown_in("Living lab")

    assert here.needed == {"living lab"}
