"""A Dask cluster does the same jobs with the same results: a real one, of two workers on this machine.

The workers run in a folder of their own with a copy of the engine, as on another machine.
"""

from __future__ import annotations

import gc
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import pytest
from distributed import Client

from bindery import cluster as cluster_module
from bindery import engine
from bindery.cache import digest_of_folders
from bindery.cli import CONTENT_AT_FAULT, GOOD, TOOL_MISSING, main
from bindery.cluster import LIBRARY, Crew, NoCluster, cluster, native_parts
from bindery.hands import Hands, Lost, processes
from bindery.jobs import Workplace
from tests.stock import change, stock_book
from tests.test_hands import end_by_signal, fail, megabytes, noted, own_number, sleep_long, square

ROOT = Path(__file__).parent.parent
START_S, END_S = 30, 3
DEATHS = 4  # of workers, until a job is given up
NOBODY = "tcp://127.0.0.1:9"  # the port of a service that swallows all, and runs nowhere


def digest_of_inputs(place: Workplace) -> str:
    return digest_of_folders((place.project / "styles", place.project / "templates", place.content))


def folder_of_inputs(place: Workplace) -> tuple[int, str, int]:
    """Tell who has unpacked the bundle, where, and which folder that is."""
    return os.getpid(), str(place.project), place.project.stat().st_ino


def collects(place: Workplace) -> bool:
    time.sleep(0.1)  # so that the other worker has its share
    return gc.isenabled()


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give what another machine would have: the engine, and the tests that hold the jobs; here runs the same."""
    copy = tmp_path_factory.mktemp("machine")
    shutil.copytree(ROOT / "bindery", copy / "bindery")
    (copy / "tests").mkdir()
    for path in Path(__file__).parent.glob("*.py"):
        shutil.copy2(path, copy / "tests")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "__file__", str(copy / "bindery/engine.py"))
        native_parts.cache_clear()
        yield copy
    native_parts.cache_clear()


@contextmanager
def running(machine: Path, folder: Path, *words: str) -> Iterator[None]:
    """Run one of Dask's own programs, and end it as its operator would."""
    allowed = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": str(DEATHS // 2 - 1)}
    environment = os.environ | allowed | {"PYTHONPATH": str(machine)}
    with (folder / f"{words[0]}.log").open("w") as log:
        command = [sys.executable, "-m", "dask", *words]
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, env=environment)
        try:
            yield
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(END_S)
            process.kill()
            process.wait()


@contextmanager
def scheduler(machine: Path, folder: Path) -> Iterator[str]:
    """Run a scheduler on the loopback, and give its address."""
    note = folder / "scheduler.json"
    words = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(note))
    with running(machine, folder, "scheduler", *words):
        end = time.monotonic() + START_S
        while not note.exists() or not note.read_text():
            assert time.monotonic() < end, (folder / "scheduler.log").read_text()
            time.sleep(0.05)
        yield json.loads(note.read_text())["address"]


@contextmanager
def workers(machine: Path, folder: Path, address: str, *words: str) -> Iterator[None]:
    """Run workers of one thread each on the loopback."""
    where = ("--host", "127.0.0.1", "--no-dashboard", "--local-directory", str(folder))
    with running(machine, folder, "worker", address, *where, "--nthreads", "1", *words):
        yield


