"""The chain: what is to be made, in which order, and the making of it.

In: a loaded collection and an order (targets, volumes, languages, folders). Out: files in the output folder and a
report. Waves: texts first (print, cover, screen and EPUB of one text come from one layout), then each volume's
mockups and press kit, then the site. A volume at fault writes nothing; the last good files stay. Each text has a
process of its own: one that fails or is killed takes no other along, and none outlives the run.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import version
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from bindery.cache import CannotWrite, Store, digest_of_folders, key_of, write_beside, write_together
from bindery.checks import check_file, check_output
from bindery.diagnostics import ERROR, Diagnostic, Source, has_errors, in_order, promote
from bindery.editions import TEXT_TARGETS, MadeText, Studio, lint_text, make_mockups, make_text, make_web
from bindery.formats.press_kit import make_press_kit
from bindery.load import Loaded
from bindery.model import Collection, Volume
from bindery.progress import Teller
from bindery.report import Report, describe

TARGETS = ("print", "screen", "epub", "web", "mockups", "press-kit")
RELEASE_CODES = frozenset({"placeholder"})
STORE = ".cache"  # below the output folder
FAULTS = f"{STORE}/fault.txt"
TICK_S = 0.25
ENGINE_PACKAGES = (
    "weasyprint",
    "jinja2",
    "markdown",
    "ebooklib",
    "pypdf",
    "pikepdf",
    "pillow",
    "lxml",
    "citeproc-py",
    "fonttools",
)


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for."""

    content: Path
    output: Path
    targets: tuple[str, ...] = TARGETS
    volumes: tuple[int, ...] = ()
    languages: tuple[str, ...] = ()
    release: bool = False
    use_cache: bool = True
    jobs: int = 1


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work of a wave; `writes` are paths below the output folder."""

    wave: int
    target: str
    volume: int | None
    language: str | None
    writes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """What a job gave: files by their path below the output folder, and what there is to say."""

    files: tuple[tuple[str, bytes], ...]
    diagnostics: tuple[Diagnostic, ...]


def plan(collection: Collection, order: Order) -> tuple[Job, ...]:
    """List the jobs of an order, wave by wave; pure, and what `--dry-run` prints."""
    return tuple(_jobs(collection, order))


def _jobs(collection: Collection, order: Order) -> Iterator[Job]:
    volumes = [v for v in chosen(collection, order) if v.texts]
    for volume in volumes:
        for language in _languages(volume, order):
            stem = f"{volume.slug}-{language}"
            folder = f"volume-{volume.number}/{language}"
            files = {
                "print": (f"{folder}/{stem}-print.pdf", f"{folder}/{stem}-cover.pdf"),
                "screen": (f"{folder}/{stem}-screen.pdf",),
                "epub": (f"{folder}/{stem}.epub",),
            }
            for target in (t for t in TEXT_TARGETS if t in order.targets):
                yield Job(1, target, volume.number, language, files[target])
    for volume in volumes:
        if "mockups" in order.targets:
            yield Job(2, "mockups", volume.number, None, (f"volume-{volume.number}/mockups/",))
        if "press-kit" in order.targets:
            yield Job(
                2, "press-kit", volume.number, None, (f"volume-{volume.number}/press-kit/{volume.slug}-press-kit.zip",)
            )
    if "web" in order.targets and volumes:
        yield Job(3, "web", None, None, ("site/",))


def chosen(collection: Collection, order: Order) -> list[Volume]:
    """Pick the volumes an order names, all when it names none."""
    return [v for v in collection.volumes if not order.volumes or v.number in order.volumes]


def _languages(volume: Volume, order: Order) -> list[str]:
    return [code for code in volume.languages if not order.languages or code in order.languages]


def build(loaded: Loaded, order: Order, studio: Studio, tell: Teller) -> Report:
    """Make all that an order asks for; write the files of what is without fault, and say the rest."""
    collection = loaded.collection
    assert collection is not None
    if has_errors(_weigh(loaded.diagnostics, order)):
        return _only_say(loaded, collection, order, studio)
    run = Run(
        collection,
        order,
        studio,
        Store(order.output / STORE if order.use_cache else None),
        tell,
        _inputs(order, studio),
    )
    (order.output / FAULTS).unlink(missing_ok=True)
    reports = [_said(loaded.diagnostics, order)]
    for volume in chosen(collection, order):
        if not volume.texts:
            tell.say(f"volume {volume.number}: no text yet, nothing to build")
    volumes = [v for v in chosen(collection, order) if v.texts]
    texts = _make_texts(run, volumes)
    sound: list[MadeText] = []
    for volume in volumes:
        of_volume = [text for text in texts if text.volume == volume.number]
        made = Made(_text_files(of_volume, order), tuple(d for text in of_volume for d in text.diagnostics))
        reports.append(_publish(order, made))
        if not has_errors(_weigh(made.diagnostics, order)):
            sound += of_volume
            reports += _make_volume(run, volume, of_volume)
    if "web" in order.targets and sound and len(sound) == len(texts):
        reports.append(_publish(order, _make_web(run, sound)))
    return _together(reports)


@dataclass(frozen=True, slots=True)
class Run:
    """What every job of a run shares."""

    collection: Collection
    order: Order
    studio: Studio
    store: Store
    tell: Teller
    inputs: str  # one hash of everything that any job depends on
    made: dict[str, Made] = field(default_factory=dict)  # what this run has made or fetched already

    def key(self, *parts: str) -> str:
        """Name a job by all that goes into it."""
        return key_of(self.inputs, *parts)


def _inputs(order: Order, studio: Studio) -> str:
    """Hash engine, libraries, styles, templates and content."""
    project = studio.project
    folders = (project / "bindery", project / "styles", project / "templates", order.content)
    libraries = (f"{name}=={version(name)}" for name in ENGINE_PACKAGES)
    return key_of(digest_of_folders(folders), str(sys.implementation.cache_tag), *libraries)


def check(loaded: Loaded, order: Order, studio: Studio) -> tuple[Diagnostic, ...]:
    """Lint the sources, then read back every file that the last build reported."""
    if loaded.collection is None:
        return in_order(loaded.diagnostics)
    said = _only_say(loaded, loaded.collection, order, studio).diagnostics
    return in_order((*said, *check_output(order.output)))


def _only_say(loaded: Loaded, collection: Collection, order: Order, studio: Studio) -> Report:
    """Tell the faults of the texts beside those of the data, so that one run tells all; write nothing."""
    of_texts = (
        diagnostic
        for volume in chosen(collection, order)
        for text in volume.texts.values()
        for diagnostic in lint_text(collection, volume, text, studio).diagnostics
    )
    return _said((*loaded.diagnostics, *of_texts), order)


def _said(diagnostics: Iterable[Diagnostic], order: Order) -> Report:
    return Report((), in_order(_weigh(diagnostics, order)), {})


def _together(reports: Sequence[Report]) -> Report:
    return Report(
        tuple(artifact for report in reports for artifact in report.artifacts),
        in_order(diagnostic for report in reports for diagnostic in report.diagnostics),
        {path: counts for report in reports for path, counts in report.checks.items()},
    )


def _make_texts(run: Run, volumes: list[Volume]) -> list[MadeText]:
    """Make every text of every volume asked for, each in a process of its own unless it is in the store."""
    made: dict[tuple[int, str], MadeText] = {}
    needs_all = not {"mockups", "press-kit", "web"}.isdisjoint(run.order.targets)  # these speak every language
    wanted = [
        (volume, language)
        for volume in volumes
        for language in (volume.languages if needs_all else _languages(volume, run.order))
    ]
    for volume, language in wanted:
        stored = run.store.fetch(run.key("text", str(volume.number), language))
        if stored is not None:
            run.tell.say(f"volume {volume.number} {language}: nothing has changed")
            made[volume.number, language] = pickle.loads(stored)
    missing = [(volume, language) for volume, language in wanted if (volume.number, language) not in made]
    jobs_each = max(1, run.order.jobs // max(1, len(missing)))  # a text alone has its sections laid out side by side
    tasks = [
        Task(
            (volume.number, language),
            f"volume {volume.number} {language}: laying out",
            Source(f"{volume.slug}-{language}"),
            make_text,
            (run.collection, volume, volume.texts[language], run.studio, jobs_each),
        )
        for volume, language in missing
    ]
    for task, outcome in in_processes(tasks, run.order.jobs, run.tell):
        number, language = task.key
        made[task.key] = text = _text_or_fault(run, task, outcome)
        run.tell.end(task.name, "at fault" if has_errors(text.diagnostics) else f"{text.extent} pages")
        if not has_errors(text.diagnostics):
            run.store.keep(run.key("text", str(number), language), pickle.dumps(text))
    return [made[volume.number, language] for volume, language in wanted]


def _text_or_fault(run: Run, task: Task, outcome: MadeText | Lost | BaseException) -> MadeText:
    if isinstance(outcome, MadeText):
        return outcome
    number, language = task.key
    return MadeText(number, language, (_fault_of_tool(run.order, task.source, outcome),))


@dataclass(frozen=True, slots=True)
class Task:
    """One call for a process of its own."""

    key: Any  # what the caller knows it by
    name: str  # as told to those who follow the run
    source: Source  # as told when it fails
    function: Callable[..., Any]
    arguments: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Lost:
    """What became of a process that ended without a word."""

    exit_code: int | None

    def __str__(self) -> str:
        if self.exit_code is not None and self.exit_code < 0:
            return f"its process was ended by {signal.Signals(-self.exit_code).name}"
        return f"its process ended with code {self.exit_code}"


@dataclass(frozen=True, slots=True)
class Running:
    """A task at work."""

    task: Task
    executor: ProcessPoolExecutor
    processes: tuple[BaseProcess, ...]

    def outcome(self, future: Future[Any]) -> Any:
        """Give the result; an exception as a value; Lost when the process was killed."""
        self.executor.shutdown()
        fault = future.exception()
        if isinstance(fault, BrokenProcessPool):
            return Lost(next((process.exitcode for process in self.processes), None))
        return fault or future.result()

    def stop(self) -> None:
        """End the process at once."""
        for process in self.processes:
            process.terminate()
        self.executor.shutdown(cancel_futures=True)


def in_processes(tasks: Sequence[Task], jobs: int, tell: Teller) -> Iterator[tuple[Task, Any]]:
    """Call each task in a process of its own, so many at once, and give what became of each as it ends.

    A result, an exception or Lost. Whoever stops listening, by Ctrl-C or a fault, stops every process.
    """
    waiting, running = list(tasks), dict[Future[Any], Running]()
    try:
        while waiting or running:
            while waiting and len(running) < jobs:
                task = waiting.pop(0)
                tell.begin(task.name)
                running |= _start(task)
            done, _ = wait(running, TICK_S, FIRST_COMPLETED)
            tell.tick()
            for future in done:
                ended = running.pop(future)
                yield ended.task, ended.outcome(future)
    finally:
        for left in running.values():
            left.stop()


def _start(task: Task) -> dict[Future[Any], Running]:
    before = set(multiprocessing.active_children())
    executor = ProcessPoolExecutor(1, initializer=_serve)
    future = executor.submit(task.function, *task.arguments)
    processes = set(multiprocessing.active_children()) - before
    return {future: Running(task, executor, tuple(processes))}


def _serve() -> None:
    """Leave Ctrl-C to the parent, and end when the parent ends, however that was."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(multiprocessing.parent_process(),), daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def _fault_of_tool(order: Order, source: Source, fault: Lost | BaseException) -> Diagnostic:
    """Tell a fault that is not the author's; the whole story of an exception goes into a file."""
    if isinstance(fault, Lost):
        return Diagnostic(ERROR, "process-lost", source, f"{fault}; it was not made", "run again, with --jobs 1")
    story = "".join(traceback.format_exception(fault))
    place = order.output / FAULTS
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        earlier = place.read_text(encoding="utf-8") if place.exists() else ""
        write_beside(place, f"{earlier}{source}\n{story}\n".encode())
    cause = f"{type(fault).__name__}: {fault}".splitlines()[0]
    hint = f"the text may be good: send {order.output.name}/{FAULTS} to those who keep the tool"
    return Diagnostic(ERROR, "tool-fault", source, f"a fault of the tool, not made ({cause})", hint)


