"""What the layout grants beyond CSS: blocks that end on the lines of the page, notes on their side, whole lines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from weasyprint.formatting_structure import boxes

from bindery.pdf.layout import Layout, lay_out
from bindery.pdf.weasy import pieces

LINE_PX = 18.0
RHYTHM = (
    f"html {{ font: 12px/{LINE_PX}px serif }} body, p, div {{ margin: 0 }} @page {{ size: 400px 400px; margin: 20px }}"
)


def set_page(body: str, styles: str = "", first_folio: int = 1) -> Layout:
    """Lay out a body on pages of twenty lines."""
    html = f"<html lang='en'><style>{RHYTHM}{styles}</style><body>{body}</body></html>"
    return lay_out(html, Path(__file__).parent, (), first_folio=first_folio)


def tops_px(layout: Layout, tag: str = "p") -> Iterator[float]:
    """Give how far below the head of the type area each paragraph starts."""
    for _, piece in pieces(layout.document.pages):
        if piece.element is not None and piece.element.tag == tag and isinstance(piece.box, boxes.BlockBox):
            yield piece.box.content_box_y() - 20


@given(st.lists(st.tuples(st.integers(1, 70), st.sampled_from(["above", "around", "below"])), min_size=1, max_size=6))
@settings(max_examples=15, deadline=None)
def test_text_after_a_block_stands_on_the_lines_of_the_page(blocks: list[tuple[int, str]]) -> None:
    body = "".join(f'<div style="--grid: {share}; height: {height}px"></div><p>text</p>' for height, share in blocks)

    tops = list(tops_px(set_page(body)))

    assert len(tops) == len(blocks)
    assert all(min(top % LINE_PX, -top % LINE_PX) < 0.05 for top in tops)


def test_without_the_wish_a_block_ends_where_it_ends() -> None:
    (top,) = tops_px(set_page('<div style="height: 25px"></div><p>text</p>'))

    assert top == pytest.approx(25)


@pytest.mark.parametrize(("share", "above_px"), [("above", 11.0), ("around", 5.5), ("below", 0.0)])
def test_the_room_that_is_added_goes_where_it_is_wished(share: str, above_px: float) -> None:
    (top,) = tops_px(set_page(f'<div style="--grid: {share}; height: 25px"></div><p>text</p>'), "div")

    assert top == pytest.approx(above_px)


def test_a_block_at_the_foot_of_a_page_takes_no_room_that_is_not_there() -> None:
    filling = '<div style="--grid: below; height: 320px"></div>'  # the page ends 2 px below it, the line 4 px

    layout = set_page(f"<p>opening</p><section>{filling}</section><p>text</p>", "@page { size: 400px 380px }")

    assert [page for page, piece in pieces(layout.document.pages) if piece.box.element_tag == "section"] == [0]


def test_the_margin_below_a_block_is_counted_in() -> None:
    (top,) = tops_px(set_page('<div style="--grid: below; height: 25px; margin-bottom: 7px"></div><p>text</p>'))

    assert top == pytest.approx(36)


def test_a_wish_is_not_inherited() -> None:
    layout = set_page('<div style="--grid: below"><p style="height: 5px">a</p><p>b</p></div>')

    assert list(tops_px(layout)) == pytest.approx([0, 5])


@pytest.mark.parametrize(("first_folio", "left_px"), [(1, 20.0), (2, 10.0)])
@pytest.mark.parametrize("position", ["static", "absolute"])
def test_a_block_moves_aside_on_a_verso_alone(first_folio: int, left_px: float, position: str) -> None:
    body = f'<section style="position: relative"><div style="--verso: -10px; position: {position}">note</div></section>'
    layout = set_page(body, first_folio=first_folio)

    (left,) = {
        piece.box.content_box_x()
        for _, piece in pieces(layout.document.pages)
        if piece.element is not None and piece.element.tag == "div"
    }
    assert left == pytest.approx(left_px)


def test_a_link_in_what_moves_aside_moves_with_it() -> None:
    body = '<div style="--verso: -10px"><a href="https://example.org">there</a></div>'

    lefts = [set_page(body, first_folio=folio).document.pages[0].links[0][2][0] for folio in (1, 2)]
    assert lefts[0] - lefts[1] == pytest.approx(10)


def lines(layout: Layout) -> list[str]:
    """Give the text of each line."""
    found = []
    for page in layout.document.pages:
        for box in page._page_box.descendants():
            if isinstance(box, boxes.LineBox):
                found.append("".join(b.text for b in box.descendants() if isinstance(b, boxes.TextBox)))
    return found


def test_a_line_too_long_by_its_last_space_alone_is_not_broken_after_its_first_word() -> None:
    words = "one two three four five six seven"
    wide = set_page(f'<p style="width: 1000px; float: left">{words}</p>')
    (box,) = (p.box for _, p in pieces(wide.document.pages) if p.text == words)
    body = f'<p style="width: {box.width + 0.5}px">{words} <span>(eight)</span></p>'

    assert lines(set_page(body)) == [words, "(eight)"]
