"""Words: what of a line of text is looked up in a dictionary, and in which parts.

In: prose as `typography.prose` gives it. Out: words with their places, apostrophes and hyphens by their plain signs;
whether a word needs no dictionary; the word behind an elision or before a possessive; the parts of a compound.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from bindery.typography.signs import STAND_IN

_PLAIN = str.maketrans({"’": "'", "\u2010": "-", "\u2011": "-", "‧": "·", "\u00ad": None})
_WORD = re.compile(r"[^\W_]+(?:['’·‧\u2010\u2011\u00ad-][^\W_]+)*")
_SITE = re.compile(
    r"(?<![\w.])[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.(?:be|brussels|com|de|eu|fr|gov|info|int|io|net|nl|org|uk)\b"
)
_ACRONYM = re.compile(r"[A-ZÀ-Þ]{2,6}s?")
_ROMAN_ORDINAL = re.compile(r"[IVX]+(?:ers?|res?|es?|nde?|d)")
# What is joined to a word by an apostrophe, and is none of it.
_JOINED: Mapping[str, re.Pattern[str]] = {
    "fr": re.compile(r"\A(?:[cdjlmnst]|(?:jus|lors|puis|quoi|pres|quel)?qu|entr)'(?=.)", re.IGNORECASE),
    "en": re.compile(r"(?<=.)'s?\Z", re.IGNORECASE),
}
_PARTING = re.compile("[-·]")
# What follows the word in `habitant·e·s`, `acteur·rice·s`.
_ENDINGS = "e s es le les ne nes ve ves se ses te tes re ère ères ice ices rice rices trice trices euse euses aux ales"
_INCLUSIVE_ENDINGS = frozenset(_ENDINGS.split())


def words_in(text: str) -> Iterator[tuple[int, str]]:
    """Find the words of a text that a dictionary can know, each with its place."""
    text = _SITE.sub(lambda site: STAND_IN * len(site[0]), text)
    for found in _WORD.finditer(text):
        word = plain(found[0])
        if not needs_no_dictionary(word):
            yield found.start(), word


def plain(text: str) -> str:
    """Write apostrophes, hyphens and blanks by their plain signs."""
    return " ".join(text.translate(_PLAIN).split())


def phrases_among(listed: Iterable[str]) -> re.Pattern[str]:
    """Make a pattern of those of a list that hold several words, the longest first; a small first letter is any."""
    found = sorted((each for each in listed if " " in each), key=lambda phrase: (-len(phrase), phrase))
    return re.compile("|".join(rf"(?<!\w){_any_blanks(phrase)}(?!\w)" for phrase in found) or "(?!)")


def _any_blanks(phrase: str) -> str:
    first, rest = phrase[0], re.escape(phrase[1:]).replace(r"\ ", r"\s+").replace("'", "['’]")
    return f"[{first}{first.upper()}]{rest}"


def needs_no_dictionary(word: str) -> bool:
    """Tell letters, numbers, ordinals, acronyms, and what is no word of the author's."""
    return (
        len(word) == 1
        or STAND_IN in word
        or any(sign.isdigit() or sign.isnumeric() for sign in word)
        or _ACRONYM.fullmatch(word) is not None
        or _ROMAN_ORDINAL.fullmatch(word) is not None
    )


def without_joined(word: str, language: str) -> str:
    """Take off what an apostrophe joins to a word: `l'art`, `the town's`."""
    joined = _JOINED.get(language)
    return joined.sub("", word, count=1) if joined else word


def parts_of(word: str) -> tuple[str, ...]:
    """Part a compound; of an inclusive form, `élu·e·s`, what its endings stand after."""
    first, *endings = word.split("·")
    if endings and _INCLUSIVE_ENDINGS.issuperset(endings):
        return (first,)
    return tuple(part for part in _PARTING.split(word) if part)
