"""The chain: what is to be made, in which order, and the making of it.

In: a loaded collection and an order (targets, volumes, languages, folders). Out: files in the output folder and a
report. Waves: texts first (print, cover, screen and EPUB of one text come from one layout), then each volume's
mockups and press kit, then the site. A volume at fault writes nothing; the last good files stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from bindery.bitext.compare import in_step
from bindery.bitext.summary import InStep
from bindery.cache import Store, key_of, remove_all_but, write_together
from bindery.checks import check_output, layout_report
from bindery.cluster import cluster
from bindery.diagnostics import ERROR, Diagnostic, Source, has_errors, in_order, promote
from bindery.editions import TEXT_TARGETS, Commission, MadeText, text_recipe
from bindery.embargo import state_of
from bindery.exhibits import NOTHING, Examined, Made, examine, light_kit, make_kit, make_web
from bindery.hands import Hands, processes
from bindery.inputs import Inputs, engine_digest, house_and_edition
from bindery.jobs import Job, Undertaking, Workplace
from bindery.kit.desk import held
from bindery.load import Loaded
from bindery.making import FAULTS, Making, all_of, fault_of_tool
from bindery.model import Collection, Volume
from bindery.order import STORE, Order
from bindery.pressroom import keep_step, lint_text
from bindery.progress import Teller
from bindery.remarks import CLEAN, Layout
from bindery.report import Report
from bindery.run import Ended, Run
from bindery.showing import Showing, show
from bindery.studio import Studio

RELEASE_CODES = frozenset({"placeholder"})
PAGED = (".pdf", ".epub", ".zip")
WORD_LISTS = frozenset({"content/hyphenation.yaml", "content/spelling.yaml"})
VOLUME_FILE = re.compile(r"content/volume-(?P<number>\d+)/(?P<rest>.+)")
SHOWN = frozenset({"mockups", "press-kit", "web"})  # what shows whole volumes


@dataclass(frozen=True, slots=True)
class Step:
    """One piece of work of a wave; `writes` are paths below the output folder."""

    wave: int
    target: str
    volume: int | None
    language: str | None
    writes: tuple[str, ...]


def plan(collection: Collection, order: Order) -> tuple[Step, ...]:
    """List the steps of an order, wave by wave; pure, and what `--dry-run` prints."""
    return tuple(_steps(collection, order))


def _steps(collection: Collection, order: Order) -> Iterator[Step]:
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
                yield Step(1, target, volume.number, language, files[target])
    for volume in volumes:
        if "mockups" in order.targets:
            yield Step(2, "mockups", volume.number, None, (f"volume-{volume.number}/mockups/",))
        if "press-kit" in order.targets:
            state = state_of(volume.launch, is_release=order.release, now=order.now)
            kit = f"volume-{volume.number}/press-kit/{held(f'{volume.slug}-press-kit', state)}"
            yield Step(2, "press-kit", volume.number, None, (f"{kit}.zip", f"{kit}-light.zip"))
    if "web" in order.targets and volumes:
        yield Step(3, "web", None, None, ("site/",))


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
    place = Workplace(studio.project, order.content)
    inputs = Inputs(place)
    house, edition = house_and_edition(inputs)
    store = Store(order.output / STORE if order.use_cache else None)
    (order.output / FAULTS).unlink(missing_ok=True)
    for volume in chosen(collection, order):
        if not volume.texts:
            tell.say(f"volume {volume.number}: no text yet, nothing to build")
    kept: list[str] = []
    try:
        with _hands(place, order) as hands:
            making = Making(collection, order, studio, Run(hands, store, tell, kept), inputs, house, edition)
            return _together([_said(loaded.diagnostics, order), *_all_files(making)])
    finally:
        if _read_now(place) != edition:
            store.drop(kept)  # some of it may have been made from what was not hashed
        store.put_out()


def _read_now(place: Workplace) -> str:
    """Hash what a build would read now."""
    return house_and_edition(Inputs(place))[1]


def _hands(place: Workplace, order: Order) -> AbstractContextManager[Hands]:
    """Give the hands that do the work."""
    return cluster(place, order.scheduler) if order.scheduler else processes(place, order.jobs)


def _all_files(making: Making) -> Iterator[Report]:
    """Make and publish wave after wave: the texts, what shows each volume, the site."""
    order = making.order
    volumes = [volume for volume in chosen(making.collection, order) if volume.texts]
    texts, compared = _make_texts(making, volumes)
    sound: list[MadeText] = []
    showings: dict[int, Showing] = {}
    kits: dict[int, Made] = {}
    for volume in volumes:
        of_volume = [text for text in texts if text.volume == volume.number]
        stands = compared.get(volume.number, Compared())
        yield Report((), (), {}, in_step=stands.in_step)
        found = (*(d for text in of_volume for d in text.diagnostics), *stands.to_be_told(order))
        made = Made(_text_files(of_volume, order), found)
        yield _publish(making, made, _layout(of_volume, order))
        if not has_errors(_weigh(made.diagnostics, order)):
            sound += of_volume
            if SHOWN.intersection(order.targets):
                showings[volume.number] = show(making, volume, of_volume)
            showing = showings.get(volume.number, Showing())
            kits[volume.number] = _kit(making, volume, of_volume, showing)
            yield from _show_volume(making, showing, kits[volume.number])
    if "web" in order.targets and sound and len(sound) == len(texts):
        newest = max(text.volume for text in sound)
        yield _publish(making, _web(making, sound, showings[newest], kits[newest]))


@dataclass(frozen=True, slots=True)
class Compared:
    """How the languages of a volume stand to one another."""

    in_step: tuple[InStep, ...] = ()
    faults: tuple[Diagnostic, ...] = ()  # of the tool

    def to_be_told(self, order: Order) -> tuple[Diagnostic, ...]:
        """Give what weighs on the books: all of it for a release; authors write in one language first."""
        told = (fault for each in self.in_step for fault in each.told)
        return (*self.faults, *(told if order.release else ()))


def _make_texts(making: Making, volumes: list[Volume]) -> tuple[list[MadeText], dict[int, Compared]]:
    """Make every text of every volume asked for, and compare them; what shows a volume speaks all its languages."""
    needs_all = not SHOWN.isdisjoint(making.order.targets)
    wanted = [
        (volume, language)
        for volume in volumes
        for language in (volume.languages if needs_all else _languages(volume, making.order))
    ]
    undertakings = [_text(making, volume, language) for volume, language in wanted]
    undertakings += [_comparison(making, volume) for volume in volumes if len(volume.texts) > 1]
    ended = {each.undertaking.key: each for each in making.carry_out(undertakings)}
    texts = [_text_or_fault(making, ended[volume.number, language]) for volume, language in wanted]
    compared = {key[0]: _compared_or_fault(making, each) for key, each in ended.items() if not key[1]}
    return texts, compared


def _comparison(making: Making, volume: Volume) -> Undertaking:
    """Commission the comparison of a volume's languages."""
    of_texts = making.inputs.below("content", but=lambda name: not _is_compared(name, volume, making.collection))
    job = Job("comparison", keep_step, (making.edition, volume.number), key_of(engine_digest(), "in step", of_texts))
    name = f"volume {volume.number}: languages compared"
    return Undertaking((volume.number, ""), name, volume.source, all_of([job]))


