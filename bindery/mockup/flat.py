"""Flat pictures of covers and pages: a PDF in (sRGB), the area inside the trims of a page as pixels out.

PDFium draws it, through pypdfium2 (https://pypdfium2.readthedocs.io/); the boxes are those of ISO 32000-2, 14.11.2.
"""

from __future__ import annotations

from typing import Any

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image

Box = tuple[float, float, float, float]


def flat_picture(pdf: bytes, trim_box: Box | None = None, ppi: float = 300.0) -> Image.Image:
    """Draw the first page between its trims (left, bottom, right, top in points; the page's own TrimBox when None)."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        box = trim_box or page.get_trimbox()
        page.set_mediabox(*box)
        page.set_cropbox(*box)
        page.close()
        return _drawn(document[0], ppi)  # the page's size is read when it is opened


def page_picture(pdf: bytes, index: int, ppi: float = 300.0) -> Image.Image:
    """Draw a page, counted from 0, as large as its sheet."""
    with pypdfium2.PdfDocument(pdf) as document:
        return _drawn(document[index], ppi)


def _drawn(page: Any, ppi: float) -> Image.Image:
    drawn: Image.Image = page.render(
        scale=ppi / 72, may_draw_forms=False, draw_annots=False, rev_byteorder=True
    ).to_pil()
    return drawn.convert("RGB")
