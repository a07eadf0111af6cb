"""Read laid-out pages back: what was really printed, and where.

In: laid-out pages. Out: a `Reading`, a picklable value from which the page map is taken and the gates judge.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from weasyprint import Page

from bindery.pdf.page_map import UNCOUNTED_CLASSES, PageMap, PageStart, classes_of, is_countable, own_text
from bindery.pdf.slots import SLOT, is_placeholder, targets_of
from bindery.pdf.weasy import Area, Piece, links_of, pieces, root_of

MARKED = "index-entry"
HYPHENS = frozenset("-\N{HYPHEN}\N{SOFT HYPHEN}")


@dataclass(frozen=True, slots=True)
class Words:
    """The countable text of a note or a block: as it was written, and as it was printed."""

    written: str
    printed: str


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A page number in the text: the anchors it speaks of, what was printed, on which page, and the slots it fills."""

    targets: tuple[str, ...]
    printed: str
    page_index: int
    slots: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that the index names: as they were written, as they were printed, and on which page they begin."""

    words: Words
    page_index: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link inside the document, and the page it stands on."""

    target: str
    page_index: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What stands on the pages of one layout."""

    page_map: PageMap
    printed_folios: tuple[tuple[str, ...], ...]  # for each page, the numbers that stand alone in a margin box
    notes: Mapping[str, Words]
    blocks: Mapping[str, Words]
    numbers: tuple[PrintedNumber, ...]
    links: tuple[Link, ...]
    marks: Mapping[str, Mark] = field(default_factory=dict)  # by their anchors


class _Block:
    """A block being read: its text as offsets count it, and how far the pages have come in it."""

    def __init__(self, element: Element) -> None:
        text = own_text(element)
        self.name = element.get("data-b", "")
        self.written: list[str] = []  # case-folded, so that capitals set by the styles still match
        self.offsets: list[int] = []  # of each written character, the offset as others count it
        self.word_starts: list[int] = []
        self.printed: list[str] = []
        self.position = 0
        self.length = 0
        follows_space = True
        for character in text:
            if not is_countable(character):
                follows_space = follows_space or character.isspace()
                continue
            if follows_space:
                self.word_starts.append(self.length)
            folded = character.casefold()
            self.written += folded
            self.offsets += [self.length] * len(folded)
            self.length += 1
            follows_space = False

    def take(self, text: str) -> int | None:
        """Follow a printed run; give the offset of its first countable character, None when it has none."""
        first: int | None = None
        for character in filter(is_countable, text):
            for folded in character.casefold():
                is_due = self.position < len(self.written) and self.written[self.position] == folded
                if not is_due and folded in HYPHENS:
                    continue  # set by the hyphenation
                if first is None:
                    first = self.offsets[self.position] if self.position < len(self.offsets) else self.length
                self.printed.append(folded)
                self.position += 1
        return first

    def start_at(self, offset: int) -> PageStart:
        """Give the start of a page at an offset, moved past a word that the page break cuts."""
        return PageStart(self.name, next((start for start in self.word_starts if start >= offset), self.length))

    def words(self) -> Words:
        return Words("".join(self.written), "".join(self.printed))


@dataclass(slots=True)
class _Reader:
    """Gathers what the pieces of a document say, page after page."""

    parents: Mapping[Element, Element]
    starts: list[PageStart | None]
    margins: list[dict[str, str]]
    blocks: dict[Element, _Block] = field(default_factory=dict)
    notes: dict[Element, list[str]] = field(default_factory=dict)
    numbers: dict[Element, tuple[int, list[str]]] = field(default_factory=dict)
    slots: dict[Element, list[int]] = field(default_factory=dict)
    marks: dict[Element, tuple[int, list[str]]] = field(default_factory=dict)

    def around(self, element: Element | None) -> Iterator[Element]:
        """Climb from an element to the root."""
        while element is not None:
            yield element
            element = self.parents.get(element)

    def is_counted(self, element: Element) -> bool:
        """Tell whether the page map counts the text of an element."""
        return not any(classes_of(ancestor) & UNCOUNTED_CLASSES for ancestor in self.around(element))

    def read(self, page_index: int, piece: Piece) -> None:
        """Take in one piece."""
        text = piece.text
        if piece.area is Area.MARGIN:
            if text:
                margins = self.margins[page_index]
                margins[piece.margin] = margins.get(piece.margin, "") + text
            return
        if piece.pseudo or piece.is_repeated or (text is None and not piece.is_picture):
            return
        self._read_number(page_index, piece.element, text or "")
        self._read_mark(page_index, piece.element, text or "")
        if piece.area is Area.NOTES:
            note = next((e for e in self.around(piece.element) if "footnote" in classes_of(e)), None)
            if note is not None:
                self.notes.setdefault(note, []).append(text or "")
        else:
            self._read_block(page_index, piece.element, text)

    def _read_number(self, page_index: int, element: Element | None, text: str) -> None:
        for ancestor in self.around(element):
            if is_placeholder(ancestor):
                self.numbers.setdefault(ancestor, (page_index, []))[1].append(text)
                if element is not None and SLOT in element.attrib:
                    self.slots.setdefault(ancestor, []).append(int(element.attrib[SLOT]))

    def _read_mark(self, page_index: int, element: Element | None, text: str) -> None:
        for ancestor in self.around(element):
            if MARKED in classes_of(ancestor):
                self.marks.setdefault(ancestor, (page_index, []))[1].append(text)
            if classes_of(ancestor) & UNCOUNTED_CLASSES:
                return

    def _read_block(self, page_index: int, element: Element | None, text: str | None) -> None:
        for ancestor in self.around(element):
            if classes_of(ancestor) & UNCOUNTED_CLASSES:
                return
            if "data-b" in ancestor.attrib:
                break
        else:
            return
        if ancestor not in self.blocks:
            self.blocks[ancestor] = _Block(ancestor)
        block = self.blocks[ancestor]
        offset = block.take(text) if text is not None else (0 if block.position == 0 else None)
        if offset is not None and self.starts[page_index] is None:
            self.starts[page_index] = block.start_at(offset)


def anchors_of(pages: list[Page]) -> dict[str, int]:
    """Find on which page each anchor starts: id -> page_index."""
    anchors: dict[str, int] = {}
    for page_index, page in enumerate(pages):
        for anchor in page.anchors:
            anchors.setdefault(anchor, page_index)
    return anchors


def read(pages: list[Page], first_folio: int = 1) -> Reading:
    """Read laid-out pages back; folios count from `first_folio`, one a page."""
    if not pages:
        return Reading(PageMap((), (), {}), (), {}, {}, (), ())
    root = root_of(pages[0])
    parents = {child: parent for parent in root.iter() for child in parent}
    reader = _Reader(parents, [None] * len(pages), [{} for _ in pages])
    for page_index, piece in pieces(pages):
        reader.read(page_index, piece)
    for block in root.iter():
        if "data-b" in block.attrib and block not in reader.blocks and reader.is_counted(block):
            reader.blocks[block] = _Block(block)
    folios = tuple(str(first_folio + page_index) for page_index in range(len(pages)))
    return Reading(
        page_map=PageMap(folios, tuple(reader.starts), anchors_of(pages)),
        printed_folios=tuple(tuple(t for t in m.values() if t.strip().isdigit()) for m in reader.margins),
        notes={
            note.get("id", ""): Words(_squeeze("".join(note.itertext())), _squeeze("".join(reader.notes.get(note, []))))
            for note in root.iter()
            if "footnote" in classes_of(note)
        },
        blocks={block.name: block.words() for block in reader.blocks.values()},
        numbers=tuple(
            PrintedNumber(targets_of(element), "".join(texts), page_index, tuple(reader.slots.get(element, ())))
            for element, (page_index, texts) in reader.numbers.items()
        ),
        links=tuple(
            Link(target, page_index)
            for page_index, page in enumerate(pages)
            for kind, target, _ in links_of(page)
            if kind == "internal"
        ),
        marks={mark.get("id", ""): _mark(mark, reader) for mark in root.iter() if MARKED in classes_of(mark)},
    )


def _mark(mark: Element, reader: _Reader) -> Mark:
    """Tell what was printed of marked words; a mark without words was printed nowhere."""
    page_index, printed = reader.marks.get(mark, (-1, []))
    return Mark(Words(_squeeze(own_text(mark)), _squeeze("".join(printed))), page_index)


def _squeeze(text: str) -> str:
    """Fold a text to what must survive printing: countable characters without hyphens, case-folded."""
    return "".join(c for c in text if is_countable(c) and c not in HYPHENS).casefold()
