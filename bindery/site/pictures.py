"""The pictures of a text on the site, made small enough for a page.

In: the front cover and the mockup as PNG. Out: pictures with their size, and their bytes. The cover is JPEG, which
every social network shows; the mockup is WebP (https://developers.google.com/speed/webp), which keeps its shadow on
nothing.
"""

from __future__ import annotations

import io

from PIL import Image

from bindery.site.model import Picture

COVER_HEIGHT_PX = 900
MOCKUP_WIDTH_PX = 960
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
