"""A build goes on whatever is out of step, and sums it up; a release does not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bindery.cli import CONTENT_AT_FAULT, GOOD, main
from tests.stock import change, stock_book

ENGLISH = "volume-1/en/01-garden.md"
SUMMARY = "volume 1: French and English in step: 59 pairs agreed, 1 changed, 1 at odds (see: build.py check)"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A stock book with a word changed and a number wrong in English."""
    root = stock_book(tmp_path_factory.mktemp("step"))
    change(root / ENGLISH, "Start small.", "Start with a little.")
    change(root / ENGLISH, 'value="3 plots"', 'value="4 plots"')
    return root


def run(root: Path, *words: str) -> int:
    return main([*words, "--content", str(root), "--output", str(root.parent / "output")])


def test_a_build_sums_up_what_is_out_of_step(book, capsys):
    assert run(book, "epub", "--lang", "en") == GOOD

    said = capsys.readouterr()
    assert f"  {SUMMARY}\n" in said.out
    assert "step-" not in said.out + said.err


def test_a_build_with_nothing_to_do_says_it_again(book, capsys):
    run(book, "epub", "--lang", "en")
    capsys.readouterr()

    assert run(book, "epub", "--lang", "en") == GOOD
    assert SUMMARY in capsys.readouterr().out


def test_the_reports_tell_it_in_full(book):
    run(book, "epub", "--lang", "en", "--quiet")
    output = book.parent / "output"
    (stands,) = json.loads((output / "report.json").read_text(encoding="utf-8"))["in_step"]

    assert stands["pairs"] == {"agreed": 59, "changed": 1, "never agreed": 0, "at odds": 1, "missing": 0}
    assert [each["code"] for each in stands["told"]] == ["step-number", "step-changed"]
    assert "step-number" in (output / "report.html").read_text(encoding="utf-8")


def test_check_tells_it_as_errors(book, capsys):
    assert run(book, "check") == CONTENT_AT_FAULT
    assert "error[step-number]" in capsys.readouterr().err


def test_a_release_refuses_it(book, capsys):
    assert run(book, "epub", "--lang", "en", "--release") == CONTENT_AT_FAULT
    assert "error[step-number]" in capsys.readouterr().err