def _text_files(texts: list[MadeText], order: Order) -> tuple[tuple[str, bytes], ...]:
    wanted = [t for t in texts if not order.languages or t.language in order.languages]
    return tuple((path, data) for text in wanted for target, path, data in text.files if target in order.targets)


def _make_volume(run: Run, volume: Volume, texts: list[MadeText]) -> Iterator[Report]:
    """Make what needs all texts of a volume: its mockups, then the press kit that shows them."""
    if not {"mockups", "press-kit", "web"}.intersection(run.order.targets):
        return
    mockups = _mockups(run, volume, texts)
    if "mockups" in run.order.targets:
        yield _publish(run.order, mockups)
    if "press-kit" in run.order.targets:
        name, source = f"volume {volume.number}: press kit", Source(f"{volume.slug}-press-kit")
        make = partial(_kit, run, volume, texts, mockups)
        yield _publish(run.order, _stored(run, ("press-kit", str(volume.number)), name, source, make))


def _mockups(run: Run, volume: Volume, texts: list[MadeText]) -> Made:
    parts, source = ("mockups", str(volume.number)), Source(f"{volume.slug}-mockups")
    return _stored(run, parts, "", source, partial(_photograph, run, volume, texts))


def _photograph(run: Run, volume: Volume, texts: list[MadeText]) -> Made:
    name = f"volume {volume.number} {{}}: mockups"
    source = Source(f"{volume.slug}-mockups")
    tasks = [Task(text.language, name.format(text.language), source, make_mockups, (volume, text)) for text in texts]
    files: dict[str, tuple[tuple[str, bytes], ...]] = {}
    found: list[Diagnostic] = []
    for task, outcome in in_processes(tasks, run.order.jobs, run.tell):
        if isinstance(outcome, tuple):
            files[task.key] = outcome
        else:
            found.append(_fault_of_tool(run.order, source, outcome))
        run.tell.end(task.name, "at fault" if task.key not in files else f"{len(files[task.key])} pictures")
    return Made(tuple(file for text in texts for file in files.get(text.language, ())), tuple(found))


