"""What an author typed that no pass may mend, because letters or digits would change, or because it needs an eye.

In: a chapter as typed, or a line of the data, with its place. Out: warnings `typo-…`, each with the line and with what
to write instead. What the passes set by themselves (quotes, apostrophes, spaces before marks, spaced hyphens, ranges of
years, three full stops) is no fault. The rules stand in a table per language; usage as in `french` and `english`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bindery.diagnostics import WARNING, Diagnostic, Source
from bindery.typography.prose import Prose, prose_of
from bindery.typography.signs import NARROW, NO_BREAK, STAND_IN

BLANK = f"[ {NO_BREAK}{NARROW}]"
Finding = tuple[int, str, str]  # place in the text, what is wrong, what to write instead
Look = Callable[[str], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A fault an author can type: its code, and how it is found."""

    code: str
    look: Look


def lint(source: Source, markdown: str, language: str, as_typed: Sequence[str] = ()) -> Iterator[Diagnostic]:
    """Tell what is wrongly typed in Markdown that starts at `source`, in the language it is written in."""
    for prose in prose_of(markdown, max(1, source.line), language, as_typed):
        for rule in RULES.get(language, ()):
            for place, message, hint in rule.look(prose.text):
                yield Diagnostic(WARNING, rule.code, source.at(_line(source, prose, place)), message, hint)


def _line(source: Source, prose: Prose, place: int) -> int:
    return prose.line_at(place) if source.line else 0


def wherever(pattern: str, message: str, mend: Callable[[re.Match[str]], str]) -> Look:
    """Look for a pattern; `mend` gives what to write instead, or the same again when nothing is wrong."""
    compiled = re.compile(pattern)

    def look(text: str) -> Iterator[Finding]:
        for found in compiled.finditer(text):
            mended = mend(found)
            if mended != found[0]:
                yield found.start(), message.format(_shown(found[0])), f"write `{_shown(mended)}`"

    return look


def _shown(text: str) -> str:
    return " ".join(text.replace(STAND_IN, "…").split("\n")).strip()


def twins(text: str) -> Iterator[Finding]:
    """Look for quotation marks that lack their twin."""
    straight = text.count('"')
    if straight % 2:
        yield text.rfind('"'), 'a quotation mark `"` lacks its twin', "close it in the same paragraph"
    for opening, closing in ("«»", "“”"):
        if text.count(opening) != text.count(closing):
            place = max(text.rfind(opening), text.rfind(closing))
            yield place, f"there are not as many `{opening}` as `{closing}`", "close the quotation in its paragraph"


def english_quotes_in_french(text: str) -> Iterator[Finding]:
    """Look for “ ” that do not stand within guillemets."""
    depth = 0
    for place, sign in enumerate(text):
        depth += (sign == "«") - (sign == "»")
        if sign in "“„" and depth <= 0:
            yield place, f"`{sign}` opens no quotation in French", "write `« … »`, and “ ” only within them"


def guillemets_in_english(text: str) -> Iterator[Finding]:
    """Look for guillemets."""
    for found in re.finditer("[«„]", text):
        yield found.start(), f"`{found[0]}` opens no quotation in English", 'write `"…"`'


def french_ordinal(found: re.Match[str]) -> str:
    """Write an ordinal as the Imprimerie nationale does: 1er, 1re, 2e."""
    number, letters = found[1], found[2].lower()
    plural = "s" if letters.endswith("s") else ""
    if number not in {"1", "I"} or "r" not in letters:
        return f"{number}e{plural}"
    return f"{number}{'er' if letters.startswith('ier') and letters[3:4] != 'e' else 're'}{plural}"


def english_ordinal(found: re.Match[str]) -> str:
    """Write an ordinal with the letters that are spoken."""
    number = int(found[1])
    last = 0 if 10 < number % 100 < 14 else number % 10
    return found[1] + {1: "st", 2: "nd", 3: "rd"}.get(last, "th")