def _is_compared(name: str, volume: Volume, collection: Collection) -> bool:
    """Tell whether a file of the content has a word in how the languages of a volume stand."""
    of_volume = VOLUME_FILE.fullmatch(name)
    if of_volume is None:
        return name == "content/collection.yaml"
    parts = (*collection.languages, "agreed", "volume.yaml")
    return int(of_volume["number"]) == volume.number and of_volume["rest"].partition("/")[0] in parts


def _compared_or_fault(making: Making, ended: Ended) -> Compared:
    if ended.fault is not None:
        return Compared((), (fault_of_tool(making.order, ended.undertaking.source, ended.fault),))
    return Compared(ended.made[0])


def _text(making: Making, volume: Volume, language: str) -> Undertaking:
    """Commission a text."""
    copy = making.inputs.below("content", but=lambda name: _is_apart(name, volume, language, making.collection))
    is_shown = bool(SHOWN.intersection(making.order.targets))
    editions = frozenset(TEXT_TARGETS if is_shown else making.order.targets)
    edition, house, breaks = making.edition, making.house, making.collection.hyphenation
    commission = Commission(volume, language, editions, is_shown, edition, copy, house, making.inputs, breaks)
    name = f"volume {volume.number} {language}: {', '.join(t for t in TEXT_TARGETS if t in editions)}"
    return Undertaking((volume.number, language), name, commission.source, text_recipe(commission))


