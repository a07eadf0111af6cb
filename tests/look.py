"""The look of pages: two PDFs in, the pages that look different out, each pictured so that one sees why.

Pages are drawn at 100 ppi by PDFium and blurred a little, so that edges drawn a fraction of a pixel elsewhere (another
Pango, another rasteriser) do not count; what is left is compared channel by channel.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image, ImageDraw, ImageFilter

PPI = 100
BLUR_PX = 1.2
TOLERATED_LEVELS = 48  # of 255: a pixel differs when a channel of it is further off
TOLERATED_SHARE = 0.0002  # of the pixels of a page: a dozen millimetres of hairline, or two letters
RED, GAP_PX = (220, 0, 40), 12


@dataclass(frozen=True, slots=True)
class Difference:
    """A page that looks different: its place in the file, the share of its pixels that differ, and its picture."""

    page_index: int
    share: float
    picture: Image.Image

    def __str__(self) -> str:
        return f"page {self.page_index + 1} ({self.share:.2%} of it)"


def pictures(pdf: bytes) -> Iterator[Image.Image]:
    """Draw the pages of a PDF."""
    with pypdfium2.PdfDocument(pdf) as document:
        for index in range(len(document)):
            yield document[index].render(scale=PPI / 72).to_pil().convert("RGB")


def extent(pdf: bytes) -> int:
    """Count the pages of a PDF."""
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def differences(before: bytes, after: bytes) -> list[Difference]:
    """Find the pages of two PDFs that look different; ValueError unless both have as many pages."""
    if before == after:
        return []
    pairs = enumerate(zip(pictures(before), pictures(after), strict=True))
    return [found for index, (old, new) in pairs if (found := difference(index, old, new))]


def difference(page_index: int, before: Image.Image, after: Image.Image) -> Difference | None:
    """Compare two pictures of a page; None when they look the same."""
    if before.size != after.size:
        return Difference(page_index, 1.0, _beside(before, after, after))
    gap = np.abs(_blurred(before) - _blurred(after)).max(axis=2) > TOLERATED_LEVELS
    if (share := float(gap.mean())) <= TOLERATED_SHARE:
        return None
    return Difference(page_index, share, _beside(before, after, _marked(after, gap)))


def _blurred(picture: Image.Image) -> np.ndarray:
    return np.asarray(picture.filter(ImageFilter.GaussianBlur(BLUR_PX)), dtype=np.int16)


def _marked(picture: Image.Image, gap: np.ndarray) -> Image.Image:
    """Paint what differs red on the pale page, and frame it."""
    pale = np.asarray(Image.blend(picture, Image.new("RGB", picture.size, "white"), 0.7)).copy()
    pale[gap] = RED
    marked = Image.fromarray(pale)
    down, across = np.nonzero(gap)
    frame = (across.min() - 6, down.min() - 6, across.max() + 6, down.max() + 6)
    ImageDraw.Draw(marked).rectangle([int(edge) for edge in frame], outline=RED, width=2)
    return marked


def _beside(*pages: Image.Image) -> Image.Image:
    width = sum(page.width for page in pages) + GAP_PX * (len(pages) + 1)
    picture = Image.new("RGB", (width, max(page.height for page in pages) + 2 * GAP_PX), "#808080")
    left = GAP_PX
    for page in pages:
        picture.paste(page, (left, GAP_PX))
        left += page.width + GAP_PX
    return picture


def report(name: str, found: list[Difference], folder: Path, accept: str) -> str:
    """Write the picture of each difference (before | after | what differs), and say where they are; empty for none."""
    if not found:
        return ""
    lines = []
    for each in found:
        path = folder / f"{name}-{each.page_index + 1:03}.png"
        each.picture.save(path)
        lines.append(f"  {each}: {path}")
    told = "\n".join(lines)
    return f"{name} looks different; before | after | what differs:\n{told}\nif that is the look you want: {accept}"
