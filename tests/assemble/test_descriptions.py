"""Long descriptions: folded behind their figure where there are no pages, read out with it where there are."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from bindery.assemble import bind, gather
from bindery.assemble.flow import put_data_after_figures
from bindery.assemble.tree import parse_fragment, plain_text, with_class
from bindery.load import load_collection
from bindery.model import Edition
from bindery.tokens import load_tokens
from tests.stock import change, stock_book

TOKENS = load_tokens(Path(__file__).parents[2] / "styles" / "tokens.yaml")
LONG = "The plan of the garden.\n\n::: description\nThe well stands *between* the plots.\n:::"


def figure(folder: Path, medium: str) -> etree._Element:
    root = stock_book(folder)
    change(root / "volume-1" / "en" / "01-garden.md", "The plan of the garden.", LONG)
    collection = load_collection(root).collection
    assert collection is not None
    volume, text = collection.volume(1), collection.volume(1).texts["en"]
    book = bind(collection, gather(collection, volume, text, TOKENS.palette(1)), Edition(volume, text, medium))
    body = parse_fragment(next(s.body for s in book.sections if s.id == "garden"))
    return next(each for each in body.iter("figure") if each.get("id") == "fig-plan")


@pytest.mark.parametrize("medium", ["print", "screen"])
def test_pages_read_a_long_description_out_after_the_alternative_text(medium: str, tmp_path: Path):
    drawn = figure(tmp_path, medium)

    assert plain_text(drawn.find("svg/title")) == (
        "Two squares side by side, a disc between them The well stands between the plots."
    )
    assert drawn.find("details") is None and drawn.find("svg").get("aria-details") is None


@pytest.mark.parametrize("medium", ["epub", "web"])
def test_flowing_editions_fold_it_and_point_to_it(medium: str, tmp_path: Path):
    drawn = figure(tmp_path, medium)

    assert drawn.find("svg").get("aria-details") == drawn.find("details").get("id")
    assert plain_text(drawn.find("svg/title")) == "Two squares side by side, a disc between them"


def test_it_stands_behind_its_figure_in_an_e_book(tmp_path: Path):
    drawn = figure(tmp_path, "epub")
    put_data_after_figures(drawn.getparent())

    assert drawn.getnext() in list(with_class(drawn.getparent(), "description"))
