"""A volume's folder: volume.yaml, chapters, glossary, sources, figures and data.

In: `volume-N/` and what the collection says of the work. Out: a frozen `Volume` with a `Text` in each language; a
volume without a folder has no text yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from bindery.diagnostics import Source, nearest_hint
from bindery.geometry import Paper, Trim
from bindery.load.assets import load_data, load_figures
from bindery.load.chapters import load_chapters
from bindery.load.documents import Document
from bindery.load.facts import checked_facts
from bindery.load.files import Reading, first_repeated, read_text
from bindery.load.ledgers import load_ledgers
from bindery.load.shapes import (
    GlossaryShape,
    IdentifiersShape,
    LaunchShape,
    ReferencesShape,
    VolumeShape,
    WorkShape,
)
from bindery.load.validation import fill, read_document, tell_languages
from bindery.model import Chapter, Contributor, GlossaryEntry, Identifiers, Launch, Text, Volume

FILE = "volume.yaml"


@dataclass(frozen=True, slots=True)
class Folder:
    """What a volume's folder holds, read and checked."""

    document: Document
    shape: VolumeShape
    facts: Mapping[str, object]
    chapters: Mapping[str, tuple[Chapter, ...]]
    glossary: Mapping[str, tuple[GlossaryEntry, ...]]
    references: tuple[Mapping[str, object], ...]
    reference_sources: Mapping[str, Source]


def load_folder(reading: Reading, path: Path, languages: tuple[str, ...]) -> Folder | None:
    """Read a volume's folder and tell all its faults; None when volume.yaml is too faulty to make a volume of."""
    file = path / FILE
    text = read_text(reading, file, reading.source(file))
    document = read_document(reading, text, file) if text is not None else None
    shape = fill(reading, document, VolumeShape, _stand_ins(languages)) if document else None
    references, reference_sources = _references(reading, path)
    glossary = _glossary(reading, path, languages, reference_sources)
    if document is None or shape is None:
        return None
    tell_languages(reading, document, shape, languages)
    _tell_repeated(reading, document, "id", [chapter.id for chapter in shape.chapters])
    _tell_repeated(reading, document, "file", [chapter.file for chapter in shape.chapters])
    _tell_excerpt(reading, document, shape)
    facts = checked_facts(reading, document, shape.facts, languages)
    chapters = load_chapters(reading, path, shape.chapters, document, languages)
    return Folder(document, shape, facts, chapters, glossary, references, reference_sources)


def _stand_ins(languages: Iterable[str]) -> dict[str, object]:
    """Give a value for each key without which a volume cannot be checked; none of them is ever printed."""
    somewhen = datetime(2000, 1, 1, tzinfo=UTC)
    said = dict.fromkeys(languages, "–")
    return {
        "modified": somewhen,
        "launch": {"instant": somewhen, "event": said, "place": said},
        "trim": {"width_mm": 170.0, "height_mm": 240.0, "bleed_mm": 3.0},
        "paper": {"name": "–", "leaf_mm": 0.1, "cover_mm": 0.5, "profile": "–"},
        "texts": {language: {"description": "–", "blurb": ["–"], "points": ["–"]} for language in languages},
    }


def _tell_repeated(reading: Reading, document: Document, key: str, words: Iterable[str]) -> None:
    for index, word in first_repeated(words).items():
        source = document.at(("chapters", index, key))
        reading.tell("duplicate-id", source, f"the {key} `{word}` is given to two chapters", "rename one of them")


def _tell_excerpt(reading: Reading, document: Document, shape: VolumeShape) -> None:
    known = {chapter.id for chapter in shape.chapters}
    for index, wanted in enumerate(shape.excerpt):
        if wanted not in known:
            hint = nearest_hint(wanted, known, "chapter")
            reading.tell("bad-value", document.at(("excerpt", index)), f"no chapter has the id `{wanted}`", hint)


def _references(reading: Reading, folder: Path) -> tuple[tuple[Mapping[str, object], ...], dict[str, Source]]:
    """Read references.yaml, when there is one: the sources in their order, and the place of each; twins are told."""
    path = folder / "references.yaml"
    document = _document(reading, path)
    shape = fill(reading, document, ReferencesShape) if document else None
    if document is None or shape is None:
        return (), {}
    repeated = first_repeated(item.id for item in shape.root)
    for index, key in repeated.items():
        message = f"the source `{key}` is listed twice"
        reading.tell("duplicate-id", document.at((index,)), message, "rename one of the two")
    kept = [index for index in range(len(shape.root)) if index not in repeated]
    sources = {shape.root[index].id: document.at((index,)) for index in kept}
    return tuple(shape.root[index].model_dump() for index in kept), sources


