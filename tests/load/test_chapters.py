"""Chapters: front matter parted from Markdown, and lines that survive."""

from __future__ import annotations

from pathlib import Path

import pytest

from bindery.load import load_collection
from bindery.load.chapters import part_front_matter
from bindery.model import Chapter
from tests.stock import change, stock_book


def chapter(root: Path, language: str, identifier: str) -> Chapter:
    collection = load_collection(root).collection
    assert collection is not None
    return next(one for one in collection.volume(1).texts[language].chapters if one.id == identifier)


def test_the_body_starts_at_the_line_its_source_tells(tmp_path: Path) -> None:
    root = stock_book(tmp_path)
    garden = chapter(root, "en", "garden")
    lines = (root / "volume-1/en/01-garden.md").read_text(encoding="utf-8").split("\n")

    assert garden.markdown.split("\n") == lines[garden.source.line - 1 :]


def test_the_running_head_is_the_title_unless_a_short_one_is_given(tmp_path: Path) -> None:
    root = stock_book(tmp_path)

    assert (chapter(root, "en", "pump").short, chapter(root, "en", "garden").short) == ("The pump", "Garden")


def test_chapters_stand_in_the_order_of_the_list(tmp_path: Path) -> None:
    collection = load_collection(stock_book(tmp_path)).collection

    assert collection is not None
    assert [one.role for one in collection.volume(1).texts["fr"].chapters] == ["foreword", "chapter", "case-study"]


def test_a_chapter_in_a_wrong_encoding_keeps_its_place(tmp_path: Path) -> None:
    assert chapter(stock_book(tmp_path, "bad-encoding"), "en", "foreword").title == "Foreword"


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("title: The pump\n", "content/volume-1/en/02-pump.md:1: error[bad-front-matter]"),
        ("---\ntitle: The pump\n", "content/volume-1/en/02-pump.md:1: error[bad-front-matter]"),
        ("---\n---\n", "content/volume-1/en/02-pump.md:1: error[bad-front-matter]"),
        ("---\npromise: Soon.\n---\n", "content/volume-1/en/02-pump.md:2: error[missing-key]"),
        ("---\ntitle: A\nsubtitle: B\n---\n", "content/volume-1/en/02-pump.md:3: error[unknown-key]"),
        ("---\ntitle: 12\n---\n", "content/volume-1/en/02-pump.md:2: error[bad-value]"),
    ],
)
def test_a_faulty_head_is_told_at_its_line(tmp_path: Path, head: str, told: str) -> None:
    root = stock_book(tmp_path)
    (root / "volume-1/en/02-pump.md").write_text(head + "\nText.\n", encoding="utf-8")
    found = [str(d) for d in load_collection(root).diagnostics if d.code != "placeholder"]

    assert [text.startswith(told) for text in found] == [True]


def test_a_misspelt_file_is_told_with_the_nearest_name(tmp_path: Path) -> None:
    root = stock_book(tmp_path)
    change(root / "volume-1/volume.yaml", "file: 02-pump", "file: 02-pumps")
    hints = [d.hint for d in load_collection(root).diagnostics if d.code == "missing-chapter"]

    assert hints == ["the nearest file is `02-pump`"]


def test_fences_may_have_blanks_behind_them() -> None:
    assert part_front_matter("--- \ntitle: A\n---\t\nBody") == ("title: A", "Body", 4)
