"""Colours of the collection: reads `styles/tokens.yaml` into frozen inks, palettes and tables.

In: a YAML file with `commons` and `palettes`, each colour given as sRGB hex and as CMYK in percent. Out: `Tokens`,
from which styles take CSS variables and print takes its table sRGB -> CMYK. Rules: total ink at most 300 %, the limit
of the printing condition ISO Coated v2 300 % (FOGRA39); contrast as in WCAG 2.2
(https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

Cmyk = tuple[float, float, float, float]

MAX_TOTAL_INK_PERCENT = 300
_HEX = re.compile(r"#[0-9a-f]{6}")


class TokensError(ValueError):
    """Tell what is wrong with the table of colours; the message names the file and the token."""


@dataclass(frozen=True, slots=True)
class Ink:
    """A colour and its two values: `rgb` as #rrggbb in lower case, `cmyk` in percent."""

    name: str
    rgb: str
    cmyk: Cmyk

    def __str__(self) -> str:
        return self.rgb


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one volume, by role; `back_1` to `back_5` draw its territory at night."""

    dark: Ink
    mid: Ink
    light: Ink
    accent: Ink
    paper: Ink
    deepest: Ink
    wash: Ink
    tint: Ink
    back_1: Ink
    back_2: Ink
    back_3: Ink
    back_4: Ink
    back_5: Ink

    def __iter__(self) -> Iterator[Ink]:
        return (getattr(self, field.name) for field in fields(self))


@dataclass(frozen=True, slots=True)
class Tokens:
    """All colours: the commons by name, and a palette for each volume number."""

    commons: Mapping[str, Ink]
    palettes: Mapping[int, Palette]

    def palette(self, volume_number: int) -> Palette:
        """Give a volume's palette; a collection longer than the table starts again at the first."""
        numbers = sorted(self.palettes)
        return self.palettes[numbers[(volume_number - 1) % len(numbers)]]

    def __iter__(self) -> Iterator[Ink]:
        yield from self.commons.values()
        for number in sorted(self.palettes):
            yield from self.palettes[number]


def load_tokens(path: Path) -> Tokens:
    """Read the table of colours; raise `TokensError` on a missing, unknown or unprintable one."""
    try:
        table = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        commons = {name: _ink(name, value) for name, value in table["commons"].items()}
        palettes = {int(number): _palette(roles) for number, roles in table["palettes"].items()}
    except (YAMLError, KeyError, TypeError, AttributeError, ValueError) as fault:
        raise TokensError(f"{path.name}: {fault}") from fault
    if not palettes or not {"ink", "white"} <= commons.keys():
        raise TokensError(f"{path.name}: `ink`, `white` and at least one palette are needed")
    tokens = Tokens(commons, palettes)
    ink_table(tokens)
    return tokens


def css_variables(tokens: Tokens, palette: Palette) -> str:
    """Write the colours as CSS custom properties: `:root{--ink:#1a1a1a;…;--dark:#16255c;…}`."""
    inks = (*tokens.commons.values(), *palette)
    return ":root{" + "".join(f"--{ink.name}:{ink.rgb};" for ink in inks) + "}"


def ink_table(tokens: Tokens) -> dict[str, Cmyk]:
    """Map each sRGB hex to its CMYK in percent; raise `TokensError` when one hex has two values."""
    table: dict[str, Cmyk] = {}
    for ink in tokens:
        if table.setdefault(ink.rgb, ink.cmyk) != ink.cmyk:
            raise TokensError(f"`{ink.name}`: {ink.rgb} has two CMYK values, {table[ink.rgb]} and {ink.cmyk}")
    return table


def contrast_ratio(one: str, other: str) -> float:
    """Compute the contrast of two hex colours, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(rgb: str) -> float:
    channels = (int(rgb[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _palette(roles: Mapping[str, Any]) -> Palette:
    names = {field.name.replace("_", "-"): field.name for field in fields(Palette)}
    if wrong := roles.keys() ^ names.keys():
        raise TokensError(f"roles missing or unknown in a palette: {', '.join(sorted(wrong))}")
    return Palette(**{names[name]: _ink(name, value) for name, value in roles.items()})


def _ink(name: str, value: Mapping[str, Any]) -> Ink:
    rgb, cmyk = value["rgb"], tuple(float(percent) for percent in value["cmyk"])
    if not _HEX.fullmatch(rgb):
        raise TokensError(f"`{name}`: {rgb!r} is not a colour like #16255c")
    if len(cmyk) != 4 or not all(0 <= percent <= 100 for percent in cmyk):
        raise TokensError(f"`{name}`: CMYK takes four values from 0 to 100")
    if sum(cmyk) > MAX_TOTAL_INK_PERCENT:
        raise TokensError(f"`{name}`: {sum(cmyk):g} % of ink; {MAX_TOTAL_INK_PERCENT} % is the most that dries")
    return Ink(name, rgb, cmyk)
