"""The page map: which block, and which character of it, starts each printed page.

In: laid-out pages. Out: a frozen, picklable value that the contents, the index, the EPUB's page-list and the checks share.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageStart:
    """The first printed character of a page: `offset` countable characters (see `countable`) into block `data-b`."""

    block: str
    offset: int


@dataclass(frozen=True, slots=True)
class PageMap:
    """Where things stand in print; `page_index` counts from 0, folios are what is printed."""

    folios: tuple[str, ...]
    starts: tuple[PageStart | None, ...]
    anchors: Mapping[str, int]  # id -> page_index where it starts

    def page_of(self, anchor: str) -> int:
        """Give the page (counted from 1) where an anchor starts; KeyError when no page holds it."""
        return self.anchors[anchor] + 1

    def folio_of(self, anchor: str) -> str:
        """Give the folio of the page where an anchor starts; KeyError when no page holds it."""
        return self.folios[self.anchors[anchor]]

    @property
    def extent(self) -> int:
        """Give the number of pages."""
        return len(self.folios)


def countable(text: str) -> str:
    """Keep what offsets count: every character but white space, soft hyphens and zero-width characters."""
    raise NotImplementedError
