"""Number: from the extents of the sections to every page number of the book.

In: signatures and their extents. Out: first pages, anchors by page, and one reading of the whole. Pages are counted
from 0 here; folios from 1.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from bindery.pdf.fold import RECTO, Extent, Signature
from bindery.pdf.page_map import PageMap, PageStart
from bindery.pdf.reading import Reading, read

IDENTIFIER = re.compile(r'\sid="([^"]+)"')
TAG = re.compile(r"<[^>]*>")
CHARACTERS_A_PAGE = 1900
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
    """Guess the extent of a section from the length of its text, so that numbers have their likely count of digits."""
    body = signature.body
    numbers = body.count("data-target")
    pages = 1 + max(len(TAG.sub("", body)) // CHARACTERS_A_PAGE, numbers // NUMBERS_A_PAGE)
    anchors = {found[1]: found.start() * pages // len(body) for found in IDENTIFIER.finditer(body)}
    return Extent(pages, anchors)


def whole(firsts: Sequence[int], readings: Sequence[Reading]) -> Reading:
    """Put the readings of the sections together, blank pages between them."""
    if not readings:
        return read([])
    starts: list[PageStart | None] = []
    folios: list[tuple[str, ...]] = []
    for first, reading in zip(firsts, readings, strict=True):
        blanks = first - len(starts)
        starts += [None] * blanks + list(reading.page_map.starts)
        folios += [()] * blanks + list(reading.printed_folios)
    extents = [Extent(reading.page_map.extent, reading.page_map.anchors) for reading in readings]
    return Reading(
        page_map=PageMap(
            tuple(str(page + 1) for page in range(len(starts))), tuple(starts), anchor_pages(firsts, extents)
        ),
        printed_folios=tuple(folios),
        notes=_together([reading.notes for reading in readings]),
        blocks=_together([reading.blocks for reading in readings]),
        numbers=tuple(
            replace(n, page_index=first + n.page_index)
            for first, reading in zip(firsts, readings, strict=True)
            for n in reading.numbers
        ),
        links=tuple(
            replace(link, page_index=first + link.page_index)
            for first, reading in zip(firsts, readings, strict=True)
            for link in reading.links
        ),
    )


def _together(tables: Sequence[Mapping[str, Value]]) -> dict[str, Value]:
    return {name: value for table in tables for name, value in table.items()}