def _kit(run: Run, volume: Volume, texts: list[MadeText], mockups: Made) -> Made:
    if has_errors(mockups.diagnostics):
        return Made((), mockups.diagnostics)
    return Made(*make_press_kit(run.collection, volume, texts, mockups.files, run.studio))


def _make_web(run: Run, texts: list[MadeText]) -> Made:
    newest = run.collection.volume(max(text.volume for text in texts))
    mockups = _mockups(run, newest, [text for text in texts if text.volume == newest.number])
    if has_errors(mockups.diagnostics):
        return Made((), mockups.diagnostics)
    parts = ("web", *(f"{text.volume}-{text.language}" for text in texts))

    def make() -> Made:
        return Made(tuple(make_web(run.collection, texts, mockups.files, run.studio)), ())

    return _stored(run, parts, "web: the site of the collection", Source("site"), make)


def _stored(run: Run, parts: tuple[str, ...], name: str, source: Source, make: Callable[[], Made]) -> Made:
    """Give what this run or an earlier one has made of the same inputs, else make it and keep it."""
    key = run.key(*parts)
    if key not in run.made:
        stored = run.store.fetch(key)
        run.made[key] = pickle.loads(stored) if stored is not None else _made(run, name, source, make)
        if stored is None and not has_errors(run.made[key].diagnostics):
            run.store.keep(key, pickle.dumps(run.made[key]))
    return run.made[key]


