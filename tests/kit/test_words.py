"""The words of the kit: every language says the same things."""

from __future__ import annotations

import re

import pytest

from bindery.kit.words import WORDS
from bindery.languages import LANGUAGES


def test_the_kit_speaks_every_language_of_the_tool():
    assert WORDS.keys() == LANGUAGES.keys()


@pytest.mark.parametrize("code", WORDS)
def test_every_language_has_the_same_words(code):
    assert WORDS[code].keys() == WORDS["fr"].keys()


@pytest.mark.parametrize("key", WORDS["fr"])
def test_every_language_fills_in_the_same_values(key):
    asked = {code: sorted(re.findall(r"\{[a-z]*", words[key])) for code, words in WORDS.items()}

    assert len({tuple(names) for names in asked.values()}) == 1
