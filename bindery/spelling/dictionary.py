"""The dictionaries, behind one door: the only module that knows Hunspell (https://hunspell.github.io).

In: a language, a word. Out: whether the dictionary has it, and the words most like it. Whoever imports this module pays
for Hunspell, and whoever opens a dictionary for its words: `check` alone does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hunspell import Hunspell

FOLDER = Path(__file__).parent / "dictionaries"
FILES: Mapping[str, str] = {"en": "en_GB", "fr": "fr"}
MOST_LIKE = 3


@dataclass(frozen=True, slots=True)
class Dictionary:
    """The words of a language."""

    language: str
    words: Hunspell

    def has(self, word: str) -> bool:
        """Tell whether a word, its apostrophes straight, is spelt right."""
        return bool(self.words.spell(word))

    def like(self, word: str) -> tuple[str, ...]:
        """Give the words most like a misspelt one, the likeliest first."""
        return tuple(str(each) for each in self.words.suggest(word)[:MOST_LIKE])


@cache
def dictionary_of(language: str) -> Dictionary | None:
    """Open the dictionary of a language; None when there is none."""
    if language not in FILES:
        return None
    return Dictionary(language, Hunspell(FILES[language], hunspell_data_dir=str(FOLDER), system_encoding="UTF-8"))
