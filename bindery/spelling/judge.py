"""The judge of spelling: which words of a language are known, by its dictionary or by the list of the collection.

In: a text. Out: its words that are not known, each with its place. A word is known when it stands in either, whole,
without what an apostrophe joins to it, or in all its parts; it is looked up once. Listed phrases are known as they
stand, and their words nowhere else. The judge remembers which of the list was needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from bindery.spelling.dictionary import Dictionary
from bindery.spelling.words import needs_no_dictionary, parts_of, phrases_among, plain, without_joined, words_in
from bindery.typography.signs import STAND_IN


@dataclass(frozen=True)
class Judge:
    """A dictionary and what is listed for its language; `needed` is what of the list a text could not spare."""

    dictionary: Dictionary
    listed: frozenset[str]
    needed: set[str] = field(default_factory=set)
    judged: dict[str, bool] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """Give the language it judges."""
        return self.dictionary.language

    def unknown_in(self, text: str) -> list[tuple[int, str]]:
        """Find the words of a text that are not spelt right, each with its place."""
        rest = self._phrases.sub(self._passed_over, text)
        return [(place, word) for place, word in words_in(rest) if not self.knows(word)]

    @cached_property
    def _phrases(self) -> re.Pattern[str]:
        return phrases_among(self.listed)

    def _passed_over(self, phrase: re.Match[str]) -> str:
        self._has_listed(plain(phrase[0]))
        return STAND_IN * len(phrase[0])

    def knows(self, word: str) -> bool:
        """Tell whether a word is spelt right."""
        if word not in self.judged:
            self.judged[word] = self._finds(word)
        return self.judged[word]

    def at_fault(self, word: str) -> str:
        """Give what of an unknown word is to be told: all but what an apostrophe joins to it."""
        return without_joined(word, self.language)

    def _finds(self, word: str) -> bool:
        if needs_no_dictionary(word) or self.dictionary.has(word) or self._has_listed(word):
            return True
        bare = without_joined(word, self.language)
        if bare != word:
            return self.knows(bare)
        parts = parts_of(word)
        return parts != (word,) and all(self.knows(part) for part in parts)

    def _has_listed(self, word: str) -> bool:
        found = next((form for form in _forms(word) if form in self.listed), None)
        if found is not None:
            self.needed.add(found)
        return found is not None


def _forms(word: str) -> Iterator[str]:
    """Give the ways a word may be listed: as it stands, without the capital of a sentence, without those of a title."""
    yield word
    yield word[0].lower() + word[1:]
    if word.isupper():
        yield word.lower()
        yield word.capitalize()
