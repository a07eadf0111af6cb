"""What is still missing before the kit can be released: every slot in words, for those who read the kit.

In: a desk, and the slots that were told. Out: lines in the language of the desk. The same slots are `placeholder`
diagnostics, with file, line and hint, for those who fill them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bindery.diagnostics import Diagnostic
from bindery.kit.desk import Desk
from bindery.kit.facts import MEDIA, language_name
from bindery.model import Volume

OF_LAUNCH = ("stand", "speakers", "press_access")  # facts of the volume, by their names
PRESS_TEXT = re.compile(r"press/(?P<language>\w+)/(?P<name>[\w-]+)\.(md|yaml)$")


def missing(desk: Desk, told: Sequence[Diagnostic]) -> Iterator[str]:
    """List what is missing: numbers, the launch, the texts for the press, contact and site, logos."""
    for made in desk.texts:
        yield from _numbers(desk, made.language)
    yield from (desk.typeset(desk.words[key]) for key in _of_launch(desk.volume))
    yield from _texts(desk, told)
    collection = desk.collection
    if collection.contact is None:
        yield desk.typeset(desk.words["missing-contact"])
    if collection.site_url is None:
        yield desk.typeset(desk.words["missing-site"])
    own = [(collection.publisher.names, collection.publisher.logos)]
    for names, logos in [*own, *((s.names, s.logos) for s in collection.supporters)]:
        if any(logo.is_placeholder for logo in logos.values()):
            yield desk.typeset(desk.words["missing-logo"].format(names[desk.language]))


def _numbers(desk: Desk, code: str) -> Iterator[str]:
    """List the numbers and the price that an edition waits for."""
    volume, words, language = desk.volume, desk.words, language_name(code, desk.language)
    identifiers = volume.identifiers.get(code)
    isbn = identifiers.isbn if identifiers else {}
    for medium in MEDIA:
        if not isbn.get(medium):
            yield desk.typeset(words["missing-isbn"].format(medium=words[f"isbn-{medium}"], language=language))
    if not (identifiers and identifiers.legal_deposit):
        yield desk.typeset(words["missing-legal-deposit"].format(language=language))
    if not volume.price.get(code):
        yield desk.typeset(words["missing-price"].format(language=language))


def _of_launch(volume: Volume) -> Iterator[str]:
    """Name the words for what nobody knows yet of the launch."""
    if launch := volume.launch:
        if not launch.hour_is_known:
            yield "missing-hour"
        for fact in (fact for fact in OF_LAUNCH if not volume.facts.get(fact)):
            yield f"missing-{fact}"
        if not launch.url:
            yield "missing-event-site"


def _texts(desk: Desk, told: Sequence[Diagnostic]) -> Iterator[str]:
    """List the texts for the press that nobody has written, or where something is to be filled in."""
    paths = dict.fromkeys(slot.source.path for slot in told if slot.code == "placeholder")
    for path in paths:
        if found := PRESS_TEXT.search(path):
            what = desk.words.get(f"text-{found['name']}", found["name"])
            language = language_name(found["language"], desk.language)
            yield desk.typeset(desk.words["missing-text"].format(what=what, language=language))
