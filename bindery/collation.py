"""The order of the alphabet: index, glossary and bibliography are filed as a reader of the language looks words up.

In: terms as they are printed, and their language. Out: keys to sort by, and the letter a term stands under. Letters,
accents and digits follow the Unicode CLDR (https://unicode.org/reports/tr35/tr35-collation.html) as ICU gives it; terms
are filed word by word: what is shorter comes first, `concession de travaux` before `concessionnaire`.

What ICU leaves to those who file: a hyphen, a dash, a slash or `&` parts words as a space does; the apostrophe does so
in French (`d’achats`) and counts for nothing in English (`city’s`); all other punctuation counts for nothing. Articles
are not passed over: authors say `sort="…"` where one misleads.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import icu

from bindery.languages import Language

SIGNS_AND_DIGITS = "0–9"
OTHER_SCRIPTS = "…"
PARTING = re.compile(r"[-\u2010-\u2015/&_]|(?<=\d)[.,](?=\d)")
APOSTROPHES = re.compile("['\u2019\u02bc]")
SIGNS = frozenset("@#%§*")  # punctuation to Unicode, signs to those who file
SortKey = tuple[bytes, str]


def sort_key(text: str, language: Language) -> SortKey:
    """Give the place of a term among others: by letters and numbers, then accents, then case, then as written."""
    return _collator(language.locale).getSortKey(filed(text, language)), text


def word_key(text: str, language: Language) -> bytes:
    """Give a key that terms share which differ in case or punctuation alone."""
    key: bytes = _collator(language.locale, icu.Collator.SECONDARY).getSortKey(filed(text, language))
    return key


def letter_of(text: str, language: Language) -> str:
    """Give the head a term stands under: its letter (É is under E, Œ under O), or one for signs and digits."""
    heads = _heads(language.locale)
    label, kind = heads.getBucket(heads.getBucketIndex(filed(text, language)))
    if kind == icu.UAlphabeticIndexLabelType.NORMAL:
        return str(label)
    return SIGNS_AND_DIGITS if kind == icu.UAlphabeticIndexLabelType.UNDERFLOW else OTHER_SCRIPTS


def filed(text: str, language: Language) -> str:
    """Reduce a term to what counts in filing: words, numbers and signs, one space between them."""
    parted = PARTING.sub(" ", APOSTROPHES.sub(language.apostrophe, text))
    return " ".join("".join(filter(_counts, parted)).split())


def _counts(character: str) -> bool:
    category = unicodedata.category(character)
    return character in SIGNS or not (category.startswith("P") or category == "Cf")


@lru_cache(maxsize=8)
def _collator(locale: str, strength: int = icu.Collator.TERTIARY) -> icu.Collator:
    collator = icu.Collator.createInstance(icu.Locale(locale))
    collator.setStrength(strength)
    collator.setAttribute(icu.UCollAttribute.NUMERIC_COLLATION, icu.UCollAttributeValue.ON)
    return collator


@lru_cache(maxsize=8)
def _heads(locale: str) -> icu.ImmutableIndex:
    return icu.AlphabeticIndex(icu.Locale(locale)).buildImmutableIndex()
