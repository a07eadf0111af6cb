"""The numbers of the notes, read back from pages, e-book and site: the same everywhere, per chapter or through."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import html
from pypdf import PdfReader

from bindery.assemble import bind
from bindery.cli import PROJECT
from bindery.diagnostics import has_errors
from bindery.formats.epub import open_stores, package_epub
from bindery.formats.interior import interior_sections
from bindery.formats.web import Bench, WebText, make_site
from bindery.load import load_collection
from bindery.model import NOTE_NUMBERINGS, PER_CHAPTER, THROUGH_THE_BOOK, Book, Collection, Edition
from bindery.pdf.paint import paint
from bindery.pressroom import lint_text
from bindery.studio import Studio
from tests.formats.book_by_hand import cover_png
from tests.stock import change, stock_book

# Below the stock book's own note: it is called again, so is the next one, and one belongs to screens alone.
MORE = {
    "01-garden.md": "Alpha[^beans]. Beta[^beta]. Gamma[^beta].\n\n::: only-screen\nDelta[^delta].\n:::\n\n"
    "Epsilon[^epsilon].\n\n[^beta]: Note beta.\n[^delta]: Note delta.\n[^epsilon]: Note epsilon.\n",
    "02-pump.md": "Zeta[^zeta].\n\n[^zeta]: Note zeta.\n",
}
STUDIO = Studio(PROJECT)
CHAPTERS = ("garden", "pump")
# What each chapter calls, with the number it bears.
RESTARTED = {"Alpha": 1, "Beta": 2, "Gamma": 2, "Delta": 3, "Epsilon": 4, "Zeta": 2}
RUN_ON = {**RESTARTED, "Zeta": 6}
ON_PAPER = frozenset(RUN_ON) - {"Delta"}


@dataclass(frozen=True)
class Numbers:
    """The numbers that an edition shows: at the words that call, and at the notes."""

    calls: Mapping[str, int]
    notes: Mapping[str, int]


def numbers_of(text: str) -> Numbers:
    """Read `Beta2.` as a call, `2 Note beta` and `2. Note beta` as a note."""
    folded = " ".join(text.split())
    return Numbers(
        {word: int(number) for word, number in re.findall(rf"({'|'.join(RUN_ON)})\s*(\d+)\.", folded)},
        {word.title(): int(number) for number, word in re.findall(r"(\d+)\.?\s*Note (\w+)", folded)},
    )


@pytest.fixture(scope="module")
def collections(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Collection]:
    """The stock book with its notes numbered in one way and in the other."""
    return {numbering: _stock(tmp_path_factory.mktemp(numbering), numbering) for numbering in NOTE_NUMBERINGS}


def _stock(folder: Path, numbering: str) -> Collection:
    root = stock_book(folder)
    change(root / "volume-1" / "volume.yaml", "excerpt:", f"note_numbering: {numbering}\nexcerpt:")
    for name, more in MORE.items():
        for language in ("fr", "en"):
            path = root / "volume-1" / language / name
            path.write_text(f"{path.read_text(encoding='utf-8')}\n{more}", encoding="utf-8")
    loaded = load_collection(root)
    assert loaded.collection is not None and not has_errors(loaded.diagnostics)
    return loaded.collection


def book(collection: Collection, medium: str, language: str) -> Book:
    volume, text = collection.volume(1), collection.volume(1).texts[language]
    return bind(collection, lint_text(collection, volume, text, STUDIO), Edition(volume, text, medium))


def on_paper(collection: Collection, language: str) -> Numbers:
    paged = book(collection, "print", language)
    read = ""
    for section in interior_sections(paged, STUDIO.render, STUDIO.tokens):
        if section.name in CHAPTERS:
            painted = paint(STUDIO.lay_out(section.html, collection.root, paged.edition.text.source))
            read += "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(painted.pdf)).pages)
    return numbers_of(read)


def in_the_e_book(collection: Collection, language: str) -> Numbers:
    flowing = book(collection, "epub", language)
    made = package_epub(flowing, None, cover_png(), open_stores(flowing, STUDIO.styles), STUDIO.tokens, STUDIO.render)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        return numbers_of(" ".join(words_of(archive.read(f"EPUB/text/{name}.xhtml")) for name in CHAPTERS))


def on_the_web(collection: Collection, language: str) -> Numbers:
    shown = [WebText(book(collection, "web", language))]
    site = dict(make_site(Bench(collection, STUDIO.render, STUDIO.tokens, STUDIO.styles, shown)))
    return numbers_of(" ".join(words_of(site[f"site/{language}/volume-1/{name}.html"]) for name in CHAPTERS))


def words_of(page: bytes) -> str:
    return html.document_fromstring(page).text_content()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_through_the_book_the_printed_numbers_run_on_across_chapters(collections, language) -> None:
    printed = on_paper(collections[THROUGH_THE_BOOK], language)

    assert printed.calls == {word: RUN_ON[word] for word in ON_PAPER}


def test_per_chapter_the_printed_numbers_start_again(collections) -> None:
    assert on_paper(collections[PER_CHAPTER], "en").calls == {word: RESTARTED[word] for word in ON_PAPER}


def test_a_printed_note_bears_the_number_of_its_call(collections) -> None:
    assert on_paper(collections[THROUGH_THE_BOOK], "en").notes == {"Beta": 2, "Epsilon": 4, "Zeta": 6}


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("read", [in_the_e_book, on_the_web])
@pytest.mark.parametrize(("numbering", "numbers"), [(PER_CHAPTER, RESTARTED), (THROUGH_THE_BOOK, RUN_ON)])
def test_e_book_and_site_show_the_numbers_of_the_printed_book(collections, numbering, numbers, read, language) -> None:
    assert read(collections[numbering], language).calls == numbers


@pytest.mark.parametrize("read", [in_the_e_book, on_the_web])
def test_notes_on_screens_bear_the_numbers_of_their_calls(collections, read) -> None:
    assert read(collections[THROUGH_THE_BOOK], "en").notes == {"Beta": 2, "Delta": 3, "Epsilon": 4, "Zeta": 6}
