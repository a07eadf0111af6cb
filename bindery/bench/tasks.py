"""What is measured: each task is a command as a user types it; what stands before it is prepared, not timed.

In: a `Stand`, where one book stands in Bindery's dialect and in pandoc's. Out: the tables of tasks, `AT_LENGTH` for the
book of 200 pages with many page references, `SPARSE` for the one with few, `GROWTH` for the shortest and the longest.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bindery.bench.books import STEM, VOLUME, write_chapter, write_content, write_pandoc
from bindery.bench.manuscript import Manuscript, with_a_word_changed, with_pages_added
from bindery.bench.peers import pandoc
from bindery.workshop import ROOT

Words = tuple[str | Path, ...]
EDITIONS = ("print", "screen", "epub")


@dataclass(slots=True)
class Stand:
    """A book in its folder; `told` is what its chapters say at the moment."""

    root: Path
    book: Manuscript
    told: Manuscript

    @property
    def content(self) -> Path:
        """Give the folder that Bindery builds."""
        return self.root / "content"

    @property
    def output(self) -> Path:
        """Give the folder that Bindery writes to."""
        return self.root / "output"

    @property
    def markdown(self) -> Path:
        """Give the folder of the other tools."""
        return self.root / "markdown"

    def made(self, ending: str) -> Path:
        """Give the file of an edition that Bindery makes."""
        return self.output / VOLUME / "fr" / f"{STEM}{ending}"

    def tell(self, book: Manuscript) -> None:
        """Write the chapters that differ from what stands there."""
        for chapter, before in zip(book.chapters, self.told.chapters, strict=True):
            if chapter != before:
                write_chapter(self.content, chapter)
        self.told = book


def set_up(root: Path, book: Manuscript) -> Stand:
    """Write a book for every tool, with the fonts and the sheet of styles they need beside it."""
    shutil.rmtree(root, ignore_errors=True)
    stand = Stand(root, book, book)
    write_content(stand.content, book)
    write_pandoc(stand.markdown, book)
    fonts = stand.markdown / "fonts"
    fonts.mkdir()
    for face in (ROOT / "styles/fonts").glob("*.ttf"):
        shutil.copy(face, fonts)
    shutil.copy(Path(pandoc.HERE) / "book.css", stand.markdown)
    return stand


def _unchanged(book: Manuscript) -> Manuscript:
    return book


def _nothing(_: Stand) -> None:
    """Leave everything as it is."""


@dataclass(frozen=True, slots=True)
class Task:
    """A command, what it makes, and what stands before it."""

    name: str
    words: str  # as the report calls it
    command: Callable[[Stand], Words]
    outputs: Callable[[Stand], tuple[Path, ...]]
    edit: Callable[[Manuscript], Manuscript] = _unchanged
    prepare: Callable[[Stand], None] = _nothing


def build(stand: Stand, *words: str) -> Words:
    """Give the command that a user types."""
    where = ("--content", stand.content, "--output", stand.output, "--jobs", "2", "--quiet")
    return (sys.executable, ROOT / "build.py", *words, *where)


def _module(name: str) -> Words:
    return (sys.executable, "-m", f"bindery.bench.peers.{name}")


def _empty(stand: Stand) -> None:
    shutil.rmtree(stand.output, ignore_errors=True)


def _built(*editions: str) -> Callable[[Stand], None]:
    """Prepare an output folder as an earlier build of the unchanged book left it, its cache included."""

    def prepare(stand: Stand) -> None:
        kept = stand.root / f"kept-{'-'.join(editions)}"
        _empty(stand)
        if kept.exists():
            shutil.copytree(kept, stand.output, copy_function=shutil.copy2)
            return
        told = stand.told
        stand.tell(stand.book)
        subprocess.run(build(stand, *editions), check=False, capture_output=True)
        stand.tell(told)
        shutil.copytree(stand.output, kept, copy_function=shutil.copy2)

    return prepare


def _made(*endings: str) -> Callable[[Stand], tuple[Path, ...]]:
    return lambda stand: tuple(stand.made(ending) for ending in endings)


def _named(*names: str) -> Callable[[Stand], tuple[Path, ...]]:
    return lambda stand: tuple(stand.root / name for name in names)


ALL_MADE = _made("-screen.pdf", "-print.pdf", ".epub")
BINDERY_ONE = Task(
    "bindery-one",
    "Bindery, screen PDF, cold",
    lambda s: build(s, "screen", "--no-cache"),
    _made("-screen.pdf"),
    prepare=_empty,
)
BINDERY_ALL = Task(
    "bindery-all",
    "Bindery, print + screen + EPUB, cold",
    lambda s: build(s, *EDITIONS, "--no-cache"),
    ALL_MADE,
    prepare=_empty,
)
BINDERY_EDIT = Task(
    "bindery-edit",
    "Bindery, all editions after a word was changed",
    lambda s: build(s, *EDITIONS),
    ALL_MADE,
    edit=with_a_word_changed,
    prepare=_built(*EDITIONS),
)
BINDERY_MOVE = Task(
    "bindery-move",
    "Bindery, all editions after pages were added to chapter 2",
    lambda s: build(s, *EDITIONS),
    ALL_MADE,
    edit=with_pages_added,
    prepare=_built(*EDITIONS),
)
BINDERY_SAME = Task(
    "bindery-same",
    "Bindery, all editions, nothing changed",
    lambda s: build(s, *EDITIONS),
    ALL_MADE,
    prepare=_built(*EDITIONS),
)
BINDERY_EPUB = Task(
    "bindery-epub",
    "Bindery, EPUB, its pages laid out by an earlier `print`",
    lambda s: build(s, "epub"),
    _made(".epub"),
    prepare=_built("print"),
)
BINDERY_EPUB_COLD = Task(
    "bindery-epub-cold",
    "Bindery, EPUB, cold (lays the book out for its page-list)",
    lambda s: build(s, "epub", "--no-cache"),
    _made(".epub"),
    prepare=_empty,
)
PLAIN_ONE = Task(
    "plain-one",
    "plain WeasyPrint, one PDF",
    lambda s: (*_module("plain"), s.content, s.root / "plain.pdf"),
    _named("plain.pdf"),
)
PLAIN_BOTH = Task(
    "plain-both",
    "plain WeasyPrint, both PDFs",
    lambda s: (*_module("plain"), s.content, s.root / "plain-screen.pdf", s.root / "plain-print.pdf"),
    _named("plain-screen.pdf", "plain-print.pdf"),
)
TYPST = Task(
    "typst",
    "pandoc + Typst",
    lambda s: (*_module("pandoc_typst"), s.markdown, s.root / "typst.pdf"),
    _named("typst.pdf"),
)
PAGEDJS = Task(
    "pagedjs",
    "pandoc + pagedjs-cli",
    lambda s: (*_module("browser"), "pagedjs", s.markdown, s.root / "pagedjs.pdf"),
    _named("pagedjs.pdf"),
)
VIVLIOSTYLE = Task(
    "vivliostyle",
    "pandoc + Vivliostyle",
    lambda s: (*_module("browser"), "vivliostyle", s.markdown, s.root / "vivliostyle.pdf"),
    _named("vivliostyle.pdf"),
)
PANDOC_EPUB = Task(
    "pandoc-epub",
    "pandoc, EPUB 3",
    lambda s: pandoc.command("epub", s.markdown, s.root / "pandoc.epub"),
    _named("pandoc.epub"),
)

AT_LENGTH = (
    *(BINDERY_ONE, PLAIN_ONE, TYPST, PAGEDJS, VIVLIOSTYLE, BINDERY_ALL, PLAIN_BOTH),
    *(BINDERY_EDIT, BINDERY_MOVE, BINDERY_SAME, BINDERY_EPUB, PANDOC_EPUB, BINDERY_EPUB_COLD),
)
SPARSE = (BINDERY_ONE, PLAIN_ONE)
GROWTH = (BINDERY_ONE,)
