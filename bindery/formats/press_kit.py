"""The press kit of a volume: what a journalist needs on launch day, in every language of the volume, in one zip.

In: the volume, its texts as made, and the mockups. Out: the files below `volume-N/press-kit/`, as a zip and beside it,
and what there is to tell: every slot that nobody has filled, every fault of the texts for the press.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bindery.diagnostics import Diagnostic, in_order
from bindery.embargo import RELEASED
from bindery.kit.archive import KitFile, manifest, zipped
from bindery.kit.desk import Desk
from bindery.kit.facts import kit_slots
from bindery.kit.made import Files, MadeText, Studio
from bindery.kit.notices import boilerplates, logo_rules, readme
from bindery.kit.papers import PAPERS, Paper
from bindery.kit.pictures import covers, mockup_files
from bindery.kit.signs import sign_files
from bindery.load import slots
from bindery.model import Collection, Volume
from bindery.shelf import Shelf


def make_press_kit(
    collection: Collection,
    volume: Volume,
    texts: Sequence[MadeText],
    mockups: Files,
    studio: Studio,
    shelf: Shelf = (),
    social: Files = (),
    state: str = RELEASED,
) -> tuple[Files, tuple[Diagnostic, ...]]:
    """Make the kit: its zip, the same files unzipped, and what there is to tell.

    `mockups` are pictures by their path; the files returned are named from the output folder.
    """
    desks = _desks(collection, volume, texts, studio, shelf, state)
    papers = [make(desk) for desk in desks for make in PAPERS]
    files = [*_pictures(collection, volume, desks, mockups), *_papers(desks, papers)]
    files.append(readme(desks, files))
    files.append(manifest(files, _head(collection, volume)))
    files.sort(key=lambda file: file.path)
    told = (*slots(collection), *kit_slots(volume), *(d for paper in papers for d in paper.diagnostics))
    top, folder = f"{volume.slug}-press-kit", f"volume-{volume.number}/press-kit"
    archive = f"{folder}/{top}.zip", zipped(files, top, volume.modified)
    return (archive, *((f"{folder}/{top}/{file.path}", file.data) for file in files)), in_order(told)


def _desks(
    collection: Collection, volume: Volume, texts: Sequence[MadeText], studio: Studio, shelf: Shelf, state: str
) -> tuple[Desk, ...]:
    """Set a desk for each language, in the order of the collection."""
    made = {text.language: text for text in texts}
    ordered = [made[code] for code in collection.languages if code in made]
    return tuple(
        Desk(collection, volume, volume.texts[text.language], text, ordered, studio, shelf, state) for text in ordered
    )


def _papers(desks: Sequence[Desk], papers: Sequence[Paper]) -> Iterator[KitFile]:
    for paper in papers:
        yield from paper.files
    for desk in desks:
        yield KitFile(desk.name("excerpt", "pdf"), desk.made.excerpt_pdf)
        yield boilerplates(desk)
    yield logo_rules(desks)


def _pictures(collection: Collection, volume: Volume, desks: Sequence[Desk], mockups: Files) -> Iterator[KitFile]:
    yield from covers(collection, volume, [desk.made for desk in desks])
    yield from mockup_files(collection, volume, mockups)
    yield from sign_files(collection)


def _head(collection: Collection, volume: Volume) -> dict[str, object]:
    """Say in the manifest what the kit is of, and until when it is held: one instant, ISO 8601 with its offset."""
    launch = volume.launch
    return {
        "collection": dict(collection.titles),
        "volume": volume.number,
        "titles": {code: text.title for code, text in sorted(volume.texts.items())},
        "embargo": launch.instant.isoformat() if launch else None,
        "embargo_hour_is_known": launch.hour_is_known if launch else None,
        "support": dict(collection.support_sentence),
    }
