"""The signs of those who publish and support: the files as their owners give them, or the placeholders, said to be so.

In: the collection. Out: files below `logos/`, and what the README of that folder says of each sign.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bindery.kit.archive import KitFile
from bindery.kit.words import WORDS
from bindery.languages import LANGUAGES
from bindery.model import ByLanguage, Collection, Logo
from bindery.typography import set_text

LOGOS = "logos"
PLACEHOLDER = "placeholder"


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign, its rules in one language, and its files; no owner is named but by the data."""

    slug: str
    name: str
    owner: str
    ask: str
    minimum_width_mm: str
    clear_space: str
    files: tuple[str, ...]
    is_placeholder: bool


def signs(collection: Collection, code: str) -> tuple[Sign, ...]:
    """List the signs of the publisher and of the supporters, in their order."""
    publisher, language = collection.publisher, LANGUAGES[code]
    own = Sign(publisher.slug, publisher.names[code], publisher.names[code], publisher.names[code], "", "", *_of(
        publisher.slug, publisher.logos))  # fmt: skip
    others = (
        Sign(
            s.slug,
            s.names[code],
            s.owner[code],
            s.ask[code],
            language.number(s.minimum_width_mm),
            language.number(s.clear_space),
            *_of(s.slug, s.logos),
        )
        for s in sorted(collection.supporters, key=lambda s: s.order)
    )
    return (*((own,) if publisher.logos else ()), *others)


def _of(slug: str, logos: Mapping[str, Logo]) -> tuple[tuple[str, ...], bool]:
    return tuple(sign_name(slug, logo) for logo in logos.values()), any(logo.is_placeholder for logo in logos.values())


def sign_name(slug: str, logo: Logo) -> str:
    """Name the file of a sign below the folder of the logos; a placeholder says what it is."""
    state = f"-{PLACEHOLDER}" if logo.is_placeholder else ""
    return f"{slug}/{slug}-{logo.variant}{state}{logo.path.suffix}"


def sign_files(collection: Collection) -> Iterator[KitFile]:
    """Give every variant of every sign, a placeholder under a name that says so."""
    publisher = collection.publisher
    sets = [(publisher.slug, publisher.names, publisher.names, publisher.logos)]
    sets += [(s.slug, s.names, s.owner, s.logos) for s in collection.supporters]
    for slug, names, owner, logos in sets:
        for logo in logos.values():
            yield KitFile(
                f"{LOGOS}/{sign_name(slug, logo)}",
                logo.path.read_bytes(),
                alt={code: sign_alt(names, logo, code) for code in collection.languages},
                caption=dict(names),
                credit={code: _credit(owner[code], code) for code in collection.languages},
            )


def _credit(owner: str, code: str) -> str:
    return set_text(WORDS[code]["logo-credit"].format(owner), code)


def sign_alt(names: ByLanguage, logo: Logo, code: str) -> str:
    """Name a sign for those who cannot see it, and say when it is only its place."""
    key = "logo-placeholder" if logo.is_placeholder else "logo-alt"
    return set_text(WORDS[code][key].format(names[code]), code)
