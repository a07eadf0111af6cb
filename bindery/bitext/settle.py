"""To settle: an author has read both sides of a pair and says that they are in step.

In: a chapter in two languages, and the places an author names. Out: its agreements as they are to be written, the
pairs that were settled, and the faults of those that cannot be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bindery.bitext.compare import Bitext, Judged, told
from bindery.bitext.ledger import Agreement, agreement
from bindery.bitext.standing import Standing
from bindery.diagnostics import ERROR, Diagnostic, Source, in_order


@dataclass(frozen=True, slots=True)
class Settled:
    """What an author has settled of a chapter: all its agreements, the pairs that are new in them, the refusals."""

    agreed: tuple[Agreement, ...]
    pairs: tuple[Judged, ...]
    refused: tuple[Diagnostic, ...]
    dropped: int  # lines that were stale or could not be read


def settle(bitext: Bitext, places: Sequence[Source]) -> Settled:
    """Settle the pairs at some places of either text; all pairs when a place has no line."""
    wanted = [judged for judged in bitext.judged if any(_is_at(judged, bitext, place) for place in places)]
    settled = [judged for judged in wanted if _may_be_agreed(judged)]
    agreed = tuple(each for judged in bitext.judged if (each := _agreed(bitext, judged, judged in settled)))
    fresh = tuple(judged for judged in settled if judged.stood.standing is not Standing.AGREED)
    refused = in_order((*_missing(bitext, places), *(fault for judged in wanted for fault in _errors(judged))))
    return Settled(agreed, fresh, refused, len(bitext.stale) + len(bitext.unreadable))


def _errors(judged: Judged) -> Iterator[Diagnostic]:
    return (fault for fault in judged.faults if fault.severity is ERROR)


def _missing(bitext: Bitext, places: Sequence[Source]) -> Iterator[Diagnostic]:
    """Give what is missing at the places: they name where it is missing, or the block that has no counterpart."""
    for fault in told(bitext):
        named = (not place.line or fault.source == place or f" at {place} " in fault.message for place in places)
        if fault.code == "step-missing" and any(named):
            yield fault


def _may_be_agreed(judged: Judged) -> bool:
    return not judged.has_errors and judged.stood.standing not in (Standing.ALONE, Standing.SILENT)


def _agreed(bitext: Bitext, judged: Judged, is_settled: bool) -> Agreement | None:
    """Give the line of a pair: a new one when it is settled, else the one it goes back to."""
    first, other = judged.pair.first, judged.pair.other
    if is_settled and first is not None and other is not None:
        return agreement(bitext.languages, first, other)
    return judged.stood.agreement


def _is_at(judged: Judged, bitext: Bitext, place: Source) -> bool:
    """Tell whether a pair stands at a place: on its line, or on the last line before it where one starts."""
    if not place.line:
        return True
    lines = {line for each in bitext.judged for line in _lines(each, place.path)}
    last = max((line for line in lines if line <= place.line), default=0)
    return last in _lines(judged, place.path)


def _lines(judged: Judged, path: str) -> list[int]:
    sides = (judged.pair.first, judged.pair.other)
    return [block.source.line for block in sides if block is not None and block.source.path == path]
