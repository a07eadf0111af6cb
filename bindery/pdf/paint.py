"""Paint: laid-out pages become one tagged sRGB PDF at bleed size, from which screen and print are both finished.

In: the layout of the interior, and that of the front cover which opens the screen edition. Out: PDF bytes with a mended
structure tree (see structure.py), TrimBox = the CSS page, MediaBox = trim + bleed.
"""

from __future__ import annotations

from dataclasses import dataclass

from bindery.diagnostics import Diagnostic
from bindery.pdf.layout import Layout


@dataclass(frozen=True, slots=True)
class Painted:
    """A painted file: its bytes, the label of each page, and how many pages of cover come before the interior."""

    pdf: bytes
    labels: tuple[str, ...]
    front_pages: int
    diagnostics: tuple[Diagnostic, ...]


def paint(interior: Layout, front: Layout | None = None, front_label: str = "cover") -> Painted:
    """Paint the front cover (if any) and the interior into one tagged PDF; page labels follow the page map's folios."""
    raise NotImplementedError
