"""Press kits of the stock book, made once each: with its slots empty, and with all of them filled."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bindery.diagnostics import Diagnostic
from bindery.embargo import PROOF
from bindery.formats import press_kit
from bindery.formats.press_kit import make_press_kit
from bindery.kit.paper import MakePaper
from bindery.kit.papers import PAPERS
from tests.kit.made_by_hand import STUDIO, filled_collection, made, plain_png, stock_collection

FOLDER = "volume-1/press-kit"
NAME = "small-book-1-press-kit"
LANGUAGES = ("fr", "en")
MOCKUP, SOCIAL = plain_png(40, 30), plain_png(120, 63)
MOCKUPS = tuple((f"volume-1/mockups/small-book-1-{code}-hero-white-1200px.png", MOCKUP) for code in LANGUAGES)
VISUALS = tuple((f"social/small-book-1-social-1200x630-{code}.png", SOCIAL) for code in LANGUAGES)

Kit = tuple[dict[str, bytes], tuple[Diagnostic, ...]]


@cache
def stock_kit(state: str = PROOF, *, is_filled: bool = False, papers: tuple[MakePaper, ...] = PAPERS) -> Kit:
    """Make the kit of the stock book in a state; files by their path below the output folder."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(press_kit, "PAPERS", papers)
        collection = (filled_collection if is_filled else stock_collection)(Path(folder))
        texts = [made(code) for code in LANGUAGES]
        volume = collection.volume(1)
        files, told = make_press_kit(collection, volume, texts, MOCKUPS, STUDIO, (), VISUALS, state)
        return dict(files), told


def inside(kit: Kit, name: str) -> dict[str, bytes]:
    """Give the files of a kit by their path inside its folder."""
    top = f"{FOLDER}/{name}/"
    return {path.removeprefix(top): data for path, data in kit[0].items() if path.startswith(top)}
