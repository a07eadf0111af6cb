"""Tables: with caption, number and source, from pipes in the text or from a CSV file.

In: a fenced block, or a bare table of pipes. Out: `div.table` around a table whose first column names the rows, and
whose columns of numbers carry the class `num`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.tables import TableProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from bindery.diagnostics import ERROR, Diagnostic
from bindery.markup.desk import Desk, Fence, Kind
from bindery.markup.figures import find_asset, source_text, width_of
from bindery.markup.sheets import MAX_CELLS, BadSheet, Sheet, read_sheet
from bindery.markup.trees import add, parents, plain_text

TABLE_WIDTHS = ("text", "page")
_FIGURE = re.compile(
    r"(?:[<>≤≥≈~±+−–-]\s?)?(?:€\s?)?\d[\d\s.,\u00a0\u202f]*(?:\s?(?:%|‰|€|M€|EUR|millions?|milliards?|bn|m))?|[—–-]|"
)


def build_table(desk: Desk, fence: Fence, parent: Element) -> None:
    """Build a table with its caption above and its source below."""
    body = Element("div", {"data-line": str(fence.line)})
    desk.parse_into(body, fence.lines)
    table = _from_data(desk, fence) if fence.attributes.get("data") else body.find("table")
    captions = [p for p in body if p.tag == "p"]
    _check_body(desk, fence, body, table, len(captions))
    division = add(
        parent,
        "div",
        class_="table",
        id=fence.id,
        data_kind="tbl" if fence.id else "",
        data_line=str(fence.line),
        data_width=width_of(desk, fence, TABLE_WIDTHS),
    )
    caption = add(division, "p", class_="caption", id=fence.id and f"{fence.id}-caption", data_line=str(fence.line))
    if fence.id:
        add(caption, "span", class_="number", data_for=fence.id).tail = " "
    words = add(caption, "span", " ".join((captions[0].text or "").split()) if captions else "", class_="caption")
    words.extend(list(captions[0]) if captions else [])
    if table is not None:
        if fence.id:
            table.set("aria-labelledby", f"{fence.id}-caption")
        if fence.attributes.get("row-headers", "yes") == "no":
            table.set("data-row-headers", "no")
        add(division, "div", class_="table-scroll").append(table)
    division.extend(each for each in body if each.tag == "p" and each is not captions[0] and table is not None)
    if source := fence.attributes.get("source"):
        add(division, "p", source_text(desk, source), class_="source", data_line=str(fence.line))


def _check_body(desk: Desk, fence: Fence, body: Element, table: Element | None, captions: int) -> None:
    line, has_data = fence.line, bool(fence.attributes.get("data"))
    if not captions:
        desk.report("box-attribute", line, "this table has no caption", "write it first between the colons")
    if table is None and not has_data:
        hint = 'name a file with `data="…"`, or write the table with pipes below its caption'
        desk.report("box-attribute", line, "this table holds no table", hint)
    if has_data and body.find("table") is not None:
        desk.report("unknown-form", line, "this table comes from a file and from the text", "keep one of the two")
    if sum(1 for each in body if each.tag not in ("p", "table")) or len(body.findall("table")) > 1:
        desk.report("unknown-form", line, "a table holds its caption, one table, and notes to it", "move the rest out")


def _from_data(desk: Desk, fence: Fence) -> Element | None:
    sheet = load_sheet(desk, fence)
    return table_of(desk, sheet, fence.line) if sheet is not None else None


def load_sheet(desk: Desk, fence: Fence) -> Sheet | None:
    """Read the CSV file a fence names; tell what is wrong at the file's own line."""
    asset = find_asset(desk, fence.attributes["data"], desk.context.data, "data-missing", fence.line)
    if asset is None:
        return None
    try:
        return read_sheet(asset.text or "", desk.context.language)
    except BadSheet as fault:
        volume = PurePosixPath(desk.chapter.source.path).parent.parent
        place = desk.chapter.source.__class__(str(volume / "data" / asset.name), fault.line)
        desk.diagnostics.append(Diagnostic(ERROR, fault.code, place, str(fault), fault.hint))
        return None


def table_of(desk: Desk, sheet: Sheet, line: int) -> Element:
    """Build the table of a sheet, numbers written in the book's language."""
    table = Element("table", {"data-line": str(line)})
    columns = [sheet.written(index, desk.language) for index in range(len(sheet.header))]
    columns[0] = sheet.cells(0)
    head = add(add(table, "thead"), "tr")
    for title in sheet.header:
        add(head, "th").text = AtomicString(title)
    rows = add(table, "tbody")
    for cells in zip(*columns, strict=True):
        row = add(rows, "tr")
        for cell in cells:
            add(row, "td").text = AtomicString(cell)
    return table


TABLES: Mapping[str, Kind] = {
    "table": Kind(build_table, optional=("data", "source", "row-headers", "width"), prefix="tbl", needs_id=True),
}


class LinedTables(TableProcessor):
    """Python-Markdown's tables, bounded."""

    def __init__(self, desk: Desk) -> None:
        assert desk.parser is not None
        super().__init__(desk.parser, {"use_align_attribute": True})
        self.desk = desk

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Build the table of a block, unless it is too large to be read by anyone."""
        rows = blocks[0].count("\n")
        if rows * max(1, len(self.separator)) > MAX_CELLS:
            blocks.pop(0)
            line = getattr(self.parser, "around")[-1].line  # noqa: B009
            self.desk.report("unknown-form", line, f"this table has more than {MAX_CELLS} cells", "cut it up")
            return
        super().run(parent, blocks)


class DressTables(Treeprocessor):
    """Give every table its scopes, its columns of numbers and room to scroll."""

    def run(self, root: Element) -> None:
        """Look at every table that is not raw HTML."""
        above = parents(root)
        for table in [table for table in root.iter("table") if table.find("thead") is not None]:
            _dress(table)
            holder = above[table]
            if holder.get("class") not in ("table-scroll", "chart-data"):
                _wrap(holder, table)


def _wrap(holder: Element, table: Element) -> None:
    division = Element("div", {"class": "table", "data-line": table.get("data-line", "")})
    division.tail, table.tail = table.tail, None
    holder[list(holder).index(table)] = division
    add(division, "div", class_="table-scroll").append(table)


def _dress(table: Element) -> None:
    rows = list(table.iter("tr"))
    has_row_headers = table.attrib.pop("data-row-headers", "yes") == "yes" and len(rows[0]) > 1
    numeric = {
        index
        for index in range(len(rows[0]))
        if not (has_row_headers and index == 0) and _is_numeric([row[index] for row in rows[1:] if len(row) > index])
    }
    for position, row in enumerate(rows):
        for index, cell in enumerate(row):
            align = cell.attrib.pop("align", None)
            if position == 0:
                cell.tag = "th" if plain_text(cell) else "td"
            elif has_row_headers and index == 0:
                cell.tag = "th"
            if cell.tag == "th":
                cell.set("scope", "col" if position == 0 else "row")
            if index in numeric or align == "right":
                cell.set("class", f"{cell.get('class', '')} num".strip())


def _is_numeric(cells: list[Element]) -> bool:
    texts = [plain_text(cell) for cell in cells]
    return any(any(c.isdigit() for c in text) for text in texts) and all(_FIGURE.fullmatch(text) for text in texts)


class Tables(Extension):
    """Read tables."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Read tables of pipes before paragraphs, dress them when their cells are read."""
        md.ESCAPED_CHARS.append("|")
        md.parser.blockprocessors.register(LinedTables(self.desk), "table", 75)
        md.treeprocessors.register(DressTables(md), "dress_tables", 4.5)