def _is_apart(name: str, volume: Volume, language: str, collection: Collection) -> bool:
    """Tell whether a file of the content has no word in a text: it is of another volume or language, or for the press.

    The file `volume.yaml` of any volume may have: titles and years of the others stand in every book. The words
    whose breaks are listed are known to the sections that have them, those whose spelling is, to `check` alone.
    """
    if name in WORD_LISTS:
        return True
    of_volume = VOLUME_FILE.fullmatch(name)
    if of_volume is None or of_volume["rest"] == "volume.yaml":
        return False
    part = of_volume["rest"].partition("/")[0]
    is_other_language = part in collection.languages and part != language
    return int(of_volume["number"]) != volume.number or is_other_language or part in ("agreed", "press")


def _text_or_fault(making: Making, ended: Ended) -> MadeText:
    if ended.fault is None:
        if not ended.was_done:
            making.run.tell.say("volume {} {}: nothing has changed".format(*ended.undertaking.key))
        made: MadeText = ended.made
        return made
    fault = fault_of_tool(making.order, ended.undertaking.source, ended.fault)
    number, language = ended.undertaking.key
    return MadeText(number, language, (fault,))


def _show_volume(making: Making, showing: Showing, kit: Made) -> Iterator[Report]:
    """Publish the mockups and the press kit of a volume."""
    if "mockups" in making.order.targets:
        yield _publish(making, showing.mockups)
    if "press-kit" in making.order.targets:
        yield _publish(making, kit)


def _kit(making: Making, volume: Volume, texts: list[MadeText], showing: Showing) -> Made:
    """Make the press kit of a volume, when it is asked for."""
    if "press-kit" not in making.order.targets:
        return NOTHING
    state = making.state(volume)
    shown = showing.mockups, showing.shelf, showing.social, state
    arguments = making.edition, volume.number, tuple(texts), *shown
    job = Job("press kit", make_kit, arguments, making.key("press-kit", str(volume.number), state))
    return _unless_at_fault(making, showing, f"volume {volume.number}: press kit", f"{volume.slug}-press-kit", job)


def _web(making: Making, texts: list[MadeText], showing: Showing, kit: Made) -> Made:
    """Make the site, which shows the newest volume's mockups and gives its press kit, when one was made with it."""
    which = (f"{text.volume}-{text.language}" for text in texts)
    newest = max(text.volume for text in texts)
    state = making.state(making.collection.volume(newest))
    given = NOTHING if has_errors(_weigh(kit.diagnostics, making.order)) else light_kit(kit)
    arguments = making.edition, tuple(texts), showing.mockups, showing.shelf, showing.social, state, given
    job = Job("site", make_web, arguments, making.key("web", state, *which, *(path for path, _ in given.files)))
    return _unless_at_fault(making, showing, "web: the site of the collection", "site", job)


def _unless_at_fault(making: Making, showing: Showing, name: str, slug: str, job: Job) -> Made:
    """Have a job done that needs the pictures; give their faults when they have any."""
    if has_errors(showing.diagnostics):
        return Made((), showing.diagnostics)
    made, faults = making.make(name, Source(slug), job)
    return Made((), faults) if faults else made[0]


def _text_files(texts: list[MadeText], order: Order) -> tuple[tuple[str, bytes], ...]:
    wanted = _wanted(texts, order)
    return tuple((path, data) for text in wanted for target, path, data in text.files if target in order.targets)


def _wanted(texts: list[MadeText], order: Order) -> list[MadeText]:
    return [text for text in texts if not order.languages or text.language in order.languages]


