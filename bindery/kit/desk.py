"""What is on the table when the papers of one language are made, and what every one of them must say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bindery.embargo import RELEASED, is_embargoed
from bindery.kit.facts import Part, slot
from bindery.kit.made import Files, MadeText, Studio
from bindery.kit.words import WORDS
from bindery.model import Collection, Text, Volume
from bindery.shelf import Shelf
from bindery.typography import set_text

HELD_BACK = "-embargo"  # ends the names of what must not be told yet


@dataclass(frozen=True, slots=True)
class Desk:
    """What is on the table when the papers of one language are made."""

    collection: Collection
    volume: Volume
    text: Text
    made: MadeText
    texts: Sequence[MadeText]
    studio: Studio
    shelf: Shelf = ()
    state: str = RELEASED

    @property
    def language(self) -> str:
        """Give the code of the language."""
        return self.text.language

    @property
    def words(self) -> Mapping[str, str]:
        """Give the words of the kit."""
        return WORDS[self.language]

    def typeset(self, text: str) -> str:
        """Set a line of text for the language."""
        return set_text(text, self.language, self.collection.as_typed)

    def name(self, item: str, ending: str) -> str:
        """Name a file of the kit in this language; one that must not be told yet says so."""
        name = held(f"{self.volume.slug}-{item}-{self.language}", self.state)
        return f"{self.language}/{name}.{ending}"


@dataclass(frozen=True, slots=True)
class Kit:
    """What is on all tables: the volume, a desk for each of its languages, and its pictures by their path."""

    collection: Collection
    volume: Volume
    desks: Sequence[Desk]
    mockups: Files
    social: Files


def held(name: str, state: str) -> str:
    """Mark a name while the news is to be kept."""
    return f"{name}{HELD_BACK}" if is_embargoed(state) else name


def reachable(desk: Desk) -> Part:
    """Tell whom to ask, or leave the slot."""
    contact = desk.collection.contact
    return Part(contact) if contact else Part("", slot(desk.language, desk.words["contact-slot"]))


def honest(desk: Desk) -> list[str]:
    """Say what this is not, and what is only a place held."""
    collection, code = desk.collection, desk.language
    signs = [logo for s in collection.supporters for logo in s.logos.values()]
    said = [collection.disclaimer[code], desk.words["cover-note"]]
    said += [desk.words["logo-note"]] if any(logo.is_placeholder for logo in signs) else []
    return [desk.typeset(sentence) for sentence in said]
