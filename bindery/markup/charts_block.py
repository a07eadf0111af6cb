"""Charts: data of a CSV file drawn into the page, with the table behind them.

In: a fenced block that names a file of `data/`. Out: a figure with a drawing of `bindery.charts` and, for editions that
have no pages, the data as a table to unfold.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from xml.etree.ElementTree import Element, fromstring

from bindery.charts import TYPES, BadChart, Chart, Series, draw
from bindery.diagnostics import nearest_hint
from bindery.geometry import points
from bindery.markup.desk import Desk, Fence, Kind
from bindery.markup.figures import add_caption, add_description, open_figure
from bindery.markup.sheets import Sheet
from bindery.markup.tables import load_sheet, table_of
from bindery.markup.trees import add

# A chart is drawn for the width it is printed at, so that its letters keep their size; a margin has no room for one.
WIDTHS_MM: Mapping[str, float] = {"text": 108, "page": 142}


def build_chart(desk: Desk, fence: Fence, parent: Element) -> None:
    """Build a figure around a chart; without one, its caption keeps its place."""
    figure = open_figure(desk, fence, parent, also="chart")
    sheet = load_sheet(desk, fence) if fence.attributes["data"] else None
    chart = _chart(desk, fence, sheet) if sheet is not None else None
    if chart is not None:
        try:
            drawing = fromstring(draw(chart, desk.context.palette))
        except BadChart as fault:
            desk.report("chart", fence.line, f"this chart cannot be drawn: {fault}", fault.hint)
        else:
            desk.drawings[add(figure, "svg")] = drawing
    add_caption(desk, fence, figure)
    if sheet is not None:
        details = add(figure, "details", class_="chart-data", data_line=str(fence.line))
        add(details, "summary", desk.word("chart-data"))
        details.append(table_of(desk, sheet, fence.line))
    add_description(desk, fence, figure)


def _chart(desk: Desk, fence: Fence, sheet: Sheet) -> Chart | None:
    kind = fence.attributes["type"]
    if kind not in TYPES:
        if kind:
            hint = nearest_hint(kind, TYPES, "type of chart")
            desk.report("chart", fence.line, f"there is no chart of type `{kind}`", hint)
        return None
    labels = _column(desk, fence, sheet, fence.attributes.get("x") or sheet.header[0])
    names = [name.strip() for name in fence.attributes.get("y", "").split(";") if name.strip()]
    columns = (
        [_column(desk, fence, sheet, name) for name in names]
        if names
        else [index for index in range(len(sheet.header)) if index != labels]
    )
    if labels is None or None in columns:
        return None
    wrong = [sheet.header[i] for i in columns if i is not None and not sheet.is_numeric(i)]
    if wrong:
        hint = "write plain numbers in the file (`5382000`, `4.31`), or choose columns with `y=`"
        desk.report("chart", fence.line, f"the column `{wrong[0]}` holds more than numbers", hint)
        return None
    series = tuple(Series(sheet.header[i], _numbers(sheet.cells(i))) for i in columns if i is not None)
    anchor = fence.id or desk.invent(f"{desk.chapter.id}-chart")
    unit, alt = fence.attributes.get("unit", ""), fence.attributes["alt"]
    width = points(WIDTHS_MM.get(fence.attributes.get("width", "text"), WIDTHS_MM["text"]))
    return Chart(kind, sheet.cells(labels), series, unit, desk.language, anchor, alt, width)


def _column(desk: Desk, fence: Fence, sheet: Sheet, name: str) -> int | None:
    index = sheet.column(name)
    if index is None:
        hint = nearest_hint(name, sheet.header, "column")
        desk.report("chart", fence.line, f"the data has no column `{name}`", hint)
    return index


def _numbers(cells: tuple[str, ...]) -> tuple[Decimal | None, ...]:
    return tuple(Decimal(cell.replace("−", "-")) if cell else None for cell in cells)


CHARTS: Mapping[str, Kind] = {
    "chart": Kind(
        build_chart,
        required=("type", "data", "alt"),
        optional=("x", "y", "source", "credit", "unit", "width"),
        prefix="fig",
        needs_id=True,
    ),
}
