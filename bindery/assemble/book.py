"""The book of one edition: what its medium shows, in reading order, with contents and lists.

In: a Manuscript and an Edition. Out: a Book. The words `only print` speak to paged editions, `only screen` to those
that flow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from lxml import etree

from bindery.assemble.manuscript import Manuscript, Passage
from bindery.assemble.notes import notes_to_the_foot
from bindery.assemble.tree import (
    Element,
    classes,
    drop,
    parse_fragment,
    plain_text,
    take,
    unwrap,
    with_class,
    write_fragment,
)
from bindery.languages import LANGUAGES
from bindery.model import (
    BACK,
    FRONT,
    Book,
    Collection,
    ContentsEntry,
    Edition,
    IndexEntry,
    Section,
)

FOLIO_SLOT = "000"
LISTED_LEVELS = ("h2",)


def bind(collection: Collection, manuscript: Manuscript, edition: Edition) -> Book:
    """Bind a manuscript into one edition."""
    authored = [_section(passage, edition) for passage in manuscript.passages]
    sections = tuple(_in_reading_order(authored, manuscript, edition))
    home = _home(sections, manuscript)
    return Book(
        collection=collection,
        edition=edition,
        sections=sections,
        contents=tuple(_contents(sections)),
        figures=_listed(manuscript, sections, "fig"),
        tables=_listed(manuscript, sections, "tbl"),
        glossary=manuscript.glossary,
        bibliography=manuscript.bibliography,
        index=_index(manuscript.index, home),
        home=home,
    )


def _section(passage: Passage, edition: Edition) -> Section:
    chapter = passage.chapter
    body = parse_fragment(passage.body)
    if edition.is_paged:
        _for_pages(body, edition)
    else:
        _for_flow(body)
    return Section(
        id=chapter.id,
        role=chapter.role,
        matter=chapter.matter,
        title=passage.title,
        short=passage.short,
        number=passage.number,
        promise=passage.promise,
        body=write_fragment(body),
        source=chapter.source,
        headings=tuple(_headings(body, chapter.id)),
    )


def _for_pages(body: Element, edition: Edition) -> None:
    """Keep what paged editions show: notes at the foot, pages in references, no data behind charts."""
    _choose(body, keep="only-print", leave="only-screen")
    for description in with_class(body, "description"):
        _tell_with_the_picture(description)
    for details in with_class(body, "chart-data"):
        drop(details)
    page = LANGUAGES[edition.language].words["page"]
    for slot in with_class(body, "on-page"):
        slot.text = f", {page}\u00a0"
        slot.append(_folio_of(take(slot, "data-target")))
    for contents in with_class(body, "in-this-chapter"):
        for entry in contents.iter("a"):
            entry.append(_folio_of(entry.get("href", "")[1:]))
    notes_to_the_foot(body)


def _tell_with_the_picture(description: Element) -> None:
    """Let the alternative text of a picture go on with its long description, which pages do not show."""
    figure = description.getparent()
    words = " ".join(plain_text(each) for each in description if each.tag != "summary")
    for picture in figure if figure is not None else ():
        if picture.get("aria-details") == description.get("id"):
            del picture.attrib["aria-details"]
            title = picture.find("title")
            if title is not None:
                title.text = f"{title.text} {words}"
            elif picture.get("alt"):
                picture.set("alt", f"{picture.get('alt')} {words}")


def _folio_of(target: str) -> Element:
    """Leave room for the number of a page."""
    folio = etree.Element("span", {"class": "folio-of", "data-target": target})
    folio.text = FOLIO_SLOT
    return folio


def _for_flow(body: Element) -> None:
    """Keep what flowing editions show."""
    _choose(body, keep="only-screen", leave="only-print")
    for slot in with_class(body, "paged-only"):
        drop(slot)


def _choose(body: Element, keep: str, leave: str) -> None:
    for element in with_class(body, leave):
        drop(element)
    for element in with_class(body, keep):
        unwrap(element)


def _headings(body: Element, section: str) -> Iterator[ContentsEntry]:
    for heading in body.iter(*LISTED_LEVELS):
        if heading.get("id") and not any("box" in classes(node) for node in heading.iterancestors()):
            yield ContentsEntry(2, plain_text(heading), "", heading.get("id", ""), section)


def _in_reading_order(authored: list[Section], manuscript: Manuscript, edition: Edition) -> Iterator[Section]:
    """Put front matter, body and back matter in the order of the trade."""
    front = [s for s in authored if s.matter == FRONT]
    yield from (_generated(role, FRONT, manuscript, edition) for role in ("half-title", "title-page", "copyright-page"))
    yield from (s for s in front if s.role == "foreword")
    yield _generated("contents", FRONT, manuscript, edition)
    yield from (s for s in front if s.role != "foreword")
    yield from (s for s in authored if s.matter not in (FRONT, BACK))
    yield from (s for s in authored if s.matter == BACK)
    filled = {"glossary": manuscript.glossary, "bibliography": manuscript.bibliography, "index": manuscript.index}
    for role in ("glossary", "bibliography", "index", "about", "colophon"):
        if filled.get(role, True):
            yield _generated(role, BACK, manuscript, edition)


def _generated(role: str, matter: str, manuscript: Manuscript, edition: Edition) -> Section:
    words = LANGUAGES[edition.language].words
    title = words["about-collection"] if role == "about" else words[role]
    return Section(
        id=role,
        role=role,
        matter=matter,
        title=title,
        short=title,
        number="",
        promise="",
        body="",
        source=manuscript.text.source,
    )


UNLISTED_ROLES = frozenset({"half-title", "title-page", "copyright-page", "contents", "colophon"})


def _contents(sections: tuple[Section, ...]) -> Iterator[ContentsEntry]:
    for section in sections:
        if section.role not in UNLISTED_ROLES:
            yield ContentsEntry(1, section.title, section.number, section.id, section.id, section.headings)


def _listed(manuscript: Manuscript, sections: tuple[Section, ...], kind: str) -> tuple[ContentsEntry, ...]:
    where = _home(sections, manuscript)
    return tuple(
        ContentsEntry(1, _first_sentence(label.title), label.number, label.anchor, where[label.anchor])
        for label in manuscript.labels
        if label.kind == kind and label.anchor in where
    )


def _index(entries: tuple[IndexEntry, ...], home: Mapping[str, str]) -> tuple[IndexEntry, ...]:
    """Leave out the places that an edition does not show, and entries that have nothing else."""
    shown = (
        replace(
            entry,
            places=tuple(place for place in entry.places if place.start in home),
            children=_index(entry.children, home),
        )
        for entry in entries
    )
    return tuple(entry for entry in shown if entry.places or entry.children or entry.see or entry.see_also)


def _first_sentence(caption: str) -> str:
    """Keep the first sentence of a caption, which names the thing; the rest explains it."""
    return re.split(r"(?<=[a-zà-ÿ»)])[.](?=\s)", caption)[0].rstrip(".")


def _home(sections: tuple[Section, ...], manuscript: Manuscript) -> dict[str, str]:
    """Tell in which section each anchor stands."""
    home = {section.id: section.id for section in sections}
    for section in sections:
        for element in parse_fragment(section.body).iter(etree.Element):
            if element.get("id"):
                home.setdefault(element.get("id", ""), section.id)
    home.update({f"term-{entry.id}": "glossary" for entry in manuscript.glossary})
    home.update({entry.id: "bibliography" for entry in manuscript.bibliography})
    return home
