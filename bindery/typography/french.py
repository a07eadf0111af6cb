"""French: apostrophes, guillemets, the spaces before high punctuation, the unbreakable pairs.

In: a string, in which U+E000 marks where an inline element begins or ends. Out: the same letters. Usage follows the
Lexique des règles typographiques en usage à l'Imprimerie nationale: a narrow no-break space before ; ! ? and inside «
», a no-break space before the colon.
"""

from __future__ import annotations

import re

NO_BREAK = "\u00a0"
NARROW = "\u202f"
SEAM = "\ue000"
SPACES = f"[ {NO_BREAK}{NARROW}]"

_APOSTROPHE = re.compile(rf"(?<=[^\W\d_])({SEAM}*)'(?=({SEAM}*)[^\W_])")
_APOSTROPHE_AT_START = re.compile(r"(?<![^\W_])'(?=(?:eux|em|elle|y|n|ai|est)\b)")
_OPENING = re.compile(rf"«{SPACES}*")
_CLOSING = re.compile(rf"{SPACES}*»")
_STRAIGHT_PAIR = re.compile(r'"([^"]{1,400}?)"')
_HIGH = re.compile(rf"(?<=[^\s{NARROW};!?(\[«]){SPACES}*(?=[;!?](?![\w/=&#]))")
_HIGH_NAKED = re.compile(rf"(?<=\S)[ {NO_BREAK}](?=[;!?])")
_COLON = re.compile(rf"(?<=\S){SPACES}+:(?=\s|{SEAM}|$)")
_COLON_NAKED = re.compile(rf"(?<=[^\W\d_]|\)|»|{NARROW}):(?=\s|$)")
_THOUSANDS = re.compile(rf"(?<![\d,.])(\d{{1,3}})((?:{SPACES}\d{{3}})+)(?!\d)")
_UNIT = re.compile(
    rf"(?<=\d){SPACES}(?={SEAM}*(?:%|€|EUR\b|km²?\b|m²|m\b|cm\b|mm\b|kWh\b|MWh\b|GWh\b|MW\b|ans?\b|mois\b|jours?\b|heures?\b"
    r"|millions?\b|milliards?\b|communes?\b|projets?\b|t\b))"
)
_MONTH = re.compile(
    rf"\b(\d{{1,2}}|1er){SPACES}(?=(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)\b)"
)
_ABBREVIATION = re.compile(rf"\b(p\.|pp\.|art\.|n°|chap\.|fig\.|M\.|MM\.|Mme|Mmes|Dr|Pr|vol\.|t\.){SPACES}(?=\S)")
_NOUN_NUMBER = re.compile(
    rf"\b([Aa]rticle|[Ff]igure|[Tt]ableau|[Cc]hapitre|[Tt]ome|[Vv]olume|[Pp]artie|[Éé]tape){SPACES}(?=\d)"
)
_DASH = re.compile(rf"{SPACES}–{SPACES}")
_ELLIPSIS = re.compile(r"(?<!\.)\.\.\.(?!\.)")
_SUPER = re.compile(r"\b([IVXLCDM]+)(?:ème|ième|eme)\b")


def curly_apostrophes(text: str) -> str:
    """Curl the apostrophe between letters."""
    return _APOSTROPHE_AT_START.sub("’", _APOSTROPHE.sub(r"\1’", text))


def guillemets(text: str) -> str:
    """Turn a pair of straight quotes into guillemets, and give guillemets their narrow no-break spaces."""
    text = _STRAIGHT_PAIR.sub(r"«\1»", text)
    return _CLOSING.sub(f"{NARROW}»", _OPENING.sub(f"«{NARROW}", text))


def spaces_before_high_punctuation(text: str) -> str:
    """Set a narrow no-break space before ; ! ? and a no-break space before the colon."""
    text = _HIGH.sub(NARROW, _HIGH_NAKED.sub(NARROW, text))
    text = _COLON.sub(f"{NO_BREAK}:", text)
    return _COLON_NAKED.sub(f"{NO_BREAK}:", text)


def numbers(text: str) -> str:
    """Keep thousands, units and percentages with their number."""
    text = _THOUSANDS.sub(lambda m: m[1] + re.sub(SPACES, NARROW, m[2]), text)
    return _UNIT.sub(NO_BREAK, text)


def unbreakable_pairs(text: str) -> str:
    """Keep a day with its month, an abbreviation or a title with what follows, a noun with its number."""
    text = _MONTH.sub(rf"\1{NO_BREAK}", text)
    text = _ABBREVIATION.sub(rf"\1{NO_BREAK}", text)
    return _NOUN_NUMBER.sub(rf"\1{NO_BREAK}", text)


def marks(text: str) -> str:
    """Set the ellipsis as one sign and keep a dash on the line of the word before it."""
    return _DASH.sub(f"{NO_BREAK}– ", _ELLIPSIS.sub("…", text))


FRENCH_PASSES = (curly_apostrophes, guillemets, spaces_before_high_punctuation, numbers, unbreakable_pairs, marks)
