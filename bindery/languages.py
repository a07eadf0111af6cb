"""What changes with the language of the book: words the tool writes, dates, numbers, amounts.

In: plain values. Out: text, with the no-break spaces the language wants. Dates and numbers follow the Unicode CLDR
(https://cldr.unicode.org/) as `babel` gives it; French sets U+202F between thousands and before `%`, U+00A0 before `€`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, format_percent

Number = int | float | Decimal
NO_BREAK = "\u00a0"
MINUS = "\u2212"


@dataclass(frozen=True, slots=True)
class Language:
    """A language a book can be written in; `words` has the same keys in every language."""

    code: str
    locale: str
    name: str
    words: Mapping[str, str]
    units: Mapping[str, tuple[str, str]]  # unit -> how one is written, how several are
    euros: str  # CLDR number pattern
    percents: str
    first_of_month: str
    one_below: int  # 1,5 is singular in French, plural in English
    apostrophe: str  # what one counts as in an alphabet: a space, or nothing

    @property
    def english(self) -> str:
        """Give the name of the language in English, the language of messages: `French`."""
        return Locale.parse(self.locale).get_language_name("en") or self.code

    def long_date(self, day: date) -> str:
        """Write a day in full: `24 novembre 2022`, `1er janvier 2023`."""
        text = format_date(day, "long", locale=self.locale)
        return text.replace("1", self.first_of_month, 1) if day.day == 1 else text

    def month(self, day: date) -> str:
        """Write a month and its year: `novembre 2022`."""
        return format_date(day, "LLLL y", locale=self.locale)

    def number(self, value: Number, places: int | None = None, *, grouped: bool = True) -> str:
        """Write a number with the language's separators: `5 382 000`, `4,31`; every decimal, or a fixed count."""
        pattern = None if places is None else f"#,##0.{'0' * places}".rstrip(".")
        text = format_decimal(
            Decimal(str(value)),
            pattern,
            locale=self.locale,
            decimal_quantization=places is not None,
            group_separator=grouped,
        )
        return text.replace("-", MINUS)

    def percent(self, value: Number) -> str:
        """Write a percentage given in hundredths: 45 is `45 %` in French, `45%` in English."""
        share = Decimal(str(value)) / 100
        text = format_percent(share, self.percents, locale=self.locale, decimal_quantization=False)
        return text.replace("-", MINUS)

    def euro(self, value: Number) -> str:
        """Write a sum in euros, with two decimals or none: `5 382 000 €`, `€5,382,000`."""
        sum_ = Decimal(str(value))
        pattern = self.euros if sum_ == sum_.to_integral_value() else self.euros.replace("##0", "##0.00")
        return format_currency(sum_, "EUR", pattern, locale=self.locale, currency_digits=False).replace("-", MINUS)

    def amount(self, value: Number, unit: str = "") -> str:
        """Write a number with its unit: EUR, MEUR, `%`, a word of `units` in its plural, or a sign such as `km`."""
        if unit == "EUR":
            return self.euro(value)
        if unit == "%":
            return self.percent(value)
        if not unit:
            return self.number(value)
        one, several = self.units.get(unit, (f"{{}}{NO_BREAK}{unit}",) * 2)
        size = abs(Decimal(str(value)))
        pattern = one if size == 1 or size < self.one_below else several
        return pattern.replace("{}", self.number(value))

    def join(self, items: Sequence[str]) -> str:
        """Write a list in a sentence: `a, b et c`."""
        if len(items) < 2:
            return "".join(items)
        return f"{', '.join(items[:-1])} {self.words['and']} {items[-1]}"