def _layout(texts: list[MadeText], order: Order) -> Layout:
    """Give what is remarked on the pages of each text of which a file is to be written."""
    is_paged = not {"print", "screen"}.isdisjoint(order.targets)
    return {f"volume-{t.volume}/{t.language}": t.layout for t in _wanted(texts, order)} if is_paged else CLEAN


def check(loaded: Loaded, order: Order, studio: Studio) -> tuple[Diagnostic, ...]:
    """Lint the sources, then read back every file that the last build reported."""
    if loaded.collection is None:
        return in_order(loaded.diagnostics)
    said = _only_say(loaded, loaded.collection, order, studio).diagnostics
    out_of_step = _out_of_step(loaded.collection, order)
    return in_order((*said, *out_of_step, *check_output(order.output), *layout_report(order.output)))


def _only_say(loaded: Loaded, collection: Collection, order: Order, studio: Studio) -> Report:
    """Tell the faults of the texts beside those of the data, so that one run tells all; write nothing."""
    of_texts = (
        diagnostic
        for volume in chosen(collection, order)
        for text in volume.texts.values()
        for diagnostic in lint_text(collection, volume, text, studio).diagnostics
    )
    told = _out_of_step(collection, order) if order.release else ()
    return _said((*loaded.diagnostics, *of_texts, *told), order)


def _out_of_step(collection: Collection, order: Order) -> tuple[Diagnostic, ...]:
    """Tell what is out of step between the languages of the volumes asked for."""
    stands = (each for volume in chosen(collection, order) for each in in_step(volume, collection.languages))
    return tuple(fault for each in stands for fault in each.told)


def _said(diagnostics: Iterable[Diagnostic], order: Order) -> Report:
    return Report((), in_order(_weigh(diagnostics, order)), {})


def _together(reports: Sequence[Report]) -> Report:
    return Report(
        tuple(artifact for report in reports for artifact in report.artifacts),
        in_order(diagnostic for report in reports for diagnostic in report.diagnostics),
        {path: counts for report in reports for path, counts in report.checks.items()},
        {text: pages for report in reports for text, pages in report.layout.items()},
        tuple(each for report in reports for each in report.in_step),
    )


def _weigh(diagnostics: Iterable[Diagnostic], order: Order) -> tuple[Diagnostic, ...]:
    found = tuple(diagnostics)
    return promote(found, RELEASE_CODES) if order.release else found


def _publish(making: Making, made: Made, layout: Layout = CLEAN) -> Report:
    """Check the files made, and write them, each in one move, unless the making or a check found an error.

    `layout` is what is remarked on the pages of what is written.
    """
    order = making.order
    examined, faults = _examined(making, made.files)
    found = [*_weigh(made.diagnostics, order), *faults, *(d for each in examined for d in each.found)]
    if _read_now(making.inputs.place) != making.edition:
        message = "a file was changed while the books were being made; nothing of them was written"
        found.append(Diagnostic(ERROR, "changed-meanwhile", Source("content"), message, "run again"))
    checks = {each.artifact.path: (each.passed, len({d.code for d in each.found})) for each in examined}
    if has_errors(found):
        return Report((), in_order(found), checks)
    placed = ((order.output / path, data) for path, data in made.files)
    write_together([(place, data) for place, data in placed if not _holds(place, data)])
    remove_all_but({order.output / path for path, _ in made.files}, [order.output / each for each in made.replaces])
    return Report(tuple(each.artifact for each in examined), in_order(found), checks, layout)


def _examined(making: Making, files: Sequence[tuple[str, bytes]]) -> tuple[list[Examined], tuple[Diagnostic, ...]]:
    """Have the files checked: those that hold pages by whoever is free, the others here."""
    paged = [file for file in files if file[0].endswith(PAGED)]
    jobs = [Job("checks", examine, file, key_of(engine_digest(), "checks", file[0], key_of(file[1]))) for file in paged]
    examined, faults = making.make(f"checks of {len(jobs)} files", Source("checks"), *jobs) if jobs else ([], ())
    of_path = {each.artifact.path: each for each in examined}
    place = making.inputs.place
    return [of_path.get(path) or examine(place, path, data) for path, data in files if not faults], faults


def _holds(place: Path, data: bytes) -> bool:
    try:
        return place.read_bytes() == data
    except OSError:
        return False
