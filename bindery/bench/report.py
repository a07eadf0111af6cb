"""Tells the outcome of the contest: ratios against their targets, costs, verdicts; as tables and as JSON.

In: records. Out: the Markdown that stands between the marks of `docs/benchmarks.md`, and values for a JSON file.
A ratio is the median of the ratios of each round, so that both sides of it were measured in the same minutes.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, Literal

from bindery.bench.contest import Record, Records
from bindery.bench.measure import Cost

BEGIN, END = "<!-- bench: begin -->", "<!-- bench: end -->"
Figure = Literal["wall_s", "cpu_s", "peak_mb"]
NAMES: Mapping[Figure, str] = {"wall_s": "wall", "cpu_s": "CPU", "peak_mb": "memory"}


@dataclass(frozen=True, slots=True)
class Target:
    """One task divided by another on the same book, and the most it may be."""

    words: str
    heat: str
    ours: str
    theirs: str
    most: float
    figure: Figure = "wall_s"


TARGETS = (
    Target("one PDF, cold, against plain WeasyPrint, many page numbers", "200-many", "bindery-one", "plain-one", 0.35),
    Target("one PDF, cold, against plain WeasyPrint, few page numbers", "200-few", "bindery-one", "plain-one", 0.45),
    Target("print + screen + EPUB, cold, against plain WeasyPrint doing both PDFs",
           "200-many", "bindery-all", "plain-both", 0.22),
    Target("one PDF, cold, against pandoc + pagedjs-cli", "200-many", "bindery-one", "pagedjs", 0.40),
    Target("one PDF, cold, against pandoc + Vivliostyle", "200-many", "bindery-one", "vivliostyle", 0.15),
    Target("one PDF, cold, against pandoc + Typst", "200-many", "bindery-one", "typst", 2.5),
    Target("a word changed, all editions, against plain WeasyPrint, one PDF",
           "200-many", "bindery-edit", "plain-one", 0.08),
    Target("a word changed, all editions, against pandoc + Typst", "200-many", "bindery-edit", "typst", 0.5),
    Target("pages added early, all editions, against plain WeasyPrint, one PDF",
           "200-many", "bindery-move", "plain-one", 0.12),
    Target("nothing changed, against plain WeasyPrint, one PDF", "200-many", "bindery-same", "plain-one", 0.005),
    Target("nothing changed, against pandoc + Typst", "200-many", "bindery-same", "typst", 0.03),
    Target("EPUB, pages known, against pandoc", "200-many", "bindery-epub", "pandoc-epub", 0.25, "cpu_s"),
    Target("EPUB, pages known, against pandoc", "200-many", "bindery-epub", "pandoc-epub", 0.2, "peak_mb"),
)  # fmt: skip
MOST_EXPONENT = 1.0
MOST_MB_A_PAGE = 0.6


@dataclass(frozen=True, slots=True)
class Outcome:
    """A figure against its target; None when it could not be measured."""

    words: str
    figure: str
    value: float | None
    most: float

    @property
    def is_met(self) -> bool:
        """Tell whether the target is met."""
        return self.value is not None and self.value <= self.most


def outcomes(records: Records) -> Iterator[Outcome]:
    """Hold what was measured against every target whose book was run."""
    for target in TARGETS:
        heat = records.get(target.heat, {})
        if target.ours in heat and target.theirs in heat:
            value = _ratio(heat[target.ours], heat[target.theirs], target.figure)
            yield Outcome(target.words, NAMES[target.figure], value, target.most)
    if {"50-many", "800-many"} <= records.keys():
        yield Outcome("growth exponent, 50 to 800 pages", "wall", _exponent(records), MOST_EXPONENT)
    for heat_name in ("200-many", "800-many"):
        if heat_name in records:
            record = records[heat_name]["bindery-one"]
            pages = _pages(record)
            value = record.peak_mb / pages if pages else None
            yield Outcome(f"MB a page, one PDF of {pages} pages, cold", "memory", value, MOST_MB_A_PAGE)


def _ratio(ours: Record, theirs: Record, figure: Figure) -> float | None:
    if figure == "peak_mb":
        return ours.peak_mb / theirs.peak_mb if ours.peak_mb and theirs.peak_mb else None
    ratios = [getattr(a, figure) / getattr(b, figure) for a, b in zip(ours.costs, theirs.costs, strict=False)]
    return median(ratios) if ratios else None


def _exponent(records: Records) -> float | None:
    short, long = (records[heat]["bindery-one"] for heat in ("50-many", "800-many"))
    if not (short.costs and long.costs):
        return None
    pages = _pages(long) / _pages(short)
    return math.log(_median(long.costs, "wall_s") / _median(short.costs, "wall_s")) / math.log(pages)


def _pages(record: Record) -> int:
    return next((facts.pages for facts in record.facts.values() if facts.pages), 0)


def _median(costs: Sequence[Cost], figure: Figure) -> float:
    return float(median(getattr(cost, figure) for cost in costs))


def as_markdown(records: Records, about: Mapping[str, str]) -> str:
    """Write the tables."""
    parts = ["\n".join(f"- {name}: {words}" for name, words in about.items()), _targets_table(records)]
    parts += [_heat_table(name, heat) for name, heat in records.items()]
    parts.append(_files_table(records))
    return "\n\n".join(parts)


def _targets_table(records: Records) -> str:
    rows = [
        (o.words, o.figure, _number(o.value), f"≤ {o.most:g}", "yes" if o.is_met else "**no**")
        for o in outcomes(records)
    ]
    return table(("Bindery", "of", "measured", "target", "met"), rows)


def _heat_table(name: str, heat: Mapping[str, Record]) -> str:
    rows = []
    for record in heat.values():
        if record.fault:
            rows.append((record.task.words, "failed", "", "", ""))
            continue
        wall, cpu = (f"{_median(record.costs, f):.2f}" if record.costs else "" for f in ("wall_s", "cpu_s"))
        rows.append((record.task.words, wall, cpu, f"{record.peak_mb:.0f}", _verdict(record)))
    pages, references = name.split("-")
    head = f"### About {pages} pages, {references} page references\n\n"
    return head + table(("task", "wall s", "CPU s", "peak MB", "gates"), rows)


def _verdict(record: Record) -> str:
    """Tell the gates a task's files did not pass, each with the count of faults; `all` when there are none."""
    failed = {
        f"{verdict.gate}: {len(verdict.faults)} of {verdict.count}"
        for verdicts in record.verdicts.values()
        for verdict in verdicts
        if verdict.faults
    }
    return "; ".join(sorted(failed)) or "all"


