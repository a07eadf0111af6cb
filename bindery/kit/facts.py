"""The facts of a volume as the press reads them: each taken from the data, each empty one a marked slot.

In: the collection, the volume and its texts as made. Out: rows of a label and its parts, the line that says when the
news may be told, and the slots that only the kit has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from babel import Locale

from bindery.diagnostics import WARNING, Diagnostic
from bindery.kit.made import MadeText
from bindery.kit.words import WORDS
from bindery.languages import LANGUAGES
from bindery.markup.variables import write_value
from bindery.model import Collection, Contributor, Launch, Text, Volume
from bindery.typography import set_text

MEDIA = ("print", "screen", "epub")
STAND = "stand"  # the name of the fact that says where at the fair


@dataclass(frozen=True, slots=True)
class Part:
    """Words, and what is to be filled in after them; either may be empty."""

    words: str
    slot: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A fact: its key among the words, what it is called, and its parts."""

    key: str
    label: str
    parts: tuple[Part, ...]


def language_name(code: str, language: str) -> str:
    """Name the language `code` in the words of another: `anglais`, `French`."""
    return str(Locale.parse(LANGUAGES[language].locale).languages[code])


def slot(language: str, what: str = "") -> str:
    """Write what stands in an empty slot: `à compléter : heure`."""
    words = LANGUAGES[language].words
    filled = words["to-be-filled"]
    return set_text(words["label-value"].format(filled, what) if what else filled, language)


def embargo(launch: Launch | None, language: str) -> Part:
    """Say until when the news is held: day, hour and zone; the hour a slot while it is not known."""
    words = WORDS[language]
    if launch is None:
        return Part(set_text(words["immediate"], language))
    missing = "" if launch.hour_is_known else slot(language, words["hour"])
    return Part(set_text(words["embargo-until"].format(moment(launch, language)), language), missing)


def moment(launch: Launch, language: str) -> str:
    """Write the day of a launch, with its hour and zone when they are known."""
    instant, day = launch.instant, LANGUAGES[language].long_date(launch.date)
    if not launch.hour_is_known:
        return day
    return WORDS[language]["at-hour"].format(
        date=day, hour=instant.hour, minute=instant.minute, zone=str(instant.tzinfo)
    )


def fact_rows(collection: Collection, volume: Volume, text: Text, texts: Sequence[MadeText]) -> tuple[Row, ...]:
    """List the facts of a volume in one language."""
    code = text.language
    found = (*_work(collection, volume, text, texts), *_trade(collection, volume, text))
    return tuple(
        Row(
            key,
            _label(key, collection, volume, code),
            tuple(Part(set_text(p.words, code, collection.as_typed), p.slot) for p in parts),
        )
        for key, parts in found
        if parts
    )


def _label(key: str, collection: Collection, volume: Volume, code: str) -> str:
    return set_text(WORDS[code][key].format(year=volume.year, publisher=collection.publisher.names[code]), code)


Fact = tuple[str, tuple[Part, ...]]


def _work(collection: Collection, volume: Volume, text: Text, texts: Sequence[MadeText]) -> Iterator[Fact]:
    """Tell what the volume is."""
    code = text.language
    words = WORDS[code]
    place = words["volume-of"].format(
        title=collection.titles[code], number=volume.number, count=len(collection.volumes)
    )
    yield "title", (Part(text.title),)
    yield "subtitle", (Part(text.subtitle),) if text.subtitle else ()
    yield "collection", (Part(place),)
    yield "publisher", (Part(f"{collection.publisher.names[code]}, {collection.publisher.houses[code]}"),)
    yield "text-by", _authors(volume.credits, code)
    published = _authors(volume.contributors, code)
    if published != _authors(volume.credits, code):
        yield "published-text-by", tuple(Part(words["other-text"].format(part.words)) for part in published)
    yield (
        "languages",
        tuple(Part(words["extent"].format(language=language_name(t.language, code), extent=t.extent)) for t in texts),
    )


def _trade(collection: Collection, volume: Volume, text: Text) -> Iterator[Fact]:
    """Tell what the volume is to the trade: size, price, numbers, day, where to get it."""
    code = text.language
    words, language = WORDS[code], LANGUAGES[code]
    empty = Part("", slot(code))
    identifiers = volume.identifiers.get(code)
    isbn = identifiers.isbn if identifiers else {}
    if volume.trim:
        size = {"width": language.number(volume.trim.width_mm), "height": language.number(volume.trim.height_mm)}
        yield "format", (Part(words["format-value"].format(**size)),)
    yield "price", (Part(volume.price[code]) if volume.price.get(code) else empty,)
    yield "isbn", tuple(_numbered(words[f"isbn-{medium}"], isbn.get(medium), code) for medium in MEDIA)
    deposit = identifiers.legal_deposit if identifiers else None
    yield "legal-deposit", (Part(deposit) if deposit else empty,)
    if volume.launch:
        yield "launch", launch_parts(volume, volume.launch, code)
    address = collection.site_url
    yield "download", (Part(address) if address else Part("", slot(code, words["download-slot"])),)


def _numbered(name: str, number: str | None, language: str) -> Part:
    return Part(f"{name} {number}") if number else Part(name, slot(language))


def _authors(contributors: Sequence[Contributor], language: str) -> tuple[Part, ...]:
    names = [person.name for person in contributors if person.role == "author"]
    return (Part(LANGUAGES[language].join(names)),) if names else ()


def launch_parts(volume: Volume, launch: Launch, language: str) -> tuple[Part, ...]:
    """Tell day, event and place of the launch; its hour and its stand are slots while they are not known."""
    words = WORDS[language]
    day = LANGUAGES[language].long_date(launch.date)
    where = f"{launch.event[language]}, {launch.place[language]}"
    hour = () if launch.hour_is_known else (Part("", slot(language, words["hour"])),)
    stand = volume.facts.get(STAND)
    known = Part(f"{words['stand']} {write_value(stand, LANGUAGES[language])}") if stand else None
    return Part(day), *hour, Part(where), known or Part("", slot(language, words["stand"]))


def kit_slots(volume: Volume) -> Iterator[Diagnostic]:
    """Tell the slots that only the kit has."""
    if volume.launch and not volume.facts.get(STAND):
        message = f"the stand of the launch of volume {volume.number} is not known"
        hint = f"ask those who run it, and write `{STAND}: …` below `facts`"
        yield Diagnostic(WARNING, "placeholder", volume.launch.source, message, hint)


def kit_facts(collection: Collection, volume: Volume, texts: Sequence[MadeText]) -> dict[str, object]:
    """Give the facts of a volume as values, and as each language tells them, for the manifest and for its checks."""
    numbers = {code: volume.identifiers[code].isbn for code in sorted(volume.identifiers)}
    rows = {text.language: fact_rows(collection, volume, volume.texts[text.language], texts) for text in texts}
    return {
        "extent": {text.language: text.extent for text in texts},
        "extent_of_volumes": {str(each.number): each.extent for each in collection.volumes if each.extent},
        "isbn": {code: dict(isbn) for code, isbn in numbers.items()},
        "price": dict(volume.price),
        "launch": volume.launch.date.isoformat() if volume.launch else None,
        "told": {code: {row.key: [told(part) for part in row.parts] for row in of} for code, of in rows.items()},
    }


def told(part: Part) -> str:
    """Write a part as one line: its words, then what is to be filled in."""
    return " ".join(each for each in (part.words, part.slot) if each)
