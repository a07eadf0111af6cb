"""The chain: what is to be made, in which order, and the making of it.

In: a loaded collection and an order (targets, volumes, languages, folders). Out: files in the output folder and a report. Waves:
texts first (print, cover, screen and EPUB of one text come from one layout), then each volume's mockups and press kit, then the site.
A volume at fault writes nothing; the last good files stay.
"""

from __future__ import annotations

import gc
import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from bindery import __version__
from bindery.cache import Store, digest_of_folders, key_of, write_beside
from bindery.diagnostics import Diagnostic, has_errors, in_order, promote
from bindery.editions import TEXT_TARGETS, MadeText, Studio, make_text
from bindery.formats.mockup import make_mockups
from bindery.formats.press_kit import make_press_kit
from bindery.formats.web import make_site
from bindery.model import Collection, Volume
from bindery.report import Report, describe

TARGETS = ("print", "screen", "epub", "web", "mockups", "press-kit")
RELEASE_CODES = frozenset({"placeholder"})
ENGINE_PACKAGES = ("weasyprint", "jinja2", "markdown", "ebooklib", "pypdf", "pikepdf", "pillow", "lxml", "citeproc-py", "fonttools")


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
            yield Job(2, "press-kit", volume.number, None, (f"volume-{volume.number}/press-kit/{volume.slug}-press-kit.zip",))
    if "web" in order.targets and volumes:
        yield Job(3, "web", None, None, ("site/",))


def chosen(collection: Collection, order: Order) -> list[Volume]:
    """Pick the volumes an order names, all when it names none."""
    return [v for v in collection.volumes if not order.volumes or v.number in order.volumes]


def _languages(volume: Volume, order: Order) -> list[str]:
    return [code for code in volume.languages if not order.languages or code in order.languages]


def build(loaded: Loaded, order: Order, studio: Studio, tell: Tell) -> Report:
    """Make all that an order asks for; write the files of what is without fault, and say the rest."""
    store = Store(order.output / ".cache" if order.use_cache else None)
    base = _base_key(order, studio)
    reports: list[Report] = []
    made_texts: list[MadeText] = []
    volumes = [v for v in chosen(collection, order) if v.texts]
    for volume in (v for v in chosen(collection, order) if not v.texts):
        tell(f"volume {volume.number}: no text yet, nothing to build")
    with ProcessPoolExecutor(max_workers=max(1, order.jobs)) as workers:
        texts = _make_texts(collection, volumes, order, studio, workers, store, base, tell)
        for volume in volumes:
            of_volume = [t for t in texts if t.volume == volume.number]
            found = _weigh((d for t in of_volume for d in t.diagnostics), order)
            if has_errors(found):
                reports.append(Report((), found))
                continue
            made_texts += of_volume
            reports.append(_publish(order, _text_files(of_volume, order), found))
            reports += _make_volume(collection, volume, of_volume, order, studio, store, base, tell)
    if "web" in order.targets and made_texts and not order.volumes:
        tell("web: the site of the collection")
        made = _cached(store, key_of(base, "web", *(t.key for t in made_texts)), lambda: _site(collection, made_texts, studio))
        reports.append(_publish(order, made.files, _weigh(made.diagnostics, order)))
    return Report(
        tuple(a for r in reports for a in r.artifacts), in_order(d for r in reports for d in r.diagnostics)
    )


def _base_key(order: Order, studio: Studio) -> str:
    """Hash everything that any job depends on: engine, libraries, styles, templates and the whole of the content."""
    engine = digest_of_folders((studio.project / "bindery", studio.project / "styles", studio.project / "templates"))
    libraries = (f"{name}=={version(name)}" for name in ENGINE_PACKAGES)
    return key_of(__version__, engine, digest_of_folders((order.content,)), *libraries)


def _make_texts(
    collection: Collection,
    volumes: list[Volume],
    order: Order,
    studio: Studio,
    workers: Executor,
    store: Store,
    base: str,
    tell: Tell,
) -> list[MadeText]:
    """Lay out every text of every volume asked for, each in a process of its own."""
    pending: list[tuple[str, Future[MadeText] | MadeText]] = []
    for volume in volumes:
        for language in volume.languages:  # a kit or a site speaks every language, whatever was asked to be written
            key = key_of(base, "text", str(volume.number), language)
            stored = store.fetch(key)
            if stored is not None:
                tell(f"volume {volume.number} {language}: nothing has changed")
                pending.append((key, pickle.loads(stored)))
            else:
                tell(f"volume {volume.number} {language}: laying out")
                pending.append((key, workers.submit(_make_one, collection, volume, language, studio, key)))
    made: list[MadeText] = []
    for key, waiting in pending:
        if isinstance(waiting, MadeText):
            made.append(waiting)
            continue
        text = waiting.result()
        if not has_errors(text.diagnostics):
            store.keep(key, pickle.dumps(text))
        made.append(text)
    return made


def _make_one(collection: Collection, volume: Volume, language: str, studio: Studio, key: str) -> MadeText:
    gc.disable()  # a short life: what is made is handed over, then the process ends
    try:
        return make_text(collection, volume, volume.texts[language], studio, key)
    finally:
        gc.enable()


def _text_files(texts: list[MadeText], order: Order) -> tuple[tuple[str, bytes], ...]:
    wanted = [t for t in texts if not order.languages or t.language in order.languages]
    return tuple((path, data) for text in wanted for target, path, data in text.files if target in order.targets)


def _make_volume(
    collection: Collection,
    volume: Volume,
    texts: list[MadeText],
    order: Order,
    studio: Studio,
    store: Store,
    base: str,
    tell: Tell,
) -> Iterator[Report]:
    """Make what needs all texts of a volume: its mockups, then the press kit that shows them."""
    if not {"mockups", "press-kit"}.intersection(order.targets):
        return
    tell(f"volume {volume.number}: mockups")
    keys = [text.key for text in texts]
    mockups = _cached(store, key_of(base, "mockups", *keys), lambda: Made(*make_mockups(volume, texts)))
    if "mockups" in order.targets:
        yield _publish(order, mockups.files, _weigh(mockups.diagnostics, order))
    if "press-kit" in order.targets:
        tell(f"volume {volume.number}: press kit")
        kit = _cached(
            store,
            key_of(base, "press-kit", *keys),
            lambda: Made(*make_press_kit(collection, volume, texts, mockups.files, studio)),
        )
        yield _publish(order, kit.files, _weigh(kit.diagnostics, order))


def _site(collection: Collection, texts: list[MadeText], studio: Studio) -> Made:
    return Made(*make_site(collection, texts, studio))


def _cached(store: Store, key: str, make: Callable[[], Made]) -> Made:
    stored = store.fetch(key)
    if stored is not None:
        made = pickle.loads(stored)
        assert isinstance(made, Made)
        return made
    made = make()
    if not has_errors(made.diagnostics):
        store.keep(key, pickle.dumps(made))
    return made


def _weigh(diagnostics: Iterator[Diagnostic] | tuple[Diagnostic, ...], order: Order) -> tuple[Diagnostic, ...]:
    found = tuple(diagnostics)
    return promote(found, RELEASE_CODES) if order.release else found


def _publish(order: Order, files: tuple[tuple[str, bytes], ...], found: tuple[Diagnostic, ...]) -> Report:
    """Write files whose making found no error, each in one move; identical ones are left as they are."""
    if has_errors(found):
        return Report((), found)
    for path, data in files:
        place = order.output / path
        if place.exists() and place.read_bytes() == data:
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        write_beside(place, data)
    return Report(tuple(describe(path, data) for path, data in files), found)
