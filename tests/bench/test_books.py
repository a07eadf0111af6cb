"""The books of the benchmark: the same for the same order, the same words in both dialects, and no fault in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bindery import assemble
from bindery.bench.books import write_book, write_content, write_pandoc
from bindery.bench.dialects import bindery_chapter, pandoc_book
from bindery.bench.gates import letters
from bindery.bench.manuscript import Figure, Manuscript, Table, manuscript, with_a_word_changed, with_pages_added
from bindery.bench.words import PLACE
from bindery.load import load_collection
from bindery.tokens import load_tokens

PROJECT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def book() -> Manuscript:
    return manuscript(50, seed=7)


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_the_same_order_gives_the_same_bytes(tmp_path: Path) -> None:
    write_book(tmp_path / "one", 50, seed=7)
    write_book(tmp_path / "two", 50, seed=7)

    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")


def test_another_seed_gives_another_book(book: Manuscript) -> None:
    assert manuscript(50, seed=8).chapters[0].blocks != book.chapters[0].blocks


def test_a_longer_order_gives_more_chapters() -> None:
    assert [len(manuscript(pages, seed=7).chapters) for pages in (50, 200, 800)] == [2, 11, 47]


def test_many_and_few_references_stand_in_the_same_words(book: Manuscript) -> None:
    few = manuscript(50, seed=7, references="few")

    assert [n.words for n in few.notes] == [n.words for n in book.notes]
    assert [str(p.pieces[0]) for p in few.paragraphs] == [str(p.pieces[0]) for p in book.paragraphs]
    assert len(few.references) * 8 < len(book.references)


def test_no_note_and_no_paragraph_comes_twice() -> None:
    book = manuscript(200, seed=2022)
    said = [n.words for n in book.notes] + [p.words for p in book.paragraphs]

    assert len(set(said)) == len(said)


def test_the_engine_finds_no_fault_in_it(tmp_path: Path) -> None:
    write_book(tmp_path, 200, seed=2022)
    loaded = load_collection(tmp_path, PROJECT)
    assert loaded.collection is not None
    volume = loaded.collection.volumes[0]
    palette = load_tokens(PROJECT / "styles/tokens.yaml").palette(volume.palette)
    gathered = assemble.gather(loaded.collection, volume, volume.texts["fr"], palette)
    codes = {d.code for d in (*loaded.diagnostics, *gathered.diagnostics)}

    assert codes <= {"placeholder"}


def test_both_dialects_say_the_same(book: Manuscript) -> None:
    ours = letters("".join(bindery_chapter(chapter) for chapter in book.chapters))
    theirs = letters(pandoc_book(book))
    heads = [letters(str(p.pieces[0])) for p in book.paragraphs] + [letters(n.words) for n in book.notes]

    assert [head for head in heads if head not in ours or head not in theirs] == []


def test_each_page_reference_of_one_dialect_has_its_twin_in_the_other(book: Manuscript) -> None:
    ours = sum(bindery_chapter(chapter).count("voir @") for chapter in book.chapters)

    assert ours == pandoc_book(book).count("(voir [") == len(book.references)


def test_the_other_tools_get_every_figure(tmp_path: Path, book: Manuscript) -> None:
    write_content(tmp_path / "content", book)
    write_pandoc(tmp_path / "markdown", book)

    assert files_of(tmp_path / "content/volume-1/figures") == files_of(tmp_path / "markdown/figures") != {}


def test_a_changed_word_changes_one_chapter(book: Manuscript) -> None:
    changed = with_a_word_changed(book)

    assert [a == b for a, b in zip(book.chapters, changed.chapters, strict=True)] == [True, False]


def test_added_pages_lengthen_the_second_chapter(book: Manuscript) -> None:
    longer = with_pages_added(book)

    assert longer.chapters[0] == book.chapters[0]
    assert len(longer.chapters[1].blocks) == len(book.chapters[1].blocks) + 14


def test_no_two_places_have_the_same_name() -> None:
    named = [name for p in manuscript(800, seed=2022).paragraphs for name in PLACE.findall(p.words)]

    assert len(set(named)) == len(named) > 3000


def test_no_other_words_spell_the_name_of_a_place() -> None:
    book = manuscript(200, seed=2022)
    captions = [b.caption for b in book.blocks if isinstance(b, Figure | Table)]
    said = [*(p.words for p in book.paragraphs), *(n.words for n in book.notes), *captions]
    text = letters("".join(said))
    names = [n.lower() for p in with_pages_added(book).paragraphs for n in PLACE.findall(p.words)]

    assert {text.count(name) for name in names} == {0, 1}  # 0: those of the pages added