FRENCH_WORDS: Mapping[str, str] = {
    # The boxes of the guide, by kind.
    "definition": "Définition",
    "key-figure": "Chiffre clé",
    "advice": "Conseil",
    "example": "Exemple",
    "legal": "Point de droit",
    "step": "Étape",
    "checklist": "Liste à cocher",
    "case-study": "Étude de cas",
    "quote": "Citation",
    "in-short": "En bref",
    "in-this-chapter": "Dans ce chapitre",
    "since-then": "Depuis lors",
    "margin": "Note marginale",
    "to-tick": "à cocher",
    # What is numbered and referred to.
    "figure": "figure",
    "table": "tableau",
    "section": "section",
    "box": "encadré",
    "chapter": "chapitre",
    "part": "partie",
    "page": "p.",
    "pages": "p.",
    "page-word": "page",
    "volume": "volume",
    # Parts of the book.
    "cover": "Couverture",
    "half-title": "Faux-titre",
    "title-page": "Page de titre",
    "copyright-page": "Mentions légales",
    "foreword": "Avant-propos",
    "introduction": "Introduction",
    "how-to-use": "Comment utiliser ce guide",
    "contents": "Sommaire",
    "list-of-figures": "Liste des figures",
    "list-of-tables": "Liste des tableaux",
    "start-of-text": "Début du texte",
    "conclusion": "Conclusion",
    "appendix": "Annexe",
    "afterword": "Postface",
    "key-steps": "Les étapes clés",
    "glossary": "Glossaire",
    "bibliography": "Bibliographie",
    "index": "Index",
    "notes": "Notes",
    "note": "note",
    "about": "À propos",
    "about-collection": "La collection",
    "about-publisher": "L’Institut",
    "colophon": "Colophon",
    "landmarks": "Repères",
    "page-list": "Pages de l’édition imprimée",
    # Words beside figures, notes and index entries.
    "source": "Source",
    "source-line": "Source\u00a0: {}",
    "label-value": "{}\u00a0: {}",
    "sources": "Sources",
    "credit": "Crédit",
    "chart-data": "Données du graphique",
    "description": "Description de la figure",
    "see": "voir",
    "see-also": "voir aussi",
    "and": "et",
    "back-to-text": "Retour au texte",
    "to-note": "Aller à la note",
    "to-be-filled": "à compléter",
    "placeholder": "signe provisoire",
    # The web and the reader's devices.
    "skip-to-content": "Aller au contenu",
    "previous": "Précédent",
    "next": "Suivant",
    "search": "Rechercher",
    "no-result": "Aucun résultat",
    "menu": "Menu",
    "language": "Langue",
    "download": "Télécharger",
    "downloads": "Téléchargements",
    "read-online": "Lire en ligne",
    "share": "Partager",
    "print-edition": "Édition imprimée",
    "screen-edition": "PDF d’écran",
    "e-book": "Livre numérique (EPUB)",
    "press-kit": "Dossier de presse",
    "launch": "Lancement",
    "supporters": "Avec le soutien de",
    "authors": "Auteurs",
    "published-by": "Publié par",
    "legal-deposit": "Dépôt légal",
    "role-author": "Rédaction",
    "role-coordination": "Coordination",
    "role-supervision": "Supervision",
    "role-communication": "Communication",
    "role-design": "Conception graphique",
    "role-translation": "Traduction",
    "role-illustration": "Illustration",
    "free": "Gratuit",
    "inside": "Au sommaire",
    "collection": "Collection",
}

