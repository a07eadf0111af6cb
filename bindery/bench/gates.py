"""Judges a finished file from the outside: what the manuscript says must be found again in it, and be true.

In: a PDF or an EPUB that any tool has made, and the manuscript it was made from. Out: a `Verdict` for each gate: how
many things were looked for, and which failed. Nothing is asked of the tool: texts and links are read from the file.

Words are compared as letters alone, so that neither hyphenation nor justification, nor the apostrophes and spaces of
French typography make a difference; where numbers are read, two numbers that stand apart stay apart (`12|13`).
"""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, zip_longest
from pathlib import Path, PurePosixPath
from typing import Any

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
from lxml import etree

from bindery.bench.manuscript import Figure, Heading, Manuscript, Table
from bindery.bench.words import PLACE

KEY_LETTERS = 32  # less than a line, so that no page break falls within
TAIL_SIGNS = 14
FOOT_MM = 20.0  # the folio stands in this strip at the foot of the page
MM = 72 / 25.4
BARE_PAGES = 10  # front and back matter may go without folio
FULL_PAGE = 400  # letters
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one gate found: how many things it looked for, and the faults."""

    gate: str
    count: int
    faults: tuple[str, ...]

    @property
    def is_passed(self) -> bool:
        """Tell whether there was something to look for, and all of it was right."""
        return self.count > 0 and not self.faults


@dataclass(frozen=True, slots=True)
class Page:
    """A page as read back: its words as letters, its words and numbers, the folio at its foot (None: none)."""

    letters: str
    signs: str
    folio: int | None


@dataclass(frozen=True)
class Printed:
    """A PDF read back, and the manuscript it is held against."""

    book: Manuscript
    pages: tuple[Page, ...]
    dangling: tuple[str, ...]
    links: int

    @cached_property
    def letters(self) -> str:
        """Give the letters of all pages."""
        return "".join(page.letters for page in self.pages)

    @cached_property
    def signs(self) -> str:
        """Give letters and numbers of all pages."""
        return "|".join(page.signs for page in self.pages)

    @cached_property
    def shift(self) -> int:
        """Tell how much the folios are behind the count of the pages: what most of them say."""
        shifts = Counter(index + 1 - p.folio for index, p in enumerate(self.pages) if p.folio is not None)
        return shifts.most_common(1)[0][0] if shifts else 0

    @cached_property
    def places(self) -> dict[str, int]:
        """Find the page each anchor stands on, by what follows it; 0 when it is nowhere."""
        return {anchor: self.page_of(words) for anchor, words in _landmarks(self.book)}

    def page_of(self, words: str) -> int:
        """Give the folio of the last page that holds these words; 0 when none does."""
        key = letters(words)
        holding = [index for index, page in enumerate(self.pages) if key in page.letters]
        return holding[-1] + 1 - self.shift if holding else 0


def letters(text: str) -> str:
    """Keep the letters of a text, in small."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).lower() if c.isalpha())


def signs(text: str) -> str:
    """Keep letters and digits; numbers that stand apart are parted by a bar."""
    apart = re.sub(r"(?<=\d)[^\w]+(?=\d)", "|", unicodedata.normalize("NFKC", text).lower())
    return "".join(c for c in apart if c.isalnum() or c == "|")


def _landmarks(book: Manuscript) -> Iterator[tuple[str, str]]:
    """Name what stands at each anchor: a heading with the words after it, the number and words of a caption."""
    blocks = book.blocks
    for block, after in pairwise(blocks):
        match block:
            case Heading(anchor=anchor) if anchor:
                paragraph = getattr(after, "words", "")
                yield anchor, block.words + paragraph[:KEY_LETTERS]
            case Figure() | Table():
                yield block.anchor, block.caption


def read_pdf(path: Path, book: Manuscript) -> Printed:
    """Read a PDF back."""
    pages = []
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            text = page.get_textpage()
            pages.append(Page(letters(said := text.get_text_range()), signs(said), _folio(page, text)))
    with pikepdf.open(path) as pdf:
        links, dangling = _links(pdf)
    return Printed(book, tuple(pages), dangling, links)


