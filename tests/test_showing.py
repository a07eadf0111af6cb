"""The open book shows the pages that the volume names, a verso and its recto; a name that no page has is told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bindery.editions import MadeText
from bindery.jobs import Job
from bindery.load import load_collection
from bindery.pdf.page_map import PageMap
from bindery.showing import spreads
from tests.stock import stock_book


@dataclass
class Hands:
    """Takes jobs in the place of those who do them, and gives back their arguments."""

    asked: tuple[Job, ...] = ()

    def make(self, name: str, source: object, *jobs: Job) -> tuple[list[object], tuple[()]]:
        self.asked = jobs
        return [job.arguments for job in jobs], ()


@pytest.fixture
def volume(tmp_path: Path):
    collection = load_collection(stock_book(tmp_path)).collection
    assert collection is not None
    return collection.volume(1)


def made(**anchors: int) -> MadeText:
    pages = PageMap(tuple(str(number + 1) for number in range(8)), (None,) * 8, anchors)
    return MadeText(1, "en", (), files=(("screen", "volume-1/en/small-book-1-en-screen.pdf", b"pdf"),), page_map=pages)


@pytest.mark.parametrize(
    ("page_index", "place"),
    [
        (1, 2),  # page 2 is a verso; in the PDF the cover stands before page 1
        (2, 2),  # page 3 is a recto: the verso it faces comes with it
        (5, 6),
        (6, 6),
        (0, 2),  # nothing faces page 1
        (7, 6),  # nor the last page, when it is a verso
    ],
)
def test_the_open_book_shows_a_verso_and_its_recto(volume, page_index, place):
    opened, faults = spreads(Hands(), replace(volume, spread="garden"), [made(garden=page_index)])

    assert opened == {"en": (b"pdf", place)}
    assert not faults


def test_without_a_name_it_opens_at_the_last_chapter_of_the_excerpt(volume):
    opened, _ = spreads(
        Hands(), replace(volume, spread="", excerpt=("foreword", "market")), [made(market=3, foreword=1)]
    )

    assert opened == {"en": (b"pdf", 4)}


def test_without_either_there_is_no_open_book(volume):
    hands = Hands()

    assert spreads(hands, replace(volume, spread="", excerpt=()), [made(market=3)]) == ({}, ())
    assert hands.asked == ()


def test_a_leaf_alone_has_no_spread(volume):
    leaf = replace(made(), page_map=PageMap(("1", "2"), (None, None), {"garden": 1}))

    assert spreads(Hands(), replace(volume, spread="garden"), [leaf]) == ({}, ())


def test_a_name_that_no_page_has_is_told_with_the_nearest(volume):
    opened, (fault,) = spreads(Hands(), replace(volume, spread="gardn"), [made(garden=3)])

    assert not opened
    assert (fault.code, fault.source) == ("bad-value", volume.source)
    assert "gardn" in fault.message and "garden" in fault.hint
