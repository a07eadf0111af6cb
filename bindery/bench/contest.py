"""Runs the tasks in turn, round by round, and judges what they make.

In: tables of tasks, a folder to work in. Out: a `Record` for each task on each book: its costs round by round, its peak
memory, the verdicts on its files. The tools take turns (A B C A B C), so that a busy minute of the machine falls on all
of them. In the first round memory is weighed and the files are judged; weighing costs no tool more than a few percent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bindery.bench.facts import Facts, facts
from bindery.bench.gates import Verdict, judge_epub, judge_pdf
from bindery.bench.manuscript import Manuscript, References, manuscript
from bindery.bench.measure import Cost, measure
from bindery.bench.tasks import AT_LENGTH, GROWTH, PLAIN_ONE, SPARSE, Stand, Task, set_up

SEED = 2022
LAST_WORDS = 3  # lines of the log of a task that failed


@dataclass(frozen=True, slots=True)
class Heat:
    """A book, the tasks it is given to, and how often each is run."""

    name: str
    pages: int
    references: References
    tasks: tuple[Task, ...]
    rounds: int


FULL = (
    Heat("200-many", 200, "many", AT_LENGTH, 3),
    Heat("200-few", 200, "few", SPARSE, 3),
    Heat("50-many", 50, "many", GROWTH, 1),
    Heat("800-many", 800, "many", (*GROWTH, PLAIN_ONE), 1),
)
QUICK = (Heat("50-many", 50, "many", AT_LENGTH, 1), Heat("50-few", 50, "few", SPARSE, 1))


@dataclass(slots=True)
class Record:
    """What is known of a task on a book."""

    task: Task
    costs: list[Cost] = field(default_factory=list)
    peak_mb: float = 0.0
    verdicts: dict[str, tuple[Verdict, ...]] = field(default_factory=dict)
    facts: dict[str, Facts] = field(default_factory=dict)
    fault: str = ""


Records = dict[str, dict[str, Record]]  # by heat, by task


def run(heats: Sequence[Heat], folder: Path, tell: Callable[[str], None]) -> Records:
    """Run every heat."""
    return {heat.name: dict(_run_heat(heat, folder / heat.name, tell)) for heat in heats}


def _run_heat(heat: Heat, folder: Path, tell: Callable[[str], None]) -> Iterator[tuple[str, Record]]:
    stand = set_up(folder, manuscript(heat.pages, SEED, heat.references))
    records = [Record(task) for task in heat.tasks]
    for count in range(heat.rounds):
        for record in records:
            if not record.fault:
                cost = _run_task(stand, record, is_weighed=count == 0)
                if not record.fault:
                    record.costs.append(cost)
                weight = f"  {cost.peak_mb:.0f} MB" if cost.peak_mb else ""
                tell(
                    f"{heat.name}  {count}  {record.task.name:18} {cost.wall_s:6.2f} s{weight}  {record.fault}".rstrip()
                )
    return ((record.task.name, record) for record in records)


def _run_task(stand: Stand, record: Record, is_weighed: bool) -> Cost:
    """Run a task once; the first time, judge what it makes."""
    task = record.task
    book = task.edit(stand.book)
    stand.tell(book)
    task.prepare(stand)
    cost = measure(task.command(stand), stand.root, is_weighed)
    missing = [path.name for path in task.outputs(stand) if not path.is_file()]
    if cost.code or missing:
        said = (stand.root / "run.log").read_text(errors="replace").splitlines()[-LAST_WORDS:]
        record.fault = f"exit code {cost.code}: {' / '.join(said)}"
    elif is_weighed:
        record.peak_mb = cost.peak_mb or 0.0
        _judge(record, task.outputs(stand), book)
    return cost


def _judge(record: Record, outputs: Sequence[Path], book: Manuscript) -> None:
    for path in outputs:
        judge = judge_epub if path.suffix == ".epub" else judge_pdf
        record.verdicts[path.name] = judge(path, book)
        record.facts[path.name] = facts(path)