def _folio(page: Any, text: Any) -> int | None:
    left, bottom, right, _ = page.get_trimbox()
    foot = text.get_text_bounded(left, bottom, right, bottom + FOOT_MM * MM).strip()
    return int(foot) if foot.isdecimal() else None


def _links(pdf: pikepdf.Pdf) -> tuple[int, tuple[str, ...]]:
    """Count the links inside the book, and name those that lead nowhere."""
    names = {str(name) for name, _ in pikepdf.NameTree(pdf.Root.Names.Dests).items()} if _has_names(pdf) else set()
    names |= {str(name) for name in pdf.Root.get("/Dests", {})}
    pages = {page.obj.objgen for page in pdf.pages}
    targets = [target for page in pdf.pages for target in _targets(page)]
    dangling = [str(target) for target in targets if not _is_there(target, names, pages)]
    return len(targets), tuple(dangling)


def _is_there(target: Any, names: set[str], pages: set[tuple[int, int]]) -> bool:
    return target[0].objgen in pages if isinstance(target, pikepdf.Array) else str(target) in names


def _has_names(pdf: pikepdf.Pdf) -> bool:
    return "/Names" in pdf.Root and "/Dests" in pdf.Root.Names


def _targets(page: pikepdf.Page) -> Iterator[Any]:
    for note in page.obj.get("/Annots", ()):
        if note.get("/Subtype") == "/Link":
            action: Any = note.get("/A", {})
            target = note.get("/Dest") or (action.get("/D") if action.get("/S") == "/GoTo" else None)
            if target is not None:
                yield target


def every_note_once(printed: Printed) -> Iterator[str]:
    """Each note is printed once, from its first words to its last."""
    yield from _each_once([note.words for note in printed.book.notes], printed.letters)


def every_paragraph_there(printed: Printed) -> Iterator[str]:
    """Each paragraph is printed once, from its first words to its last."""
    yield from _each_once([paragraph.words for paragraph in printed.book.paragraphs], printed.letters)


def _each_once(said: Sequence[str], found: str) -> Iterator[str]:
    """Look for the two places that each text names, at its beginning and at its end, and that no other names."""
    for words in said:
        counts = {name: found.count(name.lower()) for name in PLACE.findall(words)}
        wrong = [f"{name} {count} times" for name, count in counts.items() if count != 1]
        if wrong:
            yield f"{' and '.join(wrong)}: {words[:48]}…"


def every_reference_true(printed: Printed) -> Iterator[str]:
    """Each page number in the text is that of the page its target is on."""
    due: dict[str, list[int]] = {}
    for reference in printed.book.references:
        due.setdefault(_tail(reference.words), []).append(printed.places[reference.target])
    for tail, pages in due.items():
        said = Counter(map(int, re.findall(rf"{re.escape(tail)}p(\d+)", printed.signs)))
        for page in sorted((said - Counter(pages)).elements()):
            yield f"“…{tail}” is said to be on p. {page}; true is {' '.join(map(str, sorted(set(pages))))}"
        if said.total() != len(pages):
            yield f"“…{tail}” has {said.total()} page numbers instead of {len(pages)}"


def _tail(words: str) -> str:
    """Take the last letters before a page number: what stands in one line with it, as no paragraph ends on one line."""
    return signs(words)[-TAIL_SIGNS:]


def contents_true(printed: Printed) -> Iterator[str]:
    """Each chapter and section is in the contents with the page it starts on."""
    due: dict[str, list[tuple[str, int]]] = {}
    for anchor, words, place in _entries(printed):
        due.setdefault(_tail(words), []).append((anchor, place))
    for tail, entries in due.items():
        said = re.findall(rf"{re.escape(tail)}(\d+)", printed.signs)
        in_order = sorted(entries, key=lambda entry: entry[1])
        for (anchor, place), number in zip_longest(in_order, said[: len(entries)]):
            if number != str(place):
                yield f"the contents say {number} of {anchor}, which is on {place}"


