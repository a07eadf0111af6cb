"""Folding: a section by itself, with numbers written into it when they are known."""

from __future__ import annotations

from pathlib import Path

import pytest

from bindery.diagnostics import Source
from bindery.pdf.fold import RECTO, VERSO, Compositor, Signature
from bindery.pdf.weasy import boxes_of, pieces
from tests.pdf import specimen

STYLES = specimen.STYLES + ".folio-of { font-variant-numeric: tabular-nums }"
REFERENCE = '<p>See <a href="#far">there, p. <span class="folio-of" data-target="far">000</span></a>, and go on.</p>'


@pytest.fixture
def compositor(tmp_path: Path) -> Compositor:
    return Compositor(tmp_path, (tmp_path,), Source("test"))


def printed(compositor: Compositor, name: str) -> str:
    return "".join(piece.text or "" for _, piece in pieces(compositor.standing[name].document.pages))


def lay(compositor: Compositor, body: str, far: int, side: str = RECTO) -> Signature:
    signature = Signature("a", specimen.page(body, STYLES), side)
    compositor.lay(signature, {"far": far})
    return signature


def test_a_number_of_the_same_width_is_written_in_place(compositor: Compositor) -> None:
    lay(compositor, REFERENCE, 19)
    pages = compositor.standing["a"].document
    compositor.number("a", 0, {"far": 40})

    assert compositor.standing["a"].document is pages
    assert "there, p. 41, and" in printed(compositor, "a")


def test_a_number_of_another_width_lays_the_section_out_again(compositor: Compositor) -> None:
    lay(compositor, REFERENCE, 8)
    pages = compositor.standing["a"].document
    compositor.number("a", 0, {"far": 40})

    assert compositor.standing["a"].document is not pages
    assert "there, p. 41, and" in printed(compositor, "a")


def test_folios_count_from_the_first_page_of_the_section(compositor: Compositor) -> None:
    lay(compositor, "<p>word</p>" * 60, 0)
    compositor.number("a", 98, {})

    assert compositor.paint("a", 98).reading.printed_folios == (("99",), ("100",), ("101",), ("102",))


def test_folios_on_the_right_keep_their_right_edge(compositor: Compositor) -> None:
    lay(compositor, "<p>word</p>", 0)

    def right_px() -> list[float]:
        found = pieces(compositor.standing["a"].document.pages)
        return [p.rectangle_px()[2] for _, p in found if p.margin == "@bottom-right" and p.text]

    before = right_px()
    compositor.number("a", 104, {})
    assert right_px() == pytest.approx(before, abs=0.01)


def test_sides_follow_from_the_side_the_section_opens_on(compositor: Compositor) -> None:
    body = '<p data-side="">note</p>' + "<p>word</p>" * 60 + '<p data-side="">note</p>'
    for side, expected in ((RECTO, ["recto", "verso"]), (VERSO, ["verso", "recto"])):
        lay(compositor, body, 0, side)
        root = compositor.standing["a"].page.etree_element

        assert [e.get("data-side") for e in root.iter() if "data-side" in e.attrib] == expected


def test_styles_and_fonts_are_opened_once(compositor: Compositor, tmp_path: Path) -> None:
    (tmp_path / "book.css").write_text("p { color: #1a1a1a; colour: red }")
    html = specimen.page('<link rel="stylesheet" href="book.css"><p>word</p>', "")
    said = [d.code for d in compositor.warm(html)]
    compositor.lay(Signature("a", html, RECTO), {})

    assert said == ["layout"]
    assert compositor.paint("a", 0).diagnostics == ()


def test_a_number_is_found_where_it_is_printed(compositor: Compositor) -> None:
    lay(compositor, REFERENCE, 8)
    section = compositor.standing["a"]

    assert [[box.text for box in boxes] for boxes in boxes_of(
        section.document.pages, frozenset(section.placeholders)
    ).values()] == [["9"]]  # fmt: skip
