"""Terms are filed as a reader of the language looks them up."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bindery.collation import OTHER_SCRIPTS, SIGNS_AND_DIGITS, filed, letter_of, sort_key, word_key
from bindery.languages import LANGUAGES, Language

FRENCH, ENGLISH = LANGUAGES["fr"], LANGUAGES["en"]
IN_FRENCH_ORDER = (
    "@fig",
    "5G",
    "10 étapes",
    "112",
    "Ægidium",
    "aide d’État",
    "aide de minimis",
    "aide-mémoire",
    "aides européennes",
    "appel à projets",
    "centrale d’achats",
    "centrale de marché",
    "cœur de ville",
    "cofinancement",
    "concession",
    "concession de services",
    "concession de travaux",
    "concessionnaire",
    "cote",
    "coté",
    "côte",
    "côté",
    "DBFM",
    "de minimis",
    "dialogue compétitif",
    "échelle des formes",
    "éclairage public",
    "école",
    "Eindhoven",
    "emphytéose",
    "État",
    "états généraux",
    "Île-de-France",
    "îlot",
    "intercommunale",
    "marché public",
    "marchés publics",
    "œuvre",
    "offre",
    "partenariat",
    "partenariat d’innovation",
    "partenariat public-privé",
    "partenariat public-privé institutionnel",
    "sortie, coût de la",
    "sortie de crise",
    "Villo",
    "volume 2",
    "volume 10",
    "« zone franche »",
    "ΣΩ",
)
IN_ENGLISH_ORDER = (
    "2030 Agenda",
    "best value",
    "café culture",
    "cafeteria",
    "citizen",
    "city centre",
    "city council",
    "city’s charter",
    "co-creation",
    "co-operation",
    "codesign",
    "Copenhagen, Street Lab",
    "de minimis aid",
    "decree of 24 November 2022",
    "European Court of Auditors",
    "Eurostat",
    "New York",
    "Newark",
    "Øresund",
    "PPP",
    "PPPs, audited",
    "public-private partnership",
    "public procurement",
    "publicity",
    "R&D",
    "résumé",
    "risk",
    "risk, operating",
    "risk-sharing",
    "“smart city”",
    "smart grid",
)
TERMS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=30)
LATIN = st.text("abcdeéèêfgiîlmnoôœprstuûxyzÉŒA -’'0123456789", max_size=25)
TONGUES = st.sampled_from([FRENCH, ENGLISH])


@pytest.mark.parametrize(("language", "terms"), [(FRENCH, IN_FRENCH_ORDER), (ENGLISH, IN_ENGLISH_ORDER)])
def test_terms_stand_as_in_the_index_of_a_good_book(language: Language, terms: tuple[str, ...]):
    assert sorted(sorted(terms, key=len), key=lambda term: sort_key(term, language)) == list(terms)


@pytest.mark.parametrize(
    ("term", "letter"),
    [
        ("État", "E"),
        ("œuvre", "O"),
        ("Ægidium", "A"),
        ("« zone »", "Z"),
        ("Łódź", "L"),
        ("ça", "C"),
        ("5G", SIGNS_AND_DIGITS),
        ("@fig", SIGNS_AND_DIGITS),
        ("…", SIGNS_AND_DIGITS),
        ("ΣΩ", OTHER_SCRIPTS),
    ],
)
def test_a_term_stands_under_its_letter(term: str, letter: str):
    assert {letter_of(term, FRENCH), letter_of(term, ENGLISH)} == {letter}


@pytest.mark.parametrize(("language", "terms"), [(FRENCH, IN_FRENCH_ORDER), (ENGLISH, IN_ENGLISH_ORDER)])
def test_each_head_comes_once(language: Language, terms: tuple[str, ...]):
    heads = [letter_of(term, language) for term in terms]

    assert len([head for head, after in pairwise([*heads, ""]) if head != after]) == len(set(heads))


def test_an_apostrophe_parts_words_in_french_only():
    assert (filed("centrale d’achats", FRENCH), filed("city’s charter", ENGLISH)) == (
        "centrale d achats",
        "citys charter",
    )


@given(TERMS, TERMS, TONGUES)
def test_no_two_terms_share_a_place(one: str, other: str, language: Language):
    assert (sort_key(one, language) == sort_key(other, language)) == (one == other)


@given(st.lists(TERMS, max_size=6), TONGUES)
def test_the_order_does_not_depend_on_the_order_before(terms: list[str], language: Language):
    def in_order(given: list[str]) -> list[str]:
        return sorted(given, key=lambda term: sort_key(term, language))

    assert in_order(terms) == in_order(terms[::-1]) == in_order(in_order(terms))


@given(LATIN, LATIN, TONGUES)
def test_case_only_breaks_ties(one: str, other: str, language: Language):
    if word_key(one, language) != word_key(other, language):
        lower = sort_key(one.lower(), language) < sort_key(other.lower(), language)
        assert (sort_key(one, language) < sort_key(other, language)) == lower


@given(LATIN, st.sampled_from(["é", "ê", "è"]), LATIN, st.sampled_from(["a", "f", "z", "o"]), TONGUES)
def test_accents_only_break_ties(before: str, accented: str, after: str, other: str, language: Language):
    bare, marked = before + "e" + after, before + accented + after

    assert sort_key(bare, language) < sort_key(marked, language)
    assert (sort_key(before + other, language) < sort_key(bare, language)) == (
        sort_key(before + other, language) < sort_key(marked, language)
    )


@given(st.lists(LATIN, max_size=8), TONGUES)
def test_heads_follow_the_order_of_the_terms(terms: list[str], language: Language):
    heads = [letter_of(term, language) for term in sorted(terms, key=lambda term: sort_key(term, language))]

    assert heads == sorted(heads)
