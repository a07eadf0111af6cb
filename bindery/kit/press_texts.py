"""What the authors write for the press: Markdown of `volume-N/press/<language>/` in, XHTML set for its language out.

A text is written in the dialect of the chapters (see `bindery.markup`), with the facts of the volume by name; it refers
to no figure, since it is read without the book. The key figures cite works of the volume, each in full at the foot; no
other text does. A text nobody has written is a slot: what the volume says of itself stands in for it, or nothing does,
and a `placeholder` tells.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from bindery.assemble.manuscript import variables
from bindery.assemble.tree import Element, line_of, parse_fragment, take, with_class, write_fragment
from bindery.assemble.tree import fill as put_into
from bindery.citations import Cite, cite
from bindery.diagnostics import ERROR, WARNING, Diagnostic, Source
from bindery.load.chapters import part_front_matter
from bindery.load.files import Reading, read_text
from bindery.load.shapes import FrontMatterShape
from bindery.load.validation import fill, read_document
from bindery.markup import MarkupContext, parse
from bindery.model import Chapter, Collection, ReferenceEntry, Text, Volume
from bindery.tokens import Palette
from bindery.typography import set_text, set_tree
from bindery.typography.lint import lint

RELEASE, FACT_SHEET, QUOTATION = "release", "fact-sheet", "quotation"
QUESTIONS, ANGLES, KEY_FIGURES, BIOGRAPHY = "questions", "angles", "key-figures", "biography"
STOOD_IN_FOR = frozenset({RELEASE, FACT_SHEET})  # by the blurb; for any other text nothing can stand in
CITING = frozenset({KEY_FIGURES})
ROLE = "press"
MISSING: Mapping[str, tuple[str, str]] = {  # what to tell of a text that nobody has written
    RELEASE: ("the press release is not written; the blurb stands in for it", "write it in Markdown"),
    FACT_SHEET: ("the fact sheet has no figures; the blurb stands in for them", "write it in Markdown"),
    QUOTATION: ("the press release quotes nobody", "ask for words and for their approval; never make them up"),
    QUESTIONS: ("the questions of journalists are not answered", "write `## Question?` and its answer below"),
    ANGLES: ("no angle is proposed to the local press", "write `## Angle` and what to look at below"),
    KEY_FIGURES: ("no key figures are chosen for the press file", "write a list: `- **figure** what it says [@work]`"),
    BIOGRAPHY: (
        "nobody who may be interviewed is presented",
        "ask each person for `biography-name-50.md` and `-150.md`, in as many words, and for their approval",
    ),
}


@dataclass(frozen=True, slots=True)
class PressText:
    """A text for the press: its headline (for a quotation, who speaks), and its body as XHTML."""

    title: str
    body: str
    diagnostics: tuple[Diagnostic, ...] = ()
    cited: tuple[ReferenceEntry, ...] = ()  # the works it cites, in order


def press_text(
    name: str, collection: Collection, volume: Volume, text: Text, palette: Palette, project: Path
) -> PressText:
    """Read the text called `name`, or let the volume's own words stand in for it."""
    reading = Reading(collection.root.resolve(), project.resolve())
    path = _folder(reading.root, volume, text.language) / f"{name}.md"
    if not path.is_file():
        return _stand_in(name, text, reading.source(path), collection.as_typed)
    written = read_text(reading, path, reading.source(path))
    chapter = _chapter(reading, path, name, written or "")
    if written is None or chapter is None:
        return PressText(text.title, "", tuple(reading.told))
    marked = parse(chapter, _context(collection, volume, text, palette, citing=name in CITING))
    tree = parse_fragment(marked.body)
    cited, faults = _cite(volume, tree, text.language)
    typed = lint(chapter.source, chapter.markdown, text.language, collection.as_typed)
    found = (*reading.told, *marked.diagnostics, *faults, *typed, *_references(tree, chapter.source))
    set_tree(tree, text.language, collection.as_typed)
    for element in tree.iter(etree.Element):
        take(element, "data-line")
    return PressText(set_text(chapter.title, text.language, collection.as_typed), write_fragment(tree), found, cited)


def biographies(collection: Collection, volume: Volume, language: str) -> tuple[str, ...]:
    """Name the biographies that somebody gave, by person, the short one first; without any, the one to be asked for."""
    found = [path.stem for path in _folder(collection.root.resolve(), volume, language).glob(f"{BIOGRAPHY}-*.md")]
    return tuple(sorted(found, key=lambda name: (name.rpartition("-")[0], len(name), name))) or (BIOGRAPHY,)


def _folder(root: Path, volume: Volume, language: str) -> Path:
    return root / f"volume-{volume.number}" / "press" / language


def _cite(volume: Volume, tree: Element, language: str) -> tuple[tuple[ReferenceEntry, ...], tuple[Diagnostic, ...]]:
    """Write the citations of a text, and give the works they name."""
    spots = [spot for spot in with_class(tree, "citation") if spot.get("data-cite")]
    if not spots:
        return (), ()
    clusters = [tuple(Cite(**each) for each in json.loads(take(spot, "data-cite"))) for spot in spots]
    cited = cite(volume.references, language, clusters, volume.reference_sources)
    for spot, written in zip(spots, cited.texts, strict=True):
        put_into(spot, written)
    return cited.bibliography, cited.diagnostics


def _chapter(reading: Reading, path: Path, name: str, written: str) -> Chapter | None:
    head, body, line = part_front_matter(written)
    source = reading.source(path)
    if not (head or "").strip():
        hint = "start the file with a line `---`, `title: …` and a second line `---`"
        reading.tell("bad-front-matter", source.at(1), "the text has no front matter, or it is not closed", hint)
        return None
    document = read_document(reading, head or "", path, "bad-front-matter", line=2)
    front = fill(reading, document, FrontMatterShape) if document else None
    if front is None:
        return None
    return Chapter(name, ROLE, front.title, front.short or front.title, front.promise, body, source.at(line))


def _context(collection: Collection, volume: Volume, text: Text, palette: Palette, *, citing: bool) -> MarkupContext:
    return MarkupContext(
        language=text.language,
        variables=variables(collection, volume, text),
        figures={},
        data=volume.data,
        palette=palette,
        citation_keys=frozenset(str(item["id"]) for item in volume.references) if citing else frozenset(),
        glossary_terms=frozenset(),
    )


def _references(tree: Element, source: Source) -> Iterator[Diagnostic]:
    for reference in with_class(tree, "xref"):
        anchor = reference.get("href", "#")[1:]
        message = f"a text for the press cannot refer to `@{anchor}`: it is read without the book"
        yield Diagnostic(ERROR, "xref-target", source.at(line_of(reference)), message, "say it in words")


def _stand_in(name: str, text: Text, source: Source, as_typed: Sequence[str]) -> PressText:
    """Let the blurb speak while nobody has written the text; nobody is quoted who has not spoken."""
    missing = Diagnostic(WARNING, "placeholder", source, *MISSING[name])
    if name not in STOOD_IN_FOR:
        return PressText("", "", (missing,))
    body = parse_fragment("<p/>" * len(text.blurb))
    for paragraph, words in zip(body, text.blurb, strict=True):
        paragraph.text = set_text(words, text.language, as_typed)
    return PressText(set_text(text.title, text.language, as_typed), write_fragment(body), (missing,))
