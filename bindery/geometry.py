"""Sizes of paper and book: millimetres in, millimetres out."""

from __future__ import annotations

from dataclasses import dataclass

POINTS_PER_MM = 72 / 25.4
SPINE_TEXT_FROM_MM = 6.0  # below, a title wanders off the spine with the binding's tolerance


@dataclass(frozen=True, slots=True)
class Trim:
    """The final cut size of a page, and the ink that runs past it."""

    width_mm: float
    height_mm: float
    bleed_mm: float


@dataclass(frozen=True, slots=True)
class Paper:
    """What the book is printed on: thickness of a leaf (two pages) and of the cover's own two boards together."""

    name: str
    leaf_mm: float
    cover_mm: float
    profile: str


def spine_width_mm(extent: int, paper: Paper) -> float:
    """Thickness of the book block: two pages a leaf, plus the cover's own board."""
    return round(extent / 2 * paper.leaf_mm + paper.cover_mm, 2)


def points(mm: float) -> float:
    """Convert millimetres to PDF points."""
    return mm * POINTS_PER_MM
