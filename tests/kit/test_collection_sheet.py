"""The sheet of the collection: every volume, its cover said to be ours, nothing known that nobody told."""

from __future__ import annotations

import pytest

from bindery.kit.collection_sheet import collection_sheet, shelf_rows
from bindery.kit.desk import Desk
from tests.kit.desks import alternatives, book_desk, file_of, pages, paper_of, plain
from tests.kit.made_by_hand import EXTENTS


@pytest.fixture
def desk() -> Desk:
    return book_desk()


def test_it_shows_every_volume_with_its_cover_described(desk):
    pdf = file_of(paper_of(collection_sheet), ".pdf")
    text = " ".join(pages(pdf))

    for volume in desk.collection.volumes:
        assert plain(desk.typeset(volume.titles["fr"])) in text
        assert any(f"volume {volume.number}" in plain(alt) for alt in alternatives(pdf))


def test_it_says_whose_drawings_the_covers_are():
    assert "dessinées par la chaîne de publication Bindery" in " ".join(
        pages(file_of(paper_of(collection_sheet), ".pdf"))
    )


def test_this_volume_has_the_pages_of_the_text_made_here(desk):
    (row,) = (row for row in shelf_rows(desk) if row.is_this)

    assert plain(row.extent) == f"{EXTENTS['fr']} pages"
    assert row.status == "nouveau"


def test_nobody_is_presented_as_the_author_of_this_text(desk):
    (row,) = (row for row in shelf_rows(desk) if row.is_this)

    assert plain(row.authors) == "Ada Semeur (autre texte que celui-ci)"
