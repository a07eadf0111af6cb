"""The e-book in the hands of reading clients: on white, sepia and black, its text stands out and nothing is cut off.

The stock book, which has every kind of box, is packaged, unpacked and opened in Chromium under the rules that a client
adds for each of its schemes.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from bindery.assemble import bind
from bindery.cli import PROJECT
from bindery.formats.epub import open_stores, package_epub
from bindery.load import load_collection
from bindery.model import Edition
from bindery.pressroom import lint_text
from bindery.studio import Studio
from tests.formats.book_by_hand import cover_png
from tests.stock import stock_book
from tests.validators import needs, weak_contrasts

READ = ("text/garden.xhtml", "text/pump.xhtml", "text/title-page.xhtml", "text/copyright-page.xhtml", "nav.xhtml")
CLIENTS = {
    "white": "html { background: #ffffff; color: #000000 }",
    "sepia": "html { background: #f4ecd8; color: #5b4636 }",
    "black": "html { background: #000000; color: #c8c8c8 }",
}


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("e-book")
    collection = load_collection(stock_book(folder)).collection
    assert collection is not None
    studio, volume = Studio(PROJECT), collection.volume(1)
    text = volume.texts["en"]
    book = bind(collection, lint_text(collection, volume, text, studio), Edition(volume, text, "epub"))
    stores = open_stores(book, studio.styles)
    packaged = package_epub(book, None, cover_png(), stores, studio.tokens, studio.render)
    zipfile.ZipFile(io.BytesIO(packaged)).extractall(folder)
    return folder / "EPUB"


@pytest.fixture(scope="module")
def sheet(unpacked: Path) -> str:
    return (unpacked / "styles" / "book.css").read_text(encoding="utf-8")


@needs("axe", "chromium")
@pytest.mark.parametrize("client", CLIENTS)
def test_text_stands_out_and_nothing_is_cut_off(unpacked: Path, client: str) -> None:
    assert weak_contrasts(unpacked, *READ, reader=CLIENTS[client], width_px=320) == []


@needs("axe", "chromium")
def test_pale_text_would_be_found(unpacked: Path) -> None:
    found = weak_contrasts(unpacked, READ[0], reader=CLIENTS["white"] + ".promise { color: #bbbbbb }")

    assert [fault.code for fault in found] == ["color-contrast"]


def test_the_colour_of_text_is_left_to_the_reader(sheet: str) -> None:
    assert re.findall(r"[{;\s]color:(?!\s*inherit)", sheet) == []


def test_grounds_let_the_readers_own_show_through_but_under_drawings(sheet: str) -> None:
    grounds = set(re.findall(r"background(?:-color)?:\s*([^;}]+)", sheet))

    assert {ground for ground in grounds if not ground.startswith("rgba(")} == {"#ffffff"}
    assert all(re.search(r"(?:img|svg) \{[^}]*#ffffff", rule) for rule in re.findall(r"[^}]*#ffffff[^}]*\}", sheet))


def test_every_box_has_its_sign_in_the_container(unpacked: Path, sheet: str) -> None:
    shown = re.findall(r'background-image: url\("\.\./([^"]+)"\)', sheet)

    assert len(shown) == len(set(shown)) > 12
    assert all((unpacked / path).is_file() for path in shown)
