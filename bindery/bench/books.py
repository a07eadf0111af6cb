"""Writes a made-up guide into a folder that Bindery builds, and the same text for the other tools.

In: a folder, a number of pages, a seed, `many` or `few` page references. Out: a content folder (`collection.yaml`,
`volume-1/…`), always the same bytes for the same order; beside it, when asked, `book.md` in pandoc's Markdown.
"""

from __future__ import annotations

import io
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw

from bindery.bench.dialects import bindery_chapter, pandoc_book
from bindery.bench.manuscript import Chapter, Figure, Manuscript, References, manuscript

VOLUME = "volume-1"
STEM = "essai-fr"
# Drawings keep to the colours of the tokens (palette 6), as any figure of a printed volume must.
INK, WHITE, GREY, DARK, LIGHT, ACCENT = "#1a1a1a", "#ffffff", "#ededed", "#16255c", "#8fb4f5", "#ff6b4a"


def write_book(folder: Path, pages: int, seed: int, references: References = "many") -> Manuscript:
    """Write a French guide that prints on about `pages` pages as a content folder, and give what it says."""
    book = manuscript(pages, seed, references)
    write_content(folder, book)
    return book


def write_content(folder: Path, book: Manuscript) -> None:
    """Write a manuscript as a content folder; what stands there already is written over."""
    volume = folder / VOLUME
    (volume / "fr").mkdir(parents=True, exist_ok=True)
    _write(folder / "collection.yaml", COLLECTION.format(title=book.title))
    _write(folder / "supporters/supporters.yaml", SUPPORTERS)
    for variant in ("colour", "mono", "white"):
        _write(folder / f"supporters/essai/placeholder-{variant}.svg", LOGO)
    listed = "".join(f"  - {{role: chapter, id: {c.id}, file: {c.id}}}\n" for c in book.chapters)
    _write(volume / "volume.yaml", VOLUME_YAML + listed)
    for chapter in book.chapters:
        write_chapter(folder, chapter)
    write_figures(volume / "figures", book)


def write_chapter(folder: Path, chapter: Chapter) -> None:
    """Write one chapter of a content folder."""
    _write(folder / VOLUME / "fr" / f"{chapter.id}.md", bindery_chapter(chapter))


def write_pandoc(folder: Path, book: Manuscript) -> None:
    """Write the same guide as `book.md` and `figures/`, for the other tools."""
    _write(folder / "book.md", pandoc_book(book))
    write_figures(folder / "figures", book)


def write_figures(folder: Path, book: Manuscript) -> None:
    """Draw every figure of a guide."""
    folder.mkdir(parents=True, exist_ok=True)
    for block in book.blocks:
        if isinstance(block, Figure):
            draw = _picture if block.file.endswith(".png") else _drawing
            (folder / block.file).write_bytes(draw(Random(block.seed)))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _drawing(chance: Random) -> bytes:
    """Draw stations joined by lines, as SVG of 108 by 50 mm."""
    spots = [(8 + 23 * column, 8 + 17 * row) for row in range(3) for column in range(5)]
    tints = (LIGHT, GREY, ACCENT, WHITE)
    shapes = [
        f'<rect x="{x}" y="{y}" width="{chance.randrange(8, 19)}" height="9" fill="{chance.choice(tints)}" '
        f'stroke="{DARK}" stroke-width="0.4"/>'
        f'<path d="M{x + 19} {y + 4} h4" fill="none" stroke="{INK}" stroke-width="0.3"/>'
        for x, y in spots
    ]
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 124 58">{"".join(shapes)}</svg>'.encode()


def _picture(chance: Random) -> bytes:
    """Draw a field of parcels, as PNG that prints 108 mm wide at 300 dots an inch."""
    picture = Image.new("RGB", (1280, 600), GREY)
    pen = ImageDraw.Draw(picture)
    for _ in range(220):
        x, y = chance.randrange(1240), chance.randrange(570)
        box = (x, y, x + chance.randrange(20, 160), y + chance.randrange(10, 70))
        pen.rectangle(box, fill=tuple(chance.randrange(90, 250) for _ in range(3)), outline=INK)
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


COLLECTION = """slug: essais
titles: {{fr: Collection d'essai}}
series_labels: {{fr: Essai}}
descriptions: {{fr: Des livres faits pour mesurer.}}
languages: [fr]
publisher:
  slug: essai
  names: {{fr: Presses d'essai}}
  houses: {{fr: Maison des essais}}
  boilerplate: {{fr: Les Presses d'essai publient des livres à mesurer.}}
  url: https://example.org/press
  imprint_place: {{fr: Nulle-Part}}
rights: {{fr: Textes sous licence CC BY 4.0.}}
disclaimer: {{fr: Ce texte ne veut rien dire.}}
contact: null
site_url: https://example.org/books
volumes:
  - number: 1
    year: 2022
    slug: essai
    palette: 6
    short_titles: {{fr: Essai}}
    titles: {{fr: "{title}"}}
    subtitles: {{fr: Un livre à mesurer}}
    contributors:
      - {{name: Ada Semeur, role: author, sort_name: "Semeur, Ada"}}
    url: null
    extent: null
"""
VOLUME_YAML = """published: 2022-11-15
modified: 2022-11-15T09:00:00+01:00
launch:
  instant: 2022-11-15T09:00:00+01:00
  event: {fr: Foire des essais}
  place: {fr: Nulle-Part}
  url: https://example.org/fair
trim: {width_mm: 170, height_mm: 240, bleed_mm: 3}
paper: {name: offset, leaf_mm: 0.12, cover_mm: 0.6, profile: ISOcoated_v2_300_bas}
price: {fr: gratuit}
identifiers:
  fr:
    isbn: {print: null, screen: null, epub: null}
    legal_deposit: null
texts:
  fr:
    description: Un livre fait pour mesurer.
    blurb:
      - Un livre sans queue ni tête.
    points:
      - des pages
excerpt: [chapter-1]
chapters:
"""
SUPPORTERS = """sentence: {fr: Avec le soutien de personne}
supporters:
  - slug: essai
    names: {fr: Personne}
    url: https://example.org/nobody
    order: 1
    minimum_width_mm: 20
    clear_space: 0.25
    owner: {fr: Personne}
    ask: {fr: personne}
    variants: [colour, mono, white]
"""
LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20">'
    f'<rect x="1" y="1" width="58" height="18" fill="{WHITE}" stroke="{INK}"/></svg>'
)
