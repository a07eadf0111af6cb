"""A paper of the kit: the frame that all of them share, laid out as tagged A4 pages.

In: a desk, a template with its values. Out: PDF/UA-1 (ISO 14289-1) and PDF/A-2a; under embargo a banner and a pale word
across every page. All facts come from the data, all slots are marked.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from PIL import Image

from bindery.art.svg import data_uri
from bindery.art.territory import territory_svg
from bindery.diagnostics import ERROR, Diagnostic, Source
from bindery.embargo import is_embargoed
from bindery.kit.archive import KitFile
from bindery.kit.desk import Desk, reachable
from bindery.kit.facts import Part, Row, embargo, fact_rows, slot
from bindery.kit.pictures import cover_alt, cover_name, scaled
from bindery.kit.press_texts import PressText, press_text
from bindery.kit.signs import LOGOS, sign_alt, sign_name
from bindery.kit.watermark import watermark_svg
from bindery.languages import LANGUAGES
from bindery.pdf.metadata import Metadata
from bindery.pdf.page_map import PageMap
from bindery.pdf.paint import paint
from bindery.pdf.screen import finish_screen
from bindery.tokens import css_variables

STRIP_MM = (210.0, 28.0)
STRIP_FROM_MM = (-20.0, 92.0)  # the window on the territory: where the networks are thickest
PRINTED_COVER_PX = 1000
MOST_PAGES: Mapping[str, int] = {  # by the name of the template
    "release": 2,
    "fact-sheet": 1,
    "press-file": 12,
    "questions": 4,
    "event-sheet": 1,
    "collection-sheet": 2,
}


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper made: its files, and what there is to tell."""

    files: tuple[KitFile, ...]
    diagnostics: tuple[Diagnostic, ...]


MakePaper = Callable[[Desk], Paper]


@dataclass(frozen=True, slots=True)
class Printed:
    """A paper laid out: its PDF, where its pages start, and what there is to tell."""

    pdf: bytes
    page_map: PageMap
    diagnostics: tuple[Diagnostic, ...]


def read(desk: Desk, name: str) -> PressText:
    """Read a text that the authors wrote for the press, or what stands in for it."""
    palette = desk.studio.tokens.palette(desk.volume.palette)
    return press_text(name, desk.collection, desk.volume, desk.text, palette, desk.studio.project)


def words_of(desk: Desk) -> dict[str, str]:
    """Give the words of the kit, set for the language."""
    return {key: desk.typeset(word) for key, word in desk.words.items()}


def news_line(desk: Desk) -> Part:
    """Say when the news may be told: the embargo while it lasts, then at once."""
    return embargo(desk.volume.launch if is_embargoed(desk.state) else None, desk.language)


def printed(desk: Desk, template: str, kind: str, title: str, values: Mapping[str, object]) -> Printed:
    """Lay out a paper, and tell when it runs over its pages; `kind` names the file and its word."""
    studio = desk.studio
    source = Source(desk.name(kind, "pdf"))
    html = studio.render(f"press/{template}.html", paper=frame(desk, kind, title, paged=True), **values)
    layout = studio.lay_out(html, desk.collection.root, source)
    painted = paint(layout)
    found = (*layout.diagnostics, *painted.diagnostics, *_too_long(template, layout.page_map.extent, source))
    pdf = finish_screen(painted, _metadata(desk, f"{desk.words[kind]} – {title}")) if layout.page_map.extent else b""
    return Printed(pdf, layout.page_map, found)


def _too_long(template: str, extent: int, source: Source) -> Iterator[Diagnostic]:
    most = MOST_PAGES[template]
    if extent > most:
        message = f"the paper runs to {extent} pages; {most} is the most that is read"
        yield Diagnostic(ERROR, "press-too-long", source, message, "shorten what is written for it below `press/`")


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


