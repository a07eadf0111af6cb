"""The screen edition: PDF/UA-1 and PDF/A-2a, cropped, labelled, the same bytes every time."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdf
import pytest

from bindery.pdf.layout import Layout, lay_out
from bindery.pdf.metadata import Metadata
from bindery.pdf.paint import Painted, paint
from bindery.pdf.screen import finish_screen, page_labels
from tests.pdf import specimen
from tests.validators import needs, qpdf_check, verapdf


@pytest.fixture(scope="module")
def screen_path(screen: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("screen") / "screen.pdf"
    path.write_bytes(screen)
    return path


@needs("verapdf")
@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_verapdf_finds_nothing(screen_path: Path, flavour: str) -> None:
    assert verapdf(screen_path, flavour) == []


@needs("qpdf")
def test_qpdf_finds_nothing(screen_path: Path) -> None:
    assert qpdf_check(screen_path) == []


def test_the_front_cover_is_page_one(screen: bytes, layout: Layout) -> None:
    pages = pypdf.PdfReader(io.BytesIO(screen)).pages

    assert len(pages) == layout.page_map.extent + 1
    assert pages[0].extract_text().strip() == "Specimen"


def test_pages_are_labelled_by_their_folios(screen: bytes) -> None:
    labels = pypdf.PdfReader(io.BytesIO(screen)).page_labels

    assert labels == ["cover", *(str(folio) for folio in range(1, 17))]


def test_labels_that_do_not_count_are_kept() -> None:
    numbers = page_labels(("cover", "i", "1", "2", "5")).Nums

    assert [int(numbers[index]) for index in range(0, len(numbers), 2)] == [0, 1, 2, 4]


def test_pages_are_cropped_to_the_trim(screen: bytes) -> None:
    boxes = {
        tuple(round(float(edge), 1) for edge in page[box])
        for page in pypdf.PdfReader(io.BytesIO(screen)).pages
        for box in ("/MediaBox", "/CropBox")
    }

    assert boxes == {(0, 0, 340.2, 481.9)}


def test_the_outline_leads_to_the_chapters(screen: bytes) -> None:
    titles = [entry["/Title"] for entry in pypdf.PdfReader(io.BytesIO(screen)).outline if not isinstance(entry, list)]

    assert titles == ["Specimen", "Contents", "Chapter 1", "Chapter 2", "Index"]


def test_metadata_agree_in_both_places(screen: bytes, metadata: Metadata) -> None:
    reader = pypdf.PdfReader(io.BytesIO(screen))

    assert reader.metadata is not None
    assert reader.xmp_metadata is not None
    assert reader.metadata.title == reader.xmp_metadata.dc_title["x-default"] == "Specimen: A <test> & more"
    assert tuple(reader.xmp_metadata.dc_creator) == metadata.authors
    assert reader.xmp_metadata.dc_language == ["fr"]


def test_the_same_layout_gives_the_same_bytes(painted: Painted, metadata: Metadata, screen: bytes) -> None:
    assert finish_screen(painted, metadata) == screen


def test_the_folder_leaves_no_trace_in_the_file(tmp_path: Path, metadata: Metadata) -> None:
    files = []
    for name in ("one", "another place"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "drawing.svg").write_text(specimen.DRAWING)
        specimen.write_ramps(folder / "ramps.png")
        body = '<h1>A</h1><p><img src="drawing.svg" alt="a"><img src="ramps.png" alt="b"></p>'
        files.append(finish_screen(paint(lay_out(specimen.page(body), folder, (folder,))), metadata))

    assert files[0] == files[1]


def test_a_painter_in_another_run_gives_the_same_bytes(tmp_path: Path, metadata: Metadata, screen: bytes) -> None:
    layout = lay_out(specimen.book(), tmp_path, ())

    assert finish_screen(paint(layout, lay_out(specimen.front(), tmp_path, ())), metadata) == screen


def test_an_edition_without_a_date_states_none(painted: Painted) -> None:
    file = finish_screen(painted, Metadata(title="T", language="fr"))

    with pikepdf.open(io.BytesIO(file)) as pdf:
        assert "/CreationDate" not in pdf.trailer.Info
        assert b"CreateDate" not in pdf.Root.Metadata.read_bytes()
