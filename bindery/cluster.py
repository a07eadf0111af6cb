"""The hands of a Dask cluster, for houses whose machine has become too small.

In: a workplace here and the address of a scheduler (https://distributed.dask.org). Out: `Hands` whose jobs are done by
the workers of that cluster with the same results. Workers share no disk with us: styles, templates and content travel
in a bundle that each worker unpacks once. They need the same Bindery and the same libraries, which is asked of them
first. `distributed` is an optional library, imported here alone.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import CancelledError, Executor, Future
from concurrent.futures import wait as wait_for
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from bindery import engine
from bindery.bundle import name_of, pack, unpack
from bindery.hands import YOUNG, Hands, Lost, carry_out, settle
from bindery.hands import pack as write_down
from bindery.jobs import Workplace

if TYPE_CHECKING:
    from distributed import Client, WorkerPlugin
    from distributed import Future as DaskFuture

LIBRARY = "distributed==2026.8.0"  # as in pyproject.toml
PATIENCE_S = 10  # for a scheduler to answer and a first worker to come
SETTINGS = {
    "distributed.comm.offload": False,  # unpacks large messages without a thread of its own that would outlive us
    "distributed.admin.large-graph-warning-threshold": "1GB",  # a job may carry the sheets of a whole book
}
SHELF = "bindery"  # below the worker's own temporary folder
_SAME = "set all machines up by the same Bindery's `build.py`, and start workers with `.venv/bin/dask worker`"
_GONE = "the scheduler of the cluster is gone"
T = TypeVar("T")
_one_at_a_time = threading.Lock()  # laying out shares fonts and a collector of garbage with the whole process


class NoCluster(Exception):  # noqa: N818  (a state of things, told as it stands)
    """A cluster that cannot be used: why, in one line, and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message, hint)
        self.message, self.hint = message, hint

    def __str__(self) -> str:
        return self.message


@contextmanager
def cluster(place: Workplace, address: str, patience_s: float = PATIENCE_S) -> Iterator[Hands]:
    """Give the hands of the cluster whose scheduler is at `address`, such as `tcp://host:8786`; or NoCluster.

    A job whose worker is killed is tried again on another one; when Dask gives it up, it is Lost. Leaving the context
    takes back what has not begun; what has is finished by its worker, unheard.
    """
    try:
        import dask
    except ImportError:
        message = "a cluster needs the library `distributed`, which is not installed"
        raise NoCluster(message, f".venv/bin/python -m pip install {LIBRARY}") from None
    dask.config.set(SETTINGS)  # before `distributed` is loaded, which reads them once
    with _without_gossip():
        client = _client(address, patience_s)
        try:
            yield from _settled(client, place, patience_s)
        finally:
            client.close(timeout=PATIENCE_S)


def _client(address: str, patience_s: float) -> Client:
    """Reach the scheduler. It is knocked at first: a client that cannot enter would leave its threads behind."""
    from distributed import Client
    from distributed.comm.core import connect

    async def knock() -> None:
        await (await connect(address, timeout=patience_s)).close()

    try:
        asyncio.run(knock())
        return Client(address, timeout=patience_s, set_as_default=False, name="bindery")
    except (OSError, ValueError) as fault:
        reason = str(fault).partition("\n")[0]
        message = f"no scheduler of a Dask cluster answers at {address}: {reason}"
        raise NoCluster(message, "start one with `.venv/bin/dask scheduler`, and give the address it shows") from fault


@contextmanager
def _without_gossip() -> Iterator[None]:
    """Keep Dask's own account of connections won and lost from the terminal: futures tell what matters."""
    logs = [logging.getLogger(name) for name in ("distributed", "distributed.client")]
    levels = [log.level for log in logs]
    for log in logs:
        log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for log, level in zip(logs, levels, strict=True):
            log.setLevel(level)


def _settled(client: Client, place: Workplace, patience_s: float) -> Iterator[Hands]:
    """See that all workers are of our kind and have the bundle; then give them as hands."""
    ours = native_parts()
    count = _compare(client, ours, patience_s)
    bundle = pack(
        {
            "styles": place.project / "styles",
            "templates": place.project / "templates",
            told_as(place): place.content,
        }
    )
    name = name_of(bundle)
    delivery = f"{SHELF}-{name}-{client.id}"
    client.register_plugin(_delivery(bundle, name), name=delivery)
    crew = Crew(client, ours, (name, told_as(place)), count)
    try:
        yield crew
    finally:
        crew.shutdown(cancel_futures=True)
        if client.status == "running":
            client.unregister_worker_plugin(delivery)


@cache
def native_parts() -> dict[str, str]:
    """Give the parts of the engine as it was when first asked, with the libraries that are not Python's own."""
    from weasyprint.text.ffi import pango

    return engine.parts() | {"Pango": str(pango.pango_version())}


