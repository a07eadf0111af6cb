"""What the authors wrote: every piece of text a reader will see, with its language and its place.

In: the files of a collection. Out: pieces of prose, file by file. Of Markdown: the head, the body, the attributes that
say something, and the words marked with their language. Of YAML: the text that stands under the code of a language, and
posts for networks. Of CSV: the cells that say their language. Files that cannot be read are passed over: `load` tells
them.
"""

from __future__ import annotations

from collections.abc import Collection as Several
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bindery.diagnostics import Source
from bindery.load.chapters import part_front_matter
from bindery.load.documents import Document, DocumentError, Place, parse_yaml
from bindery.load.files import Reading, listed, read_text
from bindery.markup.sheets import SAID
from bindery.model import Collection, Volume
from bindery.typography.prose import Prose, foreign_in, prose_of, values_in
from bindery.typography.signs import STAND_IN

HOUSE_FILES = ("collection.yaml", "supporters/supporters.yaml")
VOLUME_FILES = ("volume.yaml", "glossary.yaml", "figures/words.yaml")
POSTS, TAGS = "posts.yaml", ("tags",)
NO_TEXT = frozenset({"title_sources", "identifiers"})  # keys whose languages hold words of the machine
SPOKEN = frozenset({"title", "alt", "by", "value", "unit", "source", "credit", "index"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of prose, the file it stands in, and the language it is written in."""

    file: Source
    language: str
    prose: Prose

    def at(self, place: int) -> Source:
        """Give the source of a place in the text."""
        return self.file.at(self.prose.line_at(place))


def pieces_of(markdown: str, source: Source, language: str, as_typed: Sequence[str] = ()) -> Iterator[Piece]:
    """Cut Markdown that starts at `source`: prose, then what attributes say, then what is marked with its language."""
    for prose in prose_of(markdown, source.line, language, as_typed):
        yield Piece(source, language, prose)
    for prose in values_in(markdown, source.line, SPOKEN, as_typed):
        yield Piece(source, language, prose)
    for tongue, prose in foreign_in(markdown, source.line, as_typed):
        if tongue != language:
            yield Piece(source, tongue, prose)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The files of a collection, and what is needed to read them as its authors mean them."""

    collection: Collection
    reading: Reading

    def house(self) -> Iterator[Piece]:
        """Give what is said of the collection."""
        for name in HOUSE_FILES:
            yield from self._yaml(self.reading.root / name)

    def volume(self, volume: Volume, languages: Several[str]) -> Iterator[Piece]:
        """Give what is written in a volume, in some languages."""
        folder = self.reading.root / f"volume-{volume.number}"
        for name in VOLUME_FILES:
            yield from (piece for piece in self._yaml(folder / name) if piece.language in languages)
        for path in listed(folder / "data"):
            if path.suffix == ".csv":
                yield from (piece for piece in self._sheet(path) if piece.language in languages)
        for language in languages:
            known = {chapter.source.path for chapter in volume.texts[language].chapters}
            chapters = [path for path in listed(folder / language) if self.reading.source(path).path in known]
            press = [path for path in listed(folder / "press" / language) if path.suffix == ".md"]
            for path in (*chapters, *press):
                yield from self._markdown(path, language)
            yield from self._posts(folder / "press" / language / POSTS, language)

    def _markdown(self, path: Path, language: str) -> Iterator[Piece]:
        text, file = self._text(path), self.reading.source(path)
        head, body, line = part_front_matter(text)
        document = _parsed(head or "", file, 2)
        for place in _texts(document):
            yield from self._said(document, place, language)
        yield from pieces_of(body, file.at(line), language, self.collection.as_typed)

    def _posts(self, path: Path, language: str) -> Iterator[Piece]:
        document = _parsed(self._text(path) if path.is_file() else "", self.reading.source(path))
        for place in _texts(document):
            if place != TAGS:
                text, key = str(_at(document.value, place)), document.at(place)
                begins = key.at(key.line + ("\n" in text))  # a block of text begins on the line after its key
                yield from pieces_of(text, begins, language, self.collection.as_typed)

    def _yaml(self, path: Path) -> Iterator[Piece]:
        document = _parsed(self._text(path), self.reading.source(path))
        for place in _texts(document):
            tongue = next((key for key in place if key in self.collection.languages), None)
            if isinstance(tongue, str) and NO_TEXT.isdisjoint(place):
                yield from self._said(document, place, tongue)

    def _said(self, document: Document, place: Place, language: str) -> Iterator[Piece]:
        text = str(_at(document.value, place))
        yield from pieces_of(text, document.at(place), language, self.collection.as_typed)

    def _sheet(self, path: Path) -> Iterator[Piece]:
        text, file = self._text(path), self.reading.source(path)
        for number, row in enumerate(text.split("\n"), 1):
            for said, language in SAID.findall(row):
                yield Piece(file, language, Prose(said, number))

    def _text(self, path: Path) -> str:
        """Read a file; words that were not saved as UTF-8, which `load` tells, are no one's."""
        text = read_text(self.reading, path, self.reading.source(path)) if path.is_file() else None
        return (text or "").replace("\ufffd", STAND_IN)


def _parsed(text: str, file: Source, line: int = 1) -> Document:
    """Read a YAML document; an empty one where it is unsound."""
    try:
        return parse_yaml(text, file, line)
    except DocumentError:
        return Document(None, {}, file)


def _texts(document: Document) -> Iterator[Place]:
    """Give the place of each text in a document."""
    yield from _texts_below(document.value, ())


def _texts_below(value: object, place: Place) -> Iterator[Place]:
    if isinstance(value, str):
        yield place
    elif isinstance(value, dict | list):
        for key, held in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts_below(held, (*place, key))


def _at(value: object, place: Place) -> object:
    for part in place:
        value = value[part]  # type: ignore[index]
    return value