def _entries(printed: Printed) -> Iterator[tuple[str, str, int]]:
    for chapter in printed.book.chapters:
        yield chapter.id, chapter.title, printed.page_of(chapter.title + chapter.promise[:KEY_LETTERS])
    for block in printed.book.blocks:
        if isinstance(block, Heading) and block.anchor:
            yield block.anchor, block.words, printed.places[block.anchor]


def folios_without_gap(printed: Printed) -> Iterator[str]:
    """The folios run on by one, and no full page inside the book goes without."""
    last = len(printed.pages) - BARE_PAGES
    for index, page in enumerate(printed.pages):
        due = index + 1 - printed.shift
        if page.folio is not None and page.folio != due:
            yield f"page {due} of the book shows the folio {page.folio}"
        elif page.folio is None and len(page.letters) > FULL_PAGE and BARE_PAGES <= index < last:
            yield f"page {due} of the book shows no folio"


def every_link_resolves(printed: Printed) -> Iterator[str]:
    """Each link inside the book leads to a place that there is."""
    yield from (f"a link leads to {name}, which is nowhere" for name in sorted(set(printed.dangling)))


Gate = Callable[[Printed], Iterator[str]]
PDF_GATES: tuple[tuple[str, Gate, Callable[[Printed], int]], ...] = (
    ("notes once", every_note_once, lambda p: len(p.book.notes)),
    ("paragraphs", every_paragraph_there, lambda p: len(p.book.paragraphs)),
    ("references true", every_reference_true, lambda p: len(p.book.references)),
    ("contents true", contents_true, lambda p: sum(1 for _ in _entries(p))),
    ("folios", folios_without_gap, lambda p: sum(page.folio is not None for page in p.pages)),
    ("links", every_link_resolves, lambda p: p.links),
)


def judge_pdf(path: Path, book: Manuscript) -> tuple[Verdict, ...]:
    """Pass every gate over a PDF."""
    printed = read_pdf(path, book)
    return tuple(Verdict(name, count(printed), tuple(gate(printed))) for name, gate, count in PDF_GATES)


def extent(path: Path) -> int:
    """Count the pages of a PDF."""
    with pikepdf.open(path) as pdf:
        return len(pdf.pages)


def judge_epub(path: Path, book: Manuscript) -> tuple[Verdict, ...]:
    """Look for notes, paragraphs and the targets of links in an e-book; count the places of its page-list."""
    with zipfile.ZipFile(path) as file:
        documents = {n: etree.fromstring(file.read(n)) for n in file.namelist() if n.endswith((".xhtml", ".html"))}
        names = set(file.namelist())
    flow = letters(" ".join(str(words) for tree in documents.values() for words in tree.itertext()))
    links = [(n, href) for n, tree in documents.items() for href in _values(tree, "href") if "://" not in href]
    anchors = {(n, anchor) for n, tree in documents.items() for anchor in ("", *_values(tree, "id"))}
    dangling = tuple(href for n, href in links if not _leads(n, href, anchors, names))
    return (
        Verdict("notes once", len(book.notes), tuple(_each_once([n.words for n in book.notes], flow))),
        Verdict("paragraphs", len(book.paragraphs), tuple(_each_once([p.words for p in book.paragraphs], flow))),
        Verdict("links", len(links), dangling),
        Verdict("page-list", sum(map(_listed_pages, documents.values())), ()),
    )


def _values(tree: etree._Element, name: str) -> Iterator[str]:
    return (value for element in tree.iter(etree.Element) if (value := element.get(name)))


def _listed_pages(tree: etree._Element) -> int:
    """Count the pages that the page-list of a navigation document names."""
    lists = (nav for nav in tree.iter("{*}nav") if nav.get(EPUB_TYPE) == "page-list")
    return sum(1 for nav in lists for _ in nav.iter("{*}a"))


def _leads(name: str, href: str, anchors: set[tuple[str, str]], names: set[str]) -> bool:
    path, _, anchor = href.partition("#")
    steps: list[str] = []
    for step in (PurePosixPath(name).parent / path).parts if path else PurePosixPath(name).parts:
        steps = steps[:-1] if step == ".." else [*steps, step]
    there = "/".join(steps)
    return (there, anchor) in anchors or (not anchor and there in names)