def _compare(client: Client, ours: Mapping[str, str], patience_s: float) -> int:
    """Count the workers; NoCluster when there is none, or one with another engine."""
    with suppress(TimeoutError):
        client.wait_for_workers(1, timeout=patience_s)
    answers = client.run(native_parts, on_error="return")
    if not answers:
        raise NoCluster("the cluster has no worker", "start some with `dask worker ADDRESS --nthreads 1`")
    for worker, theirs in sorted(answers.items()):
        if isinstance(theirs, BaseException):
            reason = f"{type(theirs).__name__}: {theirs}".splitlines()[0]
            raise NoCluster(f"the worker at {worker} cannot start Bindery ({reason})", _SAME)
        different = engine.differences(ours, theirs)
        if different:
            raise NoCluster(f"the worker at {worker} has another engine: {', '.join(different)}", _SAME)
    return len(answers)


def told_as(place: Workplace) -> str:
    """Give the folder under which authors are told of their files (load/files.py), the same on all machines."""
    content = place.content
    return content.relative_to(place.project).as_posix() if content.is_relative_to(place.project) else content.name


def _delivery(bundle: bytes, name: str) -> WorkerPlugin:
    """Have a bundle unpacked by every worker there is and every one that is still to come, before its first job."""
    from distributed import Worker, WorkerPlugin

    class Delivery(WorkerPlugin):
        def setup(self, worker: Worker) -> None:
            unpack(bundle, name, Path(worker.local_directory) / SHELF)

    return Delivery()


class Crew(Executor):
    """The workers of a cluster; a job travels as bytes, so that Dask looks for nothing in it."""

    def __init__(self, client: Client, ours: Mapping[str, str], bundle: tuple[str, str], count: int) -> None:
        from tornado.platform.asyncio import BaseAsyncIOLoop

        assert isinstance(client.loop, BaseAsyncIOLoop)
        self.count = count
        self._client, self._loop = client, client.loop.asyncio_loop
        self._known = (dict(ours), bundle)
        self._sent: dict[Future[Any], DaskFuture[bytes]] = {}
        self._suspect = asyncio.Lock()

    def submit(self, function: Callable[..., T], /, *arguments: Any, **named: Any) -> Future[T]:
        """Have `function(workplace, *arguments)` called by the next worker who is free."""
        future: Future[T] = Future()
        try:
            job = write_down(function, *arguments, **named)
            if self._client.status != "running":
                raise Lost(_GONE)
            self._send(future, job)
        except Exception as fault:
            future.set_exception(fault)
            return future
        future.add_done_callback(self._let_go)
        asyncio.run_coroutine_threadsafe(self._follow(future, job), self._loop)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take back what has not begun when it may be cancelled, else wait for all."""
        futures = tuple(self._sent)
        if not cancel_futures:
            wait_for(futures)
        for future in futures:
            future.cancel()

    def _send(self, future: Future[Any], job: bytes) -> None:
        self._sent[future] = self._client.submit(do_here, *self._known, job, pure=False)

    async def _follow(self, future: Future[Any], job: bytes) -> None:
        """Wait for the outcome of a job, and settle its future: by its result, its exception, or Lost."""
        outcome: bytes | Exception
        try:
            outcome = await self._done(future, job)
        except CancelledError as fault:
            reason = getattr(fault, "reason", "unknown")
            outcome = Lost(_GONE if reason == "scheduler-connection-lost" else f"the cluster gave it up ({reason})")
        except Exception as fault:
            outcome = fault
        if self._sent.pop(future, None) is not None:
            settle(future, outcome)

    async def _done(self, future: Future[Any], job: bytes) -> bytes:
        """Give what a worker wrote down of a job.

        When a worker is killed, Dask suspects every job that it had, those that only waited there too, and gives up
        those it met too often. They are tried again, one at a time, to find the one that kills.
        """
        from distributed import KilledWorker

        try:
            return await self._written(future)
        except KilledWorker:
            async with self._suspect:
                self._send(future, job)
                try:
                    return await self._written(future)
                except KilledWorker as fault:
                    deaths = 2 * (fault.allowed_failures + 1)
                    raise Lost(f"{deaths} workers were lost over it, one after the other") from None

    async def _written(self, future: Future[Any]) -> bytes:
        written: bytes = await self._client.gather(self._sent[future], asynchronous=True)
        return written

    def _let_go(self, future: Future[Any]) -> None:
        """Tell Dask that nobody waits for a job any more: one that has not begun never will."""
        sent = self._sent.pop(future, None)
        if sent is not None:
            future.set_running_or_notify_cancel()
            sent.release()


# -- on the workers


def do_here(ours: dict[str, str], bundle: tuple[str, str], job: bytes) -> bytes:
    """Do a job on the worker that this is, one at a time and with the collector of garbage off, as at home.

    `bundle` is the name of the bundle and the folder of the content in it.
    """
    from distributed import get_worker

    worker = get_worker()
    name, content = bundle
    project = Path(worker.local_directory) / SHELF / name
    different = engine.differences(ours, native_parts())  # it may have come when the others had been asked
    if different:
        raise NoCluster(f"the worker at {worker.address} has another engine: {', '.join(different)}", _SAME)
    with _one_at_a_time:
        gc.disable()
        try:
            return carry_out(Workplace(project, project / content), job)
        finally:
            gc.collect(YOUNG)
            gc.enable()