NUMBER = r"(?<![\d.,])\d(?:[\d.,]*\d)?"
STRAY = rf"[^\s.]{{{{1,40}}}}{BLANK}+[{{marks}}](?![\w.,…]| \.)|\({BLANK}+\S{{{{1,40}}}}|\S{{{{1,40}}}}{BLANK}+\)"
BARE_A = r"(?:\A|(?<=[.!?…] )|(?<=« ))A(?= (?!(?:été|eu|dû|pu|fait|lieu|est|et|ou|sont|vaut)\b)[^\W\d_]{2,})"
UNITS: Mapping[str, str] = {
    "km": "km",
    "kwh": "kWh",
    "mwh": "MWh",
    "gwh": "GWh",
    "kg": "kg",
    "m2": "m²",
    "km2": "km²",
    "m3": "m³",
}
LIGATURES = (
    "[Cc]oeur|[Cc]hoeur|[Ss]oeur|[Vv]oeu|[Nn]oeud|[Bb]oeuf|[Mm]oeurs|[Oo]euvr|[Oo]euf|[Oo]eil|[Ff]oetus|[Oo]enolog"
)
ACCENTED = (
    "Etat|Ecole|Etude|Etudiant|Etape|Evaluation|Eglise|Equipe|Equipement|Economie|Electricité|Energie|Echelle|Echéance|"
    "Echange|Echec|Eclairage|Etablissement|Edition|Etranger|Egalité|Egalement|Elu|Elue|Election|Ecrit|Ecrite|Ecrire|Ecran|"
    "Ecart|Elève|Edifice|Eviter|Elaborer|Elaboration|Emission|Epoque|Evénement|Evolution|Evidemment|Etant|Etre"
)
SMALL_WORDS = {
    "fr": "le|la|les|de|des|du|un|une|et|à|au|aux|dans|pour|sur|avec|par|est",
    "en": "the|of|a|an|and|to|is|for|on|with|by|are|at",
}
AMOUNTS = {
    "fr": r"(?:%|€|[kM]€|millions?\b|milliards?\b|euros?\b|habitants?\b|km\b|m²|kWh\b|MWh\b|GWh\b|points?\b)",
    "en": r"(?:%|million\b|billion\b|euros?\b|inhabitants\b|km\b|m²|kWh\b|MWh\b|GWh\b|per cent\b|points?\b)",
}


def _with_ligature(found: re.Match[str]) -> str:
    return found[0].replace("oe", "œ").replace("Oe", "Œ").replace("OE", "Œ")


def _in_its_unit(found: re.Match[str]) -> str:
    return found[1] + UNITS[found[2].lower()]


def _without_blanks(found: re.Match[str]) -> str:
    return re.sub(BLANK, "", found[0])


def _with_one_space(found: re.Match[str]) -> str:
    return re.sub(" +", " ", found[0])


def _french_title(found: re.Match[str]) -> str:
    title = found[0].rstrip(".")
    return {"Mr": "M.", "Mrs": "Mme"}.get(title, title)


def shared_rules(language: str) -> tuple[Rule, ...]:
    """Give the rules that both languages have."""
    units = "|".join(sorted({name for unit in UNITS for name in (unit, unit.capitalize(), unit.upper())} | {"KWh"}))
    run_on = r"[^\W\d_]{2,40}[,;](?=([^\W\d_]{2,40}))|[^\W\d_A-Z]{3,40}\.(?=([A-ZÀ-Þ][a-zà-ÿ]{1,40}))"
    return (
        Rule("typo-quotes", twins),
        Rule(
            "typo-ellipsis",
            wherever(r"\.(?: \.){2,}|(?<!\.)\.\.(?!\.)|\.{4,}", "`{}` is no ellipsis", lambda _: "..."),
        ),
        Rule("typo-etc", wherever(r"\b[Ee]tc(?:\.{2,}|\.?…)", "`{}` says it twice", lambda found: f"{found[0][:3]}.")),
        Rule(
            "typo-double-space",
            wherever(
                r"\S{1,40} {2,}\S{1,40}", "`{}` holds more than one space", lambda found: re.sub(" +", " ", found[0])
            ),
        ),
        Rule(
            "typo-missing-space",
            wherever(run_on, "a space is missing after `{}`", lambda found: f"{found[0]} {found[1] or found[2]}"),
        ),
        Rule(
            "typo-apostrophe",
            wherever(r"\w{1,12}[´‘ʼ′](?=[^\W\d_])", "`{}` ends in no apostrophe", lambda found: f"{found[0][:-1]}'"),
        ),
        Rule("typo-unit", wherever(rf"({NUMBER}{BLANK}?)({units})\b(?!²)", "`{}` is no unit", _in_its_unit)),
        Rule("typo-unit", wherever(r"\bCO2\b", "`{}` wants its small figure", lambda _: "CO₂")),
        Rule(
            "typo-twice",
            wherever(
                rf"\b({SMALL_WORDS[language]})\s+\1\b(?![-’'])", "`{}` stands there twice", lambda found: found[1]
            ),
        ),
    )


