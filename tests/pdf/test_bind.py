"""Binding: the seams between sheets do not show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from bindery.diagnostics import has_errors
from bindery.pdf.facts import elements, parent_tree, role_of
from bindery.pdf.gather import Gathering, bind_book, bind_excerpt, gather, sheet_of
from bindery.pdf.layout import lay_out
from bindery.pdf.metadata import Metadata
from bindery.pdf.screen import finish_screen
from bindery.pdf.slots import FOLIO
from bindery.pdf.x4 import PressProfile
from tests.pdf import specimen
from tests.pdf.press import pressed
from tests.pdf.sections import signatures
from tests.validators import needs, qpdf_check, verapdf


@pytest.fixture(scope="module")
def gathering(tmp_path_factory: pytest.TempPathFactory) -> Gathering:
    return gather(signatures(), tmp_path_factory.mktemp("book"), ())


@pytest.fixture(scope="module")
def path(gathering: Gathering, metadata: Metadata, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bound")
    front = sheet_of(lay_out(specimen.front(), folder, ()))
    place = folder / "bound.pdf"
    place.write_bytes(finish_screen(bind_book(gathering, front)[0], metadata))
    return place


@pytest.fixture(scope="module")
def excerpt(gathering: Gathering, metadata: Metadata, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("bound") / "excerpt.pdf"
    front = sheet_of(lay_out(specimen.front(), place.parent, ()))
    place.write_bytes(finish_screen(bind_excerpt(gathering, ("two",), front), metadata))
    return place


@pytest.fixture(scope="module")
def bound(path: Path) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(path) as pdf:
        yield pdf


@needs("verapdf")
@pytest.mark.parametrize("flavour", ["ua1", "2a"])
@pytest.mark.parametrize("which", ["path", "excerpt"])
def test_verapdf_finds_nothing(which: str, flavour: str, request: pytest.FixtureRequest) -> None:
    assert verapdf(request.getfixturevalue(which), flavour) == []


@needs("qpdf")
@pytest.mark.parametrize("which", ["path", "excerpt"])
def test_qpdf_finds_nothing(which: str, request: pytest.FixtureRequest) -> None:
    assert qpdf_check(request.getfixturevalue(which)) == []


def test_the_press_file_has_no_fault(gathering: Gathering, metadata: Metadata, profile: PressProfile) -> None:
    assert not has_errors(pressed(gathering.sheets, metadata, profile, gathering.firsts).diagnostics)


def test_every_page_of_the_book_is_bound(bound: pikepdf.Pdf, gathering: Gathering) -> None:
    assert len(bound.pages) == gathering.page_map.extent + 1


def test_each_font_is_embedded_once(bound: pikepdf.Pdf) -> None:
    names = Counter(
        str(item.FontName)
        for item in bound.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
    )

    assert len(names) > 1
    assert set(names.values()) == {1}


def test_each_picture_is_kept_once(bound: pikepdf.Pdf) -> None:
    pictures = [o for o in bound.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]

    assert len(pictures) == 1


def test_every_link_has_its_destination(bound: pikepdf.Pdf) -> None:
    names = bound.Root.Names.Dests.Names
    known = [str(names[index]) for index in range(0, len(names), 2)]
    led = {str(a.Dest) for page in bound.pages for a in page.obj.get("/Annots", []) if "/Dest" in a}

    assert known == sorted(set(known))
    assert led
    assert led <= set(known)


def test_a_link_that_shows_a_page_number_tells_it_to_those_who_do_not_see(
    bound: pikepdf.Pdf, gathering: Gathering
) -> None:
    links = [a for page in bound.pages for a in page.obj.get("/Annots", []) if "/Dest" in a]
    told = {str(a.Dest): str(a.Contents) for a in links if str(a.Contents)[-1:].isdigit()}
    folios = {anchor: page + 1 for anchor, page in gathering.page_map.anchors.items()}

    assert len({words for words in told.values() if words.isdigit()}) > 1
    assert all(words.split()[-1] == str(folios[anchor]) for anchor, words in told.items())
    assert not any(FOLIO in str(a.Contents) for a in links)


def test_destinations_are_pages_of_the_book(bound: pikepdf.Pdf, gathering: Gathering) -> None:
    pages = {page.obj.objgen: index for index, page in enumerate(bound.pages)}
    names = bound.Root.Names.Dests.Names
    places = {str(names[index]): pages[names[index + 1][0].objgen] - 1 for index in range(0, len(names), 2)}

    assert places == dict(gathering.page_map.anchors)


def test_no_structure_element_is_an_orphan(bound: pikepdf.Pdf) -> None:
    reached = {element.objgen for element, _ in elements(bound)}
    written = {o.objgen for o in bound.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/StructElem"}

    assert reached == written


def test_pages_and_links_know_their_place_in_the_structure(bound: pikepdf.Pdf) -> None:
    keys = [int(page.obj.StructParents) for page in bound.pages if "/StructParents" in page.obj]
    keys += [int(a.StructParent) for page in bound.pages for a in page.obj.get("/Annots", [])]

    assert len(set(keys)) == len(keys)
    assert set(keys) == set(parent_tree(bound))


def test_notes_are_identified_through_the_book(bound: pikepdf.Pdf) -> None:
    identifiers = [str(element.ID) for element, _ in elements(bound) if role_of(element) == "Note"]

    assert identifiers == [f"note-{count}" for count in range(1, 9)]
    assert len(bound.Root.StructTreeRoot.IDTree.Names) == 16


def test_the_outline_goes_through_the_book(bound: pikepdf.Pdf) -> None:
    with bound.open_outline() as outline:
        titles = [(item.title, [child.title for child in item.children]) for item in outline.root]

    chapters = [("Chapter 1", ["Section"]), ("Chapter 2", ["Section"])]
    assert titles == [("Specimen", []), ("Specimen", []), ("Contents", []), *chapters, ("Index", [])]


def test_blank_pages_are_empty_and_of_the_size_of_the_others(bound: pikepdf.Pdf, gathering: Gathering) -> None:
    covered = {
        page
        for first, sheet in zip(gathering.firsts, gathering.sheets, strict=True)
        for page in range(first, first + sheet.reading.page_map.extent)
    }
    blanks = [bound.pages[page + 1] for page in range(gathering.page_map.extent) if page not in covered]

    assert blanks
    assert {page.obj.Contents.read_bytes() for page in blanks} == {b""}
    assert len({tuple(map(float, page.mediabox)) for page in bound.pages}) == 1


def test_an_excerpt_opens_on_the_cover_and_keeps_the_numbers_of_its_pages(excerpt: Path, gathering: Gathering) -> None:
    first = gathering.firsts[gathering.names.index("two")]

    assert PdfReader(excerpt).page_labels[:2] == ["cover", gathering.page_map.folios[first]]


def test_links_that_lead_out_of_an_excerpt_are_let_go(excerpt: Path) -> None:
    with pikepdf.open(excerpt) as pdf:
        names = {str(name) for name in pdf.Root.Names.Dests.Names if isinstance(name, pikepdf.String)}
        led = {str(a.Dest) for page in pdf.pages for a in page.obj.get("/Annots", []) if "/Dest" in a}

    assert "sec-2" in names
    assert "ch-1" not in led
    assert led <= names
