"""The papers of the kit: release and fact sheet, laid out as tagged PDF, and the release as one page of HTML.

In: the volume and its texts as made. Out: PDF/UA-1 files of A4 pages (ISO 14289-1) and HTML that fetches nothing; all
facts from the data, all slots marked.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from PIL import Image

from bindery.art.svg import data_uri
from bindery.art.territory import territory_svg
from bindery.diagnostics import ERROR, Diagnostic, Source
from bindery.kit.archive import KitFile
from bindery.kit.desk import Desk, honest, reachable
from bindery.kit.facts import Part, Row, embargo, fact_rows, slot
from bindery.kit.pictures import cover_alt, cover_name, scaled
from bindery.kit.press_texts import FACT_SHEET, QUOTATION, RELEASE, PressText, press_text
from bindery.kit.signs import LOGOS, sign_alt, sign_name
from bindery.languages import LANGUAGES
from bindery.pdf.metadata import Metadata
from bindery.pdf.paint import paint
from bindery.pdf.screen import finish_screen
from bindery.tokens import css_variables

STRIP_MM = (210.0, 28.0)
STRIP_FROM_MM = (-20.0, 92.0)  # the window on the territory: where the networks are thickest
TOLD_ABOVE = frozenset({"title", "subtitle"})
PRINTED_COVER_PX = 1000
BRIEF = frozenset({"languages", "price", "isbn", "launch", "download"})  # the facts beside the story
MOST_PAGES = {RELEASE: 2, FACT_SHEET: 1}


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper made: its files, and what there is to tell."""

    files: tuple[KitFile, ...]
    diagnostics: tuple[Diagnostic, ...]


def release(desk: Desk) -> Paper:
    """Make the press release, as PDF and as HTML."""
    story, quotation = _read(desk, RELEASE), _read(desk, QUOTATION)
    values = {
        "words": {key: desk.typeset(word) for key, word in desk.words.items()},
        "embargo": embargo(desk.volume.launch, desk.language),
        "dateline": _dateline(desk),
        "body": story.body,
        "quotation": quotation,
        "quotation_slot": slot(desk.language, desk.words["quotation-slot"]),
        "points": [desk.typeset(point) for point in desk.text.points],
        "brief": _brief(desk),
        "notes": _notes(desk),
    }
    kind = "press-release"
    pdf, found = _printed(desk, RELEASE, kind, story.title, values)
    page = desk.studio.render("press/release.html", paper=_frame(desk, kind, story.title, paged=False), **values)
    return Paper(
        (KitFile(desk.name(kind, "pdf"), pdf), KitFile(desk.name(kind, "html"), page.encode())),
        (*story.diagnostics, *quotation.diagnostics, *found),
    )


def fact_sheet(desk: Desk) -> Paper:
    """Make the fact sheet, one page of PDF."""
    notes, text = _read(desk, FACT_SHEET), desk.text
    values = {
        "words": {key: desk.typeset(word) for key, word in desk.words.items()},
        "subtitle": desk.typeset(text.subtitle),
        "description": desk.typeset(text.description),
        "points": [desk.typeset(point) for point in text.points],
        "body": notes.body,
        "rows": _rows(desk),
        "note": " ".join(honest(desk)),
    }
    kind = "fact-sheet"
    pdf, found = _printed(desk, FACT_SHEET, kind, desk.typeset(text.title), values)
    return Paper((KitFile(desk.name(kind, "pdf"), pdf),), (*notes.diagnostics, *found))


def _read(desk: Desk, name: str) -> PressText:
    palette = desk.studio.tokens.palette(desk.volume.palette)
    return press_text(name, desk.collection, desk.volume, desk.text, palette, desk.studio.project)


def _printed(
    desk: Desk, template: str, kind: str, title: str, values: Mapping[str, object]
) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """Lay out a paper, and tell when it runs over its pages."""
    studio = desk.studio
    source = Source(desk.name(kind, "pdf"))
    html = studio.render(f"press/{template}.html", paper=_frame(desk, kind, title, paged=True), **values)
    layout = studio.lay_out(html, desk.collection.root, source)
    painted = paint(layout)
    found = (*layout.diagnostics, *painted.diagnostics, *_too_long(template, layout.page_map.extent, source))
    return finish_screen(painted, _metadata(desk, f"{desk.words[kind]} – {title}")), found


def _too_long(template: str, extent: int, source: Source) -> Iterator[Diagnostic]:
    most = MOST_PAGES[template]
    if extent > most:
        message = f"the paper runs to {extent} pages; {most} is the most that is read"
        yield Diagnostic(ERROR, "press-too-long", source, message, f"shorten `press/…/{template}.md`")