ENGLISH_WORDS: Mapping[str, str] = {
    # The boxes of the guide, by kind.
    "definition": "Definition",
    "key-figure": "Key figure",
    "advice": "Advice",
    "example": "Example",
    "legal": "Legal note",
    "step": "Step",
    "checklist": "Checklist",
    "case-study": "Case study",
    "quote": "Quotation",
    "in-short": "In short",
    "in-this-chapter": "In this chapter",
    "since-then": "Since then",
    "margin": "Marginal note",
    "to-tick": "to tick",
    # What is numbered and referred to.
    "figure": "figure",
    "table": "table",
    "section": "section",
    "box": "box",
    "chapter": "chapter",
    "part": "part",
    "page": "p.",
    "pages": "pp.",
    "page-word": "page",
    "volume": "volume",
    # Parts of the book.
    "cover": "Cover",
    "half-title": "Half-title",
    "title-page": "Title page",
    "copyright-page": "Copyright page",
    "foreword": "Foreword",
    "introduction": "Introduction",
    "how-to-use": "How to use this guide",
    "contents": "Contents",
    "list-of-figures": "List of figures",
    "list-of-tables": "List of tables",
    "start-of-text": "Start of the text",
    "conclusion": "Conclusion",
    "appendix": "Appendix",
    "afterword": "Afterword",
    "key-steps": "Key steps",
    "glossary": "Glossary",
    "bibliography": "Bibliography",
    "index": "Index",
    "notes": "Notes",
    "note": "note",
    "about": "About",
    "about-collection": "The collection",
    "about-publisher": "The Institute",
    "colophon": "Colophon",
    "landmarks": "Landmarks",
    "page-list": "Pages of the print edition",
    # Words beside figures, notes and index entries.
    "source": "Source",
    "source-line": "Source: {}",
    "label-value": "{}: {}",
    "sources": "Sources",
    "credit": "Credit",
    "chart-data": "Chart data",
    "description": "Description of the figure",
    "see": "see",
    "see-also": "see also",
    "and": "and",
    "back-to-text": "Back to the text",
    "to-note": "Go to the note",
    "to-be-filled": "to be filled in",
    "placeholder": "placeholder",
    # The web and the reader's devices.
    "skip-to-content": "Skip to content",
    "previous": "Previous",
    "next": "Next",
    "search": "Search",
    "no-result": "No result",
    "menu": "Menu",
    "language": "Language",
    "download": "Download",
    "downloads": "Downloads",
    "read-online": "Read online",
    "share": "Share",
    "print-edition": "Print edition",
    "screen-edition": "Screen PDF",
    "e-book": "E-book (EPUB)",
    "press-kit": "Press kit",
    "launch": "Launch",
    "supporters": "With the support of",
    "authors": "Authors",
    "published-by": "Published by",
    "legal-deposit": "Legal deposit",
    "role-author": "Text",
    "role-coordination": "Coordination",
    "role-supervision": "Supervision",
    "role-communication": "Communication",
    "role-design": "Design",
    "role-translation": "Translation",
    "role-illustration": "Illustration",
    "free": "Free",
    "inside": "What is inside",
    "collection": "Collection",
}

LANGUAGES: Mapping[str, Language] = {
    "fr": Language(
        code="fr",
        locale="fr_BE",
        name="Français",
        words=FRENCH_WORDS,
        units={
            "MEUR": ("{}\u00a0million d’euros", "{}\u00a0millions d’euros"),
            "years": ("{}\u00a0an", "{}\u00a0ans"),
            "months": ("{}\u00a0mois", "{}\u00a0mois"),
            "days": ("{}\u00a0jour", "{}\u00a0jours"),
            "inhabitants": ("{}\u00a0habitant", "{}\u00a0habitants"),
            "municipalities": ("{}\u00a0commune", "{}\u00a0communes"),
        },
        euros="#,##0\u00a0¤",
        percents="#,##0\u202f%",
        first_of_month="1er",
        one_below=2,
        apostrophe=" ",
    ),
    "en": Language(
        code="en",
        locale="en_GB",
        name="English",
        words=ENGLISH_WORDS,
        units={
            "MEUR": ("€{}\u00a0million", "€{}\u00a0million"),
            "years": ("{}\u00a0year", "{}\u00a0years"),
            "months": ("{}\u00a0month", "{}\u00a0months"),
            "days": ("{}\u00a0day", "{}\u00a0days"),
            "inhabitants": ("{}\u00a0inhabitant", "{}\u00a0inhabitants"),
            "municipalities": ("{}\u00a0municipality", "{}\u00a0municipalities"),
        },
        euros="¤#,##0",
        percents="#,##0%",
        first_of_month="1",
        one_below=0,
        apostrophe="",
    ),
}
