"""French: apostrophes, guillemets, the spaces before high punctuation, the unbreakable pairs.

In: a string, in which U+E000 marks where an inline element begins or ends. Out: the same letters. Usage follows the
Lexique des règles typographiques en usage à l'Imprimerie nationale: a narrow no-break space before ; ! ? and inside «
», a no-break space before the colon; quotes of the second rank are “ ”.
"""

from __future__ import annotations

import re

from bindery.typography.signs import (
    GAP,
    NARROW,
    NO_BREAK,
    SEAM,
    SPACE,
    STAND_IN,
    dashes,
    ellipsis_sign,
    match_quotes,
    ranges_after,
    seams,
)

MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
UNITS = (
    "%|‰|€|[kM]€|Md€|EUR|°C|km|m|cm|mm|km²|m²|m³|ha|kg|g|t|kWh|MWh|GWh|TWh|kW|MW|GW|W|Mo|Go|To|h|min|ans?|mois|jours?|"
    "heures?|minutes?|millions?|milliards?|communes?|projets?|habitants?"
)
BEFORE_NUMBERS = r"pp?\.|art\.|al\.|n°s?|N°|nos|§§?|chap\.|fig\.|tabl\.|vol\.|t\."
BEFORE_NAMES = r"MM?\.|Mmes?|Mlles?|Drs?|Prs?|Me|St|Ste"
NOUNS = (
    "[Aa]rticles?|[Ff]igures?|[Tt]ableaux?|[Cc]hapitres?|[Tt]omes?|[Vv]olumes?|[Pp]arties?|[ÉéEe]tapes?|[Pp]ages?|"
    "[Pp]oints?|[Ss]ections?|[Aa]nnexes?|[Nn]otes?|[Ll]ivres?|[Tt]itres?|[Aa]linéas?|[Qq]uestions?|[Ll]ignes?"
)
CENTURIES = "siècles?|République|Empire|arrondissement|millénaires?"

_APOSTROPHE = re.compile(rf"(?<=[^\W\d_])({SEAM}*)'(?=({SEAM}*)[^\W_]|{SEAM}*[«“\"])")
_APOSTROPHE_AT_START = re.compile(r"(?<![^\W_])'(?=(?:eux|em|elle|y|n|ai|est)\b)")
_OPENING = re.compile(rf"«({GAP})")
_CLOSING = re.compile(rf"(?<![ \t\n{NO_BREAK}{NARROW}{SEAM}])({GAP})»")
_HIGH = re.compile(rf"([^\s;!?(\[«“{SEAM}])({GAP})(?=[;!?](?![\w/=&#]))")
_COLON = re.compile(rf"([^\s(\[«“:{SEAM}])({GAP}):(?={SEAM}*(?:\s|$))")
_THOUSANDS = re.compile(rf"(?<![\d,.])(\d{{1,3}})((?:[ {NO_BREAK}{NARROW}]\d{{3}})+)(?!\d)")
_GLUED = re.compile(r"(?<=\d)(?=[%‰€])")
_UNIT = re.compile(rf"(?<=\d){SPACE}(?={SEAM}*(?:{UNITS})(?![\w²³’'€]))")
_HOUR = re.compile(rf"(?<=\d{NO_BREAK}h){SPACE}(?=\d)")
_CURRENCY_FIRST = re.compile(rf"(€|\bEUR){SPACE}(?=\d)")
_MONTH = re.compile(rf"\b(\d{{1,2}}|1er){SPACE}(?=(?:{MONTHS})\b)")
_ABBREVIATION = re.compile(rf"(?<![\w-])({BEFORE_NUMBERS}){SPACE}(?={SEAM}*[\d{STAND_IN}])")
_TITLE = re.compile(rf"(?<![\w-])({BEFORE_NAMES}){SPACE}(?={SEAM}*[^\W\d_a-zß-ÿ])")
_NOUN_NUMBER = re.compile(rf"\b({NOUNS}){SPACE}(?={SEAM}*(?:\d|[IVX]+\b))")
_UNDATED = re.compile(rf"\b(s\.){SPACE}(?=[dl]\.)")
_CENTURY = re.compile(rf"\b([IVX]+(?:er|re|e)){SPACE}(?=(?:{CENTURIES})\b)")
_INITIAL = re.compile(rf"(?<![\w.’'])([A-ZÀ-Þ]\.){SPACE}(?=[A-ZÀ-Þ](?:\.|[a-zà-ÿ]))")


def curly_apostrophes(text: str) -> str:
    """Curl the apostrophe between letters."""
    return _APOSTROPHE_AT_START.sub("’", _APOSTROPHE.sub(r"\1’", text))


def guillemets(text: str) -> str:
    """Turn straight quotes into guillemets, those within guillemets into “ ”; give guillemets their narrow spaces."""
    text = _second_rank(match_quotes(text, ("«", "»"), ("“", "”")))
    text = _OPENING.sub(lambda found: f"«{NARROW}{seams(found[1])}", text)
    return _CLOSING.sub(lambda found: f"{seams(found[1])}{NARROW}»", text)


def _second_rank(text: str) -> str:
    """Change guillemets within guillemets into the quotes of the second rank; a line that lacks one of a pair stays."""
    depth, signs = 0, []
    for sign in text:
        depth += sign == "«"
        signs.append({"«": "“", "»": "”"}.get(sign, sign) if depth > 1 else sign)
        depth -= sign == "»"
        if depth < 0:
            return text
    changed = "".join(signs)
    if depth or changed == text:
        return text
    return re.sub(rf"“{SPACE}+", "“", re.sub(rf"{SPACE}+”", "”", changed))


def spaces_before_high_punctuation(text: str) -> str:
    """Set a narrow no-break space before ; ! ? and a no-break space before the colon."""
    text = _HIGH.sub(lambda found: f"{found[1]}{seams(found[2])}{NARROW}", text)
    return _COLON.sub(lambda found: f"{found[1]}{seams(found[2])}{NO_BREAK}:", text)


def numbers(text: str) -> str:
    """Keep thousands, units, currencies and hours with their number."""
    text = _THOUSANDS.sub(lambda found: found[1] + re.sub(SPACE, NARROW, found[2]), text)
    text = _UNIT.sub(NO_BREAK, _GLUED.sub(NO_BREAK, text))
    return _CURRENCY_FIRST.sub(rf"\1{NO_BREAK}", _HOUR.sub(NO_BREAK, text))


def unbreakable_pairs(text: str) -> str:
    """Keep a day with its month, an abbreviation or a title with what follows, a noun with its number."""
    for pair in (_MONTH, _ABBREVIATION, _TITLE, _NOUN_NUMBER, _UNDATED, _CENTURY, _INITIAL):
        text = pair.sub(rf"\1{NO_BREAK}", text)
    return text


FRENCH_PASSES = (
    curly_apostrophes,
    guillemets,
    ellipsis_sign,
    spaces_before_high_punctuation,
    numbers,
    unbreakable_pairs,
    ranges_after(r"pp?\.|[Pp]ages?|art\.|[Aa]rticles?|[Ll]ignes?"),
    dashes,
)
