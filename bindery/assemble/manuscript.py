"""The manuscript of one text: every chapter parsed, every number and word the tool writes in place, every link checked.

In: a Text with its Volume, and the palette charts are drawn in. Out: a Manuscript, the same for all media, and all
faults at once.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from bindery.assemble.index import gather_index
from bindery.assemble.notes import number_notes
from bindery.assemble.tree import (
    Element,
    classes,
    fill,
    leaf_blocks,
    line_of,
    parse_fragment,
    plain_text,
    take,
    with_class,
    write_fragment,
)
from bindery.citations import STYLES, Cite, cite
from bindery.collation import sort_key
from bindery.diagnostics import ERROR, WARNING, Diagnostic, Source, nearest_hint
from bindery.languages import LANGUAGES, Language
from bindery.markup import MarkupContext, parse
from bindery.model import (
    NUMBERED_ROLES,
    Chapter,
    Collection,
    GlossaryEntry,
    IndexEntry,
    ReferenceEntry,
    Text,
    Volume,
)
from bindery.tokens import Palette
from bindery.typography import set_text, set_tree
from bindery.typography.lint import lint

GENERATED_IDS = frozenset(
    {
        "cover",
        "half-title",
        "title-page",
        "copyright-page",
        "contents",
        "glossary",
        "bibliography",
        "index",
        "about",
        "colophon",
    }
)
ROMAN = (
    "",
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    *(f"X{i}" for i in ("I", "II", "III", "IV", "V")),
)


@dataclass(frozen=True, slots=True)
class Label:
    """How a numbered or titled thing is called in a reference: `figure 3`, `section "Why now"`."""

    anchor: str
    kind: str
    words: str
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A chapter, set: its body as XHTML with all numbers but the folios."""

    chapter: Chapter
    number: str
    title: str
    short: str
    promise: str
    body: str


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A text ready to be bound into any edition."""

    text: Text
    passages: tuple[Passage, ...]
    labels: tuple[Label, ...]
    bibliography: tuple[ReferenceEntry, ...]
    glossary: tuple[GlossaryEntry, ...]
    index: tuple[IndexEntry, ...]
    diagnostics: tuple[Diagnostic, ...]


def gather(
    collection: Collection, volume: Volume, text: Text, palette: Palette, citation_styles: Path = STYLES
) -> Manuscript:
    """Parse, number and check one text of a volume; `citation_styles` is the folder of the CSL styles."""
    language = LANGUAGES[text.language]
    found: list[Diagnostic] = []
    trees = [_parse(chapter, _context(collection, volume, text, palette), found) for chapter in text.chapters]
    numbers = _chapter_numbers(text.chapters)
    labels = {label.anchor: label for label in _label(trees, language)}
    found.extend(_check_anchors(text.chapters, trees, text))
    found.extend(_lint(collection, text))
    for chapter, tree in zip(text.chapters, trees, strict=True):
        found.extend(_write_references(chapter, tree, labels))
        found.extend(_check_links(chapter, tree, _anchors(trees) | _generated_anchors(volume, text)))
    cited = _write_citations(volume, trees, language, found, citation_styles)
    index = gather_index(text.chapters, trees, language, collection.as_typed)
    found.extend(index.diagnostics)
    if not any(told.code == "unknown-term" for told in found):
        found.extend(_check_glossary(text, trees))
    for chapter, tree in zip(text.chapters, trees, strict=True):
        set_tree(tree, text.language, collection.as_typed)
        _name_blocks(chapter, tree)
    number_notes(zip(text.chapters, trees, strict=True), volume.note_numbering)
    return Manuscript(
        text=text,
        passages=tuple(
            _passage(chapter, number, tree, text.language, collection.as_typed)
            for chapter, number, tree in zip(text.chapters, numbers, trees, strict=True)
        ),
        labels=tuple(labels.values()),
        bibliography=tuple(
            ReferenceEntry(e.id, _set_fragment(e.body, text.language, collection.as_typed)) for e in cited
        ),
        glossary=_glossary(text, language, collection.as_typed),
        index=index.entries,
        diagnostics=tuple(found),
    )


def _lint(collection: Collection, text: Text) -> Iterator[Diagnostic]:
    """Tell what is wrongly typed in chapters and their heads, in the glossary, in what is said of volume and series."""
    said = (text.title, text.subtitle, text.description, *text.blurb, *text.points)
    house = (collection.titles, collection.descriptions, collection.publisher.boilerplate, collection.rights)
    lines = [(collection.source, each[text.language]) for each in (*house, collection.disclaimer)]
    lines += [(text.source, line) for line in said]
    lines += [(entry.source, line) for entry in text.glossary for line in (entry.term, entry.definition)]
    for chapter in text.chapters:
        lines += [(chapter.source.at(1), line) for line in (chapter.title, chapter.short, chapter.promise)]
        lines.append((chapter.source, chapter.markdown))
    for source, line in lines:
        yield from lint(source, line, text.language, collection.as_typed)


def _context(collection: Collection, volume: Volume, text: Text, palette: Palette) -> MarkupContext:
    return MarkupContext(
        language=text.language,
        variables=variables(collection, volume, text),
        figures=volume.figures,
        data=volume.data,
        palette=palette,
        citation_keys=frozenset(str(item["id"]) for item in volume.references),
        glossary_terms=frozenset(entry.id for entry in text.glossary),
    )


def variables(collection: Collection, volume: Volume, text: Text) -> Mapping[str, object]:
    """Name the facts that a text and a template may call: each lives once, in the data."""
    code = text.language
    named: dict[str, object] = {
        "collection": {"title": collection.titles[code], "publisher": collection.publisher.names[code]},
        "volume": {"number": volume.number, "year": volume.year, "title": text.title, "subtitle": text.subtitle},
        "facts": dict(volume.facts),
        "support": {"sentence": collection.support_sentence[code]},
    }
    if volume.launch:
        launch = volume.launch
        named["launch"] = {"date": launch.date, "event": launch.event[code], "place": launch.place[code]}
    return named


def _parse(chapter: Chapter, context: MarkupContext, found: list[Diagnostic]) -> Element:
    marked = parse(chapter, context)
    found.extend(marked.diagnostics)
    return parse_fragment(marked.body)


def _chapter_numbers(chapters: tuple[Chapter, ...]) -> list[str]:
    """Number chapters 1, 2, 3 through the book, parts I, II, III."""
    numbers, count, parts = [], 0, 0
    for chapter in chapters:
        count += chapter.role in NUMBERED_ROLES
        parts += chapter.role == "part"
        number = str(count) if chapter.role in NUMBERED_ROLES else ROMAN[parts] if chapter.role == "part" else ""
        numbers.append(number)
    return numbers


def _label(trees: list[Element], language: Language) -> Iterator[Label]:
    """Number figures and tables through the book, and name what references can point to."""
    counts = {"fig": 0, "tbl": 0}
    words = {"fig": language.words["figure"], "tbl": language.words["table"]}
    for tree in trees:
        for element in tree.iter(etree.Element):
            kind, anchor = element.get("data-kind"), element.get("id")
            if kind in counts:
                counts[kind] += 1
                number = str(counts[kind])
                _write_number(element, f"{words[kind]} {number}")
                if anchor:
                    yield Label(anchor, kind, f"{words[kind]} {number}", number, _caption(element))
            elif anchor and element.get("data-box"):
                title = next((plain_text(e) for e in with_class(element, "box-title")), "")
                noun = "case-study" if element.get("data-box") == "case-study" else "box"
                name = f'{language.words[noun].lower()} "{title}"' if title else language.words[noun].lower()
                yield Label(anchor, "box", name, "", title)
            elif anchor and element.tag in ("h2", "h3", "h4") and "box-title" not in classes(element):
                title = plain_text(element)
                yield Label(anchor, "sec", f'{language.words["section"]} "{title}"', "", title)


def _write_number(element: Element, words: str) -> None:
    for number in with_class(element, "number"):
        number.text = words[0].upper() + words[1:]
        take(number, "data-for")


def _caption(element: Element) -> str:
    return next((plain_text(e) for e in with_class(element, "caption") if e.tag == "span"), "")


def _anchors(trees: list[Element]) -> set[str]:
    return {e.get("id", "") for tree in trees for e in tree.iter(etree.Element) if e.get("id")}


def _generated_anchors(volume: Volume, text: Text) -> set[str]:
    chapters = {chapter.id for chapter in text.chapters}
    terms = {f"term-{entry.id}" for entry in text.glossary}
    return set(GENERATED_IDS) | chapters | terms | {f"ref-{item['id']}" for item in volume.references}


def _check_anchors(chapters: tuple[Chapter, ...], trees: list[Element], text: Text) -> Iterator[Diagnostic]:
    """Find anchors given twice in the volume, or taken by the tool itself."""
    taken: dict[str, Source] = dict.fromkeys(GENERATED_IDS, text.source)
    for chapter in chapters:
        if chapter.id in taken:
            yield _duplicate(chapter.id, chapter.source, taken[chapter.id])
        taken[chapter.id] = chapter.source
    for chapter, tree in zip(chapters, trees, strict=True):
        own: set[str] = set()
        for element in tree.iter(etree.Element):
            anchor = element.get("id")
            if not anchor or anchor in own:  # twice in one chapter is told by markup
                continue
            own.add(anchor)
            here = chapter.source.at(line_of(element))
            if anchor in taken:
                yield _duplicate(anchor, here, taken[anchor])
            taken.setdefault(anchor, here)


def _duplicate(anchor: str, here: Source, there: Source) -> Diagnostic:
    return Diagnostic(
        ERROR,
        "duplicate-id",
        here,
        f"the anchor `{anchor}` is taken already",
        hint=f"it stands in {there}: give this one another name",
    )


def _write_references(chapter: Chapter, tree: Element, labels: Mapping[str, Label]) -> Iterator[Diagnostic]:
    """Write the words of each cross-reference and the slot of its page."""
    for reference in with_class(tree, "xref"):
        anchor = reference.get("href", "#")[1:]
        label = labels.get(anchor)
        if label is None:
            kind = anchor.partition("-")[0]
            yield Diagnostic(
                ERROR,
                "xref-target",
                chapter.source.at(line_of(reference)),
                f"nothing here is called `@{anchor}`",
                hint=nearest_hint(anchor, [a for a in labels if a.startswith(kind)] or labels, "anchor"),
            )
            reference.text = f"@{anchor}"
            continue
        reference.text = label.words
        page = etree.SubElement(reference, "span", {"class": "paged-only on-page", "data-target": anchor})
        page.text = ""


def _check_links(chapter: Chapter, tree: Element, known: set[str]) -> Iterator[Diagnostic]:
    for link in tree.iter("a"):
        href = link.get("href", "")
        if not href.startswith("#") or classes(link) & {"xref", "term", "noteref"}:
            continue
        if href[1:] not in known:
            yield Diagnostic(
                ERROR,
                "link-target",
                chapter.source.at(line_of(link)),
                f"no heading or box has the anchor {href}",
                hint=nearest_hint(href[1:], known, "anchor"),
            )


def _write_citations(
    volume: Volume, trees: list[Element], language: Language, found: list[Diagnostic], styles: Path
) -> tuple[ReferenceEntry, ...]:
    known = {str(item["id"]) for item in volume.references}
    spots = [e for tree in trees for e in with_class(tree, "citation") if e.get("data-cite")]
    clusters = [tuple(Cite(**c) for c in json.loads(e.get("data-cite", "[]")) if c["id"] in known) for e in spots]
    spots, clusters = [s for s, c in zip(spots, clusters, strict=True) if c], [c for c in clusters if c]
    cited = cite(volume.references, language.code, clusters, volume.reference_sources, styles)
    found.extend(cited.diagnostics)
    for spot, written in zip(spots, cited.texts, strict=True):
        fill(spot, written)
        take(spot, "data-cite")
    return cited.bibliography


def _check_glossary(text: Text, trees: list[Element]) -> Iterator[Diagnostic]:
    """Find the terms of the glossary that no chapter uses."""
    used = {term.get("href", "") for tree in trees for term in with_class(tree, "term")}
    for entry in text.glossary:
        if f"#term-{entry.id}" not in used:
            message = f"no chapter uses the term `{entry.id}` of the glossary"
            hint = f"mark a word with `{{term={entry.id}}}`, or take the term away"
            yield Diagnostic(WARNING, "glossary-unused", entry.source, message, hint)


def _name_blocks(chapter: Chapter, tree: Element) -> None:
    """Name each line-bearing block, the same in every edition, so that pages can be told block by block."""
    count = 0
    for element in leaf_blocks(tree):
        if any("chart-data" in classes(node) or "note" in classes(node) for node in element.iterancestors()):
            continue
        count += 1
        element.set("data-b", f"{chapter.id}.{count}")


def _passage(chapter: Chapter, number: str, tree: Element, code: str, as_typed: Sequence[str]) -> Passage:
    return Passage(
        chapter=chapter,
        number=number,
        title=set_text(chapter.title, code, as_typed),
        short=set_text(chapter.short or chapter.title, code, as_typed),
        promise=set_text(chapter.promise, code, as_typed),
        body=write_fragment(tree),
    )


def _set_fragment(fragment: str, code: str, as_typed: Sequence[str]) -> str:
    tree = parse_fragment(fragment)
    set_tree(tree, code, as_typed)
    return write_fragment(tree)


def _glossary(text: Text, language: Language, as_typed: Sequence[str]) -> tuple[GlossaryEntry, ...]:
    entries = (
        GlossaryEntry(
            e.id,
            set_text(e.term, text.language, as_typed),
            set_text(e.definition, text.language, as_typed),
            e.source,
        )
        for e in text.glossary
    )
    return tuple(sorted(entries, key=lambda e: sort_key(e.term, language)))
