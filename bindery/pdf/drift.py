"""Drift: text that follows fills the foot of a page which a figure left short, as a compositor lets a figure go down.

In: the laid-out pages of a section. Out: the section laid out anew, its pages filled. The styles say what may drift
(`--drift: down`), and what drifts keeps its order. It stays in its section, `h2` to `h2`; what holds a note stays where
it is, for its number would change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from xml.etree.ElementTree import Element

from weasyprint import Document, Page

from bindery.pdf.composing import Standing, standing
from bindery.pdf.page_map import classes_of

LEAST_ROOM_PX = 3.5 * 18  # from which a page is seen to end early
LEAST_GAIN_PX = 18.0
MOST_BLOCKS = 8  # that follow a figure and are looked at
LESSER_HEADINGS = frozenset({"h3", "h4"})
TEXT = LESSER_HEADINGS | {"p", "ul", "ol"}
FIGURES = frozenset({"figure", "table"})
HEADINGS = frozenset({"h2", "h3", "h4"})


@dataclass(frozen=True, slots=True)
class _Hole:
    """A page that ends early, what did not fit on it, and what would fill it."""

    page_index: int
    drifter: Element
    filling: tuple[Element, ...]


def with_drift(document: Document, root: Element, lay: Callable[[], Document]) -> Document:
    """Fill the pages of a section: bring text forward to the room a figure left, and `lay` it out, while that helps.

    Each figure is passed once at most, so that there are as many layouts more as there are holes to fill.
    """
    parents = {child: parent for parent in root.iter() for child in parent}
    settled: set[Element] = set()
    while (hole := next(_holes(document.pages, parents, settled), None)) is not None:
        settled.add(hole.drifter)
        parent = parents[hole.drifter]
        before = list(parent)
        _bring_forward(parent, hole)
        tried = lay()
        if _room_px(document.pages[hole.page_index]) - _room_px(tried.pages[hole.page_index]) >= LEAST_GAIN_PX:
            document = tried
        else:
            parent[:] = before
    return document


def _holes(pages: Sequence[Page], parents: Mapping[Element, Element], settled: set[Element]) -> Iterator[_Hole]:
    """Find pages that end early and can be filled."""
    stands = [standing(page).blocks for page in pages]
    heights, adrift = _heights_px(stands), {block.element for blocks in stands for block in blocks if block.drifts}
    for page_index, (before, after) in enumerate(pairwise(stands)):
        room_px = _room_px(pages[page_index])
        if not before or not after or after[0].is_forced or room_px < LEAST_ROOM_PX:
            continue
        block = next((block for block in after if block.element.tag not in HEADINGS), None)
        is_left = block is not None and block.element in adrift - settled and after[0].element is not before[-1].element
        if block is not None and is_left:
            siblings = list(parents[block.element])
            following = siblings[siblings.index(block.element) + 1 :][:MOST_BLOCKS]
            filling = _filling(block.element, following, heights, adrift, room_px)
            if filling:
                yield _Hole(page_index, block.element, tuple(filling))


def _heights_px(stands: Sequence[Sequence[Standing]]) -> dict[Element, float]:
    """Add up how high each block stands, on one page or on several."""
    heights: dict[Element, float] = {}
    for block in (block for blocks in stands for block in blocks):
        heights[block.element] = heights.get(block.element, 0.0) + block.bottom_px - block.top_px
    return heights


def _filling(
    drifter: Element,
    following: Sequence[Element],
    heights: Mapping[Element, float],
    adrift: set[Element],
    room_px: float,
) -> list[Element]:
    """Take what follows a figure into the room it left: text with its headings, and boxes that fit whole."""
    filling: list[Element] = []
    waits, boxes_may = _holds_note(drifter), bool(classes_of(drifter) & FIGURES)
    filled_px = 0.0
    for block in following:
        height_px = heights.get(block, 0.0)
        if waits or filled_px > room_px - LEAST_ROOM_PX:
            break
        if block.tag in TEXT or (boxes_may and block.tag == "aside" and filled_px + height_px <= room_px):
            filled_px += height_px
            filling.append(block)
        elif block in adrift:
            waits, boxes_may = _holds_note(block), False
        else:
            break
    while filling and filling[-1].tag in LESSER_HEADINGS:
        filling.pop()
    return filling


def _holds_note(element: Element) -> bool:
    return any("footnote" in classes_of(each) for each in element.iter())


def _bring_forward(parent: Element, hole: _Hole) -> None:
    for block in hole.filling:
        parent.remove(block)
    place = list(parent).index(hole.drifter)
    parent[place:place] = hole.filling


def _room_px(page: Page) -> float:
    """Measure what is left empty between the text of a page and its notes."""
    stands = standing(page)
    return stands.foot_px - max((block.bottom_px for block in stands.blocks), default=stands.foot_px)