def _glossary(
    reading: Reading, folder: Path, languages: Sequence[str], known_sources: Mapping[str, Source]
) -> dict[str, tuple[GlossaryEntry, ...]]:
    """Read glossary.yaml, when there is one: the entries of each language, in the order of the file."""
    document = _document(reading, folder / "glossary.yaml")
    shape = fill(reading, document, GlossaryShape) if document else None
    if document is None or shape is None:
        return {}
    tell_languages(reading, document, shape, languages)
    entries: dict[str, list[GlossaryEntry]] = {language: [] for language in languages}
    for key, entry in shape.root.items():
        _tell_unknown_sources(reading, document, key, entry.sources, known_sources)
        for language, said in entry.__pydantic_extra__.items():
            if language in entries:
                source = document.at((key, language))
                entries[language].append(GlossaryEntry(key, said.term, said.definition, source, tuple(entry.sources)))
    return {language: tuple(found) for language, found in entries.items()}


def _tell_unknown_sources(
    reading: Reading, document: Document, key: str, cited: Sequence[str], known: Mapping[str, Source]
) -> None:
    for index, source in enumerate(cited):
        if source not in known:
            hint = nearest_hint(source, known, "key of references.yaml")
            place = document.at((key, "sources", index))
            reading.tell("unknown-citation", place, f"no source has the key `{source}`", hint)


def _document(reading: Reading, path: Path) -> Document | None:
    """Read a YAML file that may be absent or empty."""
    if not path.exists() and not path.is_symlink():
        return None
    text = read_text(reading, path, reading.source(path))
    document = read_document(reading, text, path) if text is not None else None
    return document if document and document.value is not None else None


def make_volume(reading: Reading, work: WorkShape, listed_at: Source, path: Path, folder: Folder | None) -> Volume:
    """Join what the collection says of a work and what its folder holds; without a folder the volume has no text."""
    volume = Volume(
        number=work.number,
        year=work.year,
        slug=work.slug,
        palette=work.palette,
        short_titles=work.short_titles,
        titles=work.titles,
        subtitles=work.subtitles,
        title_sources=dict(work.title_sources),
        contributors=tuple(Contributor(one.name, one.role, one.sort_name) for one in work.contributors),
        texts={},
        source=listed_at,
        url=work.url or "",
        extent=work.extent,
    )
    return _with_folder(reading, volume, path, folder) if folder else volume


def _with_folder(reading: Reading, volume: Volume, path: Path, folder: Folder) -> Volume:
    shape, document = folder.shape, folder.document
    launch = _launch(shape.launch, document)
    return replace(
        volume,
        source=document.file,
        texts=_texts(volume, folder),
        identifiers={
            language: _identifiers(shape.identifiers.get(language), document.at(("identifiers", language)))
            for language in folder.chapters
        },
        launch=launch,
        published=shape.published or (launch.date if launch else None),
        modified=shape.modified,
        trim=Trim(shape.trim.width_mm, shape.trim.height_mm, shape.trim.bleed_mm),
        paper=Paper(shape.paper.name, shape.paper.leaf_mm, shape.paper.cover_mm, shape.paper.profile),
        price=shape.price,
        facts=folder.facts,
        references=folder.references,
        reference_sources=folder.reference_sources,
        figures=load_figures(reading, path / "figures"),
        data=load_data(reading, path / "data"),
        excerpt=tuple(shape.excerpt),
        spread=shape.spread or "",
        note_numbering=shape.note_numbering,
        ledgers=load_ledgers(reading, path),
    )


def _texts(volume: Volume, folder: Folder) -> dict[str, Text]:
    return {
        language: Text(
            language=language,
            title=volume.titles.get(language, ""),
            subtitle=volume.subtitles.get(language, ""),
            description=said.description,
            blurb=tuple(said.blurb),
            points=tuple(said.points),
            chapters=folder.chapters[language],
            glossary=folder.glossary.get(language, ()),
            source=folder.document.at(("texts", language)),
        )
        for language, said in folder.shape.texts.items()
        if language in folder.chapters
    }


def _launch(shape: LaunchShape | None, document: Document) -> Launch | None:
    if shape is None:
        return None
    source = document.at(("launch",))
    return Launch(shape.instant, shape.event, shape.place, shape.url or "", shape.hour_is_known, source)


def _identifiers(shape: IdentifiersShape | None, source: Source) -> Identifiers:
    filled = shape or IdentifiersShape()
    return Identifiers(filled.isbn.model_dump(), filled.legal_deposit, source)