def _made(run: Run, name: str, source: Source, make: Callable[[], Made]) -> Made:
    """Make a thing here and now, told by its name when it has one; what goes wrong with it is a fault of the tool."""
    if name:
        run.tell.begin(name)
    try:
        made = make()
    except CannotWrite:
        raise
    except Exception as fault:
        made = Made((), (_fault_of_tool(run.order, source, fault),))
    if name:
        run.tell.end(name, "at fault" if has_errors(made.diagnostics) else "")
    return made


def _weigh(diagnostics: Iterable[Diagnostic], order: Order) -> tuple[Diagnostic, ...]:
    found = tuple(diagnostics)
    return promote(found, RELEASE_CODES) if order.release else found


def _publish(order: Order, made: Made) -> Report:
    """Check the files made, and write them, each in one move, unless the making or a check found an error."""
    found, checks = list(_weigh(made.diagnostics, order)), {}
    for path, data in made.files:
        failed, passed = check_file(path, data)
        checks[path] = (passed, len({d.code for d in failed}))
        found += failed
    if has_errors(found):
        return Report((), in_order(found), checks)
    placed = ((order.output / path, data) for path, data in made.files)
    write_together([(place, data) for place, data in placed if not _holds(place, data)])
    return Report(tuple(describe(path, data) for path, data in made.files), in_order(found), checks)


def _holds(place: Path, data: bytes) -> bool:
    try:
        return place.read_bytes() == data
    except OSError:
        return False
