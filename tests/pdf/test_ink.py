"""Ink: tokens by table, pictures by profile, everything else told with who asks for it, its page, what stands there."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import numpy as np
import pikepdf
import pytest

from bindery.diagnostics import ERROR, Diagnostic, Source
from bindery.pdf.fold import Sheet
from bindery.pdf.gather import sheet_of
from bindery.pdf.ink import Origin, ink
from bindery.pdf.inked import letters_of
from bindery.pdf.layout import lay_out
from bindery.pdf.x4 import PressProfile
from tests.pdf import specimen
from tests.pdf.press import ORIGIN

STYLES = "@page { size: 100mm 100mm; bleed: 3mm } body { color: #1a1a1a } "


def inked(
    body: str, profile: PressProfile, tmp_path: Path, styles: str = "", origin: Origin = ORIGIN
) -> tuple[pikepdf.Pdf, list[Diagnostic]]:
    sheet = sheet_of(lay_out(specimen.page(body, STYLES + styles), tmp_path, (tmp_path,)))
    pdf = pikepdf.open(io.BytesIO(sheet.pdf))
    return pdf, list(ink(pdf, specimen.INKS, profile.path, letters_of(sheet), origin))


def pictures(pdf: pikepdf.Pdf) -> list[pikepdf.Stream]:
    return [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]


def test_every_token_finds_its_ink(sheet: Sheet, profile: PressProfile) -> None:
    with pikepdf.open(io.BytesIO(sheet.pdf)) as pdf:
        assert ink(pdf, specimen.INKS, profile.path, letters_of(sheet), ORIGIN) == ()


def test_text_is_black_ink_alone(profile: PressProfile, tmp_path: Path) -> None:
    pdf, _ = inked("<p>Text</p>", profile, tmp_path)

    assert b"0 0 0 1 k" in pdf.pages[0].obj.Contents.read_bytes()
    assert b"rg" not in pdf.pages[0].obj.Contents.read_bytes()


def test_a_colour_without_ink_is_told_with_its_words(profile: PressProfile, tmp_path: Path) -> None:
    _, (found,) = inked('<p>Plain</p><p style="color: #ff0000">Loud words here</p>', profile, tmp_path)

    assert (found.severity, found.code) == (ERROR, "colour-untabled")
    assert found.message == "page 1 of `roofs`: the colour #ff0000 has no ink, near “Loud words here”"


@pytest.mark.parametrize("operators", [1, 2, 5])
def test_a_colour_is_told_with_the_words_of_the_streams_that_follow(
    operators: int, profile: PressProfile, tmp_path: Path
) -> None:
    body = '<p>Plain</p><p style="color: #ff0000">Loud words here</p>'
    sheet = sheet_of(lay_out(specimen.page(body, STYLES), tmp_path, ()))
    with pikepdf.open(io.BytesIO(sheet.pdf)) as pdf:
        specimen.cut_up(pdf, operators)
        (found,) = ink(pdf, specimen.INKS, profile.path, letters_of(sheet), ORIGIN)

    assert found.message == "page 1 of `roofs`: the colour #ff0000 has no ink, near “Loud words here”"


def test_a_stream_without_colour_keeps_its_bytes(profile: PressProfile, tmp_path: Path) -> None:
    sheet = sheet_of(lay_out(specimen.page("<p>Plain words</p>", STYLES), tmp_path, ()))
    with pikepdf.open(io.BytesIO(sheet.pdf)) as pdf:
        content = pdf.pages[0].Contents
        content.write(
            zlib.compress(b"0 0 0 1 k\n" + content.read_bytes().replace(b" rg", b" m"), 1),
            filter=pikepdf.Name.FlateDecode,
        )
        raw = content.read_raw_bytes()
        ink(pdf, specimen.INKS, profile.path, letters_of(sheet), ORIGIN)

        assert content.read_raw_bytes() == raw


def test_a_colour_in_a_drawing_is_told(profile: PressProfile, tmp_path: Path) -> None:
    _, found = inked(specimen.DRAWING.replace("#ff6b4a", "#00ff00"), profile, tmp_path)

    assert [d.code for d in found] == ["colour-untabled"]
    assert (
        found[0].message
        == "page 1 of `roofs`: the colour #00ff00 has no ink, in the drawing “Two bars, the second twice the first”"
    )


def test_a_colour_in_a_tile_is_told(profile: PressProfile, tmp_path: Path) -> None:
    drawing = specimen.DRAWING.replace("#ff6b4a", "#00ff00").replace("80mm", "5mm")
    (tmp_path / "tile.svg").write_text(drawing)
    _, found = inked('<p style="background: url(tile.svg)">x</p>', profile, tmp_path)

    assert [d.code for d in found] == ["colour-untabled"]


@pytest.mark.parametrize(
    ("styles", "code"),
    [
        ("p { background: linear-gradient(#1a1a1a, #ff6b4a) }", "gradient"),
        ("p { opacity: 0.5 }", "opacity"),
        ("p { background: rgba(26, 26, 26, 0.2) }", "opacity"),
        ("p { box-shadow: 0 0 4mm #1a1a1a }", "gradient"),
    ],
)
def test_effects_that_presses_spoil_are_refused(styles: str, code: str, profile: PressProfile, tmp_path: Path) -> None:
    _, found = inked("<p>x</p>", profile, tmp_path, styles)

    assert code in {d.code for d in found}


def test_a_photograph_goes_through_the_profile(profile: PressProfile, tmp_path: Path) -> None:
    pdf, found = inked(f'<img alt="r" src="{specimen.picture_uri()}">', profile, tmp_path)
    (picture,) = pictures(pdf)
    cmyk = np.asarray(pikepdf.PdfImage(picture).as_pil_image())

    assert found == []
    assert (picture.ColorSpace, picture.Filter) == (pikepdf.Name.DeviceCMYK, pikepdf.Name.DCTDecode)
    assert cmyk.shape == (256, 256, 4)
    assert cmyk.sum(axis=2).max() / 255 < 3.1  # at most 300 % of ink, give or take the JPEG


def test_a_drawn_picture_stays_without_loss(profile: PressProfile, tmp_path: Path) -> None:
    specimen.write_ramps(tmp_path / "ramps.png")
    pdf, _ = inked('<img alt="r" src="ramps.png">', profile, tmp_path)

    assert [p.get("/Filter") for p in pictures(pdf)] != [pikepdf.Name.DCTDecode]
    assert [p.ColorSpace for p in pictures(pdf)] == [pikepdf.Name.DeviceCMYK]


def test_a_picture_without_colour_becomes_grey(profile: PressProfile, tmp_path: Path) -> None:
    pdf, _ = inked(f'<img alt="r" src="{specimen.picture_uri(is_grey=True)}">', profile, tmp_path)

    assert [p.ColorSpace for p in pictures(pdf)] == [pikepdf.Name.DeviceGray]


def test_a_transparent_picture_is_laid_on_white(profile: PressProfile, tmp_path: Path) -> None:
    pdf, found = inked(f'<img alt="r" src="{specimen.picture_uri("RGBA")}">', profile, tmp_path)
    top = next(p for p in pictures(pdf) if p.ColorSpace == pikepdf.Name.DeviceCMYK)

    assert [d.code for d in found] == ["picture-transparent"]
    assert "/SMask" not in top
    assert pikepdf.PdfImage(top).as_pil_image().getpixel((128, 0)) == (0, 0, 0, 0)


# -- who asks for it

LOUD = "h1 { color: #1a1a1a }\np { color: red }"
BARS = specimen.DRAWING.replace("#ff6b4a", "red")


def found_in(body: str, profile: PressProfile, tmp_path: Path, styles: str = "", **files: str) -> list[Diagnostic]:
    """Ink a page whose origin names some files: `css`, `svg`."""
    origin = Origin("roofs", Source("fr/02-roofs.md"), {f"here/a.{kind}": text for kind, text in files.items()})
    return inked(body, profile, tmp_path, styles, origin)[1]


def test_a_colour_of_the_styles_is_told_at_its_rule(profile: PressProfile, tmp_path: Path) -> None:
    (found,) = found_in("<p>x</p>", profile, tmp_path, LOUD, css=LOUD, svg=BARS)

    assert found.source == Source("here/a.css", 2)


def test_a_colour_of_a_drawing_is_told_at_its_file(profile: PressProfile, tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(BARS)
    (found,) = found_in('<img src="a.svg" alt="Two bars">', profile, tmp_path, css=LOUD, svg=BARS)

    assert found.source == Source("here/a.svg", 1)
    assert found.message == "page 1 of `roofs`: the colour #ff0000 has no ink, in the drawing “Two bars”"


def test_a_colour_nobody_says_is_told_of_the_chapter(profile: PressProfile, tmp_path: Path) -> None:
    (found,) = found_in("<p>x</p>", profile, tmp_path, LOUD, css="p { color: blue }")

    assert found.source == Source("fr/02-roofs.md")


def test_a_gradient_is_told_at_its_rule(profile: PressProfile, tmp_path: Path) -> None:
    styles = "h1 { color: #1a1a1a }\np { background: linear-gradient(#1a1a1a, #ff6b4a) }"
    found = found_in("<p>x</p>", profile, tmp_path, styles, css=styles)

    assert [(d.code, d.source) for d in found] == [("gradient", Source("here/a.css", 2))]


def test_a_gradient_of_a_drawing_is_told_with_it(profile: PressProfile, tmp_path: Path) -> None:
    stops = '<stop offset="0" stop-color="#1a1a1a"/><stop offset="1" stop-color="#ff6b4a"/>'
    gradient = f'<linearGradient id="g">{stops}</linearGradient>'
    drawing = specimen.DRAWING.replace("</title>", f"</title>{gradient}").replace(
        '"#ff6b4a"/><text', '"url(#g)"/><text'
    )
    (tmp_path / "a.svg").write_text(drawing)
    found = found_in('<img src="a.svg" alt="Two bars">', profile, tmp_path, css=LOUD, svg=drawing)

    gradients = {(d.source, d.message) for d in found if d.code == "gradient"}
    assert gradients == {
        (Source("here/a.svg", 1), "page 1 of `roofs`: a gradient is painted, in the drawing “Two bars”")
    }


def test_a_picture_in_other_colours_is_told_by_its_description(profile: PressProfile, tmp_path: Path) -> None:
    body = f'<p>Words</p><figure><img alt="Three ramps" src="{specimen.picture_uri()}"></figure>'
    sheet = sheet_of(lay_out(specimen.page(body, STYLES), tmp_path, ()))
    with pikepdf.open(io.BytesIO(sheet.pdf)) as pdf:
        pictures(pdf)[0].ColorSpace = pikepdf.Array([pikepdf.Name.Lab, pikepdf.Dictionary(WhitePoint=[1, 1, 1])])
        (found,) = ink(pdf, specimen.INKS, profile.path, letters_of(sheet), ORIGIN)

    assert (found.severity, found.code) == (ERROR, "picture-colour-space")
    assert found.message == "page 2 of `roofs`: the picture “Three ramps” is in Lab"
