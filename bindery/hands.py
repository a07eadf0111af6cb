"""Hands: whoever does the jobs of a build, in other processes than the one that plans it.

In: jobs, which are functions of a module with picklable arguments; each is called with a `Workplace` before them. Out:
`concurrent.futures.Future`s with picklable results, the same whoever did the work. Here: the processes of this machine.
A parent that has forked once may have threads ever after: it forks a foreman, and the foreman, who has no thread,
hires and replaces the workers.
"""

from __future__ import annotations

import gc
import itertools
import multiprocessing
import os
import pickle
import signal
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from concurrent.futures import wait as wait_for
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing import connection
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, NoReturn, Protocol, TypeVar

from bindery.jobs import Workplace

FORKS = sys.platform == "linux"  # elsewhere the system's own libraries do not bear a fork
CONTEXT = multiprocessing.get_context("fork") if FORKS else multiprocessing.get_context("spawn")
SECONDS_TO_LEAVE = 2
YOUNG = 0  # the generation of the collector of garbage that holds what a job has made
T = TypeVar("T")


class Hands(Protocol):
    """So many workers, and a way to give them jobs."""

    @property
    def count(self) -> int:
        """Give the number of jobs done at once."""

    def submit(self, function: Callable[..., T], /, *arguments: Any) -> Future[T]:
        """Have `function(workplace, *arguments)` called; the future raises what it raised, or Lost."""


class Lost(Exception):  # noqa: N818  (what became of a job, told as it stands)
    """The process that did this job ended without a word; the message says how."""


def how_it_ended(exit_code: int | None) -> str:
    """Say how a process ended, by its exit code: below 0 the number of a signal, None when it is not known."""
    if exit_code is None:
        return "its process is gone"
    if exit_code < 0:
        return f"its process was ended by {signal.Signals(-exit_code).name}"
    return f"its process ended with code {exit_code}"


@contextmanager
def processes(place: Workplace, jobs: int, prepare: Callable[[Workplace], object] | None = None) -> Iterator[Hands]:
    """Give the hands of this machine: `jobs` processes that live through the run, started when first needed.

    `prepare(place)` is called once before they are: what it imports and opens is shared by all; it should start no
    thread. A job whose process is killed is Lost; the others go on, and the process is replaced. Leaving the context
    ends every process at once.
    """
    crew = Crew(place, jobs, prepare)
    try:
        yield crew
    finally:
        crew.shutdown(cancel_futures=True)


