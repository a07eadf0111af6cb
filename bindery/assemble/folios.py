"""Page numbers of the index: which pages an entry names, each once, runs of pages as ranges.

In: the anchors an entry speaks of, where a range is written `first..last`, and the page each anchor stands on. Out:
`12, 14–16` as numbers with what stands before them, and the links of an index that is read on a screen. Ranges are
written in full (112–114), as the rules of both languages for guides of this kind have it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from lxml import etree

from bindery.assemble.tree import Element, take, with_class

EN_DASH = "\N{EN DASH}"
SPAN = ".."  # between the anchors of a range: no anchor holds two points
NO_PAGES: Mapping[str, str] = {}


def anchors_in(place: str) -> tuple[str, ...]:
    """Name the anchors of a place: one, or where a range begins and ends."""
    return tuple(anchor for anchor in place.split(SPAN) if anchor)


def anchor_of_each(places: Iterable[str], pages: Mapping[str, int]) -> dict[int, str]:
    """Give every page that places name, in order, each with the anchor it leads to; unknown anchors are left out."""
    found: dict[int, str] = {}
    for place in places:
        ends = [anchor for anchor in anchors_in(place) if anchor in pages]
        if not ends:
            continue
        first, last = pages[ends[0]], pages[ends[-1]]
        for page in range(first, max(first, last) + 1):
            found.setdefault(page, ends[-1] if first < page == last else ends[0])
    return dict(sorted(found.items()))


def runs(pages: Sequence[int]) -> Iterator[tuple[str, int]]:
    """Print sorted pages, of each run its ends; each comes with what stands before it."""
    for index, page in enumerate(pages):
        follows_on = index > 0 and pages[index - 1] == page - 1
        goes_on = index + 1 < len(pages) and pages[index + 1] == page + 1
        if not (follows_on and goes_on):
            yield ("" if index == 0 else EN_DASH if follows_on else ", "), page


def write_folios(body: Element, folios: Mapping[str, str] = NO_PAGES) -> None:
    """Write the pages of the print edition into the index; where they are not known, its places stay counted from 1."""
    pages = {anchor: int(folio) for anchor, folio in folios.items() if folio.isdecimal()}
    for group in with_class(body, "folios"):
        links = list(with_class(group, "folio-link"))
        places = [SPAN.join((link.get("href", "")[1:], take(link, "data-end"))) for link in links]
        if all(anchor in pages for place in places for anchor in anchors_in(place)):
            _fill(group, anchor_of_each(places, pages))


def _fill(group: Element, anchors: Mapping[int, str]) -> None:
    for child in list(group):
        group.remove(child)
    last: Element | None = None
    for before, page in runs(list(anchors)):
        if last is not None:
            last.tail = before
        last = etree.SubElement(group, "a", {"class": "folio-link", "href": f"#{anchors[page]}"})
        last.text = str(page)
