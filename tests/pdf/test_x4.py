"""The press file: PDF/X-4 with boxes, marks and the profile of the press, and nothing for the screen."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from bindery.geometry import points
from bindery.pdf.fold import Sheet
from bindery.pdf.gather import sheet_of
from bindery.pdf.layout import lay_out
from bindery.pdf.metadata import Metadata
from bindery.pdf.preflight import PRINT_CHECKS
from bindery.pdf.x4 import PROFILES, PressProfile, Printed
from tests.pdf import specimen
from tests.pdf.press import pressed
from tests.validators import needs, qpdf_check, run, verapdf_parses


@pytest.fixture(scope="module")
def press(printed: Printed) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        yield pdf


@pytest.fixture(scope="module")
def press_path(printed: Printed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("print") / "print.pdf"
    path.write_bytes(printed.pdf)
    return path


def test_the_specimen_prints_without_complaint(printed: Printed) -> None:
    assert printed.diagnostics == ()


@needs("qpdf")
def test_qpdf_finds_nothing(press_path: Path) -> None:
    assert qpdf_check(press_path) == []


@needs("verapdf")
def test_verapdf_reads_it(press_path: Path) -> None:
    assert verapdf_parses(press_path)


def test_every_page_of_the_interior_is_printed(press: pikepdf.Pdf) -> None:
    assert len(press.pages) == 16


def test_the_file_is_of_the_version_the_standard_names(press: pikepdf.Pdf) -> None:
    assert press.pdf_version == "1.6"
    assert b"GTS_PDFXVersion>PDF/X-4<" in press.Root.Metadata.read_bytes()


def test_the_bleed_is_three_millimetres(press: pikepdf.Pdf) -> None:
    for page in press.pages:
        trim, bleed = ([float(edge) for edge in box] for box in (page.trimbox, page.bleedbox))
        assert trim[0] - bleed[0] == pytest.approx(points(3), abs=0.01)
        assert bleed[3] - trim[3] == pytest.approx(points(3), abs=0.01)


def test_marks_stay_outside_the_bleed(press: pikepdf.Pdf) -> None:
    page = press.pages[0]
    left, bottom, right, top = (float(edge) for edge in page.bleedbox)
    lines = [
        [float(value) for value in instruction.operands]
        for instruction in pikepdf.parse_content_stream(page.obj.Contents[2])
        if str(instruction.operator) in {"m", "l"}
    ]

    assert len(lines) == 16
    assert not [point for point in lines if left <= point[0] <= right and bottom <= point[1] <= top]


def test_marks_print_in_every_ink(press: pikepdf.Pdf) -> None:
    assert press.pages[0].resources.ColorSpace.Registration[1] == pikepdf.Name.All
    assert b"/Registration CS 1 SCN" in press.pages[0].obj.Contents[2].read_bytes()


def test_nothing_of_the_screen_is_left(press: pikepdf.Pdf) -> None:
    assert not {"/StructTreeRoot", "/MarkInfo", "/Names", "/Outlines"} & set(press.Root.keys())
    for page in press.pages:
        assert not {"/Annots", "/StructParents", "/Tabs"} & set(page.obj.keys())
        assert b"BDC" not in page.obj.Contents[1].read_bytes()
        assert b"EMC" not in page.obj.Contents[1].read_bytes()


def test_the_profile_of_the_press_is_inside(press: pikepdf.Pdf, profile: PressProfile) -> None:
    (intent,) = press.Root.OutputIntents

    assert str(intent.OutputConditionIdentifier) == "FOGRA39"
    assert intent.DestOutputProfile.read_bytes() == profile.path.read_bytes()


def test_every_profile_of_the_table_is_in_the_folder(profile: PressProfile) -> None:
    assert {path.name for path in profile.path.parent.glob("*.icc")} == set(PROFILES)


def test_the_same_painting_gives_the_same_bytes(
    sheet: Sheet, metadata: Metadata, profile: PressProfile, printed: Printed
) -> None:
    assert pressed((sheet,), metadata, profile).pdf == printed.pdf


@pytest.fixture(scope="module")
def cut_up(sheet: Sheet, metadata: Metadata, profile: PressProfile) -> Iterator[pikepdf.Pdf]:
    """The press file of a painting whose pages are painted by many streams, texts running from one into the next."""
    with pikepdf.open(io.BytesIO(sheet.pdf)) as pdf:
        specimen.cut_up(pdf)
        file = io.BytesIO()
        pdf.save(file, deterministic_id=True)
    in_parts = pressed((replace(sheet, pdf=file.getvalue()),), metadata, profile)
    assert in_parts.diagnostics == ()
    with pikepdf.open(io.BytesIO(in_parts.pdf)) as pdf:
        yield pdf


def test_pages_of_many_streams_print_what_pages_of_one_do(press: pikepdf.Pdf, cut_up: pikepdf.Pdf) -> None:
    for whole, parts in zip(press.pages, cut_up.pages, strict=True):
        painted = [
            [(str(i.operator), [str(operand) for operand in i.operands]) for i in pikepdf.parse_content_stream(page)]
            for page in (whole, parts)
        ]

        assert painted[0] == painted[1]


def test_pages_of_many_streams_pass_the_preflight(cut_up: pikepdf.Pdf) -> None:
    assert [found for check in PRINT_CHECKS for found in check(cut_up)] == []


def test_the_contents_of_a_page_are_one_array_of_streams(cut_up: pikepdf.Pdf) -> None:
    assert max(len(page.obj.Contents) for page in cut_up.pages) > 20
    assert all(isinstance(part, pikepdf.Stream) for page in cut_up.pages for part in page.obj.Contents)


def test_folds_are_marked_on_a_cover(metadata: Metadata, profile: PressProfile, tmp_path: Path) -> None:
    sheet = sheet_of(lay_out(specimen.front(), tmp_path, ()))
    wrap = pressed((sheet,), metadata, profile, folds_mm=(56, 64))

    with pikepdf.open(io.BytesIO(wrap.pdf)) as pdf:
        marks = pdf.pages[0].obj.Contents[2].read_bytes().decode()
    assert f"{points(56):.3f} " in marks
    assert marks.count(" l S") == 8 + 4


def test_pages_laid_out_without_bleed_are_refused(metadata: Metadata, profile: PressProfile, tmp_path: Path) -> None:
    sheet = sheet_of(lay_out(specimen.page("<p>x</p>", specimen.STYLES.replace("bleed: 5mm", "")), tmp_path, ()))
    wrap = pressed((sheet,), metadata, profile)

    assert [d.code for d in wrap.diagnostics] == ["bleed-short"]


def test_an_edition_without_a_date_is_refused(sheet: Sheet, metadata: Metadata, profile: PressProfile) -> None:
    undated = pressed((sheet,), replace(metadata, modified=None), profile)

    assert [d.code for d in undated.diagnostics] == ["date-missing"]


@needs("gs")
def test_a_page_of_text_takes_black_alone(tmp_path: Path, metadata: Metadata, profile: PressProfile) -> None:
    sheet = sheet_of(lay_out(specimen.page(f"<p>{specimen.paragraph(1, 400)}</p>"), tmp_path, ()))
    (tmp_path / "text.pdf").write_bytes(pressed((sheet,), metadata, profile).pdf)
    inks = run("gs", "-q", "-o", "-", "-sDEVICE=inkcov", "-dUseTrimBox", tmp_path / "text.pdf").stdout.split()

    assert inks[:3] == ["0.00000", "0.00000", "0.00000"]
    assert float(inks[3]) > 0.02
