"""English: curly quotes and apostrophes, dashes, the unbreakable pairs.

In: a string, in which U+E000 marks where an inline element begins or ends. Out: the same letters. Usage follows New
Hart's Rules: single quotes first would be British; the collection quotes with double ones, as its French edition's
guillemets do.
"""

from __future__ import annotations

import re

NO_BREAK = "\u00a0"
SEAM = "\ue000"

_APOSTROPHE = re.compile(rf"(?<=[^\W_])({SEAM}*)'")
_ELISION = re.compile(r"'(?=\d0s\b)")
_OPEN_DOUBLE = re.compile(rf"(^|[\s(\[–—{SEAM}])\"(?=\S)")
_CLOSE_DOUBLE = re.compile(r'"')
_OPEN_SINGLE = re.compile(rf"(^|[\s(\[–—“{SEAM}])'(?=\S)")
_SPACED_HYPHEN = re.compile(r"(?<=\w) - (?=\w)")
_DASH = re.compile(rf"[ {NO_BREAK}]–[ {NO_BREAK}]")
_ELLIPSIS = re.compile(r"(?<!\.)\.\.\.(?!\.)")
_UNIT = re.compile(rf"(?<=\d) (?={SEAM}*(?:km²?\b|m²|m\b|cm\b|mm\b|kWh\b|MWh\b|GWh\b|MW\b|million\b|billion\b))")
_CURRENCY = re.compile(r"\b(EUR|USD|GBP|DKK|SEK) (?=\d)")
_MONTH = re.compile(
    r"\b(\d{1,2}) (?=(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)"
)
_ABBREVIATION = re.compile(r"\b(p\.|pp\.|art\.|No\.|no\.|Mr|Mrs|Ms|Dr|Prof\.|vol\.) (?=\S)")
_NOUN_NUMBER = re.compile(r"\b([Aa]rticle|[Ff]igure|[Tt]able|[Cc]hapter|[Vv]olume|[Pp]art|[Ss]tep) (?=\d)")


def curly_quotes(text: str) -> str:
    """Curl straight quotes and apostrophes."""
    text = _ELISION.sub("’", text)
    text = _APOSTROPHE.sub(r"\1’", text)
    text = _OPEN_DOUBLE.sub(r"\1“", text)
    text = _CLOSE_DOUBLE.sub("”", text)
    return _OPEN_SINGLE.sub(r"\1‘", text).replace("'", "’")


def marks(text: str) -> str:
    """Set the ellipsis as one sign, a spaced hyphen as a dash kept on the line of the word before it."""
    text = _ELLIPSIS.sub("…", _SPACED_HYPHEN.sub(" – ", text))
    return _DASH.sub(f"{NO_BREAK}– ", text)


def unbreakable_pairs(text: str) -> str:
    """Keep units, currencies, dates, abbreviations and numbered nouns with their number."""
    text = _CURRENCY.sub(rf"\1{NO_BREAK}", _UNIT.sub(NO_BREAK, text))
    text = _MONTH.sub(rf"\1{NO_BREAK}", text)
    text = _ABBREVIATION.sub(rf"\1{NO_BREAK}", text)
    return _NOUN_NUMBER.sub(rf"\1{NO_BREAK}", text)


ENGLISH_PASSES = (curly_quotes, marks, unbreakable_pairs)
