"""Receipts: a build with nothing to do is known at once, and nothing else is taken for one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bindery import report
from bindery.cli import GOOD, PROJECT, main
from tests.stock import change, stock_book


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a stock book whose English e-book has been built."""
    folder = tmp_path_factory.mktemp("built")
    stock_book(folder)
    assert build(folder) == GOOD
    return folder


def words(folder: Path, *more: str) -> list[str]:
    where = ["--content", str(folder / "content"), "--output", str(folder / "output")]
    return ["epub", "--lang", "en", *where, *more]


def build(folder: Path, *more: str) -> int:
    return main(words(folder, *more))


def says_unchanged(capsys: pytest.CaptureFixture[str]) -> bool:
    return capsys.readouterr().out.startswith("nothing has changed\n")


def test_a_second_build_is_known_to_have_nothing_to_do(built, capsys):
    assert build(built) == GOOD
    assert says_unchanged(capsys)


def test_it_names_the_files_that_stand(built, capsys):
    build(built)

    assert "small-book-1-en.epub" in capsys.readouterr().out


def test_it_opens_neither_the_layout_nor_the_data(built):
    program = f"import sys; from bindery.cli import main; main({words(built)!r}); print(sorted(sys.modules))"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=PROJECT, check=True)

    assert not {"weasyprint", "pydantic", "jinja2", "pikepdf"}.intersection(run.stdout.split("'"))


@pytest.mark.parametrize("more", [("--no-cache",), ("--volume", "1")], ids=["without a store", "another order"])
def test_another_order_is_another_receipt(built, capsys, more):
    build(built, *more)

    assert not says_unchanged(capsys)


def test_a_file_that_is_gone_is_made_again(built, capsys):
    (book,) = (built / "output").rglob("*.epub")
    data = book.read_bytes()
    book.unlink()

    assert build(built) == GOOD
    assert not says_unchanged(capsys)
    assert book.read_bytes() == data


def test_a_file_that_was_changed_is_made_again(built, capsys):
    (book,) = (built / "output").rglob("*.epub")
    data = book.read_bytes()
    book.write_bytes(b"not a book")

    assert build(built) == GOOD
    assert not says_unchanged(capsys)
    assert book.read_bytes() == data


def test_a_text_that_was_changed_is_made_again(tmp_path, capsys):
    stock_book(tmp_path)
    build(tmp_path)
    capsys.readouterr()
    change(tmp_path / "content/volume-1/en/00-foreword.md", "This small book", "This slim book")

    assert build(tmp_path) == GOOD
    assert not says_unchanged(capsys)


def test_a_build_at_fault_leaves_no_receipt(tmp_path, capsys):
    stock_book(tmp_path)
    change(tmp_path / "content/volume-1/en/00-foreword.md", "@sec-plot", "@sec-nowhere")
    codes = [build(tmp_path), build(tmp_path)]

    assert GOOD not in codes
    assert not says_unchanged(capsys)


def test_a_file_saved_while_a_build_ends_leaves_no_receipt(tmp_path, monkeypatch, capsys):
    stock_book(tmp_path)
    path = tmp_path / "content/volume-1/en/00-foreword.md"
    write_report = report.write_report

    def save_and_write(*of_build: object) -> None:
        path.write_text(path.read_text(encoding="utf-8").replace("small book", "slim book"), encoding="utf-8")
        write_report(*of_build)

    monkeypatch.setattr(report, "write_report", save_and_write)
    assert build(tmp_path) == GOOD
    monkeypatch.setattr(report, "write_report", write_report)
    capsys.readouterr()
    build(tmp_path)

    assert not says_unchanged(capsys)
