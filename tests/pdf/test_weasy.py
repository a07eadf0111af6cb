"""The contract with WeasyPrint: what `weasy.py` leans on is there, in the version we pin."""

from __future__ import annotations

import io
import re
from collections import Counter
from contextlib import nullcontext
from pathlib import Path

import pikepdf
import weasyprint
import weasyprint.css
import weasyprint.draw.text
import weasyprint.pdf
from weasyprint.pdf.stream import Stream

from bindery.pdf.gather import sheet_of
from bindery.pdf.layout import Layout, lay_out
from bindery.pdf.weasy import (
    WRITTEN_FOR,
    Area,
    cast_fonts,
    handing_over,
    keeping_styles,
    pieces,
    root_of,
    stamping,
    tagging,
)
from tests.pdf import specimen


def test_the_pinned_version_is_the_one_weasy_was_written_for() -> None:
    assert weasyprint.VERSION == WRITTEN_FOR


def test_pages_are_walked_from_the_html_element(layout: Layout) -> None:
    assert {root_of(page).tag for page in layout.document.pages} == {"html"}


def test_pieces_tell_flow_notes_and_margins_apart(layout: Layout) -> None:
    texts = dict.fromkeys(Area, "")
    for _, piece in pieces(layout.document.pages):
        texts[piece.area] += piece.text or ""

    assert "Definition." in texts[Area.FLOW]
    assert "Note 1.1" in texts[Area.NOTES]
    assert texts[Area.MARGIN].startswith("Contents1")


def test_pieces_name_generated_content(layout: Layout) -> None:
    pseudos = {piece.pseudo for _, piece in pieces(layout.document.pages)}

    assert {"marker", "footnote-call", "footnote-marker"} <= pseudos


def test_a_table_head_printed_again_is_repeated(layout: Layout) -> None:
    heads = [(index, p.is_repeated) for index, p in pieces(layout.document.pages) if p.text == "Number"]

    assert [is_repeated for _, is_repeated in heads] == [False, True, True]


def test_margin_boxes_say_where_they_stand(layout: Layout) -> None:
    assert {p.margin for _, p in pieces(layout.document.pages) if p.area is Area.MARGIN} >= {
        "@top-left",
        "@bottom-right",
    }


def test_tagging_is_put_back() -> None:
    before = (weasyprint.pdf.add_tags, Stream.marked)

    with tagging(lambda *_: None, frozenset()):
        assert weasyprint.pdf.add_tags is not before[0]

    assert (weasyprint.pdf.add_tags, Stream.marked) == before


def test_links_are_of_lines_and_of_the_numbers_of_notes(layout: Layout) -> None:
    tags = Counter(box.element_tag for page in layout.document.pages for *_, box in page.links)

    assert set(tags) == {"a", "span::footnote-call", "span::footnote-marker"}
    assert tags["span::footnote-call"] == tags["span::footnote-marker"] == 8


def test_what_is_exchanged_to_hand_fonts_over_is_put_back() -> None:
    before = (weasyprint.pdf.build_fonts_dictionary, weasyprint.pdf.resolve_links, weasyprint.css.CSS)

    with handing_over([], {}), keeping_styles({}, lambda: nullcontext([])):
        assert weasyprint.pdf.build_fonts_dictionary is not before[0]
        assert weasyprint.css.CSS is not before[2]

    assert (weasyprint.pdf.build_fonts_dictionary, weasyprint.pdf.resolve_links, weasyprint.css.CSS) == before


def test_what_is_exchanged_to_keep_numbers_apart_is_put_back() -> None:
    before = weasyprint.draw.text.draw_first_line

    with stamping([], []):
        assert weasyprint.draw.text.draw_first_line is not before

    assert weasyprint.draw.text.draw_first_line is before


def test_fonts_are_cast_with_the_glyphs_of_all_sheets(tmp_path: Path) -> None:
    sheets = [sheet_of(lay_out(specimen.page(f"<p>{word}</p>", ""), tmp_path, ())) for word in ("abc", "xyz")]
    files = {digest: file for sheet in sheets for digest, file in sheet.files.items()}

    with pikepdf.open(io.BytesIO(cast_fonts([face for sheet in sheets for face in sheet.faces], files))) as pdf:
        (font,) = pdf.Root.Fonts.values()
        letters = {bytes.fromhex(code.decode()).decode("utf-16-be")
                   for code in re.findall(rb"<[0-9a-f]{4}> <([0-9a-f]+)>", font.ToUnicode.read_bytes())}  # fmt: skip
    assert letters - {"\uffff"} == set("abcxyz")  # the code space stands there too
