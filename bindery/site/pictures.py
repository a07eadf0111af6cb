"""The pictures of a text on the site, made small enough for a page.

In: the front covers and the mockup as PNG. Out: pictures with their size, and their bytes. The cover is JPEG, which
every social network shows; the small covers of the shelf and the mockup, which keeps its shadow on nothing, are WebP
(https://developers.google.com/speed/webp).
"""

from __future__ import annotations

import io
from collections.abc import Mapping

from PIL import Image

from bindery.languages import LANGUAGES
from bindery.shelf import ShelfCover
from bindery.site.model import Bench, Picture, ShownCover

COVER_HEIGHT_PX = 900
MOCKUP_WIDTH_PX = 960
CARD_WIDTH_PX = 360
FAINTEST = 5  # alpha below which a shadow is not seen, of 255


def cover_picture(png: bytes, stem: str, alt: str) -> tuple[Picture, bytes]:
    """Make the picture of a front cover; `stem` is its path without the ending."""
    cover = Image.open(io.BytesIO(png)).convert("RGB")
    width = round(cover.width * COVER_HEIGHT_PX / cover.height)
    file = io.BytesIO()
    cover.resize((width, COVER_HEIGHT_PX), Image.Resampling.LANCZOS).save(file, "JPEG", quality=86, progressive=True)
    return Picture(f"{stem}.jpg", width, COVER_HEIGHT_PX, alt), file.getvalue()


def social_picture(png: bytes, stem: str, alt: str) -> tuple[Picture, bytes]:
    """Make the picture that networks show beside a link: JPEG, which all of them take."""
    visual = Image.open(io.BytesIO(png)).convert("RGB")
    file = io.BytesIO()
    visual.save(file, "JPEG", quality=88, progressive=True)
    return Picture(f"{stem}.jpg", visual.width, visual.height, alt), file.getvalue()


def mockup_picture(png: bytes, stem: str, alt: str) -> tuple[Picture, bytes]:
    """Make the picture of a book photographed on nothing, cropped to what it shows, its shadow kept."""
    mockup = Image.open(io.BytesIO(png)).convert("RGBA")
    mockup = mockup.crop(mockup.getchannel("A").point(lambda alpha: 255 * (alpha > FAINTEST)).getbbox())
    height = round(mockup.height * MOCKUP_WIDTH_PX / mockup.width)
    file = io.BytesIO()
    small = mockup.resize((MOCKUP_WIDTH_PX, height), Image.Resampling.LANCZOS)
    small.save(file, "WEBP", quality=86, method=4)
    return Picture(f"{stem}.webp", MOCKUP_WIDTH_PX, height, alt), file.getvalue()


def card_picture(png: bytes, stem: str, alt: str) -> tuple[Picture, bytes]:
    """Make the picture of a front cover small, for a row of them."""
    cover = Image.open(io.BytesIO(png)).convert("RGB")
    height = round(cover.height * CARD_WIDTH_PX / cover.width)
    file = io.BytesIO()
    cover.resize((CARD_WIDTH_PX, height), Image.Resampling.LANCZOS).save(file, "WEBP", quality=84, method=4)
    return Picture(f"{stem}.webp", CARD_WIDTH_PX, height, alt), file.getvalue()


def shelf_pictures(bench: Bench) -> tuple[Mapping[tuple[int, str], ShownCover], list[tuple[str, bytes]]]:
    """Make pictures of the covers on the shelf, by number and language, and give their files.

    The large ones are given of volumes that have no text in the language: the others come with their own.
    """
    covers: dict[tuple[int, str], ShownCover] = {}
    files: list[tuple[str, bytes]] = []
    written = {(text.volume.number, text.language): text.cover for text in bench.texts}
    for each in (cover for cover in bench.shelf if cover.language in bench.languages):
        stem, alt = _named(bench, each)
        small, data = card_picture(each.front_png, f"{stem}-card", alt)
        files.append((small.src, data))
        large = written.get((each.number, each.language))
        if large is None:
            large, data = cover_picture(each.front_png, f"{stem}-cover", alt)
            files.append((large.src, data))
        covers[each.number, each.language] = ShownCover(small, large)
    return covers, files


def _named(bench: Bench, cover: ShelfCover) -> tuple[str, str]:
    """Give the path of a cover's pictures, without the ending, and its words."""
    volume, words = bench.collection.volume(cover.number), LANGUAGES[cover.language].words
    alt = words["label-value"].format(words["cover"], volume.titles[cover.language])
    return f"assets/volume-{cover.number}/{volume.slug}-{cover.language}", bench.typeset(alt, cover.language)
