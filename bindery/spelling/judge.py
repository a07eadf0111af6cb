"""The judge of spelling: which words of a language are known, by its dictionary or by the list of the collection.

In: a word. Out: whether it is known. A word is known when it stands in either, whole, without what an apostrophe joins
to it, or in all its parts; it is looked up once. The judge remembers which listed words were needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from bindery.spelling.dictionary import Dictionary
from bindery.spelling.words import needs_no_dictionary, parts_of, without_joined


@dataclass(frozen=True, slots=True)
class Judge:
    """A dictionary and the words listed for its language; `needed` are the listed ones that a text could not spare."""

    dictionary: Dictionary
    listed: frozenset[str]
    needed: set[str] = field(default_factory=set)
    judged: dict[str, bool] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """Give the language it judges."""
        return self.dictionary.language

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
