"""Resources: pages and drawings keep what they name, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from bindery.pdf.resources import drop_unused_resources


@pytest.fixture
def pdf() -> Iterator[pikepdf.Pdf]:
    with pikepdf.new() as pdf:
        for _ in range(2):
            pdf.add_blank_page()
        yield pdf


def fonts(pdf: pikepdf.Pdf, *names: str) -> Dictionary:
    return Dictionary({f"/{name}": pdf.make_indirect(Dictionary(Type=Name.Font)) for name in names})


def test_what_no_page_names_is_dropped(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0].obj
    page.Resources = Dictionary(Font=fonts(pdf, "A", "B"))
    page.Contents = pdf.make_stream(b"BT /A 9 Tf ET")
    drop_unused_resources(pdf)

    assert page.Resources.Font.keys() == {"/A"}


def test_what_any_of_the_pages_names_stays_in_a_shared_dictionary(pdf: pikepdf.Pdf) -> None:
    shared = pdf.make_indirect(Dictionary(Font=fonts(pdf, "A", "B", "C")))
    for page, content in zip(pdf.pages, (b"/A 9 Tf", b"/C 9 Tf"), strict=True):
        page.obj.Resources, page.obj.Contents = shared, pdf.make_stream(content)
    drop_unused_resources(pdf)

    assert shared.Font.keys() == {"/A", "/C"}


def test_fonts_that_a_page_and_a_drawing_share_stay_when_the_drawing_names_them(pdf: pikepdf.Pdf) -> None:
    shared = pdf.make_indirect(fonts(pdf, "A", "B"))
    drawing = pdf.make_stream(b"/B 9 Tf", Type=Name.XObject, Subtype=Name.Form, Resources=Dictionary(Font=shared))
    page = pdf.pages[0].obj
    page.Resources = Dictionary(Font=shared, XObject=Dictionary(x=drawing))
    page.Contents = Array([pdf.make_stream(b"q"), pdf.make_stream(b"/A 9 Tf /x Do Q")])
    drop_unused_resources(pdf)

    assert shared.keys() == {"/A", "/B"}
    assert page.Resources.XObject.keys() == {"/x"}


def test_dictionaries_left_empty_are_dropped(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0].obj
    page.Resources = Dictionary(Font=fonts(pdf, "A"), Pattern=Dictionary())
    page.Contents = pdf.make_stream(b"0 0 9 9 re f")
    drop_unused_resources(pdf)

    assert not page.Resources.keys()
