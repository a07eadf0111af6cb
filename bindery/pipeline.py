"""The chain: what is to be made, in which order, and the making of it.

In: a loaded collection and an order (targets, volumes, languages, folders). Out: files in the output folder and a
report. Waves: texts first (print, cover, screen and EPUB of one text come from one layout), then each volume's
mockups and press kit, then the site. A volume at fault writes nothing; the last good files stay.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from bindery.cache import Store, digest_of_folders, key_of, write_beside
from bindery.checks import check_file, check_output
from bindery.diagnostics import Diagnostic, has_errors, in_order, promote
from bindery.editions import TEXT_TARGETS, MadeText, Studio, lint_text, make_mockups, make_text, make_web
from bindery.formats.press_kit import make_press_kit
from bindery.load import Loaded
from bindery.model import Collection, Volume
from bindery.report import Report, describe

TARGETS = ("print", "screen", "epub", "web", "mockups", "press-kit")
RELEASE_CODES = frozenset({"placeholder"})
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


Tell = Callable[[str], None]


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


def build(loaded: Loaded, order: Order, studio: Studio, tell: Tell) -> Report:
    """Make all that an order asks for; write the files of what is without fault, and say the rest."""
    collection = loaded.collection
    assert collection is not None
    if has_errors(_weigh(loaded.diagnostics, order)):
        return _only_say(loaded, collection, order, studio)
    run = Run(
        collection,
        order,
        studio,
        Store(order.output / ".cache" if order.use_cache else None),
        tell,
        _inputs(order, studio),
    )
    reports = [_said(loaded.diagnostics, order)]
    for volume in chosen(collection, order):
        if not volume.texts:
            tell(f"volume {volume.number}: no text yet, nothing to build")
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
    tell: Tell
    inputs: str  # one hash of everything that any job depends on
    made: dict[str, Made] = field(default_factory=dict)  # what this run has made or fetched already

    def key(self, *parts: str) -> str:
        """Name a job by all that goes into it."""
        return key_of(self.inputs, *parts)


def _inputs(order: Order, studio: Studio) -> str:
    """Hash engine, libraries, styles, templates and content."""
    project = studio.project
    folders = (project / "bindery", project / "styles", project / "templates", order.content)
    return key_of(digest_of_folders(folders), *(f"{name}=={version(name)}" for name in ENGINE_PACKAGES))


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
    wanted = [(volume, language) for volume in volumes for language in volume.languages]
    keys = {(volume.number, language): run.key("text", str(volume.number), language) for volume, language in wanted}
    made: dict[tuple[int, str], MadeText] = {}
    for volume, language in wanted:
        stored = run.store.fetch(keys[volume.number, language])
        if stored is not None:
            run.tell(f"volume {volume.number} {language}: nothing has changed")
            made[volume.number, language] = pickle.loads(stored)
    missing = [(volume, language) for volume, language in wanted if (volume.number, language) not in made]
    for volume, language in missing:
        run.tell(f"volume {volume.number} {language}: laying out")
    workers = min(run.order.jobs, len(missing))
    with _executor(workers) as executor:
        waiting = [
            executor.submit(make_text, run.collection, volume, volume.texts[language], run.studio)
            for volume, language in missing
        ]
        for (volume, language), future in zip(missing, waiting, strict=True):
            text = future.result()
            made[volume.number, language] = text
            if not has_errors(text.diagnostics):
                run.store.keep(keys[volume.number, language], pickle.dumps(text))
    return [made[volume.number, language] for volume, language in wanted]


def _executor(workers: int) -> Executor:
    return ProcessPoolExecutor(workers) if workers > 1 else ThreadPoolExecutor(1)


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
        run.tell(f"volume {volume.number}: press kit")
        yield _publish(
            run.order, _stored(run, ("press-kit", str(volume.number)), lambda: _kit(run, volume, texts, mockups))
        )


def _mockups(run: Run, volume: Volume, texts: list[MadeText]) -> Made:
    def make() -> Made:
        run.tell(f"volume {volume.number}: mockups")
        with _executor(min(run.order.jobs, len(texts))) as executor:
            made = executor.map(make_mockups, [volume] * len(texts), texts)
            return Made(tuple(file for files in made for file in files), ())

    return _stored(run, ("mockups", str(volume.number)), make)


def _kit(run: Run, volume: Volume, texts: list[MadeText], mockups: Made) -> Made:
    return Made(*make_press_kit(run.collection, volume, texts, mockups.files, run.studio))


def _make_web(run: Run, texts: list[MadeText]) -> Made:
    def make() -> Made:
        run.tell("web: the site of the collection")
        newest = run.collection.volume(max(text.volume for text in texts))
        of_newest = [text for text in texts if text.volume == newest.number]
        return Made(tuple(make_web(run.collection, texts, _mockups(run, newest, of_newest).files, run.studio)), ())

    return _stored(run, ("web", *(f"{text.volume}-{text.language}" for text in texts)), make)


def _stored(run: Run, parts: tuple[str, ...], make: Callable[[], Made]) -> Made:
    """Give what this run or an earlier one has made of the same inputs, else make it and keep it."""
    key = run.key(*parts)
    if key not in run.made:
        stored = run.store.fetch(key)
        run.made[key] = pickle.loads(stored) if stored is not None else make()
        if stored is None and not has_errors(run.made[key].diagnostics):
            run.store.keep(key, pickle.dumps(run.made[key]))
    return run.made[key]


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
    for path, data in made.files:
        place = order.output / path
        if not (place.exists() and place.read_bytes() == data):
            place.parent.mkdir(parents=True, exist_ok=True)
            write_beside(place, data)
    return Report(tuple(describe(path, data) for path, data in made.files), in_order(found), checks)