class Crew(Executor):
    """A foreman with his workers, and one thread that hears what became of the jobs."""

    def __init__(self, place: Workplace, count: int, prepare: Callable[[Workplace], object] | None = None) -> None:
        self.count = max(1, count)
        self._order = (place, self.count, prepare)
        self._lock = threading.Lock()
        self._tickets = itertools.count()
        self._futures: dict[int, Future[Any]] = {}
        self._foreman: BaseProcess | None = None
        self._line: Connection | None = None
        self._listener = threading.Thread(target=self._listen, daemon=True)

    def submit(self, function: Callable[..., T], /, *arguments: Any, **named: Any) -> Future[T]:
        """Have `function(workplace, *arguments)` called by the next worker who is free."""
        future: Future[T] = Future()
        try:
            job = pack(function, *arguments, **named)
        except Exception as fault:
            future.set_exception(fault)
            return future
        with self._lock:
            line = self._line or self._open()
            ticket = next(self._tickets)
            self._futures[ticket] = future
            try:
                line.send((ticket, job))
            except OSError:
                self._lose(ticket)
        future.add_done_callback(partial(self._let_go, ticket))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End every process: at once when futures may be cancelled, else when all jobs are done."""
        if not cancel_futures:
            wait_for(self._futures.copy().values())
        while self._futures:
            _, future = self._futures.popitem()
            future.cancel()
            future.set_running_or_notify_cancel()
        if self._foreman is not None and self._line is not None:
            self._foreman.terminate()
            self._listener.join(SECONDS_TO_LEAVE)
            _kill_all(self._foreman)
            self._listener.join()
            self._line.close()

    def _open(self) -> Connection:
        """Start the foreman, out of reach of a Ctrl-C that comes meanwhile, and a thread that listens to him."""
        ours, theirs = CONTEXT.Pipe()
        inherited = (ours,) if FORKS else ()
        unblocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            self._foreman = CONTEXT.Process(target=_oversee, args=(theirs, inherited, *self._order), name="foreman")
            self._foreman.start()
            self._line = ours
            theirs.close()
            self._listener.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, unblocked)
        return ours

    def _listen(self) -> None:
        """Settle each job as it ends; those that are left when the foreman is gone are lost."""
        assert self._line is not None
        with suppress(EOFError, OSError):
            while True:
                ticket, outcome = self._line.recv()
                future = self._futures.pop(ticket, None)
                if future is not None:
                    settle(future, outcome if isinstance(outcome, bytes) else Lost(how_it_ended(outcome)))
        assert self._foreman is not None
        _kill_all(self._foreman)
        self._foreman.join()
        for ticket in tuple(self._futures):
            self._lose(ticket)

    def _let_go(self, ticket: int, future: Future[Any]) -> None:
        """Tell the foreman of a job that nobody waits for any more: one that has not begun never will."""
        if self._futures.pop(ticket, None) is None or self._line is None:
            return
        future.set_running_or_notify_cancel()
        with self._lock, suppress(OSError):
            self._line.send((ticket, None))

    def _lose(self, ticket: int) -> None:
        """Tell that a job is lost with the foreman."""
        future = self._futures.pop(ticket, None)
        if future is not None and self._foreman is not None:
            settle(future, Lost(how_it_ended(self._foreman.exitcode)))


def _kill_all(foreman: BaseProcess) -> None:
    """Kill whoever is left of a foreman and his workers: they are a process group."""
    with suppress(ProcessLookupError, PermissionError):  # gone already, all of them
        os.killpg(foreman.pid or 0, signal.SIGKILL)


# -- in the processes


@dataclass(slots=True)
class _Worker:
    """A worker as the foreman knows him: the ticket of the job he does, None when he is free."""

    process: BaseProcess
    ticket: int | None = None


def _oversee(
    line: Connection,
    inherited: tuple[Connection, ...],
    place: Workplace,
    count: int,
    prepare: Callable[[Workplace], object] | None,
) -> None:
    """Be the foreman: give jobs to workers and their outcomes back, until the parent says so or is gone."""
    os.setpgid(0, 0)  # Ctrl-C at the terminal is the parent's to answer; and one signal reaches all workers
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    crew: dict[Connection, _Worker] = {}
    scratch = tempfile.TemporaryDirectory(prefix="bindery-")
    tempfile.tempdir = scratch.name  # a worker who is killed clears nothing up, such as the fonts he opened
    try:
        for end in inherited:
            end.close()
        if prepare is not None:
            with suppress(Exception):  # whoever needs what could not be prepared will say so
                prepare(place)
        gc.disable()
        gc.collect()
        gc.freeze()  # what the workers share is passed over ever after: to look through it would unshare it
        _direct(line, crew, place, count)
    except (EOFError, OSError, SystemExit):
        pass
    finally:
        for worker in crew.values():
            worker.process.kill()
        for worker in crew.values():
            worker.process.join()
        scratch.cleanup()


def _leave(*_: object) -> NoReturn:
    raise SystemExit


def _direct(line: Connection, crew: dict[Connection, _Worker], place: Workplace, count: int) -> NoReturn:
    """Keep so many workers at work; replace those who end."""
    waiting: dict[int, bytes] = {}  # by ticket, in the order they came
    while True:
        for ready in connection.wait([line, *crew]):
            assert isinstance(ready, Connection)
            if ready is line:
                _note_down(waiting, *line.recv())
            else:
                ticket, outcome = crew[ready].ticket, _outcome(ready, crew)
                if ticket is not None:
                    line.send((ticket, outcome))
        while waiting and (free := _free_worker(line, crew, place, count)):
            crew[free].ticket = ticket = next(iter(waiting))
            job = waiting.pop(ticket)
            with suppress(OSError):  # he has just ended, which will be heard
                free.send_bytes(job)


def _note_down(waiting: dict[int, bytes], ticket: int, job: bytes | None) -> None:
    """Note a job down, or strike it out when nobody waits for it any more."""
    if job is None:
        waiting.pop(ticket, None)
    else:
        waiting[ticket] = job


def _outcome(line: Connection, crew: dict[Connection, _Worker]) -> bytes | int | None:
    """Take what a worker made, who is free again; his exit code when he has ended."""
    try:
        outcome = line.recv_bytes()
    except (EOFError, OSError):
        ended = crew.pop(line).process
        line.close()
        ended.join()
        return ended.exitcode
    crew[line].ticket = None
    return outcome


def _free_worker(line: Connection, crew: dict[Connection, _Worker], place: Workplace, count: int) -> Connection | None:
    """Find a worker who has nothing to do, or hire one; None when all are at work."""
    for end, worker in crew.items():
        if worker.ticket is None:
            return end
    if len(crew) == count:
        return None
    ours, theirs = CONTEXT.Pipe()
    inherited = (line, ours, *crew) if FORKS else ()
    process = CONTEXT.Process(target=_work, args=(theirs, inherited, place), name="worker")
    process.start()
    theirs.close()
    crew[ours] = _Worker(process)
    return ours


def _work(line: Connection, inherited: tuple[Connection, ...], place: Workplace) -> None:
    """Be a worker: do one job after the other until the foreman is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for end in inherited:
        end.close()
    gc.disable()
    with suppress(EOFError, OSError):
        while True:
            line.send_bytes(carry_out(place, line.recv_bytes()))
            gc.collect(YOUNG)


# -- jobs as bytes


def pack(function: Callable[..., object], *arguments: Any, **named: Any) -> bytes:
    """Write a job down, to be sent; whatever cannot be pickled raises."""
    return pickle.dumps((function, arguments, named), pickle.HIGHEST_PROTOCOL)


def carry_out(place: Workplace, job: bytes) -> bytes:
    """Do a job that was written down, and write down its outcome: a result, or the exception it raised."""
    try:
        function, arguments, named = pickle.loads(job)
        return pickle.dumps((True, function(place, *arguments, **named)), pickle.HIGHEST_PROTOCOL)
    except Exception as fault:
        return _written(fault)


def _written(fault: Exception) -> bytes:
    """Write down an exception with its story; by its words alone when it cannot travel."""
    story = "".join(traceback.format_exception(fault))
    try:
        fault.add_note(story)
        outcome = pickle.dumps((False, fault))
        pickle.loads(outcome)
        return outcome
    except Exception:
        plain = RuntimeError(f"{type(fault).__name__}: {fault}")
        plain.add_note(story)
        return pickle.dumps((False, plain))


def settle(future: Future[Any], outcome: bytes | Exception) -> None:
    """Give a future its outcome, as it was written down or as an exception; a cancelled one wants none."""
    if not future.set_running_or_notify_cancel():
        return
    try:
        if isinstance(outcome, Exception):
            raise outcome
        is_good, value = pickle.loads(outcome)
        if not is_good:
            raise value
        future.set_result(value)
    except Exception as fault:
        future.set_exception(fault)
