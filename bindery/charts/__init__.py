"""Charts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bindery.languages import Language
from bindery.tokens import Palette

TYPES = ("bar", "dot", "line", "stacked")


class BadChart(ValueError):  # noqa: N818
    """Tell why data cannot be drawn, and what the author can do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Series:
    name: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    kind: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    language: Language


def draw(chart: Chart, palette: Palette) -> str:
    return "<svg viewBox='0 0 10 10'><path d='M0 0'/></svg>"
