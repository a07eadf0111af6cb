"""Break lines a little better than WeasyPrint 70.0 does by itself; beside weasy.py, the second place that bends it.

In: the paragraphs it sets meanwhile. Out: lines of which no more than two in a row end with a hyphen, of which the last
on a page ends with none, and whose paragraph ends with neither the tail of a word nor fewer than five characters. CSS
asks for the first two with `hyphenate-limit-lines: 2` and `hyphenate-limit-last` (https://www.w3.org/TR/css-text-4/),
for the others with `text-wrap: pretty`; WeasyPrint knows none of them. What cannot be had so is left as it was, and
told by the layout report. Words, and the order of what is set, stay the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, inline
from weasyprint.text.line_break import strut

MOST_DIVIDED = 2  # lines in a row
LINES_AT_FOOT = 3  # the last two lines of a page, as the last may have to go with the one that follows it
SHORTEST_LINE = 5  # characters
LOOSEST = 0.12  # of the measure: how much white a justified line may take in for the sake of the last one
SHORTEST_BEFORE = 0.5  # of the measure: how short a line that is not justified may become for it
FROM_AN_ADDRESS = 0.15  # of a line without spaces: what it leaves to the next one
HYPHENS = ("-", "\N{HYPHEN}")
Split = tuple[Any, int | None, bool]  # the text set, where the next line resumes (bytes), whether a break is kept


@contextmanager
def better_lines() -> Iterator[None]:
    """Break the lines set meanwhile so."""
    setter = _Setter(block.iter_line_boxes, inline.split_text_box)
    block.iter_line_boxes, inline.split_text_box = setter.lines, setter.split
    try:
        yield
    finally:
        block.iter_line_boxes, inline.split_text_box = setter.original_lines, setter.original_split


@dataclass(slots=True, eq=False)
class _Paragraph:
    """The paragraph being set: what follows each of its texts, and whether the line being set may divide a word."""

    after: dict[int, str]
    keeps_words: bool = False

    def left(self, box: Any, made: Split) -> str | None:
        """Give what is left of the paragraph after a line that ends in a text; None when that is none of its own."""
        after = self.after.get(id(box))
        return None if after is None else (str(box.text.encode()[made[1] :].decode()) + after).strip(" ")


@dataclass(slots=True, eq=False)
class _Setter:
    """Stands before the two functions of WeasyPrint that set the lines of a paragraph and the text in a line."""

    original_lines: Any
    original_split: Any
    now: _Paragraph | None = None

    def lines(self, context: Any, box: Any, position_y: float, bottom_space: float, *others: Any) -> Iterator[Any]:
        """Set a paragraph, or what is left of it, line by line."""
        paragraph = _Paragraph(_texts_after(box))
        height, _ = strut(box.style)
        divided = 0
        lines = self.original_lines(context, box, position_y, bottom_space, *others)
        while True:
            is_at_foot = context.overflows_page(bottom_space, position_y + LINES_AT_FOOT * height)
            paragraph.keeps_words = divided >= MOST_DIVIDED or is_at_foot
            around, self.now = self.now, paragraph
            try:
                line, resume_at = next(lines)
            except StopIteration:
                return
            finally:
                self.now = around
            divided = divided + 1 if _ends_with_hyphen(line) else 0
            position_y = line.position_y + line.height
            yield line, resume_at

    def split(self, context: Any, box: Any, width: float | None, skip: int, is_line_start: bool = True) -> Split:
        """Set as much text as a line takes, `width` wide."""
        made: Split = self.original_split(context, box, width, skip, is_line_start)
        if self.now is None or width is None or not _goes_on(made):
            return made
        left = self.now.left(box, made)
        is_tail = left is not None and " " not in left
        if _divides(box, made) and (self.now.keeps_words or is_tail):
            whole = self._whole_words(context, box, width, skip, is_line_start)
            made = whole if _fits(whole, width) else made
            left = self.now.left(box, made)
        if left is not None and 0 < len(left) < SHORTEST_LINE and not _divides(box, made):
            shorter = self._one_word_less(context, box, made, skip, is_line_start)
            made = shorter if _fits(shorter, width) and shorter[0].width >= width * _least(box) else made
        return made

    def _whole_words(self, context: Any, box: Any, width: float, skip: int, is_line_start: bool) -> Split:
        """Set a line that divides no word by itself."""
        plain = box.copy()
        plain.style = box.style.copy()
        plain.style["hyphens"] = "manual"
        made: Split = self.original_split(context, plain, width, skip, is_line_start)
        if made[0] is not None:
            made[0].style = box.style
        return made

    def _one_word_less(self, context: Any, box: Any, made: Split, skip: int, is_line_start: bool) -> Split:
        """Set a line again that leaves its last word to the next one."""
        words = made[0].text.rstrip(" ")
        last = words[words.rfind(" ") + 1 :]
        part = len(last) / (2 * len(words)) if " " in words else FROM_AN_ADDRESS
        narrow = made[0].width * (1 - part)  # somewhere within its last word
        return self._whole_words(context, box, narrow, skip, is_line_start)


def _goes_on(made: Split) -> bool:
    return made[0] is not None and made[1] is not None and not made[2]


def _fits(made: Split, width: float) -> bool:
    return _goes_on(made) and bool(made[0].text.strip()) and made[0].width <= width


def _least(box: Any) -> float:
    return 1 - LOOSEST if box.style["text_align_all"] == "justify" else SHORTEST_BEFORE


def _divides(box: Any, made: Split) -> bool:
    """Tell whether a line ends with a hyphen that was not written."""
    mark = box.style["hyphenate_character"]
    return bool(made[0].text.endswith(mark)) and not box.text.encode()[: made[1]].decode().endswith(mark)


def _texts_of(box: Any) -> Iterator[Any]:
    """List the texts of a paragraph or a line, without the numbers of notes and what is placed elsewhere."""
    for child in box.children:
        if child.is_in_normal_flow() and "::" not in (child.element_tag or ""):
            yield from [child] if isinstance(child, boxes.TextBox) else _texts_of(child)


def _texts_after(box: Any) -> dict[int, str]:
    """Tell what text follows each text of a paragraph."""
    after, so_far = {}, ""
    for text in reversed(list(_texts_of(box))):
        after[id(text)] = so_far
        so_far = text.text + so_far
    return after


def _ends_with_hyphen(line: Any) -> bool:
    return "".join(text.text for text in _texts_of(line)).rstrip().endswith(HYPHENS)
