"""The report: ratios round by round, tables as they stand in `docs/`, prose around them left alone."""

from __future__ import annotations

import pytest

from bindery.bench.contest import Record, Records
from bindery.bench.facts import Facts
from bindery.bench.gates import Verdict
from bindery.bench.measure import Cost
from bindery.bench.report import BEGIN, END, as_markdown, as_values, outcomes, put_between_marks, table
from bindery.bench.tasks import BINDERY_ONE, PLAIN_ONE

LOST = Verdict("notes once", 110, ("0 times instead of 1: a", "0 times instead of 1: b"))
SOUND = Verdict("notes once", 110, ())
GOLDEN = """\
- date: 2022-11-15

| Bindery                                                    | of     | measured | target | met    |
| ---------------------------------------------------------- | ------ | -------- | ------ | ------ |
| one PDF, cold, against plain WeasyPrint, many page numbers | wall   | 0.30     | ≤ 0.35 | yes    |
| MB a page, one PDF of 100 pages, cold                      | memory | 0.80     | ≤ 0.6  | **no** |

### About 200 pages, many page references

| task                      | wall s | CPU s | peak MB | gates                |
| ------------------------- | ------ | ----- | ------- | -------------------- |
| Bindery, screen PDF, cold | 3.00   | 5.00  | 80      | all                  |
| plain WeasyPrint, one PDF | 10.00  | 9.00  | 90      | notes once: 2 of 110 |

### What the files offer

| file         | pages | MB  | offers      |
| ------------ | ----- | --- | ----------- |
| `screen.pdf` | 100   | 1.5 | tags, links |
| `plain.pdf`  | 99    | 1.0 | links       |"""


def records() -> Records:
    ours = Record(
        BINDERY_ONE,
        [Cost(0, 2.0, 4.0), Cost(0, 3.0, 5.0), Cost(0, 9.0, 6.0)],
        80.0,
        {"screen.pdf": (SOUND,)},
        {"screen.pdf": Facts(1.5, 100, ("tags", "links"))},
    )
    theirs = Record(
        PLAIN_ONE,
        [Cost(0, 10.0, 9.0), Cost(0, 10.0, 9.0), Cost(0, 10.0, 9.0)],
        90.0,
        {"plain.pdf": (LOST,)},
        {"plain.pdf": Facts(1.0, 99, ("links",))},
    )
    return {"200-many": {"bindery-one": ours, "plain-one": theirs}}


def test_the_tables_are_written_as_they_stand_in_the_docs() -> None:
    assert as_markdown(records(), {"date": "2022-11-15"}) == GOLDEN


def test_a_ratio_is_the_median_of_the_rounds() -> None:
    rounds = records()
    rounds["200-many"]["plain-one"].costs[0] = Cost(0, 100.0, 9.0)  # a busy minute that fell on one of them

    assert next(outcomes(rounds)).value == pytest.approx(0.3)


def test_a_task_that_failed_meets_no_target() -> None:
    rounds = records()
    rounds["200-many"]["bindery-one"] = Record(BINDERY_ONE, fault="exit code 1: no leaf")

    first = next(outcomes(rounds))

    assert (first.value, first.is_met) == (None, False)
    assert "| failed" in as_markdown(rounds, {})


def test_the_columns_of_a_table_are_even() -> None:
    assert table(("a", "bb"), [("ccc", "d")]) == "| a   | bb |\n| --- | -- |\n| ccc | d  |"


def test_the_values_hold_every_round_and_the_first_faults() -> None:
    values = as_values(records(), {})["tasks"]["200-many"]

    assert values["bindery-one"]["wall_s"] == [2.0, 3.0, 9.0]
    assert values["plain-one"]["files"]["plain.pdf"]["gates"]["notes once"]["faults"] == LOST.faults


def test_prose_around_the_tables_is_left_alone() -> None:
    page = f"before\n{BEGIN}\nold\n{END}\nafter\n"

    assert put_between_marks(page, "new") == f"before\n{BEGIN}\n\nnew\n\n{END}\nafter\n"


def test_a_page_without_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="marks"):
        put_between_marks("prose", "new")
