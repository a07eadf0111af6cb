"""A release as its users make it: refused while a slot is empty, made once all are filled; what was held goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from bindery.cli import CONTENT_AT_FAULT, GOOD, main
from bindery.formats import mockup
from tests.stock import FILLED, lay_over, stock_book

KIT = "volume-1/press-kit"
NAME = "small-book-1-press-kit"


def run(root: Path, *words: str) -> int:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mockup, "WIDTHS_PX", (300,))
        content, output = str(root), str(root.parent / "output")
        return main([*words, "--quiet", "--jobs", "2", "--content", content, "--output", output])


def kits(root: Path) -> set[str]:
    return {path.name for path in (root.parent / "output" / KIT).glob("*")}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The stock book with its slots filled, its kit built once to read over."""
    root = stock_book(tmp_path_factory.mktemp("release"))
    lay_over(root, FILLED)
    assert run(root, "press-kit") == GOOD
    return root


def test_a_kit_to_read_over_is_under_embargo(filled):
    assert kits(filled) == {f"{NAME}-embargo", f"{NAME}-embargo.zip", f"{NAME}-embargo-light.zip"}


def test_a_release_past_the_instant_takes_the_place_of_the_kit_under_embargo(filled, capsys):
    assert run(filled, "press-kit", "--release") == GOOD, capsys.readouterr().err
    assert kits(filled) == {NAME, f"{NAME}.zip", f"{NAME}-light.zip"}


def test_no_error_is_found_in_the_kit_released(filled):
    assert run(filled, "check") == GOOD


def test_a_release_with_an_empty_slot_is_refused(tmp_path, capsys):
    root = stock_book(tmp_path)

    assert run(root, "press-kit", "--release") == CONTENT_AT_FAULT
    assert "error[placeholder]" in capsys.readouterr().err
    assert kits(root) == set()
