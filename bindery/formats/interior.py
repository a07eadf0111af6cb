"""The interior: a paged Book becomes HTML that is laid out once, for the printer and for the screen.

In: a Book of a paged edition, its colours, the art of its openers. Out: the HTML of each section, whose only unknowns
are page numbers, and the side of the spread it opens on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from bindery.art.icons import ICONS, icon_svg
from bindery.art.svg import data_uri
from bindery.art.territory import opener_svg, territory_svg
from bindery.languages import LANGUAGES
from bindery.model import OPENING_ROLES, Book, Section
from bindery.pdf.fold import RECTO, VERSO, Signature
from bindery.render import Render
from bindery.tokens import Palette, Tokens, css_variables

CSS_BLEED_MM = 8.0
# How far down its first page the territory of a section reaches; the others show a band of it.
ART_REACH_MM = {"title-page": 112.0, "chapter": 50.0, "case-study": 105.0}
BAND_REACH_MM = 13.0
BARE_ROLES = frozenset({"half-title", "copyright-page", "colophon"})
EMBLEM_MM = 54.0  # the side of the window on the territory that stands for a volume
TAB_STEP_MM = 15.0
TABS_REACH_MM = 165.0  # from the first tab to the last, however many there are
CASE_BAND_MM = (186.0, 20.0)  # the band over a case that is told within a chapter
CASE = re.compile(r'<section class="box case-study" id="([^"]+)"')
# Contents and lists share a spread, the introduction another; a part faces its first chapter. Others open on a recto.
VERSO_ROLES = frozenset({"copyright-page", "contents", "introduction", "part", "colophon"})


def interior_sections(book: Book, render: Render, tokens: Tokens) -> Iterator[Signature]:
    """Write each section of the interior as HTML of its own, figures named by the files they come from."""
    palette = tokens.palette(book.edition.volume.palette)
    icons = tuple(_icon_rules(palette))
    logos = [
        {"src": content_address(s.logos["colour"].path, book.collection.root), "name": s.names[book.language]}
        for s in book.collection.supporters
    ]
    openings = [section.id for section in book.sections if section.role in OPENING_ROLES]
    tabbed = [section.id for section in book.sections if section.role in OPENING_ROLES - {"part"}]
    tab_step_mm = min(TAB_STEP_MM, TABS_REACH_MM / max(1, len(tabbed) - 1))
    for section in book.sections:
        side = VERSO if section.role in VERSO_ROLES else RECTO
        opening = openings.index(section.id) + 1 if section.id in openings else 0
        tab_mm = tabbed.index(section.id) * tab_step_mm if section.id in tabbed else None
        rules = (*icons, *_art_rules(book, section, opening, tokens), *_page_rules(section, tab_mm))
        html = render(
            "print/interior.html",
            book=book,
            section=section,
            side=side,
            has_art=section.role not in BARE_ROLES,
            words=LANGUAGES[book.language].words,
            series_label=book.collection.series_labels[book.language],
            variables=css_variables(tokens, palette),
            generated_css="\n".join(rules),
            logos=logos,
            opening_roles=OPENING_ROLES,
            paged=True,
        )
        yield Signature(section.id, with_figure_paths(html, book), side)


def with_figure_paths(html: str, book: Book) -> str:
    """Point each `figures/…` at the author's own file."""
    for name, asset in book.edition.volume.figures.items():
        html = html.replace(f'src="figures/{name}"', f'src="{content_address(asset.path, book.collection.root)}"')
    return html


def content_address(path: Path, root: Path) -> str:
    """Name a file of the content folder as the layout finds it, on whatever machine."""
    return f"content/{quote(path.relative_to(root).as_posix())}"


def _icon_rules(palette: Palette) -> Iterator[str]:
    for kind in ICONS:
        sign = data_uri(icon_svg(kind, palette))
        yield f".box.{kind}::before, .sign-{kind}::before {{ background-image: url({sign}) }}"


def _art_rules(book: Book, section: Section, opening: int, tokens: Tokens) -> Iterator[str]:
    """Lay the territory over the head of a section, never twice the same; `opening` counts those that open on it."""
    volume = book.edition.volume
    trim, palette = volume.trim, tokens.palette(volume.palette)
    assert trim is not None
    width_mm = trim.width_mm + 2 * CSS_BLEED_MM
    reach_mm = (
        trim.height_mm + CSS_BLEED_MM if section.role == "part" else ART_REACH_MM.get(section.role, BAND_REACH_MM)
    )
    height_mm = reach_mm + CSS_BLEED_MM
    if opening:
        art = opener_svg(opening, width_mm, height_mm, palette)
    else:
        art = territory_svg(volume.number, width_mm, height_mm, palette, top_mm=_window_top_mm(section.id))
    if section.role not in BARE_ROLES:
        size = f"height: {height_mm}mm; background-size: {width_mm}mm {height_mm}mm"
        yield f".opener-art {{ {size}; background-image: url({data_uri(art)}) }}"
    for case in CASE.findall(section.body) if section.role != "case-study" else ():
        band = territory_svg(volume.number, *CASE_BAND_MM, palette, top_mm=_window_top_mm(case))
        yield f"#{case} > .box-label::before {{ background-image: url({data_uri(band)}) }}"
    shown = {"half-title": (volume,), "about": book.collection.volumes}.get(section.role, ())
    for each in shown:
        emblem = territory_svg(each.number, EMBLEM_MM, EMBLEM_MM, tokens.palette(each.palette), left_mm=40, top_mm=80)
        yield f".emblem-{each.number}::before {{ background-image: url({data_uri(emblem)}) }}"


def _window_top_mm(name: str) -> float:
    """Show another strip of the territory to each section and case, that of the cover's middle on the title page."""
    return 60.0 if name == "title-page" else 10.0 + sum(name.encode()) % 180


def _page_rules(section: Section, tab_mm: float | None) -> Iterator[str]:
    """Leave the head off the page a section opens on, and set a tab `tab_mm` down the outer edge of the others."""
    if section.role not in BARE_ROLES:
        yield "@page :first { @top-left { content: none } @top-right { content: none } }"
    if section.role in {"part", "title-page"}:
        yield "@page { @bottom-left { content: none } @bottom-right { content: none } }"
    if tab_mm is not None:
        for side, box in (("left", "left-top"), ("right", "right-top")):
            yield f'@page :{side} {{ @{box} {{ content: "{section.number or " "}"; margin-top: {tab_mm:.1f}mm }} }}'
        yield "@page :first { @left-top { content: none } @right-top { content: none } }"
