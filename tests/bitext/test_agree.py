"""`agree`: an author settles a pair, a chapter or a volume, and is refused what is at fault."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bindery.agree import Chapter, _settle
from bindery.bitext.compare import bitexts, in_step
from bindery.cli import CONTENT_AT_FAULT, GOOD, USAGE, main
from bindery.languages import LANGUAGES
from bindery.model import Ledger
from tests.bitext.texts import LEDGER, volume
from tests.stock import change, stock_book

ENGLISH = "content/volume-1/en/01-garden.md"
FRENCH = "content/volume-1/fr/01-garden.md"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A stock book whose English was changed in two places."""
    root = stock_book(tmp_path)
    change(tmp_path / ENGLISH, "Start small.", "Start with a little.")
    change(tmp_path / ENGLISH, "A lease is written down.", "Write the lease down.")
    return root


def agree(root: Path, *places: str) -> int:
    return main(["agree", *places, "--content", str(root)])


def ledger(root: Path) -> str:
    return (root / "volume-1" / "agreed" / "01-garden.txt").read_text(encoding="utf-8")


def test_a_pair_is_settled_at_the_line_that_check_prints(book, capsys):
    before = ledger(book)

    assert agree(book, f"{FRENCH}:36") == GOOD
    assert f"settled: paragraph at {FRENCH}:36 and {ENGLISH}:36" in capsys.readouterr().out
    assert sum(a != b for a, b in zip(before.splitlines(), ledger(book).splitlines(), strict=True)) == 1


def test_either_side_names_the_pair(book):
    agree(book, f"{FRENCH}:36")
    by_french = ledger(book)
    agree(book, f"{ENGLISH}:36")

    assert ledger(book) == by_french


def test_a_path_on_disk_names_a_chapter(book, capsys):
    assert agree(book, str(book / "volume-1" / "en" / "01-garden.md")) == GOOD
    assert "2 pairs settled" in capsys.readouterr().out


def test_several_places_are_settled_at_once(book, capsys):
    assert agree(book, f"{FRENCH}:36", f"{ENGLISH}:44") == GOOD
    assert "2 pairs settled" in capsys.readouterr().out


def test_a_second_time_there_is_nothing_to_settle(book, capsys):
    agree(book, ENGLISH)

    assert agree(book, ENGLISH) == GOOD
    assert "nothing to settle, all is agreed on" in capsys.readouterr().out


def test_what_is_settled_is_written_once(book):
    agree(book, "all")
    before = ledger(book)

    assert agree(book, "all") == GOOD
    assert ledger(book) == before


def test_a_pair_at_fault_is_refused_with_its_fault(book, capsys):
    before = ledger(book)
    change(book.parent / ENGLISH, 'value="3 plots"', 'value="4 plots"')

    assert agree(book, f"{ENGLISH}:31") == CONTENT_AT_FAULT
    assert "error[step-number]" in capsys.readouterr().err
    assert ledger(book) == before


def test_the_rest_of_a_chapter_is_settled_when_a_pair_is_refused(book, capsys):
    change(book.parent / ENGLISH, 'value="3 plots"', 'value="4 plots"')

    assert agree(book, ENGLISH) == CONTENT_AT_FAULT
    assert "2 pairs settled" in capsys.readouterr().out


def test_a_missing_block_cannot_be_settled(book, capsys):
    change(book.parent / ENGLISH, "Start with a little.\n", "")

    assert agree(book, f"{FRENCH}:36") == CONTENT_AT_FAULT
    assert "error[step-missing]" in capsys.readouterr().err


def test_stale_lines_are_taken_out(book, capsys):
    for path, words in ((ENGLISH, "Write the lease down."), (FRENCH, "Un bail s'écrit.")):
        change(book.parent / path, f"::: legal\n{words}\n:::\n\n", "")

    assert agree(book, ENGLISH) == GOOD
    assert "1 line that spoke of nothing taken out" in capsys.readouterr().out


def test_a_first_settlement_makes_the_folder(tmp_path):
    root = stock_book(tmp_path)
    before = ledger(root)
    for path in (root / "volume-1" / "agreed").iterdir():
        path.unlink()
    (root / "volume-1" / "agreed").rmdir()

    assert agree(root, "all") == GOOD
    assert ledger(root) == before


@pytest.mark.parametrize("places", [(), ("all", FRENCH)], ids=["nothing", "all and a chapter"])
def test_it_says_how_to_be_used(book, capsys, places):
    assert agree(book, *places) == USAGE
    assert "agree content/volume-6/en/02-notions.md:18" in capsys.readouterr().err


def test_an_unknown_chapter_gives_the_nearest(book, capsys):
    assert agree(book, "content/volume-1/en/01-gardn.md:36") == USAGE
    assert f"the nearest chapter is `{ENGLISH}`" in capsys.readouterr().err


def test_a_ledger_holds_every_language(monkeypatch, tmp_path):
    monkeypatch.setitem(LANGUAGES, "nl", replace(LANGUAGES["en"], code="nl", locale="nl_BE"))
    languages = ("fr", "en", "nl")
    book = volume("Un bail.", "A lease.", "Een huur.", languages=languages)
    chapters = [Chapter(book, each, tmp_path / "02-notions.txt") for each in bitexts(book, languages)]

    assert _settle({each: each.bitext.sources[1:] for each in chapters}, print) == GOOD
    written = Ledger((tmp_path / "02-notions.txt").read_text(encoding="utf-8"), LEDGER)
    assert [each.told for each in in_step(replace(book, ledgers={"02-notions": written}), languages)] == [(), ()]
