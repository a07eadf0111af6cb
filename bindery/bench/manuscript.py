"""A made-up guide as frozen values, before any dialect: chapters of paragraphs, boxes, tables, figures, notes.

In: a number of pages, a seed, how many page references. Out: a `Manuscript`, always the same for the same order; the
facts that the gates hold an output against (`notes`, `references`, `headings`, `captions`, `paragraphs`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random
from typing import Literal

from bindery.bench.words import ADDED, between, noun, place, sentence, sentences, term, title

References = Literal["many", "few"]
SECTIONS = 4  # in each chapter
PAGES_BESIDES = 14  # front and back matter
PAGES_A_CHAPTER = 16.6
BOXES = ("definition", "advice", "example", "legal")
PLACES_A_CHAPTER = 110
LABELS = {"definition": "Définition", "advice": "Conseil", "example": "Exemple", "legal": "Droit"}
TITLE = "Le guide d'essai des territoires"


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote, called where it stands."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A place of the book, named with its page."""

    target: str
    words: str  # as the reader sees it, before the page number


@dataclass(frozen=True, slots=True)
class Mark:
    """A word that the index lists."""

    anchor: str
    word: str


Piece = str | Note | Reference | Mark


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 2 (with an anchor) or 3 (without)."""

    level: int
    words: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words, and what stands among them."""

    pieces: tuple[Piece, ...]

    @property
    def words(self) -> str:
        """Give the words as printed in the line: no notes, no page numbers."""
        return "".join(_spoken(piece) for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Listing:
    """A list, numbered or not."""

    items: tuple[str, ...]
    is_numbered: bool


@dataclass(frozen=True, slots=True)
class Box:
    """A box with a title."""

    kind: str
    title: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its first row is the head."""

    anchor: str
    number: str
    caption: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure; `seed` is what its drawing is made from."""

    anchor: str
    number: str
    caption: str
    file: str
    seed: int


Block = Heading | Paragraph | Listing | Box | Table | Figure


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter in reading order."""

    id: str
    title: str
    promise: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A whole guide, and what must be found again in each of its editions."""

    title: str
    chapters: tuple[Chapter, ...]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Give all blocks in reading order."""
        return tuple(block for chapter in self.chapters for block in chapter.blocks)

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Give all paragraphs, those in boxes too."""
        return tuple(p for block in self.blocks for p in _paragraphs(block))

    @property
    def pieces(self) -> Iterator[Piece]:
        """Walk through what the paragraphs hold."""
        return (piece for paragraph in self.paragraphs for piece in paragraph.pieces)

    @property
    def notes(self) -> tuple[Note, ...]:
        """Give all notes, in the order of their calls."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Note))

    @property
    def references(self) -> tuple[Reference, ...]:
        """Give all in-text page references."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Reference))

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Give all index marks."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Mark))


def _spoken(piece: Piece) -> str:
    match piece:
        case str():
            return piece
        case Mark():
            return piece.word
        case Reference():
            return piece.words
        case Note():
            return ""


def _paragraphs(block: Block) -> tuple[Paragraph, ...]:
    match block:
        case Paragraph():
            return (block,)
        case Box():
            return block.paragraphs
        case _:
            return ()


def manuscript(pages: int, seed: int, references: References = "many") -> Manuscript:
    """Write a guide that Bindery prints on about so many pages; the two kinds of references share all other words."""
    chapters = max(1, round((pages - PAGES_BESIDES) / PAGES_A_CHAPTER))
    plan = _plan(Random(seed), chapters)
    writers = (_Writer(seed, number, plan, references) for number in range(1, chapters + 1))
    return Manuscript(TITLE, tuple(writer.chapter() for writer in writers))


def _plan(chance: Random, chapters: int) -> dict[str, str]:
    """Name every section of the book, so that references can look ahead; no title comes twice."""
    titles: dict[str, None] = {}
    while len(titles) < chapters * (SECTIONS + 1):
        titles[title(chance)] = None
    names = iter(titles)
    anchors = (f"sec-{c}-{s}" for c in range(1, chapters + 1) for s in range(SECTIONS + 1))
    return dict(zip(anchors, names, strict=True))


class _Writer:
    """Writes one chapter; chance is its own, so that chapters do not depend on one another's length."""

    def __init__(self, seed: int, number: int, plan: dict[str, str], references: References) -> None:
        self.chance = Random(f"{seed}.{number}")
        self.number = number
        self.plan = plan
        self.references = references
        self.notes = self.marks = self.offered = self.places = 0

    def chapter(self) -> Chapter:
        """Write the chapter."""
        blocks: list[Block] = [self.paragraph(), self.paragraph()]
        for section in range(1, SECTIONS + 1):
            blocks += self.section(section)
        promise = sentence(self.chance)
        return Chapter(f"chapter-{self.number}", self.plan[f"sec-{self.number}-0"], promise, tuple(blocks))

    def section(self, section: int) -> Iterator[Block]:
        """Write a section: about two and a half pages."""
        anchor = f"sec-{self.number}-{section}"
        yield Heading(2, self.plan[anchor], anchor)
        yield self.paragraph(note=True)
        yield self.paragraph(reference=self.reference_ahead())
        yield Box(self.chance.choice(BOXES), self.short(), (Paragraph((self.said(3),)), self.paragraph(2)))
        yield self.paragraph()
        yield Heading(3, title(self.chance))
        figure = self.figure(section)
        yield self.paragraph(reference=self.reference_to(figure.anchor, f"figure {figure.number}"))
        yield figure
        yield self.paragraph(note=section % 2 == 1)
        yield Listing(tuple(sentence(self.chance) for _ in range(5)), is_numbered=section % 2 == 0)
        yield self.paragraph()
        if section % 2:
            yield Heading(3, title(self.chance))
            yield self.paragraph(note=section == 3, reference=self.reference_ahead())
            yield self.table(section // 2 + 1)
        yield self.paragraph()

    def paragraph(self, count: int = 0, note: bool = False, reference: Reference | None = None) -> Paragraph:
        """Write a paragraph with a word for the index in it, a note or a reference at its end."""
        said = self.said(count or self.chance.randint(3, 5))
        pieces: list[Piece] = [said, " Le mot à suivre : ", self.mark(term(self.chance))]
        if reference:
            pieces += [" (voir ", reference, ")"]
        if note:
            self.notes += 1
            pieces += [Note(f"n-{self.number}-{self.notes}", self.said(2))]
        return Paragraph((*pieces, "."))

    def said(self, count: int) -> str:
        """Say something between two places, by whose names it is found again."""
        first = (self.number - 1) * PLACES_A_CHAPTER + self.places
        self.places += 2
        assert self.places <= PLACES_A_CHAPTER
        return between((place(first), place(first + 1)), sentences(self.chance, count))

    def mark(self, word: str) -> Piece:
        """List a word in the index; a book with few references has none."""
        self.marks += 1
        return Mark(f"ix-{self.number}-{self.marks}", word) if self.references == "many" else word

    def reference_ahead(self) -> Reference | None:
        """Refer to a section up to two chapters away."""
        near = [a for a in self.plan if abs(int(a.split("-")[1]) - self.number) <= 2 and not a.endswith("-0")]
        anchor = self.chance.choice(near)
        return self.reference_to(anchor, f"section « {self.plan[anchor]} »")

    def reference_to(self, anchor: str, words: str) -> Reference | None:
        """Refer to a place; a book with few references keeps one in ten of those of a book with many."""
        self.offered += 1
        return Reference(anchor, words) if self.references == "many" or self.offered % 10 == 1 else None

    def short(self) -> str:
        """Give a short title."""
        return f"{noun(self.chance).capitalize()} et {noun(self.chance)}"

    def figure(self, section: int) -> Figure:
        """Draw a figure; the third of a chapter is a picture, the others are drawings."""
        name = f"{self.number}-{section}"
        ending = "png" if section == 3 else "svg"
        count = (self.number - 1) * SECTIONS + section  # figures and tables are numbered through the book
        caption, seed = sentence(self.chance), self.chance.randrange(10**6)
        return Figure(f"fig-{name}", str(count), caption, f"figure-{name}.{ending}", seed)

    def table(self, count: int) -> Table:
        """Fill a table of seven to eleven rows."""
        columns = 4
        head = tuple(noun(self.chance).capitalize() for _ in range(columns))
        rows = tuple(self.row() for _ in range(self.chance.randint(6, 10)))
        name = f"{self.number}-{count}"
        number = (self.number - 1) * (SECTIONS // 2) + count
        return Table(f"tbl-{name}", str(number), sentence(self.chance), (head, *rows))

    def row(self) -> tuple[str, ...]:
        """Fill a row: two words, three measures."""
        return (term(self.chance), *(f"{self.chance.randrange(12, 980)} {unit}" for unit in ("m", "h", "km")))


def with_a_word_changed(book: Manuscript) -> Manuscript:
    """Change some words of the first paragraph of the chapter in the middle."""
    index = len(book.chapters) // 2
    return _with_blocks(book, index, _one_word(book.chapters[index].blocks))


def _one_word(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    first = blocks[0]
    assert isinstance(first, Paragraph)
    words, *rest = first.pieces
    return (Paragraph((f"{words} Autrement dit, rien.", *rest)), *blocks[1:])


def with_pages_added(book: Manuscript, seed: int = 1) -> Manuscript:
    """Add some four pages to the second chapter (or the only one), so that all later ones move."""
    index = min(1, len(book.chapters) - 1)
    chance = Random(seed)
    names = ((place(2 * count, ADDED), place(2 * count + 1, ADDED)) for count in range(14))
    more = tuple(Paragraph((between(pair, sentences(chance, 5)),)) for pair in names)
    return _with_blocks(book, index, book.chapters[index].blocks + more)


def _with_blocks(book: Manuscript, index: int, blocks: tuple[Block, ...]) -> Manuscript:
    chapters = list(book.chapters)
    chapters[index] = replace(chapters[index], blocks=blocks)
    return replace(book, chapters=tuple(chapters))
