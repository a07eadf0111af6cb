"""Numbers in running text, read in the custom of a language: `5 382 000`, `5,382,000`; `4,31`, `4.31`; `1er`, `1st`.

In: words without markup, and their language. Out: the values, as a multiset. The signs between thousands and before
decimals are those of the Unicode CLDR (https://cldr.unicode.org/), as `babel` gives them. Numbers written as words are
not read; Roman ones are read where the other language may write digits (`XXIe`, `21st`), and never asked for.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from babel.numbers import get_decimal_symbol, get_group_symbol

from bindery.languages import LANGUAGES

_BLANK = "[ \u00a0\u202f]"
_KEPT_TOGETHER = "\u00a0\u202f"
_ROMAN = re.compile(r"\b(?:[IVX]{1,7}|[IVXLC]{2,7})(?=(?:ers?|res?|es?|st|nd|rd|th)?\b)")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


@dataclass(frozen=True, slots=True)
class Numbers:
    """The values a text holds: those that its twin must hold too, and those that it may hold."""

    said: tuple[str, ...] = ()
    possible: tuple[str, ...] = ()
    typed: tuple[str, ...] = ()  # as they were


def numbers_in(words: str, language: str) -> Numbers:
    """Read the numbers of a text, each in its shortest form: `40`, `4.31`."""
    found = [*_pattern(LANGUAGES[language].locale).finditer(words)]
    possible = tuple(str(_roman(numeral[0])) for numeral in _ROMAN.finditer(words))
    return Numbers(tuple(_plain(_value(each)) for each in found), possible, tuple(each[0] for each in found))


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _value(found: re.Match[str]) -> Decimal:
    if found["grouped"]:
        return Decimal(f"{_digits(found['grouped'])}.{found['rest'] or '0'}")
    if found["thousands"]:
        return Decimal(_digits(found["thousands"]))
    return Decimal(found[0].replace(",", "."))


def _digits(text: str) -> str:
    return "".join(re.findall(r"\d", text))


@cache
def _pattern(locale: str) -> re.Pattern[str]:
    """Write how numbers look in a locale: grouped, then with decimals, then plain digits."""
    group, point = get_group_symbol(locale), re.escape(get_decimal_symbol(locale))
    between = _BLANK if group.isspace() else f"[{re.escape(group)}{_KEPT_TOGETHER}]"
    pattern = rf"""
        (?<![^\W_])  # not within a name such as `CO2`
        (?:(?P<grouped>\d{{1,3}}(?:{between}\d{{3}})+(?!\d))(?:{point}(?P<rest>\d+)(?![.,]?\d))?
        | (?P<thousands>\d{{1,3}}(?:[.,]\d{{3}}){{2,}}(?![.,]?\d))  # as written elsewhere
        | (?<!\d[.,])\d+[.,]\d+(?![.,]?\d)
        | \d+)
    """
    return re.compile(pattern, re.VERBOSE)


def _roman(numeral: str) -> int:
    values = [_ROMAN_VALUES[sign] for sign in numeral]
    following = (*values[1:], 0)
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def only_in(one: Numbers, other: Numbers) -> tuple[str, ...]:
    """List, as typed, what one text says and the other neither says nor may say."""
    left = Counter(one.said) - Counter(other.said) - Counter(other.possible)
    typed = dict(zip(one.said, one.typed, strict=True))
    return tuple(typed[value] for value in left.elements())
