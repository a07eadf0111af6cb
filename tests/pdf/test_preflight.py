"""Preflight: a good file passes every check, and each check finds the fault seeded for it."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from bindery.pdf.facts import elements, role_of
from bindery.pdf.preflight import PRINT_CHECKS, SCREEN_CHECKS, Check
from bindery.pdf.x4 import Printed

Seed = Callable[[pikepdf.Pdf], object]


def found(pdf: pikepdf.Pdf, checks: Sequence[Check]) -> dict[str, str]:
    return {check.__name__: diagnostic.message for check in checks for diagnostic in check(pdf)}


def first(pdf: pikepdf.Pdf, role: str) -> Any:
    return next(element for element, _ in elements(pdf) if role_of(element) == role)


def forget(holder: Any, *keys: str) -> None:
    for key in keys:
        del holder[key]


def paint_more(page: pikepdf.Page, operators: bytes) -> None:
    contents = page.obj.Contents
    stream = contents[1] if isinstance(contents, Array) else contents
    stream.write(stream.read_bytes() + operators)


def grow_page(page: pikepdf.Page, key: str, by: float) -> None:
    page.obj[key] = Array([float(edge) + by for edge in page.obj[key]])


def unembed(pdf: pikepdf.Pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, Dictionary) and "/FontFile2" in item:
            del item["/FontFile2"]


def set_scripts(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert()"))


def share_identifiers(pdf: pikepdf.Pdf) -> None:
    for element, _ in elements(pdf):
        if role_of(element) == "Note":
            element.ID = String("note-1")


def spoil_group(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)


PRINT_SEEDS: dict[str, tuple[str, Seed]] = {
    "bleed": ("boxes_nested", lambda pdf: grow_page(pdf.pages[3], "/BleedBox", 2)),
    "no trim box": ("boxes_nested", lambda pdf: forget(pdf.pages[2].obj, "/TrimBox")),
    "two sizes": ("boxes_nested", lambda pdf: setattr(pdf.pages[1].obj, "TrimBox", Array([0, 0, 99, 99]))),
    "rgb operator": ("no_rgb", lambda pdf: paint_more(pdf.pages[0], b"\n1 0 0 rg 0 0 9 9 re f\n")),
    "rgb space": ("no_rgb", lambda pdf: paint_more(pdf.pages[0], b"\n/DeviceRGB cs\n")),
    "gradient": ("no_rgb", lambda pdf: paint_more(pdf.pages[0], b"\n/s0 sh\n")),
    "picture in the text": (
        "no_rgb",
        lambda pdf: paint_more(pdf.pages[0], b"\nBI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI\n"),
    ),
    "rgb picture": ("no_rgb", lambda pdf: setattr(picture(pdf), "ColorSpace", Name.DeviceRGB)),
    "rgb group": ("no_rgb", spoil_group),
    "rich black": ("ink_sums", lambda pdf: paint_more(pdf.pages[0], b"\n.5 .4 .4 1 k\n")),
    "too much ink": ("ink_sums", lambda pdf: paint_more(pdf.pages[0], b"\n.9 .9 .9 .9 k\n")),
    "no intent": ("one_press_intent", lambda pdf: forget(pdf.Root, "/OutputIntents")),
    "unregistered": (
        "one_press_intent",
        lambda pdf: setattr(pdf.Root.OutputIntents[0], "OutputConditionIdentifier", String("Custom")),
    ),
    "rgb profile": ("one_press_intent", lambda pdf: setattr(pdf.Root.OutputIntents[0].DestOutputProfile, "N", 3)),
    "no claim": ("says_it_is_x4", lambda pdf: forget(pdf.Root, "/Metadata")),
    "trapped": ("says_it_is_x4", lambda pdf: forget(pdf.trailer.Info, "/Trapped")),
    "link": ("nothing_active", lambda pdf: setattr(pdf.pages[0].obj, "Annots", Array([Dictionary(Subtype=Name.Link)]))),
    "script": ("nothing_active", set_scripts),
    "font": ("fonts_embedded", unembed),
    "coarse picture": ("pictures_sharp", lambda pdf: setattr(picture(pdf), "Width", 100)),
}
SCREEN_SEEDS: dict[str, tuple[str, Seed]] = {
    "no tags": ("tagged_and_titled", lambda pdf: forget(pdf.Root, "/MarkInfo")),
    "no language": ("tagged_and_titled", lambda pdf: forget(pdf.Root, "/Lang")),
    "no title shown": ("tagged_and_titled", lambda pdf: forget(pdf.Root.ViewerPreferences, "/DisplayDocTitle")),
    "no claim": ("tagged_and_titled", lambda pdf: forget(pdf.Root, "/Metadata")),
    "untagged paint": ("content_in_tree", lambda pdf: paint_more(pdf.pages[4], b"\n0 0 9 9 re f\n")),
    "orphan": ("content_in_tree", lambda pdf: setattr(first(pdf, "Sect"), "K", Array([]))),
    "shared parent": ("content_in_tree", lambda pdf: setattr(pdf.pages[5].obj, "StructParents", 4)),
    "unknown role": ("roles_in_place", lambda pdf: setattr(first(pdf, "Strong"), "S", Name("/Shout"))),
    "row astray": ("roles_in_place", lambda pdf: setattr(first(pdf, "TBody"), "S", Name.Sect)),
    "no head cells": (
        "tables_with_heads",
        lambda pdf: [setattr(e, "S", Name.TD) for e, _ in elements(pdf) if role_of(e) == "TH"],
    ),
    "no scope": ("tables_with_heads", lambda pdf: forget(first(pdf, "TH"), "/A")),
    "heading skipped": ("headings_in_order", lambda pdf: setattr(first(pdf, "H2"), "S", Name.H4)),
    "no alternative": ("pictures_described", lambda pdf: forget(first(pdf, "Figure"), "/Alt")),
    "notes alike": ("notes_identified", share_identifiers),
    "note unknown": ("notes_identified", lambda pdf: setattr(first(pdf, "Note"), "ID", String("elsewhere"))),
    "link untold": ("links_described", lambda pdf: forget(pdf.pages[1].obj.Annots[0], "/Contents")),
    "link adrift": ("links_described", lambda pdf: setattr(pdf.pages[1].obj.Annots[0], "StructParent", 9999)),
    "no tab order": ("links_described", lambda pdf: forget(pdf.pages[1].obj, "/Tabs")),
    "bleed shown": ("boxes_trimmed", lambda pdf: grow_page(pdf.pages[0], "/MediaBox", 9)),
    "no labels": ("labels_given", lambda pdf: forget(pdf.Root, "/PageLabels")),
    "no outline": ("labels_given", lambda pdf: forget(pdf.Root, "/Outlines")),
    "font": ("fonts_embedded", unembed),
    "script": ("scripts", set_scripts),
}


def picture(pdf: pikepdf.Pdf) -> Any:
    return next(o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == Name.Image)


def test_the_press_file_passes(printed: Printed) -> None:
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        assert found(pdf, PRINT_CHECKS) == {}


def test_the_screen_file_passes(screen: bytes) -> None:
    with pikepdf.open(io.BytesIO(screen)) as pdf:
        assert found(pdf, SCREEN_CHECKS) == {}


@pytest.mark.parametrize("fault", PRINT_SEEDS)
def test_a_fault_of_the_press_file_is_found(fault: str, printed: Printed) -> None:
    check, seed = PRINT_SEEDS[fault]
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        seed(pdf)
        assert list(found(pdf, PRINT_CHECKS)) == [check]


@pytest.mark.parametrize("fault", SCREEN_SEEDS)
def test_a_fault_of_the_screen_file_is_found(fault: str, screen: bytes) -> None:
    check, seed = SCREEN_SEEDS[fault]
    with pikepdf.open(io.BytesIO(screen)) as pdf:
        seed(pdf)
        assert check in found(pdf, SCREEN_CHECKS)


def test_every_check_has_a_fault_seeded_for_it() -> None:
    seeded = {check for check, _ in (*PRINT_SEEDS.values(), *SCREEN_SEEDS.values())}

    assert seeded == {check.__name__ for check in (*PRINT_CHECKS, *SCREEN_CHECKS)}
