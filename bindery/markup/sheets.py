"""Sheets: CSV files as tables in one language.

In: the text of a CSV file (RFC 4180: https://www.rfc-editor.org/rfc/rfc4180), first row the header; a cell may say the
same in several languages, `Travaux [fr] Works [en]`. Out: a `Sheet`, its numbers still plain.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bindery.languages import LANGUAGES, Language

MAX_BYTES = 200_000
MAX_CELLS = 5_000
GROUP_FROM = 10_000  # a column of numbers that all stay below may be one of years
_NUMBER = re.compile(r"[-−]?\d{1,15}(\.\d{1,9})?")
SAID = re.compile(rf"\s*(.*?)\s*\[({'|'.join(LANGUAGES)})\]", re.DOTALL)


class BadSheet(ValueError):  # noqa: N818
    """Tell what is wrong with a file of data: at which line, under which code, and how to mend it."""

    def __init__(self, message: str, line: int = 1, hint: str = "", code: str = "bad-csv") -> None:
        super().__init__(message)
        self.line, self.hint, self.code = line, hint, code


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of data in one language: header and rows as text, numbers as the file gives them."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    names: tuple[frozenset[str], ...]  # every name a column goes by, in any language

    def column(self, name: str) -> int | None:
        """Find a column by its title in any language."""
        return next((i for i, names in enumerate(self.names) if name.strip() in names), None)

    def cells(self, index: int) -> tuple[str, ...]:
        """Give the cells of a column below its header."""
        return tuple(row[index] for row in self.rows)

    def is_numeric(self, index: int) -> bool:
        """Tell whether a column holds numbers and nothing else."""
        filled = [cell for cell in self.cells(index) if cell]
        return bool(filled) and all(_NUMBER.fullmatch(cell) for cell in filled)

    def written(self, index: int, language: Language) -> tuple[str, ...]:
        """Write a column's cells for the reader: numbers of one column with the same decimals."""
        if not self.is_numeric(index):
            return self.cells(index)
        values = [Decimal(cell.replace("−", "-")) if cell else None for cell in self.cells(index)]
        places = max(-int(value.as_tuple().exponent) for value in values if value is not None)
        grouped = any(abs(value) >= GROUP_FROM for value in values if value is not None)
        return tuple("" if value is None else language.number(value, places, grouped=grouped) for value in values)


def read_sheet(text: str, language: str) -> Sheet:
    """Read a CSV file in a language; BadSheet names the line that cannot be read."""
    text = text.removeprefix("\ufeff")
    if len(text.encode()) > MAX_BYTES:
        raise BadSheet(f"the file is larger than {MAX_BYTES // 1000} kB", hint="keep what the table shows")
    if "\0" in text:
        raise BadSheet("the file is no text", hint="save it as CSV in UTF-8")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[tuple[int, list[str]]] = []
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append((reader.line_num, [cell.strip() for cell in row]))
    except csv.Error as fault:
        raise BadSheet(f"the row cannot be read: {fault}", reader.line_num, "look at the quotation marks") from None
    _check_shape(rows)
    header, *body = [tuple(_said(cell, language, line) for cell in row) for line, row in rows]
    return Sheet(header, tuple(body), tuple(_names(cell) for cell in rows[0][1]))


def _check_shape(rows: Sequence[tuple[int, list[str]]]) -> None:
    if len(rows) < 2:
        raise BadSheet("a header and at least one row are needed", hint="the first row names the columns")
    width = len(rows[0][1])
    if width < 2:
        hint = "columns are separated by commas" if ";" in rows[0][1][0] else "give each row a name and a value"
        raise BadSheet("there is only one column", rows[0][0], hint)
    for line, row in rows:
        if len(row) != width:
            hint = "put a cell that holds a comma between double quotes"
            raise BadSheet(f"this row has {len(row)} cells, the header {width}", line, hint)
    if width * len(rows) > MAX_CELLS:
        raise BadSheet(f"there are more than {MAX_CELLS} cells", hint="keep what the table shows")


def _said(cell: str, language: str, line: int) -> str:
    said = {code: text for text, code in SAID.findall(cell)}
    if not said:
        return cell
    if (text := said.get(language)) is None:
        name = LANGUAGES[language].name
        raise BadSheet(f"`{cell}` is not given in {name}", line, f"add the words and `[{language}]`", "unknown-form")
    return str(text)


def _names(cell: str) -> frozenset[str]:
    return frozenset({cell, *(text for text, _ in SAID.findall(cell))})
