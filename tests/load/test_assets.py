"""Figures and data: sizes known, torn files told, other files passed over."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from bindery.load import load_collection
from bindery.load.assets import svg_size_px
from bindery.load.files import MAX_PICTURE_BYTES
from bindery.model import Volume
from tests.stock import stock_book


def volume(root: Path) -> Volume:
    collection = load_collection(root).collection
    assert collection is not None
    return collection.volume(1)


def codes(root: Path) -> list[str]:
    return [d.code for d in load_collection(root).diagnostics if d.code != "placeholder"]


@pytest.mark.parametrize("name", ["photo.png", "photo.jpg", "photo.webp", "PHOTO.JPEG"])
def test_a_picture_brings_its_size(tmp_path: Path, name: str) -> None:
    root = stock_book(tmp_path)
    Image.new("RGB", (40, 30)).save(root / "volume-1/figures" / name)
    asset = volume(root).figures[name]

    assert (asset.width_px, asset.height_px, asset.text) == (40, 30, None)


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 120.4 60"', (120, 60)),
        ('viewBox="-10,-10,20,40"', (20, 40)),
        ('width="30mm" height="20"', (30, 20)),
        ("", (0, 0)),
    ],
)
def test_a_drawing_has_the_size_of_its_view_box(attributes: str, size: tuple[int, int]) -> None:
    assert svg_size_px(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>') == size


def test_a_torn_drawing_is_told_at_its_line(tmp_path: Path) -> None:
    root = stock_book(tmp_path)
    (root / "volume-1/figures/plan.svg").write_text("<svg>\n<g>\n</svg>\n", encoding="utf-8")
    found = [str(d) for d in load_collection(root).diagnostics if d.code == "bad-picture"]

    assert [text.split(": ", maxsplit=1)[0] for text in found] == ["content/volume-1/figures/plan.svg:3"]


def test_a_page_is_no_drawing(tmp_path: Path) -> None:
    root = stock_book(tmp_path)
    (root / "volume-1/figures/plan.svg").write_text("<html/>", encoding="utf-8")

    assert codes(root) == ["bad-picture"]


def test_a_drawing_reads_no_other_file(tmp_path: Path) -> None:
    root = stock_book(tmp_path)
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    doctype = f'<!DOCTYPE svg [<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt">]>'
    (root / "volume-1/figures/plan.svg").write_text(f"{doctype}<svg>&x;</svg>", encoding="utf-8")

    assert "secret" not in (volume(root).figures["plan.svg"].text or "").replace("/secret.txt", "")


def test_a_picture_larger_than_the_bound_is_refused(tmp_path: Path) -> None:
    root = stock_book(tmp_path)
    with (root / "volume-1/figures/huge.png").open("wb") as file:
        file.truncate(MAX_PICTURE_BYTES + 1)

    assert codes(root) == ["too-large"]


def test_files_of_other_kinds_are_passed_over(tmp_path: Path) -> None:
    root = stock_book(tmp_path)
    (root / "volume-1/figures/.DS_Store").write_bytes(b"\0")
    (root / "volume-1/figures/plan.ai").write_bytes(b"\xff")
    (root / "volume-1/data/notes.txt").write_bytes(b"\xff")

    assert (codes(root), [*volume(root).figures], [*volume(root).data]) == ([], ["plan.svg"], ["harvest.csv"])
