"""The content folder becomes one frozen collection, and everything wrong with it is told in one run.

In: the folder that holds `collection.yaml`. Out: `Loaded`, a collection (None when its own file is too faulty) and
diagnostics sorted by file and line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bindery.diagnostics import Diagnostic, in_order
from bindery.load.documents import Document
from bindery.load.files import Reading, first_repeated, listed, read_text
from bindery.load.hyphenation import load_hyphenation
from bindery.load.shapes import CollectionShape, PublisherShape
from bindery.load.slots import slots
from bindery.load.supporters import FOLDER as SUPPORTERS
from bindery.load.supporters import VARIANTS, load_logos, load_supporters
from bindery.load.validation import fill, read_document, tell_languages
from bindery.load.volumes import Folder, load_folder, make_volume
from bindery.model import Collection, Publisher, Supporter, Volume

FILE = "collection.yaml"
_VOLUME_FOLDER = re.compile(r"volume-([0-9]{1,3})")
_LANGUAGE_FOLDER = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was read: the collection, as far as it is sound, and what is wrong with the rest."""

    collection: Collection | None
    diagnostics: tuple[Diagnostic, ...]


def load_collection(root: Path, project: Path | None = None) -> Loaded:
    """Read a content folder.

    `project` is the folder from which diagnostics tell their paths; the parent of `root` when none is given. Nothing
    is raised: a folder that does not exist gives no collection and one diagnostic.
    """
    root = root.resolve()
    reading = Reading(root, project.resolve() if project else root.parent)
    path = root / FILE
    text = read_text(reading, path, reading.source(path))
    document = read_document(reading, text, path) if text is not None else None
    if text is None:
        return Loaded(None, in_order(reading.told))
    shape = fill(reading, document, CollectionShape, _stand_ins(root)) if document else None
    languages = tuple(shape.languages) if shape else _likely_languages(root)
    support = load_supporters(reading, languages)
    folders = {number: load_folder(reading, path, languages) for number, path in volume_folders(root).items()}
    if document is None or shape is None:
        return Loaded(None, in_order(reading.told))
    _tell_collection(reading, document, shape, folders)
    volumes = _volumes(reading, document, shape, folders)
    _tell_isbns(reading, volumes)
    collection = _collection(reading, document, shape, support, volumes)
    return Loaded(collection, in_order([*reading.told, *slots(collection)]))


def volume_folders(root: Path) -> dict[int, Path]:
    """Find the folders `volume-N`, by number."""
    matches = ((_VOLUME_FOLDER.fullmatch(path.name), path) for path in listed(root) if path.is_dir())
    return {int(match.group(1)): path for match, path in matches if match}


def _likely_languages(root: Path) -> tuple[str, ...]:
    """Guess the languages from the folders, so that volumes are checked even when collection.yaml is at fault."""
    folders = (path for folder in volume_folders(root).values() for path in listed(folder) if path.is_dir())
    return tuple(sorted({path.name for path in folders if _LANGUAGE_FOLDER.fullmatch(path.name)}))


def _stand_ins(root: Path) -> dict[str, object]:
    """Give a value for each key without which the volumes cannot be checked; none of them is ever printed."""
    languages = list(_likely_languages(root))
    said = dict.fromkeys(languages, "–")
    publisher = dict.fromkeys(("names", "houses", "boilerplate", "imprint_place"), said)
    work = {"year": 2000, "palette": 1, "short_titles": said, "titles": said}
    return {
        "slug": "collection",
        **dict.fromkeys(("titles", "series_labels", "descriptions", "rights", "disclaimer"), said),
        "languages": languages,
        "publisher": {"slug": "publisher", "url": "https://example.org", **publisher},
        "contact": None,
        "site_url": None,
        "volumes": [{"number": number, "slug": f"volume-{number}", **work} for number in volume_folders(root)],
    }


def _tell_collection(
    reading: Reading, document: Document, shape: CollectionShape, folders: Mapping[int, Folder | None]
) -> None:
    tell_languages(reading, document, shape, shape.languages)
    for index, language in first_repeated(shape.languages).items():
        message = f"the language `{language}` is listed twice"
        reading.tell("duplicate-id", document.at(("languages", index)), message, "delete one of the two")
    for key in ("number", "slug"):
        for index, word in first_repeated(str(getattr(work, key)) for work in shape.volumes).items():
            message = f"the {key} `{word}` is given to two volumes"
            reading.tell("duplicate-id", document.at(("volumes", index, key)), message, "change one of the two")
    for number in sorted(folders.keys() - {work.number for work in shape.volumes}):
        message = f"there is a folder volume-{number}, but the volume is not listed"
        reading.tell("missing-key", document.at(("volumes",)), message, f"add `- number: {number}` to `volumes`")


def _volumes(
    reading: Reading, document: Document, shape: CollectionShape, folders: Mapping[int, Folder | None]
) -> tuple[Volume, ...]:
    volumes = (
        make_volume(
            reading,
            work,
            document.at(("volumes", index)),
            reading.root / f"volume-{work.number}",
            folders.get(work.number),
        )
        for index, work in enumerate(shape.volumes)
    )
    return tuple(sorted(volumes, key=lambda volume: volume.number))


def _tell_isbns(reading: Reading, volumes: tuple[Volume, ...]) -> None:
    """Tell each ISBN that names two editions; hyphens do not count."""
    filled = [
        (isbn.replace("-", ""), identifiers.source)
        for volume in volumes
        for identifiers in volume.identifiers.values()
        for isbn in identifiers.isbn.values()
        if isbn
    ]
    for index, isbn in first_repeated(isbn for isbn, _ in filled).items():
        message = f"the ISBN {isbn} is given to two editions"
        reading.tell("duplicate-id", filled[index][1], message, "each edition has its own")


def _collection(
    reading: Reading,
    document: Document,
    shape: CollectionShape,
    support: tuple[Mapping[str, str], tuple[Supporter, ...]] | None,
    volumes: tuple[Volume, ...],
) -> Collection:
    sentence, supporters = support or ({}, ())
    return Collection(
        slug=shape.slug,
        titles=shape.titles,
        series_labels=shape.series_labels,
        descriptions=shape.descriptions,
        languages=tuple(shape.languages),
        publisher=_publisher(reading, document, shape.publisher),
        support_sentence=sentence,
        supporters=supporters,
        rights=shape.rights,
        disclaimer=shape.disclaimer,
        contact=shape.contact,
        site_url=shape.site_url,
        volumes=volumes,
        root=reading.root,
        source=document.file,
        as_typed=tuple(shape.typography.as_typed),
        hyphenation=load_hyphenation(reading, shape.languages),
    )


def _publisher(reading: Reading, document: Document, shape: PublisherShape) -> Publisher:
    source = document.at(("publisher", "slug"))
    has_folder = (reading.root / SUPPORTERS / shape.slug).is_dir()
    return Publisher(
        names=shape.names,
        houses=shape.houses,
        boilerplate=shape.boilerplate,
        url=shape.url,
        imprint_place=shape.imprint_place,
        logos=load_logos(reading, shape.slug, VARIANTS, source) if has_folder else {},
        slug=shape.slug,
        source=source,
    )
