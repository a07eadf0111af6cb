"""Scales: from values to positions, with a few round ticks.

In: the least and the greatest value. Out: ticks that are multiples of 1, 2 or 5 times a power of ten, and a position in
points for any value.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

TICKS = 5


@dataclass(frozen=True, slots=True)
class Scale:
    """A stretch of values laid over a stretch of points; `start` may lie right of or below `end`."""

    low: Decimal
    high: Decimal
    step: Decimal
    start: float
    end: float

    def at(self, value: Decimal) -> float:
        """Give the position of a value."""
        return self.start + float((value - self.low) / (self.high - self.low)) * (self.end - self.start)

    @property
    def ticks(self) -> tuple[Decimal, ...]:
        """List the values that get a rule and a number."""
        count = int((self.high - self.low) / self.step)
        return tuple(self.low + index * self.step for index in range(count + 1))

    @property
    def places(self) -> int:
        """Count the decimals that ticks need."""
        return max(0, -int(self.step.normalize().as_tuple().exponent))


def step_for(low: Decimal, high: Decimal, count: int = TICKS) -> Decimal:
    """Find the round step that cuts a stretch into at most `count` parts."""
    rough = (high - low) / count
    power = Decimal(10) ** rough.adjusted()
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)


def scale_for(values: Iterable[Decimal], *, from_zero: bool, start: float, end: float, ticks: int = TICKS) -> Scale:
    """Lay the values over a stretch of points; zero belongs to it unless all stand far from it and close together."""
    known = sorted(values)
    low, high = known[0], known[-1]
    if from_zero or (low >= 0 and low < high * Decimal("0.8")) or low < 0 <= high:
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    if low > 0 and not from_zero:
        low -= (high - low) / 10  # no mark on the rule below
    if low == high:
        low, high = (low, low + 1) if low == 0 else (min(low, Decimal(0)), max(high, Decimal(0)))
    step = step_for(low, high, ticks)
    bottom = (low / step).to_integral_value(ROUND_FLOOR) * step
    top = (high / step).to_integral_value(ROUND_CEILING) * step
    return Scale(bottom, top, step, start, end)
