"""Where the author wrote what stands on the pages: the stock book's own lines."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from bindery.assemble import bind, gather, places_of
from bindery.assemble.tree import parse_fragment
from bindery.diagnostics import Source
from bindery.load import load_collection
from bindery.model import Book, Edition
from bindery.tokens import load_tokens
from tests.stock import STOCK


@pytest.fixture(scope="module")
def paged() -> tuple[Book, Mapping[str, Source]]:
    collection = load_collection(STOCK, STOCK.parent).collection
    assert collection is not None
    volume = collection.volume(1)
    tokens = load_tokens(Path(__file__).parents[2] / "styles" / "tokens.yaml")
    manuscript = gather(collection, volume, volume.texts["en"], tokens.palette(1))
    return bind(collection, manuscript, Edition(volume, volume.texts["en"], "print")), places_of(manuscript, volume)


def line(source: Source) -> str:
    """Read the line of the stock book that a source names."""
    text = (STOCK / Path(source.path).relative_to(STOCK.name)).read_text(encoding="utf-8")
    return text.splitlines()[source.line - 1]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("sec-plot", "## The plot {#sec-plot}"),
        ("fn-garden-beans", "[^beans]: Beans are sown early."),
        ("fn-pump-lease", "[^lease]: The lease came later."),
        ("box-plot", '::: {.definition #box-plot title="Plot"}'),
        ("tbl-tools", "::: {.table #tbl-tools}"),
    ],
)
def test_an_anchor_is_where_it_is_written(paged, name, written):
    assert line(paged[1][name]) == written


def test_a_block_is_where_its_text_is_written(paged):
    book, places = paged
    garden = next(section for section in book.sections if section.id == "garden")
    (advice,) = (e for e in parse_fragment(garden.body).iter("p") if e.text == "Start small.")

    assert line(places[advice.get("data-b", "")]) == "Start small."


def test_terms_and_works_are_in_the_files_that_list_them(paged):
    found = [str(paged[1][name]) for name in ("term-common-plot", "ref-semeur2020")]

    assert found == ["tiny/volume-1/glossary.yaml:5", "tiny/volume-1/references.yaml:1"]


def test_every_note_and_block_on_the_pages_has_its_place(paged):
    book, places = paged
    on_pages = {
        name
        for section in book.sections
        for element in parse_fragment(section.body).iter("*")
        for name in (element.get("data-b"), element.get("id"))
        if name
    }

    assert on_pages and on_pages <= places.keys()


def test_every_place_has_a_line(paged):
    assert [name for name, source in paged[1].items() if not source.line] == []
