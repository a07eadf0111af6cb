"""Paint: laid-out pages become one tagged sRGB PDF at bleed size, from which screen and print are both finished.

In: the layout of the interior, and that of the front cover which opens the screen edition. Out: PDF bytes with a mended
structure tree (see structure.py), TrimBox = the CSS page, MediaBox = trim + bleed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bindery.diagnostics import ERROR, Diagnostic, Source, in_order
from bindery.pdf.layout import PRINT, Layout, listening
from bindery.pdf.structure import artifacts_of, tagger
from bindery.pdf.weasy import forget_annotations, tagging


@dataclass(frozen=True, slots=True)
class Painted:
    """A painted file: its bytes, the label of each page, and how many pages of cover come before the interior."""

    pdf: bytes
    labels: tuple[str, ...]
    front_pages: int
    diagnostics: tuple[Diagnostic, ...]


def paint(interior: Layout, front: Layout | None = None, front_label: str = "cover") -> Painted:
    """Paint the front cover (if any) and the interior into one tagged PDF; page labels follow the page map's folios."""
    front_pages = list(front.document.pages) if front else []
    document = interior.document.copy([*front_pages, *interior.document.pages])
    forget_annotations(document.pages)
    missing: list[str] = []
    with listening(PRINT) as heard, tagging(tagger(missing), artifacts_of(document.pages)):
        pdf = document.write_pdf(pdf_variant="pdf/ua-1")
    heard += alternatives_missing(missing, PRINT)
    labels = (front_label,) * len(front_pages) + interior.page_map.folios
    return Painted(pdf, labels, len(front_pages), in_order(heard))


def alternatives_missing(pictures: Sequence[str], source: Source) -> list[Diagnostic]:
    """Tell of the pictures that nobody described."""
    return [
        Diagnostic(ERROR, "alternative-missing", source, f"`{picture}` has no text that stands for it",
                   hint="describe what the picture says, or mark it as decoration")
        for picture in pictures
    ]  # fmt: skip
