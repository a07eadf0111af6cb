"""Inked sheets: what the press needs of a section, its numbers where they were, nothing of the screen."""

from __future__ import annotations

import io
import pickle

import pikepdf
import pytest

from bindery.pdf.facts import streams_of
from bindery.pdf.gather import Gathering, bind_for_press, gather
from bindery.pdf.inked import InkedSheet, ink_sheet
from bindery.pdf.stamps import number_on
from bindery.pdf.x4 import PressProfile
from tests.pdf import specimen
from tests.pdf.press import ORIGIN
from tests.pdf.sections import signatures


@pytest.fixture(scope="module")
def gathering(tmp_path_factory: pytest.TempPathFactory) -> Gathering:
    return gather(signatures(), tmp_path_factory.mktemp("book"), ())


@pytest.fixture(scope="module")
def inked(gathering: Gathering, profile: PressProfile) -> list[InkedSheet]:
    return [ink_sheet(sheet, specimen.INKS, profile.path, ORIGIN) for sheet in gathering.sheets]


def test_page_numbers_stay_in_their_streams(gathering: Gathering, inked: list[InkedSheet]) -> None:
    for sheet, for_press in zip(gathering.sheets, inked, strict=True):
        assert for_press.stamps == sheet.stamps
        with pikepdf.open(io.BytesIO(for_press.pdf)) as pdf:
            zeros = {
                number_on(stamp, streams_of(pdf.pages[stamp.page_index])[stamp.stream_index].read_bytes())
                for stamp in sheet.stamps
            }
        assert {number.strip("0") for number in zeros} <= {""}

    assert sum(len(sheet.stamps) for sheet in inked) > 10


def test_the_numbers_of_the_press_are_those_of_the_screen(gathering: Gathering, inked: list[InkedSheet]) -> None:
    numbers: list[str] = []
    with pikepdf.open(io.BytesIO(bind_for_press(gathering.firsts, inked))) as pdf:
        for first, sheet in zip(gathering.firsts, inked, strict=True):
            for stamp in sheet.stamps:
                stream = streams_of(pdf.pages[first + stamp.page_index])[stamp.stream_index]
                wanted = gathering.folios[stamp.target] if stamp.target else first + stamp.page_index + 1
                numbers.append(number_on(stamp, stream.read_bytes()))
                assert numbers[-1] == str(wanted)

    assert len(numbers) > 10


def test_nothing_of_the_screen_is_bound(gathering: Gathering, inked: list[InkedSheet]) -> None:
    with pikepdf.open(io.BytesIO(bind_for_press(gathering.firsts, inked))) as pdf:
        assert not {"/StructTreeRoot", "/MarkInfo", "/Names", "/Outlines"} & set(pdf.Root.keys())
        for page in pdf.pages:
            assert not {"/Annots", "/StructParents"} & set(page.obj.keys())
            assert not [s for s in streams_of(page) if b"BDC" in s.read_bytes() or b"EMC" in s.read_bytes()]


def test_each_picture_is_bound_once(gathering: Gathering, inked: list[InkedSheet]) -> None:
    with pikepdf.open(io.BytesIO(bind_for_press(gathering.firsts, inked))) as pdf:
        pictures = [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]

    assert len(pictures) == 1


def test_a_sheet_is_inked_alike_each_time(gathering: Gathering, inked: list[InkedSheet], profile: PressProfile) -> None:
    again = [
        ink_sheet(pickle.loads(pickle.dumps(sheet)), specimen.INKS, profile.path, ORIGIN) for sheet in gathering.sheets
    ]

    assert again == inked
