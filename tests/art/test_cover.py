"""The cover: every word on it, the size that fits its text, nothing on a thin spine, and tokens only."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from weasyprint import HTML

from bindery.art.cover import TITLE_SIZES, CoverCopy, cover_context, spine_points, title_size
from bindery.mockup.flat import flat_picture
from bindery.tokens import Tokens, ink_table

PROJECT = Path(__file__).parents[2]
TEMPLATES = Environment(
    loader=FileSystemLoader(PROJECT / "templates"), undefined=StrictUndefined, autoescape=True, trim_blocks=True
)
FRENCH = "Collaborations et partenariats publics-privés : leviers de transition pour nos territoires ?"


def _html(template: str, copy: CoverCopy, tokens: Tokens) -> str:
    return TEMPLATES.get_template(template).render(**cover_context(copy, tokens, tokens.palette(6), 6))


def _page(html: str) -> tuple[str, tuple[float, float], int]:
    """Give the text, the size of the trim in mm and the count of pages."""
    document = HTML(string=html, base_url=PROJECT.as_uri() + "/").write_pdf()
    with pypdfium2.PdfDocument(document) as pdf:
        left, bottom, right, top = pdf[0].get_trimbox()
        text = pdf[0].get_textpage().get_text_bounded()
        return " ".join(text.split()), ((right - left) / 72 * 25.4, (top - bottom) / 72 * 25.4), len(pdf)


def _colours(document: bytes) -> set[str]:
    """List the RGB colours of every content stream as #rrggbb; fail on shadings, and on colours set in another way."""
    colours = set()
    with pikepdf.open(io.BytesIO(document)) as pdf:
        streams = [
            *pdf.pages,
            *(o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Form"),
        ]
        for stream in streams:
            for operands, operator in pikepdf.parse_content_stream(stream):
                assert str(operator) not in {"sh", "sc", "SC", "scn", "SCN", "k", "K", "g", "G"}
                if str(operator) in {"rg", "RG"}:
                    colours.add("#" + "".join(f"{round(float(value) * 255):02x}" for value in operands))
    return colours


@pytest.fixture(scope="module")
def wrap(copy: CoverCopy, tokens: Tokens) -> tuple[str, tuple[float, float], int]:
    return _page(_html("cover/wrap.html", copy, tokens))


def test_the_wrap_is_one_page_of_back_spine_and_front(wrap: tuple[str, tuple[float, float], int]) -> None:
    _, size_mm, pages = wrap

    assert size_mm == pytest.approx((347, 240), abs=0.05)
    assert pages == 1


def test_every_word_of_the_copy_is_on_the_wrap(wrap: tuple[str, tuple[float, float], int], copy: CoverCopy) -> None:
    said = wrap[0].lower()
    words = (copy.series_label, copy.title, copy.subtitle, copy.collection_title, *copy.blurb, copy.publisher)

    assert not [
        text for text in (*words, copy.support_sentence, copy.slot_label, copy.price_line) if text.lower() not in said
    ]


def test_the_spine_carries_text_from_six_millimetres_up(copy: CoverCopy, tokens: Tokens) -> None:
    thick = _html("cover/wrap.html", replace(copy, spine_width_mm=6.0), tokens)
    thin = _html("cover/wrap.html", replace(copy, spine_width_mm=5.9), tokens)

    assert "spine-title" in thick
    assert "spine-title" not in thin


@pytest.mark.parametrize("spine_width_mm", [6.0, 7.0, 9.5, 14.0])
def test_the_text_of_the_spine_fits_its_width_and_its_height(copy: CoverCopy, spine_width_mm: float) -> None:
    long = replace(copy, title=FRENCH, spine_width_mm=spine_width_mm)
    points = spine_points(long)

    assert 6 <= points <= 12
    assert points / 72 * 25.4 < spine_width_mm * 0.5
    assert (len(FRENCH) + len(long.collection_title)) * 0.5 * points / 72 * 25.4 < 240 - 41


@pytest.mark.parametrize("title", ["Data", "Tomorrow’s mobility", "Data governance for every town", FRENCH, FRENCH * 2])
def test_a_title_fits_its_panel(title: str) -> None:
    size = title_size(title)
    lines = -(-len(title) * 0.56 * size.points / 72 * 25.4 // 116)

    assert lines <= 7
    assert max(map(len, title.split())) * 0.6 * size.points / 72 * 25.4 <= 116


def test_longer_titles_are_set_smaller() -> None:
    points = [size.points for size in TITLE_SIZES]

    assert points == sorted(points, reverse=True)
    assert title_size(FRENCH).points < title_size("Data governance").points


def test_every_colour_painted_on_the_wrap_is_a_token(copy: CoverCopy, tokens: Tokens) -> None:
    html = _html("cover/wrap.html", replace(copy, isbn="978-0-306-40615-7"), tokens)
    painted = _colours(HTML(string=html, base_url=PROJECT.as_uri() + "/").write_pdf())

    assert len(painted) > 10
    assert painted <= ink_table(tokens).keys()


def test_an_isbn_replaces_the_empty_slot(copy: CoverCopy, tokens: Tokens) -> None:
    html = _html("cover/wrap.html", replace(copy, isbn="978-0-306-40615-7"), tokens)

    assert "ISBN 978-0-306-40615-7" in html
    assert copy.slot_label not in html


def test_a_wrong_isbn_is_refused(copy: CoverCopy, tokens: Tokens) -> None:
    with pytest.raises(ValueError, match="check digit"):
        cover_context(replace(copy, isbn="9780306406158"), tokens, tokens.palette(6), 6)


def test_the_front_alone_is_the_front_of_the_wrap(copy: CoverCopy, tokens: Tokens) -> None:
    said, size_mm, pages = _page(_html("cover/front.html", copy, tokens))

    assert size_mm == pytest.approx((170, 240), abs=0.05)
    assert pages == 1
    assert copy.title in said
    assert copy.slot_label not in said


def test_words_are_escaped(copy: CoverCopy, tokens: Tokens) -> None:
    html = _html("cover/front.html", replace(copy, title="Streets <& squares"), tokens)

    assert "Streets" in html
    assert "<&" not in html


def test_the_style_sheet_names_no_colour_of_its_own() -> None:
    sources = [PROJECT / "styles" / "cover.css", *(PROJECT / "templates" / "cover").iterdir()]

    assert not [path.name for path in sources if re.search(r"#[0-9a-fA-F]{3,8}\b|rgb|hsl", path.read_text("utf-8"))]


def test_the_style_sheet_names_known_tokens_only(tokens: Tokens) -> None:
    used = set(re.findall(r"var\(--([a-z0-9-]+)\)", (PROJECT / "styles" / "cover.css").read_text("utf-8")))

    assert used - {"label-face", "text-face"} <= {ink.name for ink in (*tokens.commons.values(), *tokens.palette(6))}


def test_no_hairline_shows_between_a_parcel_and_its_gap(copy: CoverCopy, tokens: Tokens) -> None:
    html = _html("cover/front.html", copy, tokens)
    picture = flat_picture(HTML(string=html, base_url=PROJECT.as_uri() + "/").write_pdf(), ppi=220)
    palette, per_mm = tokens.palette(6), picture.width / 170
    gap, foot = (tuple(bytes.fromhex(ink.rgb[1:])) for ink in (palette.deepest, palette.dark))
    rows = range(round(188.6 * per_mm), round(191 * per_mm))  # from the gap above the foot into the foot

    seen = {picture.getpixel((round(x_mm * per_mm), row)) for x_mm in range(5, 110, 2) for row in rows}

    assert seen == {gap, foot}
