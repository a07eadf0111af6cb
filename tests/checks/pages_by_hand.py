"""Pages made up by hand, line by line: twelve lines high, a grid of 13.5 pt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bindery.checks.layout import LINE_PT, MadeUpSection
from bindery.pdf.makeup import Call, Kind, Line, MadeUpPage, MakeUp, Part, Rectangle

LEFT, TOP, RIGHT, LINES = 50.0, 60.0, 300.0, 12
AREA = Rectangle(LEFT, TOP, RIGHT, TOP + LINES * LINE_PT)


def at(row: float, rows: float = 1.0, left: float = LEFT, right: float = RIGHT) -> Rectangle:
    """Give the place of `rows` lines from the `row`th on, counted from 0."""
    return Rectangle(left, TOP + row * LINE_PT, right, TOP + (row + rows) * LINE_PT)


def line(row: float, paragraph: int = 1, number: int = 1, count: int = 1, text: str = "Some words.", **more) -> Line:
    """Set a line on a row of the page."""
    place = more.pop("place", at(row))
    kind = more.pop("kind", Kind.TEXT)
    return Line(kind, paragraph, number, count, f"b{paragraph}", place, place.bottom - 4, text, **more)


def paragraph(row: int, number: int, count: int, first: int = 1, of: int | None = None, **more) -> list[Line]:
    """Set `count` lines of a paragraph from a row on: those from its `first` on, `of` so many."""
    whole = of if of is not None else first + count - 1
    return [line(row + step, number, first + step, whole, **more) for step in range(count)]


def page(lines: Sequence[Line] = (), parts: Sequence[Part] = (), **more) -> MadeUpPage:
    return replace(MadeUpPage(AREA, AREA.bottom, False, tuple(lines), tuple(parts)), **more)


def full_page(number: int) -> MadeUpPage:
    """Fill a page with one paragraph."""
    return page(paragraph(0, number, LINES))


def part(kind: str, number: int, place: Rectangle, name: str = "", *classes: str) -> Part:
    return Part(kind, number, name or f"{kind}-{number}", (kind, *classes), place)


def section(*pages: MadeUpPage, first: int = 10, role: str = "chapter", calls: Sequence[Call] = ()) -> MadeUpSection:
    """Put pages together; the first stands on a recto unless told otherwise."""
    return MadeUpSection(first, MakeUp(role, pages, tuple(calls)))