def _files_table(records: Records) -> str:
    rows, seen = [], set()
    for heat in records.values():
        for record in heat.values():
            for name, facts in record.facts.items():
                if (record.task.name.split("-")[0], name) not in seen:
                    seen.add((record.task.name.split("-")[0], name))
                    rows.append((f"`{name}`", str(facts.pages or ""), f"{facts.size_mb:.1f}", ", ".join(facts.offers)))
    return "### What the files offer\n\n" + table(("file", "pages", "MB", "offers"), rows)


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}" if value < 0.1 else f"{value:.2f}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Write a table with pipes, its columns made even."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    lines = [head, ["-" * width for width in widths], *rows]
    return "\n".join(
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in lines
    )


def as_values(records: Records, about: Mapping[str, str]) -> dict[str, Any]:
    """Give everything measured as values for JSON."""
    return {
        "about": dict(about),
        "targets": [
            {"what": o.words, "of": o.figure, "measured": o.value, "most": o.most, "met": o.is_met}
            for o in outcomes(records)
        ],
        "tasks": {name: {task: _record_values(r) for task, r in heat.items()} for name, heat in records.items()},
    }


def _record_values(record: Record) -> dict[str, Any]:
    return {
        "wall_s": [round(cost.wall_s, 3) for cost in record.costs],
        "cpu_s": [round(cost.cpu_s, 3) for cost in record.costs],
        "peak_mb": round(record.peak_mb, 1),
        "fault": record.fault,
        "files": {
            name: {
                "pages": facts.pages,
                "size_mb": round(facts.size_mb, 3),
                "offers": facts.offers,
                "gates": {v.gate: {"looked for": v.count, "faults": v.faults[:5]} for v in record.verdicts[name]},
            }
            for name, facts in record.facts.items()
        },
    }


def put_between_marks(page: str, tables: str) -> str:
    """Put the tables between the marks of a page; ValueError when it has no marks."""
    before, begun, rest = page.partition(BEGIN)
    _, ended, after = rest.partition(END)
    if not (begun and ended):
        raise ValueError(f"the page has no marks {BEGIN} … {END}")
    return f"{before}{BEGIN}\n\n{tables}\n\n{END}{after}"
