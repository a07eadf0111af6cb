"""Number: from the extents of the sections to every page number of the book.

In: signatures, their extents, the sheets and what was struck on them. Out: first pages, anchors by page, one page map
and one reading of the whole. Pages are counted from 0 here; folios from 1.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from bindery.pdf.fold import RECTO, Extent, Sheet, Signature
from bindery.pdf.page_map import PageMap, PageStart
from bindery.pdf.reading import PrintedNumber, Reading

IDENTIFIER = re.compile(r'\sid="([^"]+)"')
TAG = re.compile(r"<[^>]*>")
ZEROS = re.compile(r"0+")
CHARACTERS_A_PAGE = 1900  # of the house page
ROOM = {"<figure": 600, "<h1": 500, "<h2": 100, "<tr": 30, "box-label": 150}  # in characters
NUMBERS_A_PAGE = 24
Value = TypeVar("Value")


def first_pages(signatures: Sequence[Signature], extents: Sequence[Extent]) -> tuple[int, ...]:
    """Give each section its first page: the next one of the side it opens on."""
    firsts: list[int] = []
    page = 0
    for signature, extent in zip(signatures, extents, strict=True):
        page += (page % 2 == 0) != (signature.side == RECTO)
        firsts.append(page)
        page += extent.pages
    return tuple(firsts)


def anchor_pages(firsts: Sequence[int], extents: Sequence[Extent]) -> dict[str, int]:
    """Give the page of the book each anchor starts on; of an anchor that stands twice, the first."""
    pages: dict[str, int] = {}
    for first, extent in zip(firsts, extents, strict=True):
        for anchor, page in extent.anchors.items():
            pages.setdefault(anchor, first + page)
    return pages


def guess(signature: Signature) -> Extent:
    """Guess the extent of a section from its text and what stands in it, so that numbers have their likely digits."""
    body = signature.body
    numbers = len(signature.placeholders)
    characters = len(TAG.sub("", body)) + sum(body.count(mark) * room for mark, room in ROOM.items())
    pages = max(1, round(characters / CHARACTERS_A_PAGE), 1 + numbers // NUMBERS_A_PAGE if numbers else 0)
    anchors = {found[1]: found.start() * pages // len(body) for found in IDENTIFIER.finditer(body)}
    return Extent(pages, anchors)


def scaled(extent: Extent, ratio: float) -> Extent:
    """Correct a guess."""
    anchors = {anchor: int(page * ratio) for anchor, page in extent.anchors.items()}
    return Extent(max(1, round(extent.pages * ratio)), anchors)


def page_map_of(firsts: Sequence[int], sheets: Sequence[Sheet]) -> PageMap:
    """Put the page maps of the sheets together, blank pages between them."""
    starts: list[PageStart | None] = []
    for first, sheet in zip(firsts, sheets, strict=True):
        starts += [None] * (first - len(starts)) + list(sheet.reading.page_map.starts)
    folios = tuple(str(page + 1) for page in range(len(starts)))
    return PageMap(folios, tuple(starts), anchor_pages(firsts, [sheet.extent for sheet in sheets]))


def whole(firsts: Sequence[int], sheets: Sequence[Sheet], struck: Sequence[Sequence[str]]) -> Reading:
    """Put the readings of the sheets together, with the numbers struck on each, in the order of its stamps."""
    readings = [_with_numbers(sheet, numbers) for sheet, numbers in zip(sheets, struck, strict=True)]
    folios: list[tuple[str, ...]] = []
    for first, reading in zip(firsts, readings, strict=True):
        folios += [()] * (first - len(folios)) + list(reading.printed_folios)
    placed = list(zip(firsts, readings, strict=True))
    return Reading(
        page_map=page_map_of(firsts, sheets),
        printed_folios=tuple(folios),
        notes=_together([reading.notes for reading in readings]),
        blocks=_together([reading.blocks for reading in readings]),
        numbers=tuple(
            replace(n, page_index=first + n.page_index) for first, reading in placed for n in reading.numbers
        ),
        links=tuple(replace(link, page_index=first + link.page_index) for first, r in placed for link in r.links),
        marks={
            anchor: replace(mark, page_index=first + mark.page_index)
            for first, r in placed
            for anchor, mark in r.marks.items()
        },
    )


def _with_numbers(sheet: Sheet, struck: Sequence[str]) -> Reading:
    """Put the numbers that were struck in the place of the zeros that were read."""
    of_slot = {stamp.slot: number for stamp, number in zip(sheet.stamps, struck, strict=True)}
    of_page: dict[int, list[str]] = {}
    for stamp, number in zip(sheet.stamps, struck, strict=True):
        if not stamp.target:
            of_page.setdefault(stamp.page_index, []).append(number)
    reading = sheet.reading
    return replace(
        reading,
        printed_folios=tuple(tuple(of_page.get(page, ())) for page in range(reading.page_map.extent)),
        numbers=tuple(replace(n, printed=_filled(n, of_slot)) for n in reading.numbers),
    )


def _filled(number: PrintedNumber, of_slot: Mapping[int, str]) -> str:
    digits = iter(of_slot.get(slot, "") for slot in number.slots)
    return ZEROS.sub(lambda zeros: next(digits, zeros[0]), number.printed)


def _together(tables: Sequence[Mapping[str, Value]]) -> dict[str, Value]:
    return {name: value for table in tables for name, value in table.items()}
