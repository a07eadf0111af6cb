"""Figures and data: the files that authors may name.

In: the folders `figures/` and `data/` of a volume. Out: an `Asset` for each file, pictures with their size in pixels,
SVG and CSV with their text. Sizes are read from the head of a file: no picture is decoded here.
"""

from __future__ import annotations

import io
import re
import warnings
from pathlib import Path

from lxml import etree
from PIL import Image, UnidentifiedImageError

from bindery.load.files import MAX_PICTURE_BYTES, Reading, listed, read_bytes, read_text
from bindery.model import Asset

RASTER_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".webp"})
FIGURE_SUFFIXES = RASTER_SUFFIXES | {".svg"}
DATA_SUFFIXES = frozenset({".csv"})
_NUMBER = re.compile(r"-?(?:\d+(?:\.\d+)?|\.\d+)")


def load_figures(reading: Reading, folder: Path) -> dict[str, Asset]:
    """Read the pictures of a volume, by name; files of other kinds are passed over."""
    figures = (_figure(reading, path) for path in listed(folder) if path.suffix.lower() in FIGURE_SUFFIXES)
    return {figure.name: figure for figure in figures if figure}


def load_data(reading: Reading, folder: Path) -> dict[str, Asset]:
    """Read the tables of a volume, by name."""
    assets = {}
    for path in listed(folder):
        if path.suffix.lower() in DATA_SUFFIXES:
            text = read_text(reading, path, reading.source(path))
            if text is not None:
                assets[path.name] = Asset(path.name, path, text)
    return assets


def _figure(reading: Reading, path: Path) -> Asset | None:
    if path.suffix.lower() == ".svg":
        text = read_text(reading, path, reading.source(path))
        if text is None or not is_sound_svg(reading, path, text):
            return None
        width_px, height_px = svg_size_px(text)
        return Asset(path.name, path, text, width_px, height_px)
    raw = read_bytes(reading, path, reading.source(path), MAX_PICTURE_BYTES, "missing-file")
    size = _raster_size_px(reading, path, raw) if raw is not None else None
    return Asset(path.name, path, None, *size) if size else None


def _raster_size_px(reading: Reading, path: Path, raw: bytes) -> tuple[int, int] | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(raw)) as picture:
                return picture.size
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        reading.tell("too-large", reading.source(path), "the picture has too many pixels", "make it smaller")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        hint = "save it again as PNG, JPEG or WebP"
        reading.tell("bad-picture", reading.source(path), "the file is not a picture that can be read", hint)
    return None


def is_sound_svg(reading: Reading, path: Path, text: str) -> bool:
    """Tell whether a text is an SVG drawing; where it is not, say at which line."""
    try:
        root = _svg_root(text)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        reading.tell("bad-picture", reading.source(path, line), f"this is not XML: {error.msg}", "export it again")
        return False
    if etree.QName(root).localname != "svg":
        reading.tell("bad-picture", reading.source(path, 1), "the drawing is not SVG", "export it again as SVG")
        return False
    return True


def svg_size_px(text: str) -> tuple[int, int]:
    """Give the size of a sound drawing in pixels, from its view box, else width and height; 0 where it has none."""
    root = _svg_root(text)
    numbers = [float(number) for number in _NUMBER.findall(root.get("viewBox") or "")]
    if len(numbers) == 4:
        return round(numbers[2]), round(numbers[3])
    return _length_px(root.get("width")), _length_px(root.get("height"))


def _length_px(length: str | None) -> int:
    found = _NUMBER.match(length or "")
    return round(float(found.group())) if found else 0


def _svg_root(text: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(text.encode(), parser)
