"""Remarks put together by page, with a small picture of each.

In: what the rules of layout.py found, in the order of the pages, and the screen edition. Out: `RemarkedPage`s.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from bindery.checks.layout import Remark
from bindery.checks.page_pictures import framed_pages
from bindery.diagnostics import in_order
from bindery.remarks import RemarkedPage

MOST_PICTURES = 60  # of one text


def remarked_pages(found: Sequence[Remark], screen_pdf: bytes = b"", front_pages: int = 0) -> tuple[RemarkedPage, ...]:
    """Put remarks, which come page by page, together; draw the first sixty of these pages from the screen edition."""
    of_page = {index: list(each) for index, each in groupby(found, key=lambda remark: remark.page_index)}
    frames = {front_pages + index: [each.place for each in of_page[index]] for index in [*of_page][:MOST_PICTURES]}
    pictures = dict(framed_pages(screen_pdf, frames)) if screen_pdf and frames else {}
    return tuple(
        RemarkedPage(str(index + 1), in_order(each.said for each in here), pictures.get(front_pages + index, b""))
        for index, here in of_page.items()
    )
