"""Folding: a section by itself, its page numbers zeros that are struck later."""

from __future__ import annotations

import io
import pickle
from pathlib import Path

import pikepdf
import pytest

from bindery.diagnostics import Source
from bindery.pdf.fold import RECTO, VERSO, Compositor, Sheet, Signature
from bindery.pdf.slots import shape_of
from tests.pdf import specimen

STYLES = specimen.STYLES + ".folio-of { font-variant-numeric: tabular-nums }"
REFERENCE = '<p>See <a href="#far">there, p. <span class="folio-of" data-target="far">000</span></a>, and go on.</p>'


@pytest.fixture
def compositor(tmp_path: Path) -> Compositor:
    return Compositor(tmp_path, (tmp_path,), Source("test"))


def set_alone(compositor: Compositor, body: str, far: int = 1, side: str = RECTO, styles: str = STYLES) -> Sheet:
    signature = Signature("a", specimen.page(body, styles), side)
    return compositor.set(signature, shape_of(signature.placeholders, {"far": far}))


def contents(sheet: Sheet, page_index: int = 0) -> list[bytes]:
    with pikepdf.open(io.BytesIO(sheet.pdf)) as pdf:
        return [stream.read_bytes() for stream in pdf.pages[page_index].obj.Contents]


def test_a_sheet_depends_on_the_count_of_digits_alone(compositor: Compositor) -> None:
    twice = [set_alone(compositor, REFERENCE, far) for far in (12, 98)]

    assert pickle.dumps(twice[0]) == pickle.dumps(twice[1])
    assert set_alone(compositor, REFERENCE, 100).pdf != twice[0].pdf


def test_a_number_stands_in_a_stream_of_its_own(compositor: Compositor) -> None:
    sheet = set_alone(compositor, REFERENCE, 41)
    (stamp,) = (stamp for stamp in sheet.stamps if stamp.target)

    assert (stamp.target, stamp.zeros) == ("far", 2)
    assert contents(sheet)[stamp.stream_index].endswith(b"] TJ")


def test_what_stands_around_the_numbers_is_the_page(compositor: Compositor) -> None:
    sheet = set_alone(compositor, REFERENCE, 41)

    assert len(contents(sheet)) == 2 * len(sheet.stamps) + 1


def test_each_page_with_a_folio_has_a_stamp_for_it(compositor: Compositor) -> None:
    sheet = set_alone(compositor, "<p>word</p>" * 60)

    assert [stamp.page_index for stamp in sheet.stamps if not stamp.target] == list(range(sheet.extent.pages))


def test_folios_on_the_right_grow_to_the_left(compositor: Compositor) -> None:
    (folio,) = set_alone(compositor, "<p>word</p>").stamps

    assert folio.align == 1.0


def test_digits_of_unequal_width_are_told(compositor: Compositor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bindery.pdf.stamps.UNSEEN", -1)

    assert [d.code for d in set_alone(compositor, REFERENCE).diagnostics] == ["digits-uneven"]


def test_a_number_that_is_not_painted_is_told(compositor: Compositor) -> None:
    hidden = STYLES + ".folio-of { visibility: hidden }"

    assert [d.code for d in set_alone(compositor, REFERENCE, styles=hidden).diagnostics] == ["number-unpainted"]


def test_what_moves_on_a_verso_follows_from_the_side_the_section_opens_on(compositor: Compositor) -> None:
    styles = STYLES + ".note { --verso: -10mm }"
    body = '<p class="note" id="a">note</p>' + "<p>word</p>" * 60 + '<p class="note" id="b">note</p>'

    def lefts_pt(side: str) -> list[float]:
        sheet = set_alone(compositor, body, side=side, styles=styles)
        with pikepdf.open(io.BytesIO(sheet.pdf)) as pdf:
            found = {str(name): place for name, place in zip(*[iter(pdf.Root.Names.Dests.Names)] * 2, strict=True)}
        return [round(float(found[name][2]), 1) for name in ("a", "b")]

    recto, verso = lefts_pt(RECTO), lefts_pt(VERSO)
    assert recto[0] - verso[0] == pytest.approx(10 * 72 / 25.4, abs=0.2)
    assert recto[0] - recto[1] == pytest.approx(10 * 72 / 25.4, abs=0.2)


def test_what_a_style_sheet_does_wrong_is_told_of_every_section_that_links_it(
    compositor: Compositor, tmp_path: Path
) -> None:
    (tmp_path / "book.css").write_text("p { color: #1a1a1a; colour: red }")
    html = '<link rel="stylesheet" href="book.css"><p>word</p>'

    for _ in range(2):
        assert [d.code for d in set_alone(compositor, html, styles="").diagnostics] == ["layout"]


def test_a_style_sheet_is_parsed_once(compositor: Compositor, tmp_path: Path) -> None:
    (tmp_path / "book.css").write_text("p { color: #1a1a1a }")
    html = '<link rel="stylesheet" href="book.css"><p>word</p>'
    set_alone(compositor, html)
    (tmp_path / "book.css").write_text("p { color: #16255c }")

    assert b"0.086275" not in b"".join(contents(set_alone(compositor, html)))


def test_a_sheet_set_after_others_is_the_same(compositor: Compositor, tmp_path: Path) -> None:
    first = set_alone(compositor, REFERENCE)
    set_alone(compositor, specimen.chapter(1))
    fresh = set_alone(Compositor(tmp_path, (tmp_path,), Source("test")), REFERENCE)

    assert first.pdf == set_alone(compositor, REFERENCE).pdf == fresh.pdf
