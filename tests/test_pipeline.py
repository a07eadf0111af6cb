"""What an edit makes anew: that, and nothing else; and the same bytes however they were made."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from bindery.load import load_collection
from bindery.order import STORE, Order
from bindery.pipeline import build
from bindery.progress import SILENT
from bindery.studio import Studio
from tests.stock import change, stock_book

PROJECT = Path(__file__).parent.parent
TEXTS = ("print", "screen", "epub")
EDITED = "volume-1/en/00-foreword.md"
FIND, PUT = "This small book", "This slim book"


def made(root: Path, output: Path, **order) -> Counter[str]:
    """Build the texts; count the jobs that were done, by what they make."""
    done: list[str] = []
    tell = replace(SILENT, advance=lambda name, *so_far: done.append(so_far[-1].partition(" · ")[0]))
    asked = Order(root, output, TEXTS, jobs=2)
    report = build(load_collection(root, PROJECT), replace(asked, **order), Studio(PROJECT), tell)
    assert {path.partition(".")[2] for path in report.checks} == {"pdf", "epub"}
    return Counter(done)


def files(output: Path, language: str = "") -> dict[str, str]:
    paths = sorted(path for path in (output / "volume-1" / language).rglob("*") if path.is_file())
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A stock book that has been built once."""
    folder = tmp_path_factory.mktemp("first")
    made(stock_book(folder), folder / "output")
    return folder


@pytest.fixture
def folder(first: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(first, tmp_path / "copy"))


def again(folder: Path, **order) -> Counter[str]:
    return made(folder / "content", folder / "output", **order)


def edit(folder: Path) -> None:
    """Change a word in a chapter."""
    change(folder / "content" / EDITED, FIND, PUT)


def test_nothing_changed_makes_nothing(folder):
    assert again(folder) == {}


def test_a_file_that_is_only_touched_makes_nothing(folder):
    for path in (folder / "content").rglob("*"):
        os.utime(path, (1, 1))

    assert again(folder) == {}


def test_one_changed_word_lays_out_one_chapter(folder):
    edit(folder)

    assert again(folder)["sections"] == 1


def test_an_edit_leaves_cover_and_other_languages_alone(folder):
    edit(folder)

    assert again(folder) == {
        "copy": 1, "sections": 1, "inked sheets": 1, "screen edition": 1, "print edition": 1, "e-book": 1, "checks": 3,
        "comparison": 1,
    }  # fmt: skip


@pytest.mark.parametrize("how", [{"jobs": 1}, {"jobs": 3}, {"use_cache": False}], ids=["1", "3", "no store"])
def test_the_bytes_are_the_same_however_they_are_made(first, tmp_path, how):
    made(stock_book(tmp_path), tmp_path / "output", languages=("en",), **how)

    assert files(tmp_path / "output", "en") == files(first / "output", "en")


def test_an_edit_taken_back_gives_the_bytes_of_before(folder):
    before = files(folder / "output")
    words = (folder / "content" / EDITED).read_text(encoding="utf-8")
    edit(folder)
    again(folder)
    (folder / "content" / EDITED).write_text(words, encoding="utf-8")

    assert again(folder) == {}
    assert files(folder / "output") == before


def test_a_damaged_store_is_made_good(folder):
    before = files(folder / "output", "en")
    for path in (folder / "output" / STORE).iterdir():
        path.write_bytes(path.read_bytes()[:-1])
    shutil.rmtree(folder / "output" / "volume-1")

    assert again(folder, languages=("en",))["sections"] > 0
    assert files(folder / "output", "en") == before


def test_what_all_texts_read_makes_all_texts_again(folder):
    path = folder / "content" / "supporters/supporters.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# looked through\n", encoding="utf-8")

    assert again(folder)["copy"] == 2


def test_an_edit_of_one_language_is_none_of_another(folder):
    path = folder / "content" / "volume-1/fr/00-foreword.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nUne phrase.\n", encoding="utf-8")

    assert again(folder)["copy"] == 1


def test_what_was_agreed_on_makes_no_text_again(folder):
    path = folder / "content" / "volume-1/agreed/00-foreword.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("fr:", "fr:f", 1), encoding="utf-8")

    assert again(folder) == {"comparison": 1}


def test_a_word_whose_breaks_are_listed_lays_out_the_sections_that_have_it(folder):
    (folder / "content" / "hyphenation.yaml").write_text("en:\n  - neighbours\n  - nowhereelse\n", encoding="utf-8")

    assert set(again(folder)) == {"sections", "inked sheets", "screen edition", "print edition"}


def test_a_word_whose_spelling_is_listed_makes_no_text_again(folder):
    (folder / "content" / "spelling.yaml").write_text("names: [Ada, Semeur, Nobody]\n", encoding="utf-8")

    assert again(folder) == {}
