"""A book of 800 pages with many page references: every note once, every number true, every link resolved."""

from __future__ import annotations

from pathlib import Path

import pytest

from bindery.bench.books import write_book
from bindery.bench.gates import Verdict, extent, judge_pdf
from bindery.cli import GOOD, main

PAGES, SEED = 800, 6


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[Verdict, ...]]:
    """The screen edition of the book, and what is read on its pages from outside."""
    folder = tmp_path_factory.mktemp("large")
    book = write_book(folder / "content", PAGES, SEED, "many")
    where = ("--content", str(folder / "content"), "--output", str(folder / "output"), "--quiet")
    assert main(["screen", *where]) == GOOD  # its own gates are passed
    (path,) = (folder / "output").rglob("*-screen.pdf")
    return path, judge_pdf(path, book)


def test_it_has_some_800_pages(large):
    assert extent(large[0]) == pytest.approx(PAGES, rel=0.1)


def test_it_passes_the_gates_from_outside(large):
    assert {verdict.gate: verdict.faults for verdict in large[1] if verdict.faults} == {}


def test_the_gates_had_much_to_judge(large):
    counts = {verdict.gate: verdict.count for verdict in large[1]}

    assert min(counts.values()) > 200