def frame(desk: Desk, kind: str, title: str, *, paged: bool) -> dict[str, object]:
    """Give what the frame of a paper shows; on paper pictures are inside the file, on the page beside it."""
    collection, volume, code, studio = desk.collection, desk.volume, desk.language, desk.studio
    palette = studio.tokens.palette(volume.palette)
    publisher, series = collection.publisher.names[code], desk.typeset(collection.titles[code])
    place = desk.typeset(f"{LANGUAGES[code].words['volume']} {volume.number}")
    return {
        "language": code,
        "paged": paged,
        "kind": desk.words[kind],
        "title": title,
        "variables": css_variables(studio.tokens, palette),
        "sheet": "" if paged else (studio.styles / "press.css").read_text(encoding="utf-8"),
        "art": window(desk, *STRIP_FROM_MM, *STRIP_MM) if paged else "",
        "publisher": publisher,
        "house": desk.typeset(collection.publisher.houses[code]),
        "collection": series,
        "volume": place,
        "foot": f"{publisher} · {series}, {place} · {desk.words[kind]}",
        "news": news_line(desk),
        **_held(desk),
        "cover": {
            "src": jpeg_uri(desk.made.front_png) if paged else f"../{cover_name(volume, code, PRINTED_COVER_PX)}",
            "alt": cover_alt(collection, volume, code, code),
        },
        "support_sentence": desk.typeset(collection.support_sentence[code]),
        "logos": _logos(desk, paged=paged),
    }


def _held(desk: Desk) -> dict[str, str]:
    """Give what marks every page of a paper under embargo: its banner and its watermark, empty once it is over."""
    if not is_embargoed(desk.state):
        return {"banner": "", "watermark": ""}
    line, studio = news_line(desk), desk.studio
    banner = line.words + (f" [{line.slot}]" if line.slot else "")
    colour = studio.tokens.commons["grey-4"].rgb
    word = watermark_svg(desk.words["embargo-word"], colour, studio.styles / "fonts")
    return {"banner": banner, "watermark": data_uri(word)}


def window(desk: Desk, left_mm: float, top_mm: float, width_mm: float, height_mm: float) -> str:
    """Draw a window on the territory of the volume, as a `data:` address."""
    palette = desk.studio.tokens.palette(desk.volume.palette)
    return data_uri(territory_svg(desk.volume.number, width_mm, height_mm, palette, left_mm=left_mm, top_mm=top_mm))


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


def jpeg_uri(png: bytes, edge_px: int = PRINTED_COVER_PX) -> str:
    """Write a picture as a `data:` address, its long edge brought to a length in pixels."""
    return "data:image/jpeg;base64," + base64.b64encode(small_jpeg(png, edge_px)).decode()


def small_jpeg(png: bytes, edge_px: int = PRINTED_COVER_PX) -> bytes:
    """Write a picture as JPEG, its long edge brought to a length in pixels."""
    file = io.BytesIO()
    scaled(Image.open(io.BytesIO(png)).convert("RGB"), edge_px).save(file, "JPEG", quality=85)
    return file.getvalue()


def facts_but(desk: Desk, *left_out: str) -> tuple[Row, ...]:
    """Give the facts of the volume and whom to ask, without those told elsewhere on the paper."""
    return tuple(row for row in (*_fact_rows(desk), contact_row(desk)) if row.key not in left_out)


def only_facts(desk: Desk, *keys: str) -> tuple[Row, ...]:
    """Give some of the facts of the volume."""
    return tuple(row for row in _fact_rows(desk) if row.key in keys)


def _fact_rows(desk: Desk) -> tuple[Row, ...]:
    return fact_rows(desk.collection, desk.volume, desk.text, desk.texts)


def contact_row(desk: Desk) -> Row:
    """Tell whom to ask, as a fact."""
    return Row("contact", desk.typeset(desk.words["contact"]), (reachable(desk),))


def empty(desk: Desk, word: str) -> Part:
    """Give a slot of the kit by the word that says what it waits for."""
    return Part("", slot(desk.language, desk.words[word]))
