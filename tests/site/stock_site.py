"""The site of the stock collection, for tests: its bench, its files, and how to read its pages."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

from lxml import html
from PIL import Image

from bindery.assemble import bind
from bindery.formats.web import Bench, Download, Picture, WebText, make_site
from bindery.load import load_collection
from bindery.model import Edition
from bindery.pdf.page_map import PageMap, PageStart
from bindery.pressroom import lint_text
from bindery.shelf import ShelfCover
from bindery.studio import Studio
from tests.stock import change, stock_book

PROJECT = Path(__file__).parents[2]
Site = Mapping[str, bytes]

# The garden opens on page 9 of an imagined print edition; one page begins in the middle of it.
ANCHORS = {"foreword": 0, "garden": 4, "ix-garden-1": 4, "ix-garden-2": 4, "ix-garden-3": 5, "glossary": 6}
PAGES = PageMap(
    folios=("5", "6", "7", "8", "9", "10", "11"),
    starts=(None, None, None, None, None, PageStart("garden.2", 12), None),
    anchors=ANCHORS,
)


def stock_bench(folder: Path) -> Bench:
    """Set the bench with the stock book in both languages; in French its plan is a photograph."""
    root = stock_book(folder)
    Image.new("RGB", (640, 400), "#8fb4f5").save(root / "volume-1" / "figures" / "photo.png")
    change(root / "volume-1" / "fr" / "01-garden.md", 'src="plan.svg"', 'src="photo.png"')
    collection = load_collection(root).collection
    assert collection is not None
    studio, volume, texts = Studio(PROJECT), collection.volume(1), []
    for code, text in volume.texts.items():
        stem = f"small-book-1-{code}"
        texts.append(
            WebText(
                book=bind(collection, lint_text(collection, volume, text, studio), Edition(volume, text, "web")),
                cover=Picture(f"assets/volume-1/{stem}-cover.jpg", 638, 900, "The cover"),
                mockup=Picture(f"assets/volume-1/{stem}-mockup.webp", 960, 700, "The book"),
                downloads=(
                    Download("screen-edition", f"downloads/{stem}-screen.pdf", "application/pdf", 1_250_000),
                    Download("e-book", f"downloads/{stem}.epub", "application/epub+zip", 480_000),
                ),
                pages=PAGES,
            )
        )
    return Bench(collection, studio.render, studio.tokens, studio.styles, texts, shelf=_shelf())


def _shelf() -> tuple[ShelfCover, ...]:
    file = io.BytesIO()
    Image.new("RGB", (170, 240), "#16255c").save(file, "PNG")
    return tuple(ShelfCover(number, code, file.getvalue(), b"") for number in (1, 2) for code in ("fr", "en"))


def made(bench: Bench) -> dict[str, bytes]:
    """Make a site, with something in the place of the files that the caller of `make_site` brings."""
    files = {path.removeprefix("site/"): data for path, data in make_site(bench)}
    for text in bench.texts:
        pictures = (picture for picture in (text.cover, text.mockup, text.social) if picture)
        files |= {picture.src: b"a picture" for picture in pictures}
    for text in bench.told():
        files |= {download.path: b"a file" for download in text.downloads}
    return files


def pages(site: Site) -> dict[str, html.HtmlElement]:
    """Read every page."""
    return {path: html.document_fromstring(data.decode()) for path, data in site.items() if path.endswith(".html")}


def words(element: html.HtmlElement) -> str:
    """Read what an element says, in one line."""
    return " ".join(element.text_content().split())


def select(element: html.HtmlElement, selector: str) -> list[html.HtmlElement]:
    """Find elements by tags and classes, such as `.card a`."""
    path = "."
    for step in selector.split():
        tag, _, name = step.partition(".")
        path += f"//{tag or '*'}" + (f"[contains(concat(' ', @class, ' '), ' {name} ')]" if name else "")
    return element.xpath(path)


def lay_down(site: Site, root: Path) -> Path:
    """Write a site into a folder, with real pictures for those that stand in."""
    for path, data in site.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    for path in (p for p in site if site[p] == b"a picture"):
        Image.new("RGB", (96, 70), "#16255c").save(root / path)
    return root
