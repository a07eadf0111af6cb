"""Texts as made, without laying a book out: a number of pages, a plain cover, a page for the press."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from bindery.assemble import Manuscript
from bindery.kit.desk import Desk
from bindery.load import load_collection
from bindery.mockup.png import png_bytes
from bindery.model import Collection
from bindery.pdf.page_map import PageMap
from bindery.studio import Studio
from tests.stock import FILLED, lay_over, stock_book

PROJECT = Path(__file__).parents[2]
STUDIO = Studio(PROJECT)
EXTENTS = {"fr": 34, "en": 32}


@dataclass(frozen=True)
class HandMade:
    """A text as the kit sees it."""

    language: str
    extent: int
    front_png: bytes
    excerpt_pdf: bytes = b"%PDF-1.7 a page"
    manuscript: Manuscript | None = None
    page_map: PageMap | None = None

    def file(self, ending: str) -> bytes:
        """Give a file that is only a name."""
        return f"%PDF-1.7 the file {ending}".encode()


def made(language: str) -> HandMade:
    """Make a text of the language; each has its own extent."""
    return HandMade(language, EXTENTS[language], plain_png(2125, 3000))


def plain_png(width: int, height: int) -> bytes:
    """Paint a rectangle."""
    return png_bytes(Image.new("RGB", (width, height), "#16255c"))


def stock_collection(folder: Path, **papers: str) -> Collection:
    """Load the stock collection, with texts for the press: `fr_release="…"`."""
    root = stock_book(folder)
    for name, text in papers.items():
        language, _, paper = name.partition("_")
        path = root / "volume-1" / "press" / language / f"{paper.replace('_', '-')}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    collection = load_collection(root, folder).collection
    assert collection is not None
    return collection


def filled_collection(folder: Path) -> Collection:
    """Load the stock collection with all its slots filled."""
    root = stock_book(folder)
    lay_over(root, FILLED)
    loaded = load_collection(root, folder)
    assert loaded.collection is not None, loaded.diagnostics
    return loaded.collection


def stock_desk(collection: Collection, language: str = "fr", **more: Any) -> Desk:
    """Set a desk with the stock volume on it; `more` are further fields of the desk."""
    volume = collection.volume(1)
    texts = tuple(made(code) for code in collection.languages)
    own = next(text for text in texts if text.language == language)
    return Desk(collection, volume, volume.texts[language], own, texts, STUDIO, **more)


def picture_size(png: bytes) -> tuple[int, int]:
    """Measure a picture."""
    return Image.open(io.BytesIO(png)).size
