"""Gathering: sections laid out apart make one true book; a fault names its section."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from bindery.diagnostics import Source
from bindery.pdf import bind
from bindery.pdf.fold import RECTO, Compositor, Sheet, Signature
from bindery.pdf.gates import judge
from bindery.pdf.gather import Gathering, Setting, bind_book, gather, gathering, set_section
from bindery.pdf.page_map import PageMap
from bindery.pdf.reading import Reading
from bindery.pdf.slots import Shape
from tests.pdf.sections import signatures

SOURCE = Source("book")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Gathering:
    return gather(signatures(), tmp_path_factory.mktemp("book"), (), SOURCE)


@pytest.fixture(scope="module")
def reading(book: Gathering) -> Reading:
    return bind_book(book)[1]


def test_a_gathering_passes_the_gates(book: Gathering, reading: Reading) -> None:
    assert book.diagnostics == ()
    assert list(judge(reading)) == []


def test_the_gates_have_something_to_judge(reading: Reading) -> None:
    assert (len(reading.notes), len(reading.numbers)) == (8, 12)
    assert len(reading.links) >= 14
    assert sum(map(len, reading.printed_folios)) >= 14


def test_the_gates_read_what_was_struck(book: Gathering, monkeypatch: pytest.MonkeyPatch) -> None:
    strike = bind.strike
    monkeypatch.setattr(bind, "strike", lambda stamp, number: strike(stamp, number + 1))
    _, misread = bind_book(book)

    assert {found.code for found in judge(misread)} == {"folio-false", "page-number-false"}


def test_sections_open_on_their_side(book: Gathering) -> None:
    assert [first % 2 for first in book.firsts] == [0, 1, 0, 0, 1]


def test_pages_are_those_of_the_sections_and_a_blank_between(book: Gathering) -> None:
    pages = sum(sheet.extent.pages for sheet in book.sheets)

    assert book.page_map.extent == pages + 1
    assert book.page_map.folios == tuple(str(page + 1) for page in range(book.page_map.extent))


def test_sections_set_in_another_order_give_the_same_bytes(book: Gathering, tmp_path: Path) -> None:
    compositor = Compositor(tmp_path, (), SOURCE)
    waves = gathering(signatures(), SOURCE)

    def set_backwards(settings: list[Setting]) -> list[Sheet]:
        return [set_section(compositor, setting) for setting in settings[::-1]][::-1]

    sheets: list[Sheet] | None = None
    try:
        while True:
            sheets = set_backwards(waves.send(sheets) if sheets else next(waves))
    except StopIteration as end:
        assert bind_book(end.value)[0].pdf == bind_book(book)[0].pdf


def test_a_section_is_set_again_only_when_its_numbers_need_another_room(tmp_path: Path) -> None:
    compositor = Compositor(tmp_path, (), SOURCE)
    waves, asked = gathering(signatures(), SOURCE), list[Setting]()
    settings = next(waves)
    try:
        while True:
            asked += settings
            settings = waves.send([set_section(compositor, setting) for setting in settings])
    except StopIteration:
        assert len({(setting.index, setting.shape) for setting in asked}) == len(asked)
        assert {setting.index for setting in asked} == set(range(len(signatures())))


def test_a_fault_names_its_section(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    set_one = Compositor.set

    def fail(compositor: Compositor, *order: object) -> Sheet:
        if order[0].name == "two":  # type: ignore[attr-defined]
            raise NotImplementedError("a border")
        return set_one(compositor, *order)  # type: ignore[arg-type]

    monkeypatch.setattr(Compositor, "set", fail)
    failed = gather(signatures(), tmp_path, (), SOURCE)

    (said,) = failed.diagnostics
    assert (said.code, failed.sheets) == ("layout-crash", ())
    assert "`two`: NotImplementedError: a border" in said.message


def test_numbers_that_never_rest_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bindery.pdf.gather.MOST_LAYOUTS", 0)
    monkeypatch.setattr("bindery.pdf.gather.CHARACTERS_A_NUMBER", 0)
    monkeypatch.setattr("bindery.pdf.number.CHARACTERS_A_PAGE", 1)

    assert "page-numbers-unstable" in {d.code for d in gather(signatures(), tmp_path, (), SOURCE).diagnostics}


def test_pages_that_move_ask_for_no_section_again() -> None:
    body = '<p>p. <span class="folio-of" data-target="end">000</span></p><p id="{0}">{0}</p>'
    book = [Signature(name, f"<body>{body.format(name)}</body>", RECTO) for name in ("start", "middle", "end")]
    kept: dict[tuple[int, Shape], Sheet] = {}

    def asked(first_pages: int) -> list[int]:
        """Carry out a book whose first section has so many pages; list the sections that were not kept."""
        waves, fresh = gathering(book, SOURCE), list[int]()
        settings = next(waves)
        with suppress(StopIteration):
            while True:
                for setting in settings:
                    key = (first_pages if setting.index == 0 else setting.index, setting.shape)
                    if key not in kept:
                        fresh.append(setting.index)
                        pages = first_pages if setting.index == 0 else 20
                        kept[key] = blank_sheet(pages, setting.signature.name)
                settings = waves.send([
                    kept[first_pages if s.index == 0 else s.index, s.shape] for s in settings
                ])  # fmt: skip
        return fresh

    assert set(asked(12)) == {0, 1, 2}
    assert set(asked(14)) == {0}


def blank_sheet(pages: int, anchor: str) -> Sheet:
    """Make a sheet of blank pages, the first of which holds an anchor."""
    page_map = PageMap(("",) * pages, (None,) * pages, {anchor: 0})
    return Sheet(b"", (), {}, (), Reading(page_map, ((),) * pages, {}, {}, (), ()), (), ())
