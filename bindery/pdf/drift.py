"""Drift: a figure that does not fit at the foot of a page goes down a paragraph or two, as a compositor lets it.

In: the laid-out pages of a section. Out: the section laid out anew, its pages filled. The styles say what may drift
(`--drift: down`). Nothing passes a heading or a figure, boxes pass no box, and what holds a note stays where it is, for
its number would change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from xml.etree.ElementTree import Element

from weasyprint import Document, Page

from bindery.pdf.page_map import classes_of
from bindery.pdf.weasy import Standing, standing

LEAST_ROOM_PX = 3.5 * 18  # from which a page is seen to end early
LEAST_GAIN_PX = 18.0
MOST_PASSED = 5  # blocks
TEXT = frozenset({"p", "ul", "ol"})
FIGURES = frozenset({"figure", "table"})
HEADINGS = frozenset({"h2", "h3", "h4"})


def with_drift(document: Document, root: Element, lay: Callable[[], Document]) -> Document:
    """Fill the pages of a section: move what left room on them, and `lay` it out again, while that helps.

    Each figure is moved once at most, so that there are as many layouts more as there are holes to fill.
    """
    parents = {child: parent for parent in root.iter() for child in parent}
    settled: set[Element] = set()
    while (found := next(_drifters(document.pages, parents, settled), None)) is not None:
        page_index, drifter, passed = found
        settled.add(drifter)
        _move(drifter, parents[drifter], passed)
        tried = lay()
        if _room_px(document.pages[page_index]) - _room_px(tried.pages[page_index]) >= LEAST_GAIN_PX:
            document = tried
        else:
            _move(drifter, parents[drifter], -passed)
    return document


def _drifters(
    pages: Sequence[Page], parents: Mapping[Element, Element], settled: set[Element]
) -> Iterator[tuple[int, Element, int]]:
    """Find pages that end early, what may be moved to fill them, and past how many blocks."""
    stands = [standing(page).blocks for page in pages]
    heights = _heights_px(stands)
    for page_index, (before, after) in enumerate(pairwise(stands)):
        room_px = _room_px(pages[page_index])
        is_hole = before and after and not after[0].is_forced and room_px >= LEAST_ROOM_PX
        if not is_hole or after[0].element is before[-1].element:
            continue
        block = next((block for block in after if block.element.tag not in HEADINGS), None)
        if block is None or not block.drifts or block.element in settled:
            continue
        passed = _passed(block.element, list(parents[block.element]), heights, room_px)
        if passed:
            yield page_index, block.element, passed


def _heights_px(stands: Sequence[Sequence[Standing]]) -> dict[Element, float]:
    """Add up how high each block stands, on one page or on several."""
    heights: dict[Element, float] = {}
    for block in (block for blocks in stands for block in blocks):
        heights[block.element] = heights.get(block.element, 0.0) + block.bottom_px - block.top_px
    return heights


def _passed(element: Element, siblings: Sequence[Element], heights: Mapping[Element, float], room_px: float) -> int:
    """Count the blocks after an element that would fill the room it left, if it may pass them; 0 when it may not."""
    if any("footnote" in classes_of(each) for each in element.iter()):
        return 0
    passable = TEXT | {"aside"} if classes_of(element) & FIGURES else TEXT
    place, passed, filled_px = siblings.index(element), 0, 0.0
    for following in siblings[place + 1 :][:MOST_PASSED]:
        height_px = heights.get(following, 0.0)
        fits = following.tag in TEXT or filled_px + height_px <= room_px
        if following.tag not in passable or not fits or filled_px > room_px - LEAST_ROOM_PX:
            break
        passed, filled_px = passed + 1, filled_px + height_px
    return passed


def _move(element: Element, parent: Element, by: int) -> None:
    place = list(parent).index(element)
    parent.remove(element)
    parent.insert(place + by, element)


def _room_px(page: Page) -> float:
    """Measure what is left empty between the text of a page and its notes."""
    stands = standing(page)
    return stands.foot_px - max((block.bottom_px for block in stands.blocks), default=stands.foot_px)
