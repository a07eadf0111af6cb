"""Carding: a page a few lines short is filled as compositors did, with strips of card around what stands apart.

In: the laid-out pages of a section. Out: the same pages, on which figures, boxes and headings stand a line or two
further apart, so that the last line comes down to the foot. Whole lines are given, so that the text stays on the lines
of the page; nothing moves from one page to another.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from weasyprint import Document, Page

from bindery.pdf.composing import Standing, lower, standing

LINE_PX = 18.0  # 13.5 pt
MOST_SHORT = 8  # lines; a page that is shorter was meant to be, or cannot be helped
MOST_A_GAP = 3  # lines


def carded(document: Document) -> Document:
    """Fill the pages that are a few lines short, but for the last."""
    pages = list(document.pages)
    for page_index, (page, following) in enumerate(pairwise(document.pages)):
        after = standing(following).blocks
        if after and not after[0].is_forced:
            pages[page_index] = _filled(page)
    return document.copy(pages)


def _filled(page: Page) -> Page:
    stand = standing(page)
    if not stand.blocks:
        return page
    short = int((stand.foot_px - max(block.bottom_px for block in stand.blocks) + 0.1) / LINE_PX)
    gaps = _gaps(stand.blocks)
    if not 0 < short <= min(MOST_SHORT, MOST_A_GAP * len(gaps)):
        return page
    each, more = divmod(short, len(gaps))
    strips = {gap: (each + (number < more)) * LINE_PX for number, gap in enumerate(gaps)}
    return lower(page, strips)


def _gaps(blocks: Sequence[Standing]) -> list[int]:
    """List the blocks that may stand further from the one before: what stands apart, and what follows it."""
    gaps = [place for place in range(1, len(blocks)) if blocks[place].stands_apart or _follows_apart(blocks, place)]
    # the larger breaks of the page first: before headings, then about boxes and figures, from the foot up
    return sorted(gaps, key=lambda place: (blocks[place].element.tag not in {"h2", "h3", "h4"}, -place))


def _follows_apart(blocks: Sequence[Standing], place: int) -> bool:
    before = blocks[place - 1]
    return before.stands_apart and before.element.tag not in {"h2", "h3", "h4"}
