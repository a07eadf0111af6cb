"""What the tests of the art share: the colours, and words for a cover."""

from __future__ import annotations

from pathlib import Path

import pytest

from bindery.art.cover import CoverCopy, CoverLogo
from bindery.tokens import Tokens, load_tokens

PROJECT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def tokens() -> Tokens:
    return load_tokens(PROJECT / "styles" / "tokens.yaml")


@pytest.fixture(scope="session")
def copy() -> CoverCopy:
    return CoverCopy(
        language="en",
        collection_title="Parcel Guides",
        series_label="Practical Guide",
        title="Public-Private collaborations & partnerships",
        subtitle="Levers of transition for our territories?",
        numeral="6",
        count="6",
        blurb=("A first paragraph of the blurb.", "And a second one."),
        publisher="Parcel Press",
        publisher_line="A press of the valley",
        support_sentence="With the support of the Valley",
        logos=(CoverLogo("The Valley", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"/>', 20.0),),
        isbn=None,
        slot_label="ISBN to be supplied",
        price_line="Free",
        spine_width_mm=7.0,
        trim_width_mm=170.0,
        trim_height_mm=240.0,
        bleed_mm=8.0,
    )
