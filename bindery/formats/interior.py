"""The interior: a paged Book becomes HTML that is laid out once, for the printer and for the screen.

In: a Book of a paged edition, its colours, the art of its openers. Out: the HTML of each section, whose only unknowns
are page numbers, and the side of the spread it opens on.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from bindery.art.icons import ICONS, icon_svg
from bindery.art.svg import data_uri
from bindery.art.territory import opener_svg
from bindery.geometry import Trim
from bindery.languages import LANGUAGES
from bindery.model import OPENING_ROLES, Book, Section
from bindery.pdf.fold import RECTO, VERSO, Signature
from bindery.render import Render
from bindery.tokens import Palette, Tokens, css_variables

OPENER_HEIGHT_MM = 62.0
CASE_HEIGHT_MM = 105.0
CSS_BLEED_MM = 8.0
# These face what comes before them; contents and lists share one spread. All other sections open on a recto.
VERSO_ROLES = frozenset({"copyright-page", "contents", "case-study", "colophon"})
NO_FOLIO = "@bottom-left { content: none } @bottom-right { content: none }"
NO_HEADS = "@top-left { content: none } @top-right { content: none }"


def interior_sections(book: Book, render: Render, tokens: Tokens) -> Iterator[Signature]:
    """Write each section of the interior as HTML of its own, figures named by the files they come from."""
    palette = tokens.palette(book.edition.volume.palette)
    icons = "\n".join(_icon_rules(palette))
    logos = [
        {"src": content_address(s.logos["colour"].path, book.collection.root), "name": s.names[book.language]}
        for s in book.collection.supporters
    ]
    openings = [section.id for section in book.sections if section.role in OPENING_ROLES]
    for section in book.sections:
        side = VERSO if section.role in VERSO_ROLES else RECTO
        opener = _opener_rules(book, section, openings.index(section.id) + 1, palette) if section.id in openings else ()
        html = render(
            "print/interior.html",
            book=book,
            section=section,
            side=side,
            words=LANGUAGES[book.language].words,
            series_label=book.collection.series_labels[book.language],
            variables=css_variables(tokens, palette),
            generated_css="\n".join((icons, *opener)),
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
        yield f".{kind} > .box-label {{ background-image: url({data_uri(icon_svg(kind, palette))}) }}"


def _opener_rules(book: Book, section: Section, count: int, palette: Palette) -> Iterator[str]:
    """Lay a strip of territory over the opening of a chapter, never twice the same; `count` tells which it is."""
    trim = book.edition.volume.trim
    assert trim is not None
    width_mm = trim.width_mm + 2 * CSS_BLEED_MM
    height_mm = _art_height_mm(section.role, trim) + CSS_BLEED_MM
    art = data_uri(opener_svg(count, width_mm, height_mm, palette))
    yield f"#{section.id} .opener-art {{ background-image: url({art}) }}"
    yield f"#{section.id} {{ page: opens-{section.id} }}"
    yield f"@page opens-{section.id}:nth(1 of opens-{section.id}) {{ {NO_HEADS} }}"
    if section.role == "part":
        yield f"@page opens-{section.id}:nth(1 of opens-{section.id}) {{ {NO_FOLIO} }}"


def _art_height_mm(role: str, trim: Trim) -> float:
    """Tell how far down the page the art of an opener reaches, as `print.css` places it."""
    if role == "part":
        return trim.height_mm + CSS_BLEED_MM
    return CASE_HEIGHT_MM if role == "case-study" else OPENER_HEIGHT_MM
