"""The interior: a paged Book becomes the HTML that is laid out once, for the printer and for the screen.

In: a Book of a paged edition, its colours, the art of its openers. Out: one HTML string whose only unknowns are page
numbers.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

from bindery.art.icons import ICONS, icon_svg

from bindery.art.territory import opener_svg
from bindery.assemble.tree import parse_fragment, write_fragment
from bindery.languages import LANGUAGES
from bindery.model import NUMBERED_ROLES, Asset, Book, Section
from bindery.render import Render
from bindery.tokens import Palette, Tokens, css_variables

OPENER_HEIGHT_MM = 62.0
CSS_BLEED_MM = 8.0


def interior_html(book: Book, render: Render, tokens: Tokens, logos: tuple[dict[str, str], ...]) -> str:
    """Write the whole interior as HTML, figures named by the files they come from."""
    palette = tokens.palette(book.edition.volume.number)
    return with_figure_paths(
        render(
            "print/interior.html",
            book=book,
            words=LANGUAGES[book.language].words,
            series_label=book.collection.series_labels[book.language],
            variables=css_variables(tokens, palette),
            generated_css="\n".join((*_icon_rules(palette), *_opener_rules(book, palette))),
            logos=logos,
            paged=True,
        ),
        book.edition.volume.figures,
    )


def with_figure_paths(html: str, figures: dict[str, Asset] | object) -> str:
    """Point each `figures/…` at the author's own file."""
    assets: dict[str, Asset] = dict(figures)  # type: ignore[call-overload]
    for name, asset in sorted(assets.items(), key=lambda pair: -len(pair[0])):
        html = html.replace(f'src="figures/{name}"', f'src="{asset.path.resolve().as_uri()}"')
    return html


def data_uri(svg: str) -> str:
    """Write a drawing as a data: URI for a style rule."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


def _icon_rules(palette: Palette) -> Iterator[str]:
    for kind in ICONS:
        yield f".{kind} > .box-label {{ background-image: url({data_uri(icon_svg(kind, palette))}) }}"


def _opener_rules(book: Book, palette: Palette) -> Iterator[str]:
    """Give each chapter its own named page, the first of which opens under a strip of territory."""
    trim = book.edition.volume.trim
    width_mm = (trim.width_mm if trim else 170.0) + 2 * CSS_BLEED_MM
    for section in book.sections:
        if section.role in NUMBERED_ROLES:
            art = opener_svg(_seed(section), width_mm, OPENER_HEIGHT_MM + CSS_BLEED_MM, palette)
            name = f"opens-{section.id}"
            yield (
                f"#{section.id} {{ page: {name} }} "
                f"@page {name}:nth(1 of {name}) {{ margin-top: {OPENER_HEIGHT_MM + 14}mm; "
                f"background: url({data_uri(art)}) no-repeat top left / {width_mm}mm {OPENER_HEIGHT_MM + CSS_BLEED_MM}mm; "
                "@top-left { content: none } @top-right { content: none } }"
            )


def _seed(section: Section) -> int:
    return int(section.number) if section.number.isdigit() else 1


def strip_lines(fragment: str) -> str:
    """Drop the marks of the source lines that only diagnostics need."""
    body = parse_fragment(fragment)
    for element in body.iter():
        if isinstance(element.tag, str):
            element.attrib.pop("data-line", None)
    return write_fragment(body)


def styles_and_content(project: Path, content: Path) -> tuple[Path, ...]:
    """Name the folders a layout may read from."""
    return (project / "styles", project / "templates", content)
