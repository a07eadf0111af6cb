"""Chapters: front matter and Markdown, one file a chapter in each language's folder.

In: the list of chapters of `volume.yaml` and the files it names. Out: frozen chapters, bodies still in Markdown, and
the line each body starts at.
"""

from __future__ import annotations

from pathlib import Path

from bindery.diagnostics import WARNING, Source, nearest_hint
from bindery.load.documents import Document
from bindery.load.files import Reading, listed, read_text
from bindery.load.shapes import ChapterShape, FrontMatterShape
from bindery.load.validation import fill, read_document
from bindery.model import Chapter

FENCE = "---"


def load_chapters(
    reading: Reading, folder: Path, shapes: list[ChapterShape], document: Document, languages: tuple[str, ...]
) -> dict[str, tuple[Chapter, ...]]:
    """Read the chapters of a volume, by language, in the order of the list; absent files are told at its lines."""
    chapters: dict[str, list[Chapter]] = {language: [] for language in languages}
    for index, shape in enumerate(shapes):
        listed_at = document.at(("chapters", index, "file"))
        for language in _languages_of(reading, folder, shape, listed_at, languages):
            path = folder / language / f"{shape.file}.md"
            text = read_text(reading, path, listed_at, "missing-chapter")
            if text is not None:
                chapters[language].append(read_chapter(reading, path, text, shape))
    _tell_unlisted(reading, folder, shapes, document, languages)
    return {language: tuple(found) for language, found in chapters.items()}


def _languages_of(
    reading: Reading, folder: Path, shape: ChapterShape, listed_at: Source, languages: tuple[str, ...]
) -> tuple[str, ...]:
    """Give the languages a chapter is written in, and tell those it is not; a name that climbs out is told once."""
    name = f"{shape.file}.md"
    if "/" in shape.file or "\\" in shape.file or "\0" in shape.file:
        hint = "give the name of the file alone, without .md"
        reading.tell("path-outside", listed_at, f"`{shape.file}` leads out of the folder of its language", hint)
        return ()
    there = tuple(language for language in languages if (folder / language / name).is_file())
    if not there:
        places = " nor ".join(str(reading.source(folder / language / name)) for language in languages)
        hint = _nearest_file(folder, languages, shape.file)
        reading.tell("missing-chapter", listed_at, f"there is neither {places}", hint)
    for language in languages:
        if there and language not in there:
            hint = f"translate {there[0]}/{name}"
            reading.tell("missing-translation", listed_at, f"`{name}` is not in the folder {language}/", hint)
    return there


def _nearest_file(folder: Path, languages: tuple[str, ...], stem: str) -> str:
    return nearest_hint(stem, {path.stem for language in languages for path in listed(folder / language)}, "file")


def _tell_unlisted(
    reading: Reading, folder: Path, shapes: list[ChapterShape], document: Document, languages: tuple[str, ...]
) -> None:
    known = {shape.file for shape in shapes}
    for language in languages:
        for path in listed(folder / language):
            if path.suffix == ".md" and path.stem not in known:
                hint = f"add `file: {path.stem}` to `chapters` in {document.file}"
                message = "this chapter is in no list, and will not be in the book"
                reading.tell("unlisted-chapter", reading.source(path), message, hint, WARNING)


def read_chapter(reading: Reading, path: Path, text: str, shape: ChapterShape) -> Chapter:
    """Part a chapter's file into front matter and body; a head that is at fault is told, and the body kept."""
    head, body, body_line = part_front_matter(text)
    front = _front_matter(reading, path, head)
    title = front.title if front else shape.id
    return Chapter(
        id=shape.id,
        role=shape.role,
        title=title,
        short=(front.short if front else "") or title,
        promise=front.promise if front else "",
        markdown=body,
        source=reading.source(path, body_line),
    )


def part_front_matter(text: str) -> tuple[str | None, str, int]:
    """Part a text at its `---` lines: YAML of the head (None when there is none), body, line the body starts at."""
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        return None, text, 1
    for index, line in enumerate(lines[1:], start=1):
        if line.rstrip() == FENCE:
            return "\n".join(lines[1:index]), "\n".join(lines[index + 1 :]), index + 2
    return None, text, 1


def _front_matter(reading: Reading, path: Path, head: str | None) -> FrontMatterShape | None:
    code = "bad-front-matter"
    if head is None:
        hint = "start the file with a line `---`, `title: …` and a second line `---`"
        reading.tell(code, reading.source(path, 1), "the chapter has no front matter, or it is not closed", hint)
        return None
    if not head.strip():
        reading.tell(code, reading.source(path, 1), "the front matter is empty", "add `title: …` to it")
        return None
    document = read_document(reading, head, path, code, line=2)
    return fill(reading, document, FrontMatterShape) if document else None
