"""Slots: the places in a text where page numbers are printed, and what is printed there.

In: placeholders (see layout.py) and the pages their targets start on. Out: numbers, each with what stands before it and
the anchor it leads to. The *shape* of a section is all of its numbers without their values: how many digits each has.
What is laid out depends on the shape alone, since the digits of a slot are all of one width.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from xml.etree.ElementTree import Element, SubElement

from lxml import etree
from lxml import html as lxml_html

from bindery.assemble.folios import EN_DASH, anchor_of_each, runs
from bindery.pdf.page_map import classes_of

SINGLE, SEVERAL = "folio-of", "folios-of"
SLOT = "data-slot"  # the place of a number among those of its section
FOLIO = "\ue0ff"  # private use: the number of a slot in words that are told of a link, known when the book is bound


@dataclass(frozen=True, slots=True)
class Number:
    """A page number as it is printed: what stands before it, the folio, the anchor it leads to."""

    before: str
    folio: int
    target: str


@dataclass(frozen=True, slots=True)
class Slot:
    """Room for a number: what stands before it, its count of digits, the anchor it leads to."""

    before: str
    digits: int
    target: str


Shape = tuple[tuple[Slot, ...], ...]  # of each placeholder of a section, in its order


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A place where the pages of some anchors are to be printed."""

    targets: tuple[str, ...]
    is_single: bool


def is_placeholder(element: Element | etree._Element) -> bool:
    """Tell whether page numbers are to be printed in an element."""
    return bool(classes_of(element) & {SINGLE, SEVERAL})


def targets_of(element: Element | etree._Element) -> tuple[str, ...]:
    """List the places a placeholder speaks of: anchors, or `first..last` where a range begins and ends."""
    return tuple((element.get("data-target") or element.get("data-targets") or "").split())


@lru_cache(maxsize=256)
def placeholders_in(html: str) -> tuple[Placeholder, ...]:
    """List the placeholders of a section, in the order of the text."""
    found = (e for e in lxml_html.document_fromstring(html).iter() if isinstance(e.tag, str) and is_placeholder(e))
    return tuple(Placeholder(targets_of(e), _is_single(e)) for e in found)


def numbers_of(placeholder: Placeholder, folios: Mapping[str, int]) -> tuple[Number, ...]:
    """Tell what is printed: the first page of its targets, or all of them, each once, runs as ranges (`12, 14–16`)."""
    target_of = anchor_of_each(placeholder.targets, folios)
    printed = [("", min(target_of))] if placeholder.is_single and target_of else runs(list(target_of))
    return tuple(Number(before, folio, target_of[folio]) for before, folio in printed)


def number_text(folios: Sequence[int]) -> str:
    """Write sorted, single page numbers as the index prints them: runs as ranges."""
    return "".join(f"{before}{folio}" for before, folio in runs(folios))


def shape_of(placeholders: Sequence[Placeholder], folios: Mapping[str, int]) -> Shape:
    """Give the room that the numbers of a section need."""
    return tuple(
        tuple(Slot(number.before, len(str(number.folio)), number.target) for number in numbers_of(placeholder, folios))
        for placeholder in placeholders
    )


def write_number(placeholder: Element, folios: Mapping[str, int]) -> bool:
    """Write the numbers of a placeholder into it; tell whether its text changed. Unknown anchors are left out."""
    place = Placeholder(targets_of(placeholder), _is_single(placeholder))
    numbers = numbers_of(place, folios)
    if place.targets and not numbers:
        return False
    text = "".join(f"{number.before}{number.folio}" for number in numbers) or placeholder.get("data-empty", "")
    if text == "".join(placeholder.itertext()):
        return False
    _fill(placeholder, [(number.before, str(number.folio), number.target) for number in numbers])
    return True


def write_zeros(placeholders: Sequence[Element], shape: Shape) -> None:
    """Keep the room of each number of a section free, by zeros, and mark who holds it."""
    slot = 0
    for placeholder, slots in zip(placeholders, shape, strict=True):
        for holder in _fill(placeholder, [(room.before, "0" * room.digits, room.target) for room in slots]):
            holder.set(SLOT, str(slot))
            slot += 1


def _fill(placeholder: Element, numbers: Sequence[tuple[str, str, str]]) -> tuple[Element, ...]:
    """Put numbers (what stands before, the digits, the anchor) into a placeholder; give the elements that hold them.

    A single number stands in the placeholder itself, each of several is a link. Without any, `data-empty` is printed.
    """
    for child in list(placeholder):
        placeholder.remove(child)
    placeholder.text = "" if numbers else placeholder.get("data-empty", "")
    if numbers and _is_single(placeholder):
        placeholder.text = numbers[0][1]
        return (placeholder,)
    holders: list[Element] = []
    last, home = None, placeholder
    for before, digits, target in numbers:
        if before == EN_DASH and last is not None:
            home = SubElement(placeholder, "span", {"class": "folio-range"})  # the styles keep it on one line
            placeholder.remove(last)
            home.append(last)
        if last is not None:
            last.tail = before
        holder = SubElement(home, "a", {"class": "folio", "href": f"#{target}"})
        holder.text = digits
        last, home = (holder if home is placeholder else home), placeholder
        holders.append(holder)
    return tuple(holders)


def _is_single(element: Element | etree._Element) -> bool:
    return SINGLE in classes_of(element)
