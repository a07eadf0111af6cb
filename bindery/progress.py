"""How a run is followed: a bar for each running edition on a terminal, plain lines elsewhere, nothing when quiet.

In: what the pipeline begins, brings forward, ends or finds done already. Out: words on standard output.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TaskID, TextColumn
from rich.text import Text


@dataclass(frozen=True, slots=True)
class Teller:
    """Who is told what happens: a line to say, a job begun, a job ended with its outcome, a moment gone by.

    `advance(job, done, total, words)` tells how far a job has come: `7, 13, "sections · 42 pages"`.
    """

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


class _Elapsed(ProgressColumn):
    """Minutes and seconds since a job began, to its end."""

    def render(self, task: Task) -> Text:
        """Write `0:03`."""
        seconds = int((task.finished_time if task.finished else task.elapsed) or 0)
        return Text(f"{seconds // 60}:{seconds % 60:02}", style="progress.elapsed")


def _bars(console: Console) -> Progress:
    """Draw without a thread of its own: a process that has threads must not be forked."""
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(20),
        _Elapsed(),
        TextColumn("{task.fields[words]}", markup=False),
    )
    return Progress(*columns, console=console, auto_refresh=False)


def _on(progress: Progress) -> Teller:
    bars: dict[str, TaskID] = {}

    def begin(job: str) -> None:
        bars[job] = progress.add_task(job, total=None, words="")
        progress.refresh()

    def advance(job: str, done: int, total: int, words: str) -> None:
        progress.update(bars[job], total=total + 1, completed=done, words=f"{done}/{total} {words}")  # 1: it goes on
        progress.refresh()

    def end(job: str, outcome: str) -> None:
        progress.update(bars.pop(job), total=1, completed=1, words=outcome)
        progress.refresh()

    say = partial(progress.console.print, markup=False, highlight=False)
    return Teller(say, begin, end, progress.refresh, advance)
