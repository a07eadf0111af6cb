"""The pictures of the kit: flat covers, the covers of the whole collection, and the mockups, each with its words.

In: the covers of the texts as made, the shelf, and the mockups, named `<slug>-<language>-<scene>-<ground>-<N>px.png`.
Out: pictures in sRGB, tagged 300 ppi, with alternative text, caption and credit in every language; and the printer's
own cover, in ink. What hides all behind it is JPEG: every editorial system takes it, and the old ones read words in no
other.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence

from PIL import Image

from bindery.art.motifs import MOTIFS
from bindery.kit.archive import KitFile
from bindery.kit.facts import language_name
from bindery.kit.made import Files, MadeText
from bindery.kit.words import WORDS
from bindery.mockup.png import PPI, srgb_profile
from bindery.model import Collection, Volume
from bindery.shelf import Shelf
from bindery.typography import set_text

TRANSPARENT = "transparent"  # the ground of mockups to be laid on others
COVERS, COLLECTION = "covers", "collection"
COVER_EDGES_PX = (3000, 1000)
SHELF_EDGE_PX = 1000  # of the covers of the collection
JPEG_QUALITY = 92  # with colour at full width: at 4:2:0 the edges of letters on flat colour fray


def cover_name(volume: Volume, language: str, edge_px: int, folder: str = COVERS) -> str:
    """Name a flat cover inside the kit."""
    return f"{folder}/{volume.slug}-cover-flat-{language}-{edge_px}px.jpg"


def scaled(picture: Image.Image, edge_px: int) -> Image.Image:
    """Bring the long edge of a picture down to a length in pixels; nothing is ever enlarged."""
    scale = edge_px / max(picture.size)
    if scale >= 1:
        return picture
    return picture.resize((round(picture.width * scale), round(picture.height * scale)), Image.Resampling.LANCZOS)


def jpeg_bytes(picture: Image.Image) -> bytes:
    """Write a picture (RGB) as JPEG, 300 ppi, in sRGB: same pixels, same bytes."""
    file = io.BytesIO()
    profile = srgb_profile()
    picture.save(file, "JPEG", quality=JPEG_QUALITY, subsampling=0, optimize=True, dpi=(PPI, PPI), icc_profile=profile)
    return file.getvalue()


def covers(collection: Collection, volume: Volume, texts: Sequence[MadeText]) -> Iterator[KitFile]:
    """Give the flat front covers, large for print and small for the web, and the whole cover as the printer has it."""
    for text in texts:
        front, code = _opened(text.front_png), text.language
        words = {
            "alt": said_of("cover-alt", collection, volume, code),
            "caption": said_of("cover-caption", collection, volume, code),
            "credit": said_of("picture-credit", collection, volume, code),
        }
        for edge_px in COVER_EDGES_PX:
            yield KitFile(cover_name(volume, code, edge_px), jpeg_bytes(scaled(front, edge_px)), **words)
        yield KitFile(f"{COVERS}/{volume.slug}-cover-print-{code}.pdf", text.file("-cover.pdf"))


def shelf_covers(collection: Collection, shelf: Shelf) -> Iterator[KitFile]:
    """Give the fronts of all volumes in every language; those of volumes made elsewhere say that they are ours."""
    for cover in shelf:
        volume = collection.volume(cover.number)
        key = "cover-caption" if volume.texts else "shelf-caption"
        yield KitFile(
            cover_name(volume, cover.language, SHELF_EDGE_PX, COLLECTION),
            jpeg_bytes(scaled(_opened(cover.front_png), SHELF_EDGE_PX)),
            alt=said_of("cover-alt", collection, volume, cover.language),
            caption=said_of(key, collection, volume, cover.language),
            credit=said_of("picture-credit", collection, volume, cover.language),
        )


def _opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def mockup_files(collection: Collection, volume: Volume, mockups: Files) -> Iterator[KitFile]:
    """Give the mockups with their words, read from their names; as JPEG, a third as heavy, on grounds that hide all."""
    for path, png in mockups:
        stem = path.rpartition("/")[2].removesuffix(".png")
        language, scene, ground, _ = stem.removeprefix(f"{volume.slug}-").split("-", 3)
        name, data = (f"{stem}.png", png) if ground == TRANSPARENT else (f"{stem}.jpg", jpeg_bytes(_opened(png)))
        shown = {code: dict(_shown(collection, volume, language, scene, ground, code)) for code in WORDS}
        yield KitFile(
            f"mockups/{name}",
            data,
            alt=said_of("mockup-alt", collection, volume, language, shown),
            caption=said_of("mockup-caption", collection, volume, language, shown),
            credit=said_of("picture-credit", collection, volume, language),
        )


def _shown(
    collection: Collection, volume: Volume, language: str, scene: str, ground: str, code: str
) -> Iterator[tuple[str, str]]:
    """Say in the words of `code` what a mockup shows, on which ground, and what is seen of its cover."""
    words = WORDS[code]
    seen = f"seen-{scene}" if f"seen-{scene}" in words else "cover-alt"
    yield "scene", words.get(f"scene-{scene}", words["scene"])
    yield "ground", words.get(f"ground-{ground}", ground)
    yield "seen", said_of(seen, collection, volume, language)[code]


def standing_alt(collection: Collection, volume: Volume, language: str, scene: str, code: str) -> str:
    """Describe what a mockup shows, whatever its ground, in the words of `code`."""
    shown = {each: dict(_shown(collection, volume, language, scene, TRANSPARENT, each)) for each in WORDS}
    return said_of("standing-alt", collection, volume, language, shown)[code]


def cover_alt(collection: Collection, volume: Volume, language: str, code: str) -> str:
    """Describe the cover of the edition in `language` in the words of `code`."""
    return said_of("cover-alt", collection, volume, language)[code]


def said_of(
    key: str, collection: Collection, volume: Volume, language: str, more: Mapping[str, Mapping[str, str]] | None = None
) -> dict[str, str]:
    """Say one thing of a picture of the edition in `language`, in every language of the collection."""
    text = volume.texts.get(language)
    return {
        code: set_text(
            WORDS[code][key].format(
                title=text.title if text else volume.titles[language],
                collection=collection.titles[code],
                number=volume.number,
                language=language_name(language, code),
                motif=WORDS[code][f"motif-{(volume.number - 1) % len(MOTIFS) + 1}"],
                **(more or {}).get(code, {}),
            ),
            code,
            collection.as_typed,
        )
        for code in collection.languages
    }
