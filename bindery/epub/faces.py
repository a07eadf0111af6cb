"""The faces of an e-book, cut down to the characters it prints.

In: the collection's font files and the text of the book. Out: OpenType fonts that any reader takes (no WOFF2: Kobo
knows TrueType, OpenType and WOFF 1.0), and the `@font-face` rules that name them. HarfBuzz cuts
(https://harfbuzz.github.io/harfbuzz-hb-subset.html), fontTools renames.

Cut fonts are changed fonts: the SIL Open Font License keeps the makers' reserved names for the unchanged ones, so
ours are renamed, in the style sheet and inside the files alike.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import uharfbuzz as harfbuzz  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont

from bindery.epub.container import Part

# Names inside a font that hold its family or its own name (https://learn.microsoft.com/typography/opentype/spec/name).
FAMILY_NAME, STYLE_NAME, UNIQUE_NAME, FULL_NAME, POSTSCRIPT_NAME = 1, 2, 3, 4, 6
ALL_NAMES = range(256)  # those above name the features kept, and are kept with them
DROPPED_NAMES = frozenset({16, 17, 18, 21, 22, 25})
STYLE_NAMES = {
    (400, "normal"): "Regular",
    (400, "italic"): "Italic",
    (700, "normal"): "Bold",
    (700, "italic"): "Bold Italic",
}


@dataclass(frozen=True, slots=True)
class Face:
    """One font of the e-book: family name there, weight, style, and the file it is cut from."""

    family: str
    weight: int
    style: str
    file: str

    @property
    def stands_behind(self) -> bool:
        """Tell whether the face only serves where those before it have no drawing."""
        return self.family.endswith((" More", " Signs"))

    @property
    def href(self) -> str:
        """Give the path of the cut font in the e-book, without its ending."""
        return f"fonts/{self.family.replace(' ', '')}-{STYLE_NAMES[self.weight, self.style].replace(' ', '')}"


# What setting text needs: kerning, ligatures, marks, figures in columns and on the line; no small capitals, fractions.
LAYOUT_FEATURES = ("calt", "ccmp", "kern", "liga", "lnum", "locl", "mark", "mkmk", "tnum")
SPACES = frozenset({" ", "\u00a0", "\n"})

FACES = (
    Face("Guide Serif", 400, "normal", "source-serif-4-latin-400-normal.ttf"),
    Face("Guide Serif", 400, "italic", "source-serif-4-latin-400-italic.ttf"),
    Face("Guide Serif", 700, "normal", "source-serif-4-latin-700-normal.ttf"),
    Face("Guide Sans", 400, "normal", "archivo-latin-400-normal.ttf"),
    Face("Guide Sans", 700, "normal", "archivo-latin-700-normal.ttf"),
    Face("Guide Serif More", 400, "normal", "source-serif-4-latin-ext-400-normal.ttf"),
    Face("Guide Sans More", 400, "normal", "archivo-latin-ext-400-normal.ttf"),
    Face("Guide Signs", 400, "normal", "bindery-signs.ttf"),
)


def cut_faces(files: Mapping[str, bytes], characters: frozenset[str]) -> Iterator[tuple[Face, Part]]:
    """Cut each face down to the characters of the book; a face that has none of them is left out.

    The faces that stand behind others (`More`, `Signs`) hold only what those before them lack.
    """
    drawn: set[str] = set()
    for face in FACES:
        if face.file not in files:
            continue
        font = files[face.file]
        wanted = characters & {chr(code) for code in harfbuzz.Face(font).unicodes}
        if face.stands_behind:
            wanted = wanted - drawn
        if not wanted - SPACES:
            continue
        drawn |= wanted
        kind = "otf" if font.startswith(b"OTTO") else "ttf"
        anchor = face.href.removeprefix("fonts/").lower()
        yield face, Part(f"font-{anchor}", f"{face.href}.{kind}", f"font/{kind}", cut(font, face, wanted))


def cut(font: bytes, face: Face, characters: frozenset[str]) -> bytes:
    """Cut one font down, without its hints, and rename it."""
    order = harfbuzz.SubsetInput()
    order.flags = harfbuzz.SubsetFlags.NO_HINTING | harfbuzz.SubsetFlags.NOTDEF_OUTLINE
    order.unicode_set.update({ord(character) for character in characters})
    order.name_id_set.update(set(ALL_NAMES))
    order.layout_feature_tag_set.clear()
    order.layout_feature_tag_set.update({int.from_bytes(feature.encode(), "big") for feature in LAYOUT_FEATURES})
    small = harfbuzz.subset(harfbuzz.Face(font), order).blob.data
    named = TTFont(io.BytesIO(small), recalcTimestamp=False, lazy=True)
    rename(named, face)
    written = io.BytesIO()
    named.save(written, reorderTables=True)
    return written.getvalue()


def rename(font: TTFont, face: Face) -> None:
    """Give a cut font the name it bears in the style sheet."""
    style = STYLE_NAMES[face.weight, face.style]
    own = f"{face.family.replace(' ', '')}-{style.replace(' ', '')}"
    names = {
        FAMILY_NAME: face.family,
        STYLE_NAME: style,
        UNIQUE_NAME: own,
        FULL_NAME: f"{face.family} {style}",
        POSTSCRIPT_NAME: own,
    }
    table = font["name"]
    table.names = [record for record in table.names if record.nameID not in DROPPED_NAMES]
    for record in list(table.names):
        if record.nameID in names:
            table.setName(names[record.nameID], record.nameID, record.platformID, record.platEncID, record.langID)
    if "CFF " in font:
        outlines = font["CFF "].cff
        outlines.fontNames = [own]
        outlines.topDictIndex[0].FullName = names[FULL_NAME]
        outlines.topDictIndex[0].FamilyName = face.family


def face_rules(cut_faces: list[tuple[Face, Part]], up: str = "../") -> str:
    """Write the `@font-face` rules of the cut fonts, as seen from the style sheet."""
    formats = {"font/otf": "opentype", "font/ttf": "truetype"}
    return "".join(
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; font-style: {face.style}; '
        f'src: url("{up}{part.href}") format("{formats[part.media_type]}"); }}\n'
        for face, part in cut_faces
    )