FRENCH_RULES = (
    *shared_rules("fr"),
    Rule("typo-foreign-quotes", english_quotes_in_french),
    Rule("typo-space", wherever(STRAY.format(marks=",."), "`{}` holds a space too many", _without_blanks)),
    Rule(
        "typo-ordinal",
        wherever(
            r"(?<!\w)(\d+|[IVX]+(?=i?[èe]m|ère))(i?[èe]res?|iers?|i?[èe]mes?)(?!\w)",
            "`{}` is no ordinal",
            french_ordinal,
        ),
    ),
    Rule("typo-ligature", wherever(rf"\b\w*(?:{LIGATURES})\w*", "`{}` is written with a ligature", _with_ligature)),
    Rule(
        "typo-accent",
        wherever(rf"\b(?:{ACCENTED})(?:s|e|es)?\b", "`{}` wants its accent", lambda found: f"É{found[0][1:]}"),
    ),
    Rule("typo-accent", wherever(r"\bCa\b(?= [a-zà-ÿ])", "`{}` wants its cedilla", lambda _: "Ça")),
    Rule("typo-accent", wherever(BARE_A, "`{}` wants its accent at the start of a sentence", lambda _: "À")),
    Rule(
        "typo-title",
        wherever(r"\b(?:Mrs?\.?|Mme\.|Dr\.|Pr\.)(?= ?[A-ZÀ-Þ])", "`{}` is no title in French", _french_title),
    ),
    Rule(
        "typo-decimal",
        wherever(
            rf"(?<![\d.,])\d+\.\d{{1,2}}(?={BLANK}?{AMOUNTS['fr']})",
            "`{}` has a decimal point",
            lambda found: found[0].replace(".", ","),
        ),
    ),
    Rule(
        "typo-decimal",
        wherever(
            rf"(?<![\d.,])\d{{1,3}}(?:\.\d{{3}})+(?={BLANK}?{AMOUNTS['fr']})",
            "`{}` has points between its thousands",
            lambda found: found[0].replace(".", " "),
        ),
    ),
    Rule(
        "typo-unit",
        wherever(
            rf"€{BLANK}?(\d(?:[\d.,{NO_BREAK}{NARROW} ]*\d)?)",
            "`{}` has its unit in front",
            lambda found: f"{found[1]} €",
        ),
    ),
)
ENGLISH_RULES = (
    *shared_rules("en"),
    Rule("typo-foreign-quotes", guillemets_in_english),
    Rule("typo-space", wherever(STRAY.format(marks=",.;:!?"), "`{}` holds a space too many", _without_blanks)),
    Rule("typo-ordinal", wherever(r"(?<![\w.,])(\d+)(st|nd|rd|th)(?!\w)", "`{}` is no ordinal", english_ordinal)),
    Rule(
        "typo-title",
        wherever(r"\b(?:Mr|Mrs|Ms|Dr)\.(?= ?[A-Z])", "`{}` takes no full stop", lambda found: found[0][:-1]),
    ),
    Rule(
        "typo-decimal",
        wherever(
            rf"(?<![\d.,])\d+,\d{{1,2}}(?!\d)(?={BLANK}?{AMOUNTS['en']})",
            "`{}` has a decimal comma",
            lambda found: found[0].replace(",", "."),
        ),
    ),
    Rule(
        "typo-decimal",
        wherever(
            r"(?<![\d.,])\d{1,3}(?: \d{3}){2,}(?!\d)",
            "`{}` has spaces between its thousands",
            lambda found: found[0].replace(" ", ","),
        ),
    ),
    Rule("typo-unit", wherever(rf"{NUMBER}{BLANK}+%", "`{}` stands apart from its number", _without_blanks)),
    Rule(
        "typo-unit",
        wherever(
            rf"({NUMBER}){BLANK}?€(?!\d)|€{BLANK}+({NUMBER})",
            "`{}` has its unit in the wrong place",
            lambda found: f"€{found[1] or found[2]}",
        ),
    ),
)
RULES: Mapping[str, tuple[Rule, ...]] = {"fr": FRENCH_RULES, "en": ENGLISH_RULES}
