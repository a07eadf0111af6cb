"""The pictures of the kit: flat covers in two sizes and the mockups, each with its words in every language.

In: the covers of the texts as made, and the mockups, named `<slug>-<language>-<scene>-<background>-<width>px.png`.
Out: PNG in sRGB, tagged 300 ppi, with alternative text, caption and credit.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence

from PIL import Image

from bindery.kit.archive import KitFile
from bindery.kit.facts import language_name
from bindery.kit.made import Files, MadeText
from bindery.kit.words import WORDS
from bindery.mockup.png import png_bytes
from bindery.model import Collection, Volume
from bindery.typography import set_text

COVER_EDGES_PX = (3000, 1000)


def cover_name(volume: Volume, language: str, edge_px: int) -> str:
    """Name a flat cover inside the kit."""
    return f"covers/{volume.slug}-cover-{language}-{edge_px}px.png"


def scaled(picture: Image.Image, edge_px: int) -> Image.Image:
    """Bring the long edge of a picture to a length in pixels."""
    scale = edge_px / max(picture.size)
    size = round(picture.width * scale), round(picture.height * scale)
    return picture if size == picture.size else picture.resize(size, Image.Resampling.LANCZOS)


def covers(collection: Collection, volume: Volume, texts: Sequence[MadeText]) -> Iterator[KitFile]:
    """Give the flat front covers, large for print and small for the web."""
    for text in texts:
        front = Image.open(io.BytesIO(text.front_png)).convert("RGB")
        for edge_px in COVER_EDGES_PX:
            yield KitFile(
                cover_name(volume, text.language, edge_px),
                png_bytes(scaled(front, edge_px)),
                alt=_say("cover-alt", collection, volume, text.language),
                caption=_say("cover-caption", collection, volume, text.language),
                credit=_say("picture-credit", collection, volume, text.language),
            )


def mockup_files(collection: Collection, volume: Volume, mockups: Files) -> Iterator[KitFile]:
    """Give the mockups with their words, read from their names."""
    for path, data in mockups:
        name = path.rpartition("/")[2]
        language, scene, background, _ = name.removeprefix(f"{volume.slug}-").split("-", 3)
        shown = {
            code: {
                "scene": words.get(f"scene-{scene}", words["scene"]),
                "background": words.get(f"background-{background}", background),
                "cover": cover_alt(collection, volume, language, code),
            }
            for code, words in WORDS.items()
        }
        yield KitFile(
            f"mockups/{name}",
            data,
            alt=_say("mockup-alt", collection, volume, language, shown),
            caption=_say("mockup-caption", collection, volume, language, shown),
            credit=_say("picture-credit", collection, volume, language),
        )


def cover_alt(collection: Collection, volume: Volume, language: str, code: str) -> str:
    """Describe the cover of the edition in `language` in the words of `code`."""
    return _say("cover-alt", collection, volume, language)[code]


def _say(
    key: str, collection: Collection, volume: Volume, language: str, more: Mapping[str, Mapping[str, str]] | None = None
) -> dict[str, str]:
    """Say one thing of a picture of the edition in `language`, in every language of the collection."""
    return {
        code: set_text(
            WORDS[code][key].format(
                title=volume.texts[language].title,
                collection=collection.titles[code],
                number=volume.number,
                language=language_name(language, code),
                **(more or {}).get(code, {}),
            ),
            code,
            collection.as_typed,
        )
        for code in collection.languages
    }
