"""Desks of the stock book with a real manuscript on them: its slots empty, or all filled."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
from pypdf import PdfReader

from bindery.assemble import gather
from bindery.embargo import PROOF
from bindery.kit.desk import Desk
from bindery.kit.paper import MakePaper, Paper
from bindery.pdf.page_map import PageMap
from bindery.shelf import ShelfCover
from tests.kit.made_by_hand import STUDIO, filled_collection, made, plain_png, stock_collection

PAGES = PageMap(("7", "9"), (None, None), {"fig-plan": 0, "box-pump": 1})


FOLDERS: list[TemporaryDirectory[str]] = []  # of the books below; they go with the process


@cache
def paper_of(make: MakePaper, language: str = "fr", state: str = PROOF, *, is_filled: bool = False) -> Paper:
    """Make a paper of the stock book."""
    return make(book_desk(language, state, is_filled=is_filled))


@cache
def book_desk(language: str = "fr", state: str = PROOF, *, is_filled: bool = False) -> Desk:
    """Set a desk with the stock volume on it: manuscript, pages, and the covers of its shelf."""
    desk = _desk(is_filled)
    own = next(text for text in desk.texts if text.language == language)
    return replace(desk, text=desk.volume.texts[language], made=own, state=state)


@cache
def _desk(is_filled: bool) -> Desk:
    FOLDERS.append(TemporaryDirectory())
    collection = (filled_collection if is_filled else stock_collection)(Path(FOLDERS[-1].name))
    volume = collection.volume(1)
    palette = STUDIO.tokens.palette(volume.palette)
    texts = [
        replace(made(code), manuscript=gather(collection, volume, volume.texts[code], palette), page_map=PAGES)
        for code in collection.languages
    ]
    cover = plain_png(30, 42)
    shelf = tuple(ShelfCover(v.number, code, cover, cover) for v in collection.volumes for code in collection.languages)
    return Desk(collection, volume, volume.texts["fr"], texts[0], texts, STUDIO, shelf)


def pages(pdf: bytes) -> list[str]:
    """Read the text of each page, white space folded."""
    return [plain(page.extract_text()) for page in PdfReader(io.BytesIO(pdf)).pages]


def plain(text: str) -> str:
    """Fold white space, that which keeps words together included."""
    return re.sub(r"[\s\u00a0\u202f]+", " ", text)


def file_of(paper: Paper, ending: str) -> bytes:
    """Give the file of a paper with an ending."""
    return next(file.data for file in paper.files if file.path.endswith(ending))


def alternatives(pdf: bytes) -> list[str]:
    """List what stands for the pictures of a tagged file."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [str(each.Alt) for each in document.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each]


def language_of(pdf: bytes) -> str:
    """Read the language a file says it is in."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return str(document.Root.Lang)
