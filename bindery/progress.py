"""How a run is followed: a bar for each job on a terminal, plain lines elsewhere, nothing when nobody listens.

In: what the pipeline begins, ends or finds done already, one line each. Out: words on standard output.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn


@dataclass(frozen=True, slots=True)
class Teller:
    """Who is told what happens: a line to say, a job begun, a job ended with its outcome, a moment gone by."""

    say: Callable[[str], object]
    begin: Callable[[str], object]
    end: Callable[[str, str], object]
    tick: Callable[[], object]
    advance: Callable[[str, int, int, str], object] = lambda *_: None


SILENT = Teller(lambda line: None, lambda job: None, lambda job, outcome: None, lambda: None)


def plain(write: Callable[[str], object]) -> Teller:
    """Tell in lines: each job as it begins."""
    return Teller(write, write, SILENT.end, SILENT.tick)


@contextmanager
def following(console: Console, quiet: bool) -> Iterator[Teller]:
    """Give the teller that suits those who listen: bars need a terminal that can move its cursor."""
    if quiet:
        yield SILENT
    elif not console.is_terminal or console.is_dumb_terminal:
        yield plain(print)
    else:
        with _bars(console) as progress:
            yield _on(progress)


def _bars(console: Console) -> Progress:
    """Draw without a thread of its own: a process that has threads must not be forked."""
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(20),
        TimeElapsedColumn(),
        TextColumn("{task.fields[outcome]}", markup=False),
    )
    return Progress(*columns, console=console, auto_refresh=False)


def _on(progress: Progress) -> Teller:
    bars: dict[str, TaskID] = {}

    def begin(job: str) -> None:
        bars[job] = progress.add_task(job, total=None, outcome="")
        progress.refresh()

    def end(job: str, outcome: str) -> None:
        progress.update(bars.pop(job), total=1, completed=1, outcome=outcome)
        progress.refresh()

    say = partial(progress.console.print, markup=False, highlight=False)
    return Teller(say, begin, end, progress.refresh)
