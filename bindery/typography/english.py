"""English: curly quotes and apostrophes, dashes, the unbreakable pairs.

In: a string, in which U+E000 marks where an inline element begins or ends. Out: the same letters. Usage follows New
Hart's Rules: single quotes first would be British; the collection quotes with double ones, as its French edition's
guillemets do, and single ones within them; its dash is the en dash between spaces.
"""

from __future__ import annotations

import re

from bindery.typography.signs import (
    NO_BREAK,
    SEAM,
    SPACE,
    STAND_IN,
    dashes,
    ellipsis_sign,
    match_quotes,
    ranges_after,
)

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
UNITS = (
    "%|km|m|cm|mm|km²|m²|m³|ha|kg|kWh|MWh|GWh|TWh|kW|MW|GW|°C|MB|GB|TB|million|billion|trillion|years?|months?|days?|"
    "hours?|minutes?|municipalities|inhabitants|per cent"
)
BEFORE_NUMBERS = r"pp?\.|arts?\.|[Nn]os?\.|vols?\.|ch\.|figs?\.|§§?"
BEFORE_NAMES = r"Mr|Mrs|Ms|Dr|Prof\.|St"
NOUNS = (
    "[Aa]rticles?|[Ff]igures?|[Tt]ables?|[Cc]hapters?|[Vv]olumes?|[Pp]arts?|[Ss]teps?|[Pp]ages?|[Pp]oints?|[Ss]ections?|"
    "[Nn]otes?|[Aa]nnex|[Pp]aragraphs?|[Ll]ines?|[Bb]oxes|[Bb]ox"
)

_APOSTROPHE = re.compile(rf"(?<=[^\W_])({SEAM}*)'")
_ELISION = re.compile(r"'(?=\d0s\b)")
_OPEN_DOUBLE = re.compile(rf"(^|[\s(\[–—{SEAM}])\"(?=\S)")
_CLOSE_DOUBLE = re.compile(r'"')
_OPEN_SINGLE = re.compile(rf"(^|[\s(\[–—“{SEAM}])'(?=\S)")
_UNIT = re.compile(rf"(?<=\d){SPACE}(?={SEAM}*(?:{UNITS})(?![\w²³’']))")
_HALF_DAY = re.compile(rf"(?<=\d){SPACE}(?=[ap]\.m\.)")
_CURRENCY = re.compile(rf"\b(EUR|USD|GBP|DKK|SEK|NOK){SPACE}(?=\d)")
_MONTH = re.compile(rf"\b(\d{{1,2}}){SPACE}(?=(?:{MONTHS})\b)")
_ABBREVIATION = re.compile(rf"(?<![\w-])({BEFORE_NUMBERS}){SPACE}(?={SEAM}*[\d{STAND_IN}])")
_TITLE = re.compile(rf"(?<![\w-])({BEFORE_NAMES}){SPACE}(?={SEAM}*[^\W\d_a-zß-ÿ])")
_NOUN_NUMBER = re.compile(rf"\b({NOUNS}){SPACE}(?={SEAM}*(?:\d|[IVX]+\b))")
_CENTURY = re.compile(rf"(?<=\d)(st|nd|rd|th){SPACE}(?=centur)")
_INITIAL = re.compile(rf"(?<![\w.’'])([A-ZÀ-Þ]\.){SPACE}(?=[A-ZÀ-Þ](?:\.|[a-zà-ÿ]))")


def curly_quotes(text: str) -> str:
    """Curl straight quotes and apostrophes, the quotes within quotes single."""
    text = match_quotes(text, ("“", "”"), ("‘", "’"))
    text = _ELISION.sub("’", text)
    text = _APOSTROPHE.sub(r"\1’", text)
    text = _OPEN_DOUBLE.sub(r"\1“", text)
    text = _CLOSE_DOUBLE.sub("”", text)
    return _OPEN_SINGLE.sub(r"\1‘", text).replace("'", "’")


def unbreakable_pairs(text: str) -> str:
    """Keep units, currencies, dates, abbreviations and numbered nouns with their number."""
    text = _HALF_DAY.sub(NO_BREAK, _UNIT.sub(NO_BREAK, text))
    for pair in (_CURRENCY, _MONTH, _ABBREVIATION, _TITLE, _NOUN_NUMBER, _CENTURY, _INITIAL):
        text = pair.sub(rf"\1{NO_BREAK}", text)
    return text


ENGLISH_PASSES = (
    curly_quotes,
    ellipsis_sign,
    unbreakable_pairs,
    ranges_after(r"pp?\.|[Pp]ages?|arts?\.|[Aa]rticles?|[Ll]ines?"),
    dashes,
)
