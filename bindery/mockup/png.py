"""PNG files that say what they are: a picture in; bytes with an sRGB profile and 300 ppi out, the same each time.

The rows are written as they are, without PNG's filters: what stands on our covers is flat colour, which deflate packs
smaller and several times faster unfiltered (https://www.w3.org/TR/png-3/, 12.7).

The profile is the International Color Consortium's own (sRGB2014, https://www.color.org/srgbprofiles.xalter), as
WeasyPrint ships it: a profile made on the spot would carry the hour.
"""

from __future__ import annotations

import struct
import zlib
from functools import cache
from importlib.resources import files

from PIL import Image

PPI = 300

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_COLOUR_TYPES = {"L": 0, "RGB": 2, "RGBA": 6}
_PER_METRE = round(PPI / 0.0254)


def png_bytes(picture: Image.Image) -> bytes:
    """Write a picture (L, RGB or RGBA) as PNG, 300 ppi, in sRGB: same pixels, same bytes."""
    header = struct.pack(">IIBBBBB", *picture.size, 8, _COLOUR_TYPES[picture.mode], 0, 0, 0)
    return b"".join(
        (
            _SIGNATURE,
            _chunk(b"IHDR", header),
            _chunk(b"iCCP", b"ICC Profile\0\0" + zlib.compress(srgb_profile())),
            _chunk(b"pHYs", struct.pack(">IIB", _PER_METRE, _PER_METRE, 1)),
            _chunk(b"IDAT", zlib.compress(_unfiltered(picture))),
            _chunk(b"IEND", b""),
        )
    )


@cache
def srgb_profile() -> bytes:
    """Read the sRGB profile."""
    return (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()


def _unfiltered(picture: Image.Image) -> bytes:
    """Write the rows of a picture, each behind the byte of the filter that changes nothing."""
    pixels, across = memoryview(picture.tobytes()), picture.width * len(picture.mode)
    return b"".join(part for at in range(0, len(pixels), across) for part in (b"\0", pixels[at : at + across]))


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
