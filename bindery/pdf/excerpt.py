"""An excerpt: some pages of a layout, as they are in the book, ready to be painted by themselves.

In: a layout and the pages wanted. Out: a layout of these pages; links that lead to other pages are let go, folios stay.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import replace

from weasyprint.document import Page

from bindery.pdf.layout import Layout
from bindery.pdf.page_map import PageMap


def excerpt(layout: Layout, page_indexes: Sequence[int]) -> Layout:
    """Take pages out of a layout, in the order given."""
    chosen = [layout.document.pages[index] for index in page_indexes]
    anchors = {anchor for page in chosen for anchor in page.anchors}
    whole = layout.page_map
    position = {page_index: place for place, page_index in enumerate(page_indexes)}
    page_map = PageMap(
        folios=tuple(whole.folios[index] for index in page_indexes),
        starts=tuple(whole.starts[index] for index in page_indexes),
        anchors={anchor: position[index] for anchor, index in whole.anchors.items() if index in position},
    )
    return replace(
        layout,
        document=layout.document.copy([_without_links_out(page, anchors) for page in chosen]),
        reading=replace(layout.reading, page_map=page_map),
    )


def _without_links_out(page: Page, anchors: set[str]) -> Page:
    alone = copy.copy(page)
    alone.links = [link for link in page.links if link[0] != "internal" or link[1] in anchors]
    return alone
