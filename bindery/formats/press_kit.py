"""The press kit of a volume: what a journalist needs on launch day, in every language of the volume, in one zip.

In: the volume, its texts as made, and the mockups. Out: the files below `volume-N/press-kit/`, as a zip and beside it,
and what there is to tell: every slot that nobody has filled.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Protocol

from PIL import Image

from bindery.diagnostics import Diagnostic, in_order
from bindery.kit.archive import KitFile, manifest, zipped
from bindery.load import slots
from bindery.mockup.png import png_bytes
from bindery.model import Collection, Volume

COVER_EDGES_PX = (3000, 1000)

Files = tuple[tuple[str, bytes], ...]


class Text(Protocol):
    """What the kit reads of a text as made."""

    @property
    def language(self) -> str: ...
    @property
    def extent(self) -> int: ...
    @property
    def front_png(self) -> bytes: ...
    @property
    def excerpt_pdf(self) -> bytes: ...


def make_press_kit(
    collection: Collection, volume: Volume, texts: Sequence[Text], mockups: Files, studio: object
) -> tuple[Files, tuple[Diagnostic, ...]]:
    """Make the kit: its zip, and the same files unzipped."""
    files = [*_pictures(volume, texts, mockups)]
    files.append(manifest(files, {"volume": volume.number}))
    top = f"{volume.slug}-press-kit"
    folder = f"volume-{volume.number}/press-kit"
    unzipped = tuple((f"{folder}/{top}/{file.path}", file.data) for file in sorted(files, key=lambda f: f.path))
    return ((f"{folder}/{top}.zip", zipped(files, top, volume.modified)), *unzipped), in_order(slots(collection))


def _pictures(volume: Volume, texts: Sequence[Text], mockups: Files) -> Iterator[KitFile]:
    for text in texts:
        cover = Image.open(io.BytesIO(text.front_png)).convert("RGB")
        for edge_px in COVER_EDGES_PX:
            scale = edge_px / max(cover.size)
            size = round(cover.width * scale), round(cover.height * scale)
            name = f"covers/{volume.slug}-cover-{text.language}-{edge_px}px.png"
            yield KitFile(name, png_bytes(cover.resize(size, Image.Resampling.LANCZOS)))
        yield KitFile(f"{text.language}/{volume.slug}-excerpt-{text.language}.pdf", text.excerpt_pdf)
    for path, data in mockups:
        yield KitFile(f"mockups/{path.rpartition('/')[2]}", data)
