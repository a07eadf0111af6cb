"""The press file: what a journalist needs for a long article, about ten pages, its contents first.

In: a desk. Out: tagged PDF. The release, what was said, what proves it, what shows it, the collection, who publishes
and supports, what is to be known: each from the authors' texts, the data and the book itself, slots where nobody has
spoken.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from bindery.assemble.tree import parse_fragment, write_fragment
from bindery.diagnostics import Diagnostic
from bindery.kit.archive import KitFile
from bindery.kit.collection_sheet import shelf_rows
from bindery.kit.desk import Desk, reachable
from bindery.kit.facts import Part
from bindery.kit.figures import figures_of
from bindery.kit.from_the_book import cases_in_short, folio, quotes_of
from bindery.kit.paper import Paper, empty, facts_but, jpeg_uri, printed, read, window, words_of
from bindery.kit.pictures import cover_alt
from bindery.kit.press_texts import BIOGRAPHY, KEY_FIGURES, QUOTATION, RELEASE, PressText, biographies
from bindery.kit.release import dateline, to_editors, who

KIND = "press-file"
PARTS = ("told", "said", "proved", "cases", "shown", "series", "who", "practical")  # in order; each is an anchor
COVER_MM = (210.0, 168.0)
STRIP_MM = (210.0, 9.0)
FROM_MM = (-20.0, 60.0)
THUMBNAIL_PX = 480


@dataclass(frozen=True, slots=True)
class Visual:
    """A visual of the kit, small: a drawing (SVG) or a picture by its address; its caption; its files, abridged."""

    svg: str
    src: str
    alt: str
    caption: str
    where: str
    stem: str


def press_file(desk: Desk) -> Paper:
    """Make the press file."""
    written = {name: read(desk, name) for name in (RELEASE, QUOTATION, KEY_FIGURES)}
    people = [read(desk, name) for name in biographies(desk.collection, desk.volume, desk.language)]
    found = [each.diagnostics for name, each in written.items() if name == KEY_FIGURES]
    found += [person.diagnostics for person in people]  # the release tells the faults of its own texts
    book = _from_the_book(desk)
    told = [part for part in PARTS if part != "cases" or book["cases"]]
    parts = [(f"pf-{part}", desk.typeset(desk.words[f"part-{part}"])) for part in told]
    values = {"words": words_of(desk), "parts": parts, **_opening(desk), **_told(desk, written, people), **book}
    paper = printed(desk, KIND, KIND, desk.typeset(desk.text.title), values)
    return Paper((KitFile(desk.name(KIND, "pdf"), paper.pdf),), (*_all(found), *paper.diagnostics))


def _all(found: list[tuple[Diagnostic, ...]]) -> Iterator[Diagnostic]:
    for diagnostics in found:
        yield from diagnostics


def _opening(desk: Desk) -> dict[str, object]:
    """Give what the cover and the contents show."""
    site = desk.collection.site_url
    return {
        "cover_art": window(desk, *FROM_MM, *COVER_MM),
        "strip": window(desk, *FROM_MM, *STRIP_MM),
        "subtitle": desk.typeset(desk.text.subtitle),
        "summary": desk.typeset(desk.text.description),
        "contact": reachable(desk),
        "site": Part(site) if site else empty(desk, "download-slot"),
        "sign": None if desk.collection.publisher.logos else empty(desk, "sign-slot"),
        "publisher_logo": _sign(desk),
        "points": [desk.typeset(point) for point in desk.text.points],
    }


def _sign(desk: Desk) -> dict[str, str]:
    """Give the publisher's sign, where the data has one."""
    logos = desk.collection.publisher.logos
    logo = logos.get("colour") or next(iter(logos.values()), None)
    name = desk.collection.publisher.names[desk.language]
    return {"src": logo.path.resolve().as_uri(), "alt": desk.words["logo-alt"].format(name)} if logo else {}


def _told(desk: Desk, written: dict[str, PressText], people: list[PressText]) -> dict[str, object]:
    """Give what people wrote: release, quotation, key figures, biographies; and who they are."""
    return {
        "dateline": dateline(desk),
        "headline": written[RELEASE].title,
        "body": lowered(written[RELEASE].body),
        "quotation": written[QUOTATION],
        "quotation_slot": empty(desk, "quotation-slot"),
        "people": [person for person in people if person.body],
        "people_slots": [empty(desk, f"{BIOGRAPHY}-{length}-slot") for length in (50, 150)],
        "key_figures": written[KEY_FIGURES],
        "key_figures_slot": empty(desk, "key-figures-slot"),
        "who": who(desk),
        "rows": facts_but(desk, "publisher"),
        "to_editors": to_editors(desk),
    }


def lowered(body: str) -> str:
    """Put the headings of a text one level down, below the title of the part it stands in."""
    tree = parse_fragment(body)
    for level in (4, 3, 2):
        for heading in list(tree.iter(f"h{level}")):
            heading.tag = f"h{level + 1}"
    return write_fragment(tree)


def _from_the_book(desk: Desk) -> dict[str, object]:
    """Give what the book shows: its quotations, its cases, its visuals; and the collection it belongs to."""
    manuscript, pages = desk.made.manuscript, desk.made.page_map
    shown = desk.words["case-rows"].split("|")
    return {
        "quotes": list(quotes_of(manuscript, pages)) if manuscript else [],
        "cases": list(cases_in_short(manuscript, pages, shown)) if manuscript else [],
        "visuals": [*_covers(desk), *_figures(desk)],
        "names_note": desk.typeset(desk.words["names-note"].format(desk.volume.slug)),
        "shelf": shelf_rows(desk),
    }


def _covers(desk: Desk) -> Iterator[Visual]:
    for text in desk.texts:
        alt = cover_alt(desk.collection, desk.volume, text.language, desk.language)
        caption = desk.typeset(desk.words["cover-in"].format(text.language.upper()))
        stem = f"covers/…-cover-{text.language}-…"
        yield Visual("", jpeg_uri(text.front_png, THUMBNAIL_PX), alt, caption, "", stem)


def _figures(desk: Desk) -> Iterator[Visual]:
    """Give the figures of the book that are drawings, each with its page."""
    manuscript = desk.made.manuscript
    for figure in figures_of(manuscript) if manuscript else ():
        if figure.drawing is not None:
            svg = etree.tostring(figure.drawing, encoding="unicode", with_tail=False)
            stem = f"figures/…-figure-{figure.number:02}-{desk.language}"
            where = folio(desk.made.page_map, figure.anchor)
            yield Visual(svg, "", figure.alt, f"{figure.label}. {figure.caption}", where, stem)
