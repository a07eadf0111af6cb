"""Legends: a list of definitions that names boxes shows their signs."""

from __future__ import annotations

import pytest

from bindery.languages import LANGUAGES
from tests.markup.read import one, tree


def definitions(*terms: str) -> str:
    """Write a list of definitions."""
    return "\n\n".join(f"{term}\n:   What it is." for term in terms)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_terms_that_name_boxes_show_their_signs(language: str):
    kinds = ("definition", "advice", "since-then")
    names = [LANGUAGES[language].words[kind] for kind in kinds]
    legend = one(tree(definitions(*names, "Others"), language), "./dl")

    assert legend.get("class") == "legend"
    assert [term.get("class") for term in legend.iter("dt")] == [*(f"sign-{kind}" for kind in kinds), None]


def test_a_list_that_names_a_box_or_two_by_the_way_is_no_legend():
    plain = one(tree(definitions("Example", "Advice", "Rent")), "./dl")

    assert plain.get("class") is None
    assert {term.get("class") for term in plain.iter("dt")} == {None}
