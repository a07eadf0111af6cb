"""Lines and blocks of text that know where they stand in the author's file.

In: strings. Out: strings with numbers. A piece that a processor of Python-Markdown has cut out of a block, by taking
markup off the start of its lines, can be found again in that block.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown.util import ETX, STX

if TYPE_CHECKING:
    from bindery.markup.desk import Desk

ASIDE = re.compile(rf" *{STX}aside:(\d+){ETX}")
_MARKUP = re.compile(r"(?:[\s>]|[*+-]\s|\d+\.\s|:\s)*")


class Line(str):
    """A line of the author's file, and its number there."""

    __slots__ = ("number",)
    number: int

    def __new__(cls, text: str, number: int) -> Line:
        line = super().__new__(cls, text)
        line.number = number
        return line

    def saying(self, text: str) -> Line:
        """Give other words the number of this line."""
        return Line(text, self.number)


class Block(str):
    """Lines that stand together; `reached` counts those that were cut off and parsed already."""

    __slots__ = ("numbers", "reached")
    numbers: tuple[int, ...]
    reached: int

    def __new__(cls, text: str, numbers: Sequence[int]) -> Block:
        block = super().__new__(cls, text)
        block.numbers = tuple(numbers)
        block.reached = 0
        return block

    @property
    def line(self) -> int:
        """Tell the line of what comes next in the block."""
        return self.numbers[min(self.reached, len(self.numbers) - 1)]

    def rest_at(self, text: str) -> int | None:
        """Find which line a piece starts at that is all the rest of the block."""
        start = self.count("\n") - text.count("\n")
        return start if self.endswith(text) and start >= self.reached else None

    def place_of(self, text: str) -> int | None:
        """Find which of its lines a piece starts at, the piece having lost markup at the start of lines."""
        own, wanted = self.split("\n"), text.split("\n")
        for starts in (range(self.reached, len(own)), range(self.reached)):
            for start in starts:
                window = own[start : start + len(wanted)]
                if len(window) == len(wanted) and all(map(_comes_from, wanted, window)):
                    return start
        return None


def _comes_from(piece: str, line: str) -> bool:
    piece, line = piece.strip(), line.strip()
    return line.endswith(piece) and _MARKUP.fullmatch(line[: len(line) - len(piece)]) is not None


def blocks_of(lines: Iterable[Line]) -> Iterator[Block]:
    """Cut lines into blocks at the empty ones."""
    block: list[Line] = []
    for line in lines:
        if line.strip():
            block.append(line)
        elif block:
            yield Block("\n".join(block), [each.number for each in block])
            block = []
    if block:
        yield Block("\n".join(block), [each.number for each in block])


def put_aside(desk: Desk, line: Line, build: Callable[[Element], None]) -> list[Line]:
    """Leave a mark in the text for a block that is built by a function of its own, at the same indentation."""
    desk.set_aside.append(build)
    indent = " " * (len(line) - len(line.lstrip(" ")))
    mark = f"{indent}{STX}aside:{len(desk.set_aside) - 1}{ETX}"
    return [line.saying(""), line.saying(mark), line.saying("")]
