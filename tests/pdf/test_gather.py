"""Gathering: sections laid out apart make one true book, in one process or two; a fault names its section."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path

import pytest

from bindery.diagnostics import Source
from bindery.pdf.fold import Compositor, Extent
from bindery.pdf.gates import judge
from bindery.pdf.gather import Gathering, bind_book, gather
from tests.pdf.sections import signatures

SOURCE = Source("book")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Gathering:
    return gather(signatures(), tmp_path_factory.mktemp("book"), (), SOURCE)


def test_a_gathering_passes_the_gates(book: Gathering) -> None:
    assert book.diagnostics == ()
    assert list(judge(book.reading)) == []


def test_the_gates_have_something_to_judge(book: Gathering) -> None:
    reading = book.reading

    assert (len(reading.notes), len(reading.numbers)) == (8, 12)
    assert len(reading.links) >= 14
    assert sum(map(len, reading.printed_folios)) >= 14


def test_sections_open_on_their_side(book: Gathering) -> None:
    assert [first % 2 for first in book.firsts] == [0, 1, 0, 0, 1]


def test_pages_are_those_of_the_sections_and_a_blank_between(book: Gathering) -> None:
    pages = sum(sheet.reading.page_map.extent for sheet in book.sheets)

    assert book.page_map.extent == pages + 1
    assert book.page_map.folios == tuple(str(page + 1) for page in range(book.page_map.extent))


def test_two_processes_give_the_same_bytes(book: Gathering, tmp_path: Path) -> None:
    apart = gather(signatures(), tmp_path, (), SOURCE, jobs=2)

    assert apart.reading == book.reading
    assert bind_book(apart).pdf == bind_book(book).pdf


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_fault_names_its_section(jobs: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay = Compositor.lay

    def fail(compositor: Compositor, *order: object) -> Extent:
        if order[0].name == "two":  # type: ignore[attr-defined]
            raise NotImplementedError("a border")
        return lay(compositor, *order)  # type: ignore[arg-type]

    monkeypatch.setattr(Compositor, "lay", fail)
    failed = gather(signatures(), tmp_path, (), SOURCE, jobs)

    (said,) = failed.diagnostics
    assert (said.code, failed.sheets) == ("layout-crash", ())
    assert "`two`: NotImplementedError: a border" in said.message


def test_a_worker_that_is_lost_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Compositor, "number", lambda *_: os._exit(1))
    failed = gather(signatures(), tmp_path, (), SOURCE, jobs=2)

    assert [d.code for d in failed.diagnostics] == ["worker-lost"]


def test_no_worker_outlives_its_book(tmp_path: Path) -> None:
    gather(signatures()[:2], tmp_path, (), SOURCE, jobs=2)

    assert multiprocessing.active_children() == []
