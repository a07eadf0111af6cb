"""Faults seeded into sections that are really set are found on their page and at their line; a clean one has none."""

from __future__ import annotations

import pytest

from bindery.pdf.fold import RECTO, VERSO
from tests.checks.layouts import box, found, text

HEADING = '<h2 data-b="b2">A heading</h2>'
ITEMS = "".join(f'<li data-b="b{number}">Item</li>' for number in (2, 3, 4, 5))
LONG_WORD = "&#173;".join(["antidisestablish"] * 20)  # soft hyphens: each line can only end within it
TALL_ROW = f'<tr><td data-b="b3">{"<br/>".join(["Cell"] * 6)}</td></tr>'
CALL = '<p data-b="b1">See <a class="xref" href="#fig-a">figure 1</a>.</p>'
FIGURE = f'<figure class="figure" id="fig-a">{text(9, 3)}</figure>'
NOTE = '<aside class="margin-note"><p data-b="b{}">A note of many lines in a narrow place</p></aside>'

SEEDED = {
    "the first line alone": ("line-alone", 11, 2, text(1, 11) + text(2, 3) + text(3, 10)),
    "the last line alone": ("line-alone", 12, 2, text(1, 9) + text(2, 4) + text(3, 11)),
    "a heading alone": ("lone-heading", 11, 2, text(1, 11) + HEADING + text(3, 12)),
    "a heading with one line": ("lone-heading", 11, 2, text(1, 10) + HEADING + text(3, 1) + text(4, 12)),
    "hyphens one above the other": ("stacked-hyphens", 11, 1, f'<p data-b="b1">{LONG_WORD} and words.</p>'),
    "a short last line": ("short-last-line", 11, 1, '<p data-b="b1">Some<br/>words<br/>and<br/>then<br/>an.</p>'),
    "a page nearly empty": ("page-empty", 12, 2, text(1, 12) + text(2, 2)),
    "a page cut short by a style": ("page-empty", 11, 1, text(1, 2) + '<div class="next">' + text(2, 12) + "</div>"),
    "a box that did not fit": ("page-short", 11, 2, text(1, 5) + box(2, 10) + text(3, 2)),
    "a box torn": ("torn", 11, 2, text(1, 8) + box(2, 8, style="break-inside: auto")),
    "a row torn": ("torn", 11, 3, text(1, 8) + f'<table style="break-inside: auto">{TALL_ROW}</table>' + text(4, 8)),
    "an item alone": ("lone-item", 12, 5, f"{text(1, 9)}<ul>{ITEMS}</ul>{text(6, 11)}"),
    "a figure overleaf and on": ("figure-astray", 13, 1, CALL + text(2, 11) + text(3, 12) + FIGURE + text(4, 5)),
    "a case over the leaf": ("case-spread", 11, 2, text(1, 8) + box(2, 12, "box case-study", "break-inside: auto")),
    "a long line": (
        "out-of-place",
        11,
        2,
        text(1, 6) + f'<p data-b="b2" style="white-space: nowrap">{"word " * 30}</p>',
    ),
    "two notes that cross": ("out-of-place", 11, 3, NOTE.format(2) + text(1, 1) + NOTE.format(3) + text(4, 11)),
    "a line off the grid": ("off-grid", 11, 2, text(1, 4) + f'<div style="margin-top: 5pt">{text(2, 5)}</div>'),
}
CLEAN = "".join(
    (
        text(1, 8),
        HEADING,
        text(3, 8),
        box(4, 6),
        CALL.replace("b1", "b5"),
        FIGURE,
        f'<ul>{ITEMS}</ul><p data-b="b7">Words.</p>',
        text(8, 12),
    )
)


@pytest.mark.parametrize("name", SEEDED)
def test_a_seeded_fault_is_found_at_its_page_and_line(name):
    code, folio, line, body = SEEDED[name]

    assert (code, folio, line) in found(body)
    assert {each for each, *_ in found(body)} == {code}


def test_a_clean_section_has_no_remark():
    assert found(CLEAN) == []


def test_a_caption_that_its_rows_leave_is_found():
    rows = f'<table><tr style="break-inside: avoid">{TALL_ROW[4:]}</table>'
    table = f'<div class="table" style="break-inside: auto"><p class="caption" data-b="b2">Caption</p>{rows}</div>'

    assert ("lone-caption", 11, 2) in found(text(1, 10) + table + text(4, 6))


def test_a_word_cut_by_the_end_of_the_page_is_found():
    body = text(1, 11) + f'<p data-b="b2">{LONG_WORD} and words.</p>'

    assert ("page-end-hyphen", 11, 2) in found(body)


@pytest.mark.parametrize(("side", "folio"), [(VERSO, 11), (RECTO, 12)])
def test_feet_that_differ_on_facing_pages_are_found(side, folio):
    assert found(text(1, 12) + text(2, 7) + box(3, 6) + text(4, 18), side) == [("uneven-feet", folio, 2)]
