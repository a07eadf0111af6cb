"""A kit with the figures of the stock book, without laying a book out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bindery.embargo import PROOF
from bindery.kit.desk import Kit
from bindery.load import load_collection
from bindery.pressroom import lint_text
from tests.kit.made_by_hand import PROJECT, STUDIO, stock_collection, stock_desk
from tests.stock import change

__all__ = ["PROJECT", "kit_with_figures", "with_photograph"]


def kit_with_figures(folder: Path, state: str = PROOF) -> Kit:
    """Set the desks of the stock book with its manuscripts on them."""
    return _kit(stock_collection(folder), state)


def with_photograph(folder: Path, picture: bytes, name: str) -> Kit:
    """Set the same desks, the plan of the garden replaced by a picture."""
    root = stock_collection(folder).root
    (root / "volume-1" / "figures" / name).write_bytes(picture)
    for language in ("fr", "en"):
        change(root / "volume-1" / language / "01-garden.md", 'src="plan.svg"', f'src="{name}"')
    collection = load_collection(root, folder).collection
    assert collection is not None
    return _kit(collection, PROOF)


def _kit(collection, state: str) -> Kit:
    volume = collection.volume(1)
    desks = []
    for code in collection.languages:
        desk = stock_desk(collection, code, state=state)
        manuscript = lint_text(collection, volume, volume.texts[code], STUDIO)
        desks.append(replace(desk, made=replace(desk.made, manuscript=manuscript)))
    return Kit(collection, volume, tuple(desks), (), ())
