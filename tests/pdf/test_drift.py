"""Drift: pages are filled by letting figures go down, and by nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from weasyprint import HTML, Document

from bindery.pdf.composing import standing
from bindery.pdf.drift import with_drift

LINE_PX = 18
STYLES = f"""html {{ font: 12px/{LINE_PX}px serif }} body, p, figure, aside, h2 {{ margin: 0 }}
@page {{ size: 400px 400px; margin: 20px }} h2 {{ font: inherit; break-after: avoid }}
figure, aside {{ break-inside: avoid; --drift: down }} .footnote {{ float: footnote }}"""
LINES = 20  # on a page


def text(name: str, lines: int) -> str:
    """Write a paragraph of so many lines."""
    return f'<p id="{name}">{"<br>".join(f"{name} {line}" for line in range(lines))}</p>'


def figure(name: str, lines: int, tag: str = "figure", words: str = "") -> str:
    """Write a figure so many lines high."""
    return f'<{tag} id="{name}" class="{tag}" style="height: {lines * LINE_PX}px">{words}</{tag}>'


def lay_out(body: str) -> Document:
    """Lay out the body of a section, with drift."""
    page = HTML(
        string=f"<style>{STYLES}</style><section><div class='body'>{body}</div></section>", base_url=str(Path())
    )
    return with_drift(page.render(), page.etree_element, page.render)


def order(document: Document) -> list[list[str]]:
    """List what stands on each page."""
    return [[block.element.get("id", "") for block in standing(page).blocks] for page in document.pages]


def test_a_figure_that_does_not_fit_lets_the_text_after_it_fill_the_page() -> None:
    body = text("a", 12) + figure("tall", 14) + text("b", 8) + text("c", 4)

    assert order(lay_out(body)) == [["a", "b"], ["tall", "c"]]


def test_a_figure_goes_down_no_further_than_it_must() -> None:
    body = text("a", 10) + figure("tall", 14) + text("b", 6) + text("c", 4) + text("d", 5) + text("e", 5)

    assert order(lay_out(body))[0] == ["a", "b", "c"]
    assert order(lay_out(body))[1][0] == "tall"


def test_a_page_that_is_full_stays_as_it_is() -> None:
    body = text("a", 18) + figure("tall", 14) + text("b", 8)

    assert order(lay_out(body)) == [["a"], ["tall", "b"], ["b"]]


def test_figures_keep_their_order() -> None:
    body = text("a", 12) + figure("tall", 14) + figure("other", 4) + text("b", 8)

    assert order(lay_out(body)) == [["a", "b"], ["tall", "other"]]


@pytest.mark.parametrize("after", ["<h2>next</h2>" + text("b", 8), ""], ids=["heading", "nothing"])
def test_no_text_comes_before_its_heading(after: str) -> None:
    body = text("a", 12) + figure("tall", 14) + after

    assert order(lay_out(body))[0] == ["a"]


def test_what_holds_a_note_stays_in_its_place() -> None:
    note = '<span class="footnote">note</span>'
    body = text("a", 12) + figure("tall", 14, words=note) + text("b", 8)

    assert order(lay_out(body))[0] == ["a"]


def test_a_box_that_fits_may_come_before_a_figure_and_not_before_a_box() -> None:
    def body(tag: str) -> str:
        return text("a", 12) + figure("tall", 14, tag) + figure("small", 6, "aside") + text("b", 8)

    assert order(lay_out(body("figure")))[0] == ["a", "small"]
    assert order(lay_out(body("aside"))) == [["a", "b"], ["tall", "small"]]


def test_a_box_too_high_for_the_room_is_not_passed() -> None:
    body = text("a", 12) + figure("tall", 14) + figure("box", 10, "aside")

    assert order(lay_out(body))[0] == ["a"]


def test_a_figure_under_a_heading_lets_the_heading_stay() -> None:
    body = text("a", 10) + "<h2 id='h'>next</h2>" + figure("tall", 14) + text("b", 8) + text("c", 6)

    assert order(lay_out(body)) == [["a", "h", "b"], ["tall", "c"]]


def test_what_the_styles_did_not_set_adrift_stays() -> None:
    body = text("a", 12) + figure("tall", 14).replace('style="', 'style="--drift: none; ') + text("b", 8)

    assert order(lay_out(body))[0] == ["a"]


def test_a_break_that_was_asked_for_is_no_hole() -> None:
    body = text("a", 12) + figure("tall", 14).replace('style="', 'style="break-before: page; ') + text("b", 8)

    assert order(lay_out(body))[0] == ["a"]
