"""Indentation of lists: authors indent by two, three or four spaces, Python-Markdown wants four and a line before.

In: lines. Out: the same lines, those below a list's item moved to four spaces a level, counted from the text of the
item they belong to (https://spec.commonmark.org/0.31.2/#list-items); an empty line before a list that follows text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bindery.markup.lines import Line

_ITEM = re.compile(r" *(?:[*+-]|\d{1,9}\.|(?P<defines>:)) +(?=\S)")
_STARTS_LIST = re.compile(r" {0,3}(?:[*+-]|1\.) +(?=\S)")


def align_lists(lines: Sequence[Line]) -> list[Line]:
    """Indent what belongs to a list's item by four spaces a level."""
    aligned: list[Line] = []
    columns: list[int] = []  # where the text of each open item starts
    after_blank = True
    for line in lines:
        text = line.lstrip(" ")
        indent = len(line) - len(text)
        if not text.strip():
            aligned.append(line)
            after_blank = True
            continue
        item = _ITEM.match(line)
        if text.startswith("#") and not indent:
            columns.clear()
        in_list = bool(columns)
        if item or after_blank:
            _close(columns, indent, keep_one=item is None and indent > 1)
        if not in_list and not after_blank and _STARTS_LIST.match(line):
            aligned.append(line.saying(""))
            after_blank = True
        moved = bool(columns) or (item is not None and indent < 4)
        aligned.append(line.saying("    " * len(columns) + text) if moved else line)
        if item and (columns or ((in_list or after_blank or item["defines"]) and indent < 4)):
            columns.append(len(item[0]))
        after_blank = False
    return aligned


def _close(columns: list[int], indent: int, *, keep_one: bool) -> None:
    """Close the items whose text starts further right; a paragraph that is indented at all stays in its list."""
    while columns and indent < columns[-1] and not (keep_one and len(columns) == 1):
        columns.pop()
