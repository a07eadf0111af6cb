"""Small pictures of pages, with what is remarked on them framed.

In: a PDF cropped to its trim, and frames by page, in points from the top left of the trim. Out: PNG, 300 pixels wide,
in 64 colours; the same pages and frames give the same bytes. PDFium draws (https://pypdfium2.readthedocs.io/).
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image, ImageDraw

WIDTH_PX = 300
FRAME_COLOUR = (208, 0, 60)
FRAME_PX = 2
AIR_PT = 3.0  # between what is framed and its frame
COLOURS = 64
Frame = tuple[float, float, float, float]  # left, top, right, bottom


def framed_pages(pdf: bytes, frames: Mapping[int, Sequence[Frame]]) -> Iterator[tuple[int, bytes]]:
    """Draw each page that has frames; give its page_index in the file, and the PNG."""
    with pypdfium2.PdfDocument(pdf) as document:
        for page_index, places in sorted(frames.items()):
            page = document[page_index]
            scale = WIDTH_PX / page.get_width()
            picture = page.render(scale=scale, may_draw_forms=False, draw_annots=False, rev_byteorder=True).to_pil()
            page.close()
            yield page_index, _png(_framed(picture.convert("RGB"), places, scale))


def _framed(picture: Image.Image, places: Sequence[Frame], scale: float) -> Image.Image:
    """Rule a frame around each place, inside the picture."""
    pen = ImageDraw.Draw(picture)
    right, bottom = picture.width - 1, picture.height - 1
    for place in places:
        box = [round((side + air) * scale) for side, air in zip(place, (-AIR_PT, -AIR_PT, AIR_PT, AIR_PT), strict=True)]
        left, top = max(0, min(box[0], right)), max(0, min(box[1], bottom))
        corner = max(left, min(box[2], right)), max(top, min(box[3], bottom))
        pen.rectangle((left, top, *corner), outline=FRAME_COLOUR, width=FRAME_PX)
    return picture


def _png(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()