def _metadata(desk: Desk, title: str) -> Metadata:
    collection, code = desk.collection, desk.language
    return Metadata(
        title=desk.typeset(title),
        language=code,
        publisher=collection.publisher.names[code],
        description=desk.typeset(desk.text.description),
        keywords=(collection.titles[code],),
        modified=desk.volume.modified,
    )


def _frame(desk: Desk, kind: str, title: str, *, paged: bool) -> dict[str, object]:
    """Give what the frame of a paper shows; on paper pictures are inside the file, on the page beside it."""
    collection, volume, code, studio = desk.collection, desk.volume, desk.language, desk.studio
    palette = studio.tokens.palette(volume.palette)
    publisher, series = collection.publisher.names[code], desk.typeset(collection.titles[code])
    place = f"{LANGUAGES[code].words['volume']} {volume.number}"
    art = territory_svg(volume.number, *STRIP_MM, palette, left_mm=STRIP_FROM_MM[0], top_mm=STRIP_FROM_MM[1])
    return {
        "language": code,
        "paged": paged,
        "kind": desk.words[kind],
        "title": title,
        "variables": css_variables(studio.tokens, palette),
        "sheet": "" if paged else (studio.styles / "press.css").read_text(encoding="utf-8"),
        "art": data_uri(art) if paged else "",
        "publisher": publisher,
        "house": desk.typeset(collection.publisher.houses[code]),
        "collection": series,
        "volume": desk.typeset(place),
        "foot": f"{publisher} · {series}, {desk.typeset(place)} · {desk.words[kind]}",
        "cover": {
            "src": _jpeg_uri(desk.made.front_png) if paged else f"../{cover_name(volume, code, PRINTED_COVER_PX)}",
            "alt": cover_alt(collection, volume, code, code),
        },
        "support_sentence": desk.typeset(collection.support_sentence[code]),
        "logos": _logos(desk, paged=paged),
    }


def _logos(desk: Desk, *, paged: bool) -> list[dict[str, str]]:
    code = desk.language
    shown = [(s, s.logos["colour"]) for s in desk.collection.supporters if "colour" in s.logos]
    return [
        {
            "src": logo.path.resolve().as_uri() if paged else f"../{LOGOS}/{sign_name(s.slug, logo)}",
            "alt": sign_alt(s.names, logo, code),
        }
        for s, logo in shown
    ]


def _jpeg_uri(png: bytes) -> str:
    file = io.BytesIO()
    scaled(Image.open(io.BytesIO(png)).convert("RGB"), PRINTED_COVER_PX).save(file, "JPEG", quality=90)
    return "data:image/jpeg;base64," + base64.b64encode(file.getvalue()).decode()


def _dateline(desk: Desk) -> str:
    launch, place = desk.volume.launch, desk.collection.publisher.imprint_place[desk.language]
    return f"{place}, {desk.typeset(LANGUAGES[desk.language].long_date(launch.date))}" if launch else ""


def _rows(desk: Desk) -> tuple[Row, ...]:
    """Give the facts below the title, which tells two of them."""
    rows = fact_rows(desk.collection, desk.volume, desk.text, desk.texts)
    return (*(row for row in rows if row.key not in TOLD_ABOVE), *_contact(desk))


def _brief(desk: Desk) -> tuple[Row, ...]:
    """Pick the facts that stand beside the story."""
    rows = fact_rows(desk.collection, desk.volume, desk.text, desk.texts)
    return (*(row for row in rows if row.key in BRIEF), *_contact(desk))


def _contact(desk: Desk) -> tuple[Row, ...]:
    return (Row("contact", desk.typeset(desk.words["contact"]), (reachable(desk),)),)


@dataclass(frozen=True, slots=True)
class Note:
    """A note below the story: its title and paragraphs."""

    title: str
    paragraphs: tuple[Part, ...]


def _notes(desk: Desk) -> tuple[Note, ...]:
    """Give the notes: who publishes, who supports, whom to ask, what editors must know."""
    collection, words, code = desk.collection, desk.words, desk.language
    publisher = collection.publisher
    rows = fact_rows(collection, desk.volume, desk.text, desk.texts)
    joined = LANGUAGES[code].words["label-value"]
    people = [f"{joined.format(row.label, row.parts[0].words)}." for row in rows if row.key == "published-text-by"]
    told = [*honest(desk), *(desk.typeset(each) for each in (*people, collection.rights[code]))]
    about = [(publisher.names[code], publisher.boilerplate[code], publisher.url)]
    about += [(s.names[code], s.boilerplate[code], s.url) for s in collection.supporters if s.boilerplate.get(code)]
    return (
        *(
            Note(desk.typeset(words["about"].format(name)), (Part(desk.typeset(said)), Part(url)))
            for name, said, url in about
        ),
        Note(desk.typeset(words["editors-note"]), tuple(Part(sentence) for sentence in told)),
        Note(desk.typeset(words["contact"]), (reachable(desk),)),
    )
