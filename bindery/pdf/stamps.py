"""Stamps: page numbers painted as zeros, each in a content stream of its own, whose digits are written at binding.

A page's contents may be cut between any two tokens (ISO 32000-1, 7.8.2), so that a sheet holds its numbers apart: what
stands around them is compressed once, and binding writes a few bytes for each number. In: the operator that shows zeros
(`[<0013>0<0013>0] TJ`) and the glyphs of the ten digits. Out: the operator that shows a number, and the number back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

SHOWN = re.compile(rb"<([0-9a-f]*)>|(-?[\d.]+(?:e[-+]?\d+)?)")
GLYPH = re.compile(rb"[0-9a-f]{4}")
UNSEEN = 4  # thousandths of an em: what WeasyPrint's rounding makes of equal digits is less
Glyph = tuple[bytes, bytes]  # in hexadecimal, and the space after it in thousandths of an em to the left


@dataclass(frozen=True, slots=True)
class Operator:
    """An operator that shows a number: the glyphs before it, those after it, and the ten digits with their space."""

    before: tuple[Glyph, ...]
    after: tuple[Glyph, ...]
    digits: tuple[bytes, ...]
    space: bytes
    width: float  # of a digit with its space, in thousandths of an em


@dataclass(frozen=True, slots=True)
class Stamp:
    """A number of a sheet: where it stands, how it is shown, and of which anchor it is the page (its own if none)."""

    page_index: int
    stream_index: int  # among the content streams of the page
    operator: Operator
    target: str = ""
    slot: int = -1  # its place among the numbers of the section; folios have none
    zeros: int = 1  # as painted
    align: float = 0.0  # how much of its growth goes to the left


class NotTabularError(ValueError):
    """The digits of a number differ in width, or are not to be found in what is shown."""


def cut(shown: bytes, zeros: int, digits: Sequence[bytes], widths: Sequence[float]) -> Operator:
    """Cut an operator around the zeros it shows; NotTabularError when any digit would take another room."""
    glyphs = tuple(_glyphs(shown))
    codes = [glyph for glyph, _ in glyphs]
    run = [digits[0]] * zeros
    places = [at for at in range(len(codes) - zeros + 1) if codes[at : at + zeros] == run]
    if len(places) != 1 or max(widths) - min(widths) > UNSEEN:
        raise NotTabularError
    (start,) = places
    spaces = {space for _, space in glyphs[start : start + zeros]}
    if len(spaces) != 1:
        raise NotTabularError
    (space,) = spaces
    after = glyphs[start + zeros :]
    return Operator(glyphs[:start], after, tuple(digits), space, widths[0] - sum(map(float, space.split())))


def strike(stamp: Stamp, number: int) -> bytes:
    """Write the operator that shows a number."""
    operator, digits = stamp.operator, str(number)
    growth = (len(digits) - stamp.zeros) * operator.width * stamp.align
    lead: tuple[Glyph, ...] = ((b"", f"{growth:g}".encode()),) if growth else ()
    inked = tuple((operator.digits[int(digit)], operator.space) for digit in digits)
    glyphs = (*lead, *operator.before, *inked, *operator.after)
    return b"[" + b"".join(_written(*glyph) for glyph in glyphs) + b"] TJ\n"


def number_on(stamp: Stamp, shown: bytes) -> str:
    """Read the number back that an operator shows; what is no digit reads as `?`."""
    operator = stamp.operator
    codes = [glyph for glyph, _ in _glyphs(shown) if glyph]
    first, last = (sum(bool(glyph) for glyph, _ in part) for part in (operator.before, operator.after))
    values = {code: str(value) for value, code in enumerate(operator.digits)}
    return "".join(values.get(code, "?") for code in codes[first : len(codes) - last])


def _glyphs(shown: bytes) -> Iterator[Glyph]:
    """Walk the glyphs an operator shows, each with the space after it; a space before them all has no glyph."""
    glyph, spaces = b"", list[bytes]()
    for match in SHOWN.finditer(shown, shown.index(b"[") + 1, shown.rindex(b"]")):
        if match[2] is not None:
            spaces.append(match[2])
            continue
        for code in GLYPH.findall(match[1]):
            if glyph or spaces:
                yield glyph, b" ".join(spaces)
            glyph, spaces = code, []
    if glyph or spaces:
        yield glyph, b" ".join(spaces)


def _written(glyph: bytes, space: bytes) -> bytes:
    return (b"<" + glyph + b">" if glyph else b"") + space
