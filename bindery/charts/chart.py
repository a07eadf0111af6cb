"""What a chart is made of, and what can be drawn at all.

In: labels and series of numbers. Out: `Chart`, checked, and its data told in words.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from bindery.languages import Language

MAX_ROWS = 30
MAX_POINTS = 60
MAX_SERIES = 6
TEXT_WIDTH_PT = 306.14  # 108 mm, the text column
LARGEST = Decimal(10) ** 13
# Units that stand beside every number; any other is told once, above the chart.
SIGNS = frozenset({"EUR", "%"})


class BadChart(ValueError):  # noqa: N818
    """Tell why data cannot be drawn, and what the author can do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Series:
    """A name and its values, one for each label; None where there is none."""

    name: str
    values: tuple[Decimal | None, ...]

    @property
    def places(self) -> int:
        """Count the decimals its values are written with."""
        exponents = (int(value.as_tuple().exponent) for value in self.values if value is not None)
        return max((-exponent for exponent in exponents), default=0)


@dataclass(frozen=True, slots=True)
class Chart:
    """Labels, the series that go with them, their unit, and the language they are written in."""

    kind: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    language: Language
    id: str = "chart"
    alt: str = ""
    width: float = TEXT_WIDTH_PT

    def written(self, value: Decimal, places: int = 0) -> str:
        """Write a value as it stands in the chart, with its unit when that is a sign."""
        if self.unit == "EUR" or (self.unit == "%" and not places):
            return self.language.amount(value, self.unit)
        text = self.language.number(value, places, grouped=abs(value) >= 10_000)
        if self.unit == "%":
            return self.language.amount(0, "%").replace("0", text, 1)
        return text

    @property
    def unit_told(self) -> str:
        """Give the unit that is told once above the chart: none when it stands beside the numbers."""
        if not self.unit or self.unit in SIGNS:
            return ""
        return self.language.amount(2, self.unit).replace("2", "").strip("\u00a0 ")

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        """List every value there is."""
        return tuple(value for series in self.series for value in series.values if value is not None)


@dataclass(frozen=True, slots=True)
class Picture:
    """Elements of SVG and the size in points they fill."""

    width: float
    height: float
    parts: tuple[str, ...]


def check(chart: Chart, kinds: Collection[str]) -> None:
    """Refuse what cannot be drawn so that it can be read."""
    if chart.kind not in kinds:
        raise BadChart(f"there is no chart of type `{chart.kind}`", f"the types are {', '.join(sorted(kinds))}")
    if not chart.labels or not chart.series:
        raise BadChart("there is nothing to draw", "give a column of labels and one of values")
    if len(chart.series) > MAX_SERIES:
        raise BadChart(f"{len(chart.series)} series are too many to tell apart", f"name at most {MAX_SERIES} with `y=`")
    most = MAX_POINTS if chart.kind == "line" else MAX_ROWS
    if len(chart.labels) > most:
        raise BadChart(f"{len(chart.labels)} rows are too many for a page", f"keep at most {most}, or write a table")
    if not chart.numbers:
        raise BadChart("there is no value in these columns", "look at the file")
    if max(abs(value) for value in chart.numbers) > LARGEST:
        raise BadChart("a value is too large to be written", "count in millions, and say so with `unit=`")
    if chart.kind == "stacked" and min(chart.numbers) < 0:
        raise BadChart("parts of a whole cannot be negative", "use `type=bar`")


def described(chart: Chart) -> str:
    """Tell the data in words, for those who hear a chart."""
    told, colon = [], chart.language.words["label-value"].replace("{}", "")
    for position, label in enumerate(chart.labels):
        values = []
        for series in chart.series:
            value = series.values[position]
            if value is not None:
                words = chart.written(value, series.places)
                values.append(words if len(chart.series) == 1 else f"{series.name} {words}")
        told.append(f"{label}{colon}{', '.join(values) or '–'}")
    unit = f" ({chart.unit_told})" if chart.unit_told else ""
    return f"{chart.series[0].name if len(chart.series) == 1 else ''}{unit} ".lstrip() + "; ".join(told)
