"""The values the site is made from: a picture, a text with its downloads, and the bench that every page is made on.

In: what earlier waves made. Out: frozen values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bindery.embargo import HELD, RELEASED
from bindery.model import Book, Collection, Volume
from bindery.pdf.page_map import PageMap
from bindery.render import Render
from bindery.shelf import Shelf
from bindery.tokens import Tokens
from bindery.typography import set_text


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture on the site: where it lies from the site's root, its size in pixels, its words."""

    src: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True, slots=True)
class Download:
    """A file to take away: the word of its label (languages.py), its path from the site's root, its type and size."""

    word: str
    path: str
    media_type: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class ShownCover:
    """The cover of a volume on the site: small, for a row of them, and large, for a page of its own."""

    small: Picture
    large: Picture


@dataclass(frozen=True, slots=True)
class WebText:
    """One text as the site needs it: its web book and, once they are made, its pictures, files and printed pages."""

    book: Book
    cover: Picture | None = None
    mockup: Picture | None = None
    downloads: tuple[Download, ...] = ()
    social: Picture | None = None  # what networks show of it
    pages: PageMap | None = None

    @property
    def volume(self) -> Volume:
        """Give the volume of the text."""
        return self.book.edition.volume

    @property
    def language(self) -> str:
        """Give the language of the text."""
        return self.book.language


@dataclass(frozen=True, slots=True)
class Bench:
    """What every page needs. `keeps_lines` leaves in each block the line of its source, which the preview shows.

    `state` is that of the newest volume (embargo.py); those before it have been told. `covers` are those of the shelf,
    by number and language, once `make_site` has made pictures of them.
    """

    collection: Collection
    render: Render
    tokens: Tokens
    styles: Path
    texts: Sequence[WebText]
    keeps_lines: bool = False
    shelf: Shelf = ()
    state: str = RELEASED
    covers: Mapping[tuple[int, str], ShownCover] = field(default_factory=dict)

    @property
    def languages(self) -> tuple[str, ...]:
        """List the languages that have a text, in the order of the collection."""
        written = {text.language for text in self.texts}
        return tuple(code for code in self.collection.languages if code in written)

    def typeset(self, words: str, code: str) -> str:
        """Set a line of text for a language."""
        return set_text(words, code, self.collection.as_typed)

    def newest(self, code: str) -> WebText:
        """Find the text announced in a language: that of the newest volume written in it."""
        return max((t for t in self.texts if t.language == code), key=lambda text: text.volume.number)

    def written(self, volume_number: int) -> tuple[WebText, ...]:
        """List the texts of a volume."""
        return tuple(text for text in self.texts if text.volume.number == volume_number)

    @property
    def newest_volume(self) -> Volume:
        """Find the newest volume written in any language."""
        return max((text.volume for text in self.texts), key=lambda volume: volume.number)

    def state_of(self, volume: Volume) -> str:
        """Tell the state of a volume: only the newest can be waiting."""
        return self.state if volume.launch and volume.number == self.newest_volume.number else RELEASED

    def told(self) -> tuple[WebText, ...]:
        """List the texts that may be read and taken away."""
        return tuple(text for text in self.texts if self.state_of(text.volume) != HELD)
