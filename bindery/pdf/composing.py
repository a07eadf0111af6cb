"""Composing: what style sheets wish for that CSS has no words for, granted while WeasyPrint 70.0 lays a section out.

In: the wishes, custom properties read where they are declared, and the words that are broken as a list says. Out: pages
whose blocks end on the lines of the page and stand on their side of the spread; their blocks, for those who judge them
or let them down. Beside weasy.py and line_breaking.py, the third place that leans on WeasyPrint's private attributes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any
from xml.etree.ElementTree import Element

import pyphen  # type: ignore[import-untyped]
import weasyprint.layout.block
import weasyprint.layout.inline
from weasyprint import Page
from weasyprint.formatting_structure import boxes
from weasyprint.text import line_break
from weasyprint.text.line_break import split_first_line, strut

from bindery.typography.hyphenation import Exceptions, Places, places_of

PX_PER = {"mm": 96 / 25.4, "pt": 96 / 72, "px": 1.0}
SHARE_ABOVE = {"above": 1.0, "around": 0.5, "below": 0.0}  # of the room that is added
HAIR_PX = 0.01


@contextmanager
def composing(first_folio: int) -> Iterator[None]:
    """Grant two wishes of style sheets to what is laid out meanwhile, whose pages count from `first_folio`.

    `--grid: above | around | below | none` adds room to a block, there, so that what follows stands on the lines of the
    page: those of the root's `line-height`, counted from the head of the type area (after CSS Rhythmic Sizing,
    https://www.w3.org/TR/css-rhythm-1/). `--verso: -147mm` moves a block sideways by so much where it falls on a verso.
    Meanwhile lines are also kept from being broken after their first word.
    """
    in_flow, absolute = weasyprint.layout.block._in_flow_layout, weasyprint.layout.block.absolute_layout

    def lay_in_flow(context: Any, box: Any, index: int, child: Any, *rest: Any) -> Any:
        if box.is_for_root_element:
            context.grid_px = box.content_box_y(), strut(box.style)[0]
        abort, stop, resume_at, y, margins, next_page, children, max_lines = in_flow(context, box, index, child, *rest)
        if not abort and children and getattr(children[-1], "index", None) == index:
            laid = children[-1]
            y += 0.0 if stop else _to_grid(context, laid, y, bottom_space=rest[5])
            _to_its_side(laid, first_folio + context.current_page - 1)
        return abort, stop, resume_at, y, margins, next_page, children, max_lines

    def lay_absolute(context: Any, placeholder: Any, *rest: Any, **named: Any) -> None:
        absolute(context, placeholder, *rest, **named)
        _to_its_side(placeholder, first_folio + context.current_page - 1)

    weasyprint.layout.block._in_flow_layout, weasyprint.layout.block.absolute_layout = lay_in_flow, lay_absolute
    weasyprint.layout.inline.split_first_line = _split_first_line
    try:
        yield
    finally:
        weasyprint.layout.block._in_flow_layout, weasyprint.layout.block.absolute_layout = in_flow, absolute
        weasyprint.layout.inline.split_first_line = split_first_line


def _split_first_line(text: str, style: Any, context: Any, max_width: Any, justified: Any, **how: Any) -> Any:
    """Fill a line that is too long by the space that ends it alone: WeasyPrint would keep its first word only."""
    first = split_first_line(text, style, context, max_width, justified, **how)
    whole = text.rstrip(" ")
    if first[2] is None or whole == text or " " in first[0].text.rstrip(" ") or " " not in whole:
        return first
    line = split_first_line(whole, style, context, max_width, justified, **how)
    return first if line[2] is not None else (*line[:2], len(text.encode()), *line[3:])


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """A block of the running text on a page: where it stands, whether a style began the page before it."""

    element: Element
    top_px: float
    bottom_px: float
    is_forced: bool
    drifts: bool  # by the wish `--drift: down`
    stands_apart: bool  # by a wish `--grid`


@dataclass(frozen=True, slots=True, eq=False)
class Stand:
    """What stands on a page, block by block, and where its foot is: above the notes, if it has any."""

    blocks: tuple[Standing, ...]
    foot_px: float


def standing(page: Page) -> Stand:
    """List the blocks of the running text on a page: those right below the element of the class `body`."""
    box = page._page_box
    notes_px = sum(each.margin_height() for each in box.children if isinstance(each, boxes.FootnoteAreaBox))
    return Stand(tuple(_blocks(box)), box.content_box_y() + box.height - notes_px)


def _blocks(box: Any) -> Iterator[Standing]:
    for body in _bodies(box):
        for child in body.children:
            if child.element is not None and child.is_in_normal_flow():
                top_px = child.border_box_y()
                bottom_px = top_px + child.border_height()
                is_forced = child.style["break_before"] not in {"auto", "avoid"}
                apart = _wish(child, "grid")
                stands_apart = apart is not None and apart.value in SHARE_ABOVE
                yield Standing(child.element, top_px, bottom_px, is_forced, _drifts(child), stands_apart)


def _bodies(box: Any) -> Iterator[Any]:
    if isinstance(box, boxes.BlockBox) and box.element is not None and box.element.get("class") == "body":
        yield box
        return
    for child in box.children if isinstance(box, boxes.BlockBox | boxes.PageBox) else ():
        yield from _bodies(child)


def lower(page: Page, by_px: Mapping[int, float]) -> Page:
    """Move blocks of the running text down, each by so much more than the one before; give the page read anew.

    Blocks are counted as `standing` lists them; what is placed beside one, such as a note in the margin, goes with it.
    """
    count, down_px = 0, 0.0
    for body in _bodies(page._page_box):
        waiting: list[Any] = []
        for child in body.children:
            if child.element is None or not child.is_in_normal_flow():
                waiting.append(child)
                continue
            down_px += by_px.get(count, 0.0)
            for each in (*waiting, child):
                _lower(each, down_px)
            count, waiting = count + 1, []
        for each in waiting:
            _lower(each, down_px)
    return Page(page._page_box)


def _lower(box: Any, down_px: float) -> None:
    """Move a box down with all that it holds, and their grounds, whose places are known once a page is laid out."""
    box.translate(dy=down_px)
    for each in _with_children(box) if down_px else ():
        if each.background is not None:
            layers = [_lower_layer(layer, down_px) for layer in each.background.layers]
            each.background = each.background._replace(layers=layers)


def _with_children(box: Any) -> Iterator[Any]:
    yield box
    for child in box.all_children():
        yield from _with_children(child)


def _lower_layer(layer: Any, down_px: float) -> Any:
    def lowered(area: Any) -> Any:
        return area if isinstance(area, str) else (area[0], area[1] + down_px, *area[2:])  # "unused"

    return layer._replace(
        painting_area=lowered(layer.painting_area),
        positioning_area=lowered(layer.positioning_area),
        clipped_boxes=[lowered(box) for box in layer.clipped_boxes],
    )


def _drifts(box: Any) -> bool:
    wish = _wish(box, "drift")
    return wish is not None and wish.value == "down"


def _to_grid(context: Any, box: Any, bottom_px: float, bottom_space: float) -> float:
    """Give the room that brings the bottom of a block and its margin to a line, and move the block into it.

    At the foot of a page, where it has none, nothing is given: what holds the block would be put on the next page.
    """
    wish = _wish(box, "grid")
    if wish is None or wish.value not in SHARE_ABOVE:
        return 0.0
    top_px, line_px = context.grid_px
    room_px: float = -(bottom_px + box.margin_bottom - top_px) % line_px
    if room_px < HAIR_PX or room_px > line_px - HAIR_PX or context.overflows_page(bottom_space, bottom_px + room_px):
        return 0.0
    box.translate(dy=room_px * SHARE_ABOVE[wish.value])
    return room_px


def _to_its_side(box: Any, folio: int) -> None:
    if folio % 2 == 0 and (wish := _wish(box, "verso")) is not None:
        box.translate(dx=wish.value * PX_PER[wish.unit])


def _wish(box: Any, name: str) -> Any:
    """Find what the rules for an element, not for those around it, wish for by a property of ours."""
    declared = getattr(box.style, "cascaded", {}).get(f"__{name}")
    if declared is None:
        return None
    return next((token for token in declared[0] if token.type != "whitespace"), None)


class _Hyphenator(pyphen.Pyphen):  # type: ignore[misc]
    """Breaks a listed word where the list says, and any other by the patterns of its language."""

    def __init__(self, known: Mapping[str, Places], lang: str, left: int, right: int) -> None:
        super().__init__(lang=lang, left=left, right=right)
        self.known = known

    def positions(self, word: str) -> list[Any]:
        """List the places where a word may be broken."""
        listed = places_of(word, self.known)
        if listed is None:
            places: list[Any] = super().positions(word)
            return places
        return [pyphen.DataInt(place) for place in listed if self.left <= place <= len(word) - self.right]


@contextmanager
def hyphenating(exceptions: Exceptions) -> Iterator[None]:
    """Break the words of the list where it says, in what is laid out meanwhile."""

    def hyphenator(lang: str, left: int, right: int) -> _Hyphenator:
        return _Hyphenator(exceptions.get(lang.partition("_")[0], {}), lang, left, right)

    original = line_break.pyphen
    line_break.pyphen = SimpleNamespace(Pyphen=hyphenator, language_fallback=pyphen.language_fallback)
    try:
        yield
    finally:
        line_break.pyphen = original
