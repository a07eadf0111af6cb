"""What the press file takes from the book: facts without their apparatus, each with its page."""

from __future__ import annotations

import pytest

from bindery.assemble import Manuscript
from bindery.kit.from_the_book import cases_in_short, folio, quotes_of
from tests.kit.desks import PAGES, book_desk


@pytest.fixture
def manuscript() -> Manuscript:
    found = book_desk("en").made.manuscript
    assert found is not None
    return found


def test_a_case_is_told_by_the_facts_asked_for(manuscript):
    (case,) = cases_in_short(manuscript, PAGES, ("Place", "Amounts"))

    assert (case.title, case.folio) == ("Nowhere: one pump for two", "9")
    assert case.facts == (("Place", "Nowhere"), ("Amounts", "€120.50"))


def test_a_quotation_names_whose_words_it_has(manuscript):
    (quote,) = quotes_of(manuscript, PAGES)

    assert quote.by == "Parcel Press"
    assert quote.words
    assert "—" not in quote.by


def test_an_anchor_that_no_page_holds_has_no_folio():
    assert folio(PAGES, "box-nowhere") == folio(None, "box-pump") == ""
