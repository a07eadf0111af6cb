"""The values the site is made from: a picture, a text with its downloads, and the bench that every page is made on.

In: what earlier waves made. Out: frozen values.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bindery.embargo import RELEASED
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
    """What every page needs. `keeps_lines` leaves in each block the line of its source, which the preview shows."""

    collection: Collection
    render: Render
    tokens: Tokens
    styles: Path
    texts: Sequence[WebText]
    keeps_lines: bool = False
    shelf: Shelf = ()
    state: str = RELEASED

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
