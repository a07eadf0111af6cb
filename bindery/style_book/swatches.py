"""Swatches: the colours and the sizes of type, shown with the values that the styles give them.

In: tokens and the text of `print.css`. Out: drawings, tables and facts that the chapters of the style book name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import tinycss2  # type: ignore[import-untyped]

from bindery.art.svg import document, number, rect
from bindery.model import Asset
from bindery.tokens import Ink, Tokens

WIDTH_MM, ACROSS = 142.0, 8
SWATCH_MM, GAP_MM, ROW_MM = 17.0, 0.86, 26.0
_VARIABLE = re.compile(r"var\((--[\w-]+)\)")
_SIZES = re.compile(r"(?P<size>[\d.]+)pt(?:/(?P<leading>[\d.]+)(?P<unit>pt|mm)?)?")

# What is shown of the type: its name in French and in English, and the selectors that set it in print.css.
TYPE: Sequence[tuple[str, str, str]] = (
    ("Titre de chapitre", "Title of a chapter", "h1; h1.title"),
    ("Promesse", "Promise", ".promise"),
    ("Intertitre (##)", "Heading (##)", "h2"),
    ("Sous-titre (###)", "Subheading (###)", "h3"),
    ("Petit titre (####)", "Small heading (####)", "h4"),
    ("Texte", "Text", "html"),
    ("Encadré", "Box", ".box"),
    ("Chiffre clé", "Key figure", ".box .figure-value"),
    ("Citation", "Quotation", ".quote"),
    ("Tableau", "Table", "table"),
    ("Légende", "Caption", "figcaption; .figure > figcaption"),
    ("Note marginale", "Marginal note", ".margin-note"),
    ("Note de bas de page", "Footnote", ".footnote"),
)


def palette_svg(inks: Sequence[Ink]) -> str:
    """Draw inks side by side, each over its name, its sRGB and its CMYK."""
    rows = -(-len(inks) // ACROSS)
    body = [part for index, ink in enumerate(inks) for part in _swatch(index, ink)]
    return document(body, 0, 0, WIDTH_MM, rows * ROW_MM - 2)


def _swatch(index: int, ink: Ink) -> Iterator[str]:
    x, y = (index % ACROSS) * (SWATCH_MM + GAP_MM), (index // ACROSS) * ROW_MM
    yield rect(x, y, SWATCH_MM, 13, "#c8c8c8", 1)  # an outline that shows white on white
    yield rect(x + 0.1, y + 0.1, SWATCH_MM - 0.2, 12.8, ink.rgb, 0.95)
    values = " ".join(f"{value:g}" for value in ink.cmyk)
    for offset, words, weight in ((16.4, ink.name, 700), (19.4, ink.rgb, 400), (22.2, values, 400)):
        yield (
            f'<text x="{number(x)}" y="{number(y + offset)}" font-family="Archivo" font-size="2.3" '
            f'font-weight="{weight}" fill="#1a1a1a">{words}</text>'
        )


def in_words(inks: Sequence[Ink]) -> str:
    """Say inks and their values in a line."""
    return "; ".join(f"{ink.name} {ink.rgb}, CMYK {' '.join(f'{v:g}' for v in ink.cmyk)}" for ink in inks)


def colour_assets(tokens: Tokens, folder: Path) -> tuple[dict[str, Asset], dict[str, str]]:
    """Give a drawing for the commons and one for each palette, and what each shows in words, `colours_1` and so on."""
    groups: dict[str, Sequence[Ink]] = {"commons": tuple(tokens.commons.values())}
    groups |= {str(volume): tuple(palette) for volume, palette in sorted(tokens.palettes.items())}
    drawings = {
        f"colours-{name}.svg": Asset(f"colours-{name}.svg", folder / f"colours-{name}.svg", palette_svg(inks))
        for name, inks in groups.items()
    }
    return drawings, {f"colours_{name}": in_words(inks) for name, inks in groups.items()}


def type_asset(styles: str, folder: Path) -> Asset:
    """Write the table of the sizes of type."""
    rules = Rules(styles)
    rows = ["Élément [fr] Element [en],Caractère [fr] Face [en],Corps (pt) [fr] Size (pt) [en],"
            "Interligne (pt) [fr] Leading (pt) [en]"]  # fmt: skip
    for french, english, selectors in TYPE:
        face, size, leading = rules.type_of(*selectors.split("; "))
        rows.append(f"{french} [fr] {english} [en],{face},{size},{leading}")
    return Asset("type.csv", folder / "type.csv", "\n".join(rows) + "\n")


class Rules:
    """The declarations of a style sheet by selector, custom properties written out."""

    def __init__(self, styles: str) -> None:
        self.by_selector: dict[str, dict[str, str]] = {}
        for rule in tinycss2.parse_stylesheet(styles, skip_comments=True, skip_whitespace=True):
            if rule.type == "qualified-rule":
                said = {
                    each.lower_name: tinycss2.serialize(each.value).strip()
                    for each in tinycss2.parse_blocks_contents(rule.content)
                    if each.type == "declaration"
                }
                for selector in tinycss2.serialize(rule.prelude).split(","):
                    self.by_selector.setdefault(" ".join(selector.split()), {}).update(said)
        self.variables = self.by_selector.get(":root", {})

    def type_of(self, *selectors: str) -> tuple[str, str, str]:
        """Tell the face, the size and the leading, in points, that selectors set; the text's where they set none."""
        said: dict[str, str] = {}
        for selector in ("html", *selectors):
            said |= self._type(self.by_selector[selector])
        return said["face"], said["size"], said["leading"]

    def _type(self, rule: Mapping[str, str]) -> dict[str, str]:
        said: dict[str, str] = {}
        for name in ("font", "font-size", "line-height", "font-family"):
            value = self._written(rule.get(name, ""))
            sizes = _SIZES.search(value)
            if sizes and name == "line-height":
                said["leading"] = sizes["size"]
            elif sizes:
                said["size"] = sizes["size"]
                if sizes["leading"]:
                    said["leading"] = self._points(sizes)
            if family := re.search(r'"([^"]+)"', value):
                said["face"] = family[1]
        return said

    def _points(self, sizes: re.Match[str]) -> str:
        if sizes["unit"]:
            return sizes["leading"]
        return f"{float(sizes['size']) * float(sizes['leading']):g}"

    def _written(self, value: str) -> str:
        while found := _VARIABLE.search(value):
            value = value.replace(found[0], self.variables[found[1]])
        return value
