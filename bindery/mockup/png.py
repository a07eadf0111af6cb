"""PNG files that say what they are: a picture in; bytes with an sRGB profile and 300 ppi out, the same each time.

The profile is the International Color Consortium's own (sRGB2014, https://www.color.org/srgbprofiles.xalter), as
WeasyPrint ships it: a profile made on the spot would carry the hour.
"""

from __future__ import annotations

import io
from functools import cache
from importlib.resources import files

from PIL import Image

PPI = 300

_COMPRESSION = 9


def png_bytes(picture: Image.Image) -> bytes:
    """Write a picture as PNG, 300 ppi, in sRGB: same pixels, same bytes."""
    file = io.BytesIO()
    picture.save(file, "PNG", compress_level=_COMPRESSION, dpi=(PPI, PPI), icc_profile=srgb_profile())
    return file.getvalue()


@cache
def srgb_profile() -> bytes:
    """Read the sRGB profile."""
    return (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()
