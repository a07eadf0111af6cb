"""What every test of the dialect does: read a text and look at its tree."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from bindery.diagnostics import Source
from bindery.markup import Marked, MarkupContext, parse
from bindery.model import Asset, Chapter
from bindery.tokens import Palette, load_tokens

FILE = "content/volume-6/en/02-notions.md"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle id="dot" cx="5" cy="5" r="4"/></svg>'
SHEET = "Année [fr] Year [en],Travaux [fr] Works [en],Études [fr] Studies [en]\n2020,5350000,4.31\n2022,5382000,3\n"
VARIABLES: Mapping[str, object] = {
    "launch": {"date": date(2022, 11, 24)},
    "volume": {"number": 6, "year": 2022},
    "facts": {
        "threshold": {"value": 5382000, "unit": "EUR"},
        "share": {"value": 14.5, "unit": "%"},
        "towns": 262,
        "people": 3_600_000,
        "event": {"fr": "Foire", "en": "Fair"},
        "french_only": {"fr": "Foire"},
    },
}


@cache
def palette() -> Palette:
    """Load the colours of volume 6 once."""
    return load_tokens(Path(__file__).parents[2] / "styles" / "tokens.yaml").palette(6)


def context(language: str = "en", **others: Any) -> MarkupContext:
    """Give a chapter a few things it may name."""
    known: dict[str, Any] = {
        "variables": VARIABLES,
        "figures": {
            "plan.svg": Asset("plan.svg", Path("plan.svg"), SVG),
            "map.svg": Asset("map.svg", Path("map.svg"), SVG),
            "map.fr.svg": Asset("map.fr.svg", Path("map.fr.svg"), SVG.replace("circle", "ellipse")),
            "photo.jpg": Asset("photo.jpg", Path("photo.jpg"), None, 1600, 900),
        },
        "data": {"thresholds.csv": Asset("thresholds.csv", Path("thresholds.csv"), SHEET)},
        "palette": palette(),
        "citation_keys": frozenset({"eca2018", "law2016"}),
        "glossary_terms": frozenset({"living-lab", "ppp"}),
    }
    return MarkupContext(language=language, **{**known, **others})


def chapter(text: str, line: int = 1) -> Chapter:
    """Make a chapter of a text that starts at a line of its file."""
    return Chapter("notions", "chapter", "Notions", "Notions", "", text, Source(FILE, line))


def read(text: str, language: str = "en", line: int = 1, **others: Any) -> Marked:
    """Read a text."""
    return parse(chapter(text, line), context(language, **others))


def tree(text: str, language: str = "en", line: int = 1, **others: Any) -> etree._Element:
    """Read a text in which nothing is wrong, and parse its body."""
    marked = read(text, language, line, **others)
    assert [str(each) for each in marked.diagnostics] == []
    return root_of(marked)


def root_of(marked: Marked) -> etree._Element:
    """Parse a body as XML."""
    return etree.fromstring(f"<body>{marked.body}</body>")


def told(text: str, **others: Any) -> list[tuple[str, int]]:
    """Read a text and give the codes and lines of what is told."""
    return [(each.code, each.source.line) for each in read(text, **others).diagnostics]


def words(element: etree._Element) -> str:
    """Give the text of an element, white space folded."""
    return " ".join("".join(element.itertext()).split())


def one(root: etree._Element, path: str) -> etree._Element:
    """Find the one element of a path."""
    found = root.xpath(path)
    assert isinstance(found, list) and len(found) == 1, f"{path}: {found}"
    element = found[0]
    assert isinstance(element, etree._Element)
    return element