@pytest.fixture(scope="module")
def address(machine: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("cluster")
    with scheduler(machine, folder) as found, workers(machine, folder, found, "--nworkers", "2"):
        with Client(found, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=START_S)
        yield found


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    """A small project."""
    project = tmp_path_factory.mktemp("project")
    for name in ("styles/print.css", "templates/page.html", "content/volume-1/fr/01-été.md"):
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(name, encoding="utf-8")
    return Workplace(project, project / "content")


@pytest.fixture
def hands(address: str, place: Workplace) -> Iterator[Hands]:
    with cluster(place, address) as found:
        yield found


def test_each_worker_is_counted(hands):
    assert hands.count == 2


def test_each_future_gives_the_result_of_its_own_job(hands):
    futures = [hands.submit(square, number) for number in range(20)]

    assert [future.result() for future in futures] == [number * number for number in range(20)]


def test_a_job_finds_the_same_inputs_as_at_home(hands, place):
    with processes(place, 1) as ours:
        at_home = ours.submit(digest_of_inputs).result()

    assert hands.submit(digest_of_inputs).result() == at_home


def test_a_job_reads_the_bundle_and_not_our_disk(hands, place):
    _, project, _ = hands.submit(folder_of_inputs).result()

    assert project != str(place.project)


def test_a_bundle_is_unpacked_once_by_each_worker(address, place):
    seen = []
    for _ in range(2):
        with cluster(place, address) as hands:
            seen.append({future.result() for future in [hands.submit(folder_of_inputs) for _ in range(20)]})

    folders = seen[0] | seen[1]
    assert len(folders) == len({process for process, _, _ in folders})


def test_changed_content_is_another_bundle(address, place, tmp_path):
    (tmp_path / "01.md").write_text("changed")
    with cluster(place, address) as before, cluster(Workplace(place.project, tmp_path), address) as after:
        assert before.submit(digest_of_inputs).result() != after.submit(digest_of_inputs).result()


def test_the_collector_of_garbage_is_off_in_the_middle_of_a_job(hands):
    assert {future.result() for future in [hands.submit(collects) for _ in range(4)]} == {False}


def test_megabytes_go_there_and_back(hands):
    data = bytes(12_000_000)  # more than Dask likes in one job

    assert hands.submit(megabytes, data).result() == data


def test_an_exception_comes_back_with_its_story(hands):
    fault = hands.submit(fail).exception()

    assert isinstance(fault, KeyError)
    assert "in fail\n" in "".join(fault.__notes__)


def test_a_job_that_cannot_travel_is_a_fault_of_its_own(hands):
    assert "pickle" in str(hands.submit(lambda place: None).exception())


def test_a_job_that_kills_every_worker_is_lost_and_the_others_are_done(hands):
    others = [hands.submit(square, number) for number in range(3)]
    lost = hands.submit(end_by_signal)
    others += [hands.submit(square, number) for number in range(3, 6)]

    assert str(lost.exception(START_S)) == f"{DEATHS} workers were lost over it, one after the other"
    assert isinstance(lost.exception(), Lost)
    assert [future.result(START_S) for future in others] == [0, 1, 4, 9, 16, 25]


def test_a_worker_that_takes_the_place_of_a_killed_one_has_the_bundle_too(hands):
    known = workers_seen(hands)
    os.kill(min(known), signal.SIGKILL)
    end = time.monotonic() + START_S
    while not (replaced := workers_seen(hands) - known):
        assert time.monotonic() < end, "no worker came"

    assert len(replaced) == 1


def workers_seen(hands: Hands) -> set[int]:
    """Give the processes that do a handful of jobs, each of which reads the bundle."""
    return {future.result(START_S)[0] for future in [hands.submit(folder_of_inputs) for _ in range(12)]}


def test_leaving_by_a_fault_takes_back_what_has_not_begun(address, place, tmp_path):
    with pytest.raises(KeyboardInterrupt), cluster(place, address) as hands:
        futures = [hands.submit(short_sleep, tmp_path / "begun") for _ in range(12)]
        noted(tmp_path / "begun", 1)
        raise KeyboardInterrupt

    assert all(future.cancelled() for future in futures)
    with cluster(place, address) as hands:
        hands.submit(square, 2).result(START_S)
    assert (tmp_path / "begun").read_text().count("\n") < 12


def short_sleep(place: Workplace, note: Path) -> None:
    with note.open("a") as file:
        print(os.getpid(), file=file)
    time.sleep(0.5)


def test_leaving_leaves_no_thread(address, place):
    before = set(threading.enumerate())
    with cluster(place, address) as hands:
        hands.submit(megabytes, bytes(12_000_000)).result()

    assert {thread.name for thread in set(threading.enumerate()) - before} == set()


def test_the_jobs_of_a_scheduler_that_is_gone_are_lost(machine, place, tmp_path):
    with (
        scheduler(machine, tmp_path) as found,
        workers(machine, tmp_path, found, "--no-nanny"),
        cluster(place, found) as hands,
    ):
        future = hands.submit(sleep_long, tmp_path / "begun")
        noted(tmp_path / "begun", 1)
        end_scheduler(found)

        assert str(future.exception(START_S)) == "the scheduler of the cluster is gone"
        assert str(hands.submit(own_number).exception(START_S)) == "the scheduler of the cluster is gone"


def end_scheduler(address: str) -> None:
    with Client(address, set_as_default=False) as client:
        process = client.run_on_scheduler(os.getpid)
    os.kill(process, 9)


def test_a_scheduler_that_does_not_answer_is_told(place):
    with pytest.raises(NoCluster, match=f"no scheduler of a Dask cluster answers at {NOBODY}") as told:
        cluster(place, NOBODY, 0.3).__enter__()

    assert "dask scheduler" in told.value.hint
    assert "\n" not in str(told.value)


def test_what_is_no_address_is_told(place):
    with pytest.raises(NoCluster, match="answers at somewhere: missing port"):
        cluster(place, "somewhere").__enter__()


def test_a_cluster_without_workers_is_told(machine, place, tmp_path):
    with scheduler(machine, tmp_path) as found, pytest.raises(NoCluster, match="has no worker"):
        cluster(place, found, 0.5).__enter__()


def test_a_worker_with_another_engine_is_told_with_what_differs(address, place, monkeypatch):
    monkeypatch.setattr(cluster_module, "native_parts", partial(old_at_home, os.getpid()))

    with pytest.raises(NoCluster, match=r"the worker at tcp://.* has another engine: weasyprint is 70\.0, not 60\.0$"):
        cluster(place, address).__enter__()


def old_at_home(home: int) -> dict[str, str]:
    return {"Python": "cpython-311", "weasyprint": "60.0" if os.getpid() == home else "70.0"}


def test_a_worker_with_another_engine_that_comes_later_does_no_job(address):
    with Client(address, set_as_default=False) as client:
        crew = Crew(client, {"weasyprint": "1.0"}, ("no bundle", "content"), 2)

        assert "has another engine" in str(crew.submit(square, 2).exception(START_S))


def test_a_worker_without_bindery_is_told(address, place, monkeypatch):
    monkeypatch.setattr(cluster_module, "native_parts", partial(only_at_home, os.getpid()))

    with pytest.raises(NoCluster, match=r"the worker at tcp://.* cannot start Bindery \(ModuleNotFoundError: no"):
        cluster(place, address).__enter__()


def only_at_home(home: int) -> dict[str, str]:
    if os.getpid() != home:
        raise ModuleNotFoundError("no module named 'bindery'")
    return {}


def test_a_machine_without_the_library_is_told(place, monkeypatch):
    monkeypatch.setitem(sys.modules, "dask", None)

    with pytest.raises(NoCluster, match="which is not installed") as told:
        cluster(place, NOBODY).__enter__()

    assert LIBRARY in told.value.hint


def test_the_library_named_is_the_one_that_the_project_offers():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert project["optional-dependencies"]["cluster"] == [LIBRARY]


# -- whole builds


def built(root: Path, output: Path, *words: str) -> dict[str, bytes]:
    """Build the texts of a collection, and read what was made."""
    where = ("--content", str(root), "--output", str(output), "--quiet", "--lang", "en")
    assert main(["print", "screen", "epub", *where, *words]) == GOOD
    return {path.name: path.read_bytes() for path in (output / "volume-1").rglob("*") if path.is_file()}


def test_a_cluster_builds_the_same_bytes(address, tmp_path):
    root = stock_book(tmp_path)
    files = built(root, tmp_path / "there", "--scheduler", address)

    assert {name.rpartition("-en")[2] for name in files} == {".epub", "-cover.pdf", "-print.pdf", "-screen.pdf"}
    assert files == built(root, tmp_path / "here")


def test_a_fault_of_the_author_is_told_alike_by_a_cluster(address, tmp_path, capsys):
    root = stock_book(tmp_path)
    root = root.rename(tmp_path / "a series")
    change(root / "volume-1/en/00-foreword.md", "@sec-plot", "@sec-nowhere")
    where = ("--content", str(root), "--output", str(tmp_path / "out"))
    told = []
    for more in ((), ("--scheduler", address)):
        assert main(["epub", "--lang", "en", *where, *more]) == CONTENT_AT_FAULT
        told.append(capsys.readouterr().err)

    assert "a series/volume-1/en/00-foreword.md:6: error[xref-target]" in told[0]
    assert told[0] == told[1]


def test_a_scheduler_that_does_not_answer_is_a_missing_tool(tmp_path, capsys):
    where = ("--content", str(stock_book(tmp_path)), "--output", str(tmp_path / "out"))

    assert main(["epub", *where, "--scheduler", NOBODY]) == TOOL_MISSING
    assert "hint: start one with" in capsys.readouterr().err
