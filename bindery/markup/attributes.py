"""Attribute lists in braces, as Pandoc writes them: `{.kind #id key="value" other=word}`.

In: the text between the braces. Out: classes, id and values, or what could not be read.
Source of the form: https://pandoc.org/MANUAL.html#extension-fenced_divs
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

# A list in braces, where quoted values may hold braces of their own.
BRACES = re.compile(r"""\{((?:"[^"]*"|'[^'\n]*'|[^{}"'\n])*)\}""")
_TOKEN = re.compile(
    r"""\s*(?:
        \.(?P<class>[\w-]+) | \#(?P<id>[^\s}]+)
        | (?P<key>[A-Za-z][\w-]*)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"']+))
    )(?=\s|$)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Attributes:
    """What a list in braces says; `left` is what could not be read, empty when all could."""

    classes: tuple[str, ...] = ()
    id: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    left: str = ""


def parse_attributes(text: str) -> Attributes:
    """Read a list of attributes; a colon after the brace, Python-Markdown's habit, is passed over."""
    text = text.strip().removeprefix(":").strip()
    classes: list[str] = []
    values: dict[str, str] = {}
    anchor, position = "", 0
    while position < len(text):
        token = _TOKEN.match(text, position)
        if token is None:
            break
        position = token.end()
        if token["class"]:
            classes.append(token["class"])
        elif token["id"]:
            anchor = token["id"]
        else:
            value = token["double"] if token["double"] is not None else token["single"] or token["bare"] or ""
            values[token["key"]] = value
    return Attributes(tuple(classes), anchor, values, text[position:].strip())
