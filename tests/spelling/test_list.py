"""The word list of the collection is kept as its head says: in the order of the alphabet, each word once."""

from __future__ import annotations

import pytest
from ruamel.yaml import YAML

from bindery.cli import PROJECT
from bindery.collation import sort_key
from bindery.languages import LANGUAGES

LISTED = YAML(typ="safe").load((PROJECT / "content/spelling.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("key", LISTED)
def test_the_words_stand_in_the_order_of_the_alphabet(key):
    language = LANGUAGES.get(key, LANGUAGES["fr"])

    assert LISTED[key] == sorted(LISTED[key], key=lambda word: sort_key(word, language))


@pytest.mark.parametrize("key", LISTED)
def test_no_word_is_listed_twice(key):
    names = LISTED["names"] if key != "names" else []

    assert len(set(LISTED[key])) == len(LISTED[key])
    assert set(LISTED[key]).isdisjoint(names)
