"""What a block says in any language is read from it, and nothing else is."""

from __future__ import annotations

import pytest

from bindery.bitext.wording import read_wording


@pytest.mark.parametrize(
    "markup",
    [
        "`404`",
        "[the site](https://example.org/2022/7)",
        "<https://example.org/2022>",
        "https://example.org/2022",
        "[@eca2018, p. 3]",
        "[^note7]",
        "@fig-scale-2",
        'word{index="Europe 2020"}',
        "[word]{term=web-3}",
        '<abbr title="7">PPP</abbr>',
    ],
)
def test_keys_addresses_and_attributes_hold_no_numbers(markup):
    assert read_wording(f"Some words {markup} and more.", "en").numbers.said == ()


def test_variables_go_by_their_names():
    assert read_wording("Above {{ facts.rent_2022 }} a year.", "en").variables == ("facts.rent_2022",)


def test_the_words_of_a_link_are_read():
    assert read_wording("[the 7 forms](https://example.org/8)", "en").numbers.said == ("7",)


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("[@eca2018, p. 3]", "[see @eca2018, page 3]"),
        ("[@greenpaper2004, sections 2 et 3]", "[@greenpaper2004, sections 2 and 3]"),
        ("[@law2016, considérant 12]", "[@law2016, recital 12]"),
        ("[@a2020 ; voir @b, art. 40]", "[@a2020; see @b, art. 40]"),
    ],
)
def test_citations_go_by_key_and_place(french, english):
    assert read_wording(french, "fr").citations == read_wording(english, "en").citations != ()


def test_another_page_is_another_citation():
    assert read_wording("[@eca2018, p. 3]", "en").citations != read_wording("[@eca2018, p. 4]", "en").citations


def test_terms_and_entries_are_told_apart():
    wording = read_wording('[lab]{term=living-lab index="living lab"} []{index="PPP" see="partnership"}', "en")

    assert (wording.terms, wording.entries) == (("living-lab",), 2)


def test_a_picture_in_the_text_names_its_file():
    assert read_wording("Look: ![two squares, 3 discs](plan.svg)", "en").files == ("plan.svg",)


def test_references_are_read_within_brackets_and_without():
    assert set(read_wording("See @fig-scale and (@box-ppp) [@sec-why].", "en").references) == {
        "fig-scale",
        "box-ppp",
        "sec-why",
    }
