"""Faults of typing: each is told with its line and what to write instead; nothing else is told."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bindery.diagnostics import WARNING, Source
from bindery.typography.lint import RULES, lint

HERE = Source("chapter.md", 10)
PLENTY_SECONDS = 5  # a rule that turns back on itself takes minutes


def told(text: str, language: str = "fr") -> list[tuple[int, str, str]]:
    """Line, code and hint of each fault."""
    return [(d.source.line, d.code, d.hint) for d in lint(HERE, text, language, ("Villo!",))]


@pytest.mark.parametrize(
    ("typed", "code", "hint"),
    [
        ("La 1ère fois", "typo-ordinal", "write `1re`"),
        ("Le 1ier jour", "typo-ordinal", "write `1er`"),
        ("Les 1ères fois", "typo-ordinal", "write `1res`"),
        ("La 2ème fois", "typo-ordinal", "write `2e`"),
        ("Les 3èmes", "typo-ordinal", "write `3es`"),
        ("Au XXIème siècle", "typo-ordinal", "write `XXIe`"),
        ("Un coeur", "typo-ligature", "write `cœur`"),
        ("La main-d'oeuvre", "typo-ligature", "write `œuvre`"),
        ("L'Etat décide", "typo-accent", "write `État`"),
        ("A Liège, on essaie.", "typo-accent", "write `À`"),
        ("Oui. A partir de là", "typo-accent", "write `À`"),
        ("Ca marche", "typo-accent", "write `Ça`"),
        ("Mr Semeur", "typo-title", "write `M.`"),
        ("Mme. Semeur", "typo-title", "write `Mme`"),
        ("2.5 millions", "typo-decimal", "write `2,5`"),
        ("5.382.000 €", "typo-decimal", "write `5 382 000`"),
        ("€ 500", "typo-unit", "write `500 €`"),
        ("12 kwh", "typo-unit", "write `12 kWh`"),
        ("30 m2", "typo-unit", "write `30 m²`"),
        ("le CO2", "typo-unit", "write `CO₂`"),
        ("etc...", "typo-etc", "write `etc.`"),
        ("fin. . .", "typo-ellipsis", "write `...`"),
        ("fin..", "typo-ellipsis", "write `...`"),
        ("un mot , un autre", "typo-space", "write `mot,`"),
        ("( un mot)", "typo-space", "write `(un`"),
        ("un  mot", "typo-double-space", "write `un mot`"),
        ("un,deux", "typo-missing-space", "write `un, deux`"),
        ("la fin.Le début", "typo-missing-space", "write `fin. Le`"),
        ("l´arbre", "typo-apostrophe", "write `l'`"),
        ("dans le le jardin", "typo-twice", "write `le`"),
        ('un "mot', "typo-quotes", "close it in the same paragraph"),
        ("un « mot", "typo-quotes", "close the quotation in its paragraph"),
        ("un “mot” seul", "typo-foreign-quotes", "write `« … »`, and “ ” only within them"),
    ],
)
def test_french_is_told_with_what_to_write_instead(typed, code, hint):
    assert told(typed) == [(10, code, hint)]


@pytest.mark.parametrize(
    ("typed", "code", "hint"),
    [
        ("the 2th", "typo-ordinal", "write `2nd`"),
        ("the 11st", "typo-ordinal", "write `11th`"),
        ("the 21th", "typo-ordinal", "write `21st`"),
        ("2,5 million", "typo-decimal", "write `2.5`"),
        ("5 382 000 people", "typo-decimal", "write `5,382,000`"),
        ("40 %", "typo-unit", "write `40%`"),
        ("500 €", "typo-unit", "write `€500`"),
        ("€ 500", "typo-unit", "write `€500`"),
        ("Mr. Sower", "typo-title", "write `Mr`"),
        ("a word ;", "typo-space", "write `word;`"),
        ("really ?", "typo-space", "write `really?`"),
        ("a «word", "typo-quotes", "close the quotation in its paragraph"),
        ("of the the town", "typo-twice", "write `the`"),
    ],
)
def test_english_is_told_with_what_to_write_instead(typed, code, hint):
    assert (10, code, hint) in told(typed, "en")


@pytest.mark.parametrize(
    "right",
    [
        "Le 1er mai, la 2e fois, la 1re, les 1ers, le XXIe siècle, la 2nde.",
        "Pourquoi ? Parce que ! Ainsi ; donc : voilà.",
        "Il dit : « le mot “juste” » et part...",
        "Tapez `2ème  coeur ,` puis ``a ` 1ère``.",
        "[le lien](https://example.org/2ème,coeur) et <https://a.be/x,y..z>",
        "Voir [@eca2018, p. 3 ; @x2ème] et @fig-coeur.[^note]\n\n[^note]: Une note.",
        "{{ facts.coeur }} et {{ launch.date }}",
        "Un [smart 2th , word]{lang=en} ici.",
        "<!-- la 2ème fois , etc... -->",
        "```\nla 2ème  fois , etc...\n```",
        '::: {.figure #fig-x src="a.svg" alt="Le coeur , etc..."}\nUne légende.\n:::',
        "| Un tableau   | 2,5 |\n|---|---|\n| a   | b    |",
        "- [ ] Un item\n-   un autre\n\nDéfinition\n:   Trois espaces",
        "Les vélos Villo! roulent, Villo! aussi.",
        "À 14:30, art. 3.167, version 2.5, 1.5.2, www.exemple.be.",
        "De 2014-2020 à 2021 - ou plus.",
        "Elle vint ; nous nous assîmes, et vous vous tûtes.",
        "l'œuvre, l'État, À Liège, M. Semeur et Mme Semeur",
        "J.-C., p. ex., c.-à-d., N.B.",
        "5 382 000 €, 4 %, 12 m², 3 kWh, 2,5 millions",
        "Xeres et Vere, Eurostat, Ce, De, Le",
    ],
)
def test_what_is_right_or_no_prose_is_not_told(right):
    assert told(right) == []


@pytest.mark.parametrize(
    "right",
    [
        "The 1st, 2nd, 3rd, 4th, 11th, 12th, 13th and 21st.",
        "€2.5 million, €5,382,000, 40%, 5 May 2022, 21,000 lights, 12 m².",
        "He said \"a 'word'\" and left; then: nothing! Really?",
        "Mr X, Mrs Y, Dr Z, No. 4, p. 4, e.g. this, i.e. that, a.m.",
        "[« Les biens »]{lang=fr} and *emphasis*, no",
        "a thing that that man had, and in in-house work",
    ],
)
def test_right_english_is_not_told(right):
    assert told(right, "en") == []


def test_the_line_is_that_of_the_fault_in_its_paragraph():
    text = "## Titre\n\nUne ligne.\nUne 2ème ligne.\n\n- item\n- un 3ème\n  et un 4ème\n\n"
    text += "| a | b |\n|---|---|\n| c | 5ème |\n"

    assert [line for line, *_ in told(text)] == [13, 16, 17, 21]


def test_what_comes_after_code_and_boxes_keeps_its_line():
    text = '```\ncode\n```\n::: {.figure #fig-x\n   alt="a"}\nUne 2ème.\n:::\n<!--\n\n-->\nUne 3ème.'

    assert [line for line, *_ in told(text)] == [15, 20]


def test_a_line_of_the_data_is_told_at_its_own_place():
    assert [d.source for d in lint(Source("volume.yaml", 7), "La 2ème", "fr")] == [Source("volume.yaml", 7)]


def test_every_fault_is_a_warning_with_a_hint():
    found = list(lint(HERE, "La 2ème , etc...", "fr"))

    assert {d.severity for d in found} == {WARNING}
    assert all(d.hint for d in found)


def test_a_language_without_rules_is_told_nothing():
    assert told("De 2ème , etc...", "nl") == []


@pytest.mark.parametrize("language", sorted(RULES))
@given(text=st.text(alphabet='aéAE1 .,;:!?"«»“”()[]{}`|-*_#:@\n\\<>', max_size=80))
def test_any_text_can_be_looked_through(language, text):
    lines = text.count("\n") + 1

    assert all(10 <= line < 10 + lines for line, *_ in told(text, language))


@pytest.mark.parametrize("language", sorted(RULES))
@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "a ",
        " ",
        "1",
        "1.",
        ".",
        ". ",
        "(",
        "[",
        "[@",
        "{",
        "{{",
        "`",
        "``a",
        "*",
        "|",
        "<",
        "<a",
        "http://",
        '"',
        "«",
    ],
)
def test_no_text_takes_long(language, piece):
    begun = time.process_time()

    told((piece * 10_000)[:10_000] + "x", language)

    assert time.process_time() - begun < PLENTY_SECONDS
