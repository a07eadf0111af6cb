"""How a volume stands in two languages: counted in one line, told in full; and as a value for JSON, and from it.

It opens nothing, so that the report of a build with nothing to do can hold it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bindery.diagnostics import Diagnostic, Severity, Source
from bindery.remarks import diagnostic_for_json

AGREED, CHANGED, NEW, AT_ODDS, MISSING = STAGES = ("agreed", "changed", "never agreed", "at odds", "missing")


@dataclass(frozen=True, slots=True)
class InStep:
    """How a volume stands in one language beside its first: its pairs by stage, and all that is to be told."""

    volume: int
    languages: tuple[str, str]
    names: tuple[str, str]  # of the languages, in words
    counts: tuple[int, ...]  # in the order of STAGES
    told: tuple[Diagnostic, ...]

    @property
    def sums(self) -> str:
        """Count the pairs: `812 pairs agreed, 3 changed, 1 missing`."""
        agreed, *rest = self.counts
        said = [f"{agreed} pair{'s' * (agreed != 1)} agreed"]
        said += [f"{count} {stage}" for stage, count in zip(STAGES[1:], rest, strict=True) if count]
        return ", ".join(said)

    def __str__(self) -> str:
        """Write one line: `volume 6: French and English in step: 812 pairs agreed, 3 changed, 1 missing`."""
        seen = " (see: build.py check)" if self.told else ""
        return f"volume {self.volume}: {' and '.join(self.names)} in step: {self.sums}{seen}"


def for_json(stands: Iterable[InStep]) -> list[dict[str, Any]]:
    """Write how volumes stand as a value for JSON."""
    return [
        {"volume": each.volume, "languages": list(each.languages), "names": list(each.names)}
        | {"pairs": dict(zip(STAGES, each.counts, strict=True)), "told": [diagnostic_for_json(d) for d in each.told]}
        for each in stands
    ]


def from_json(told: Sequence[Mapping[str, Any]]) -> tuple[InStep, ...]:
    """Read back how volumes stand; KeyError, TypeError or ValueError when the value is none of ours."""
    return tuple(
        InStep(
            each["volume"],
            _two(each["languages"]),
            _two(each["names"]),
            tuple(each["pairs"][stage] for stage in STAGES),
            tuple(
                Diagnostic(Severity(d["severity"]), d["code"], Source(d["path"], d["line"]), d["message"], d["hint"])
                for d in each["told"]
            ),
        )
        for each in told
    )


def _two(words: Sequence[str]) -> tuple[str, str]:
    first, other = words
    return first, other
