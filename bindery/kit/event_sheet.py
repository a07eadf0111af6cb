"""The launch sheet: when, where, who speaks, how the press gets in; and the launch as a calendar file.

In: a desk. Out: one page of tagged PDF, and iCalendar (RFC 5545, https://www.rfc-editor.org/rfc/rfc5545): a whole day
while the hour is not known. Its name and its stamp come from the data. Without a launch there is neither.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, timedelta
from urllib.parse import urlsplit

from icalendar import Calendar, Event, vDatetime, vText

from bindery import __version__
from bindery.diagnostics import WARNING, Diagnostic
from bindery.kit.archive import KitFile
from bindery.kit.desk import Desk, honest, reachable
from bindery.kit.facts import STAND, Part, Row
from bindery.kit.paper import Paper, empty, printed, words_of
from bindery.languages import LANGUAGES
from bindery.markup.variables import write_value
from bindery.model import Launch

KIND = "event-sheet"
SPEAKERS, PRESS_ACCESS = "speakers", "press_access"  # names of facts of the volume
ASKED_FOR = {
    SPEAKERS: ("nobody is named as speaking at the launch", "ask them, then write `speakers: {fr: …, en: …}`"),
    PRESS_ACCESS: ("how the press gets into the launch is not told", "write `press_access: {fr: …, en: …}`"),
}


def event_sheet(desk: Desk) -> Paper:
    """Make the launch sheet and the calendar file."""
    launch = desk.volume.launch
    if launch is None:
        return Paper((), ())
    title = desk.typeset(desk.words["launch-of"].format(desk.text.title))
    values = {
        "words": words_of(desk),
        "day": desk.typeset(LANGUAGES[desk.language].long_date(launch.date)),
        "event": desk.typeset(launch.event[desk.language]),
        "place": desk.typeset(launch.place[desk.language]),
        "description": desk.typeset(desk.text.description),
        "points": [desk.typeset(point) for point in desk.text.points],
        "rows": _rows(desk, launch),
        "note": " ".join(honest(desk)),
    }
    paper = printed(desk, KIND, KIND, title, values)
    files = (KitFile(desk.name(KIND, "pdf"), paper.pdf), KitFile(desk.name(KIND, "ics"), calendar(desk, launch)))
    return Paper(files, (*_slots(desk, launch), *paper.diagnostics))


def _rows(desk: Desk, launch: Launch) -> tuple[Row, ...]:
    """Tell all that is to be known of the launch, empty facts as slots."""
    words, language = desk.words, LANGUAGES[desk.language]
    hour = words["hour-of-day"].format(hour=launch.instant.hour, minute=launch.instant.minute)
    site = desk.collection.site_url
    parts = {
        "day": Part(language.long_date(launch.date)),
        "hour-word": Part(hour) if launch.hour_is_known else empty(desk, "hour"),
        "zone": Part(str(launch.instant.tzinfo)),
        "event-word": Part(launch.event[desk.language]),
        "place-word": Part(launch.place[desk.language]),
        "stand-word": _told(desk, STAND, "stand"),
        "speakers-word": _told(desk, SPEAKERS, "speakers-slot"),
        "press-access-word": _told(desk, PRESS_ACCESS, "press-access-slot"),
        "event-site": Part(launch.url) if launch.url else empty(desk, "event-site-slot"),
        "download": Part(site) if site else empty(desk, "download-slot"),
        "contact": reachable(desk),
    }
    return tuple(Row(key, desk.typeset(words[key]), (_set(desk, part),)) for key, part in parts.items())


def _set(desk: Desk, part: Part) -> Part:
    return Part(desk.typeset(part.words), part.slot)


def _told(desk: Desk, fact: str, word: str) -> Part:
    """Tell a fact of the volume, or leave the slot that asks for it."""
    value = desk.volume.facts.get(fact)
    return Part(write_value(value, LANGUAGES[desk.language])) if value else empty(desk, word)


def _slots(desk: Desk, launch: Launch) -> Iterator[Diagnostic]:
    """Tell what only this sheet asks for."""
    for fact, (message, hint) in ASKED_FOR.items():
        if not desk.volume.facts.get(fact):
            yield Diagnostic(WARNING, "placeholder", launch.source, message, f"{hint} below `facts`")


def calendar(desk: Desk, launch: Launch) -> bytes:
    """Write the launch as a calendar of one event."""
    collection, volume, code = desk.collection, desk.volume, desk.language
    event = Event()
    host = urlsplit(collection.publisher.url).hostname or collection.slug
    event.add("uid", f"{volume.slug}-launch-{code}@{host}")
    event.add("dtstamp", vDatetime((volume.modified or launch.instant).astimezone(UTC)))
    if launch.hour_is_known:
        event.add("dtstart", vDatetime(launch.instant.astimezone(UTC)))
    else:
        event.add("dtstart", launch.date)
        event.add("dtend", launch.date + timedelta(days=1))
    title = desk.words["launch-of"].format(desk.text.title)
    said = {
        "summary": f"{launch.event[code]} – {title}",
        "location": launch.place[code],
        "description": desk.text.description,
    }
    for name, text in said.items():
        event.add(name, vText(desk.typeset(text)), parameters={"language": code})
    if launch.url:
        event.add("url", launch.url)
    held = Calendar()
    held.add("prodid", f"-//Bindery//{__version__}//{code.upper()}")
    held.add("version", "2.0")
    held.add_component(event)
    return bytes(held.to_ical())
