"""Carding: pages a few lines short come down to their foot, on the same lines, with nothing moved to another page."""

from __future__ import annotations

from pathlib import Path

import pytest
from weasyprint import HTML, Document

from bindery.pdf.carding import LINE_PX, carded
from bindery.pdf.composing import standing
from bindery.pdf.weasy import pieces

STYLES = f"""html {{ font: 12px/{LINE_PX}px serif }} body, p, figure, h2 {{ margin: 0 }}
@page {{ size: 400px 400px; margin: 20px }} h2 {{ font: inherit; break-after: avoid; --grid: above }}
figure {{ break-inside: avoid; --grid: around }} .note {{ position: absolute; left: 200px }}"""
FOOT_PX = 20 + 20 * LINE_PX


def text(name: str, lines: int) -> str:
    """Write a paragraph of so many lines."""
    return f'<p id="{name}">{"<br>".join(f"{name} {line}" for line in range(lines))}</p>'


def figure(name: str, lines: int) -> str:
    """Write a figure so many lines high."""
    return f'<figure id="{name}" style="height: {lines * LINE_PX}px"></figure>'


def set_pages(body: str) -> tuple[Document, Document]:
    """Lay out the body of a section; give it as it was and as it is carded."""
    html = HTML(
        string=f"<style>{STYLES}</style><section><div class='body'>{body}</div></section>", base_url=str(Path())
    )
    return html.render(), carded(html.render())


def tops_px(document: Document, page_index: int = 0) -> dict[str, float]:
    """Tell where each block of a page starts."""
    return {b.element.get("id", b.element.tag): b.top_px for b in standing(document.pages[page_index]).blocks}


def end_px(document: Document, page_index: int = 0) -> float:
    """Tell how far down a page is filled."""
    return max(block.bottom_px for block in standing(document.pages[page_index]).blocks)


BODY = text("a", 5) + figure("small", 4) + "<h2 id='h'>next</h2>" + text("b", 6) + figure("tall", 12) + text("c", 3)


def test_a_page_a_few_lines_short_is_filled() -> None:
    plain, filled = set_pages(BODY)

    assert end_px(plain) == pytest.approx(FOOT_PX - 4 * LINE_PX)
    assert end_px(filled) == pytest.approx(FOOT_PX)


def test_whole_lines_are_given() -> None:
    plain, filled = set_pages(BODY)
    before, after = tops_px(plain), tops_px(filled)

    assert {(after[name] - before[name]) % LINE_PX for name in before} == {0}


def test_the_room_goes_to_what_stands_apart_and_to_no_paragraph() -> None:
    plain, filled = set_pages(text("a", 5) + figure("small", 4) + text("b", 3) + text("c", 4) + figure("tall", 12))
    before, after = tops_px(plain), tops_px(filled)

    assert after["c"] - before["c"] == after["b"] - before["b"] > after["small"] - before["small"] > 0
    assert after["a"] == before["a"]


def test_nothing_moves_to_another_page() -> None:
    plain, filled = set_pages(BODY)

    assert [list(tops_px(plain, page)) for page in (0, 1)] == [list(tops_px(filled, page)) for page in (0, 1)]


def test_the_last_page_stays_as_it_is() -> None:
    plain, filled = set_pages(BODY)

    assert tops_px(plain, 1) == tops_px(filled, 1)


def test_a_page_that_lacks_too_much_stays_as_it_is() -> None:
    plain, filled = set_pages(text("a", 4) + figure("small", 3) + figure("tall", 18))

    assert tops_px(plain) == tops_px(filled)


def test_a_page_that_a_style_ended_stays_as_it_is() -> None:
    body = text("a", 5) + figure("small", 4) + text("b", 6) + '<p style="break-before: page">c</p>'
    plain, filled = set_pages(body)

    assert tops_px(plain) == tops_px(filled)


def test_an_anchor_and_a_note_in_the_margin_go_down_with_their_paragraph() -> None:
    noted = BODY.replace('<p id="b">', '<p class="note" id="n">aside</p><p id="b">')
    plain, filled = set_pages(noted)

    downs = {name: filled.pages[0].anchors[name][1] - plain.pages[0].anchors[name][1] for name in ("n", "b")}
    assert downs["n"] == pytest.approx(downs["b"])
    assert downs["b"] > 0


def grounds(document: Document) -> dict[str, tuple[float, float]]:
    """Tell, by their ids, how far down things stand, and how far down their grounds do."""
    found: dict[str, tuple[float, float]] = {}
    for _, piece in pieces(document.pages):
        if piece.element is not None and piece.box.background and piece.element.get("class") == "ground":
            top_px = piece.box.background.layers[-1].painting_area[1]
            found[piece.element.get("id", "")] = (piece.box.border_box_y(), top_px)
    return found


def test_grounds_go_with_what_stands_on_them() -> None:
    ground = "class='ground' style='background: #fff; "
    inside = f"<p id='sign' {ground}position: absolute; top: 0'>!</p><p id='in' {ground}'>x</p>"
    box = f"<aside style='--grid: around; break-inside: avoid; position: relative'>{inside}</aside>"
    plain, filled = set_pages(text("a", 6) + box + text("b", 10) + figure("tall", 12) + text("c", 3))

    assert all(top_px == ground_px for top_px, ground_px in grounds(plain).values())
    assert grounds(filled)["in"][0] > grounds(plain)["in"][0]
    assert all(top_px == pytest.approx(ground_px) for top_px, ground_px in grounds(filled).values())
    assert set(grounds(filled)) == {"sign", "in"}
