"""Slots that nobody has filled yet: told as warnings, which `--release` turns into errors.

In: a collection. Out: diagnostics `placeholder`, one for each empty slot that a volume with text would print.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bindery.diagnostics import WARNING, Diagnostic, Source, in_order
from bindery.model import Collection, Logo, Volume

CODE = "placeholder"


def slots(collection: Collection) -> tuple[Diagnostic, ...]:
    """Tell every empty slot of the volumes that have text."""
    volumes = [volume for volume in collection.volumes if volume.texts]
    found = [slot for volume in volumes for slot in _volume_slots(volume)]
    return in_order([*found, *_collection_slots(collection)] if volumes else ())


def _volume_slots(volume: Volume) -> Iterator[Diagnostic]:
    for language in volume.languages:
        identifiers = volume.identifiers[language]
        for medium, isbn in identifiers.isbn.items():
            if isbn is None:
                message = f"volume {volume.number} has no ISBN for `{medium}` in `{language}`"
                yield _slot(identifiers.source, message, "the publisher's agency assigns it; never make one up")
        if identifiers.legal_deposit is None:
            message = f"volume {volume.number} has no legal-deposit number in `{language}`"
            yield _slot(identifiers.source, message, "the publisher assigns it; never make one up")
    if volume.launch and not volume.launch.hour_is_known:
        hint = "write the hour in `instant` and delete `hour_is_known`"
        yield _slot(volume.launch.source, f"the hour of the launch of volume {volume.number} is not known", hint)
    if volume.launch and not volume.launch.url:
        hint = "give the page of the event as `url`"
        yield _slot(volume.launch.source, f"the launch of volume {volume.number} has no address on the web", hint)


def _collection_slots(collection: Collection) -> Iterator[Diagnostic]:
    if collection.contact is None:
        yield _slot(collection.source, "nobody is named as contact", "ask the publisher, and fill `contact`")
    if collection.site_url is None:
        yield _slot(collection.source, "the address of the site is not known", "fill `site_url`")
    publisher = collection.publisher
    yield from _logo_slots(publisher.slug, publisher.logos.values(), publisher.source)
    for supporter in collection.supporters:
        yield from _logo_slots(supporter.slug, supporter.logos.values(), supporter.source)


def _logo_slots(slug: str, logos: Iterable[Logo], source: Source) -> Iterator[Diagnostic]:
    variants = [logo.variant for logo in logos if logo.is_placeholder]
    if variants:
        hint = f"put the official files into supporters/{slug}/: {', '.join(f'{name}.svg' for name in variants)}"
        yield _slot(source, f"the logo of `{slug}` is a placeholder", hint)


def _slot(source: Source, message: str, hint: str) -> Diagnostic:
    return Diagnostic(WARNING, CODE, source, message, hint)
