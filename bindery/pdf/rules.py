"""Rules: which line of a style sheet or of a drawing asks for a paint that has no place in print.

In: files as text, by the names their authors know; `.svg` are drawings, all others style sheets (CSS Syntax 3, CSS
Color 5 as WeasyPrint reads them). Out: the file and line of the first that says so, None when none does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, cast

import tinycss2  # type: ignore[import-untyped]
from lxml import etree
from tinycss2.color5 import parse_color  # type: ignore[import-untyped]

from bindery.diagnostics import Source

Files = Mapping[str, str]
Saying = tuple[int, str, Sequence[Any]]  # line, property or element, component values
RULES = frozenset({"qualified-rule", "at-rule"})
COLOURS = ("fill", "stroke", "color", "stop-color", "flood-color", "lighting-color")  # attributes of SVG
GRADIENTS = frozenset({"linearGradient", "radialGradient"})
SHADOWS = frozenset({"box-shadow", "text-shadow"})


def rules_of(colour: str, files: Files) -> Source | None:
    """Find who says a colour, `#rrggbb`, however it is written."""
    return _first(files, partial(_says_colour, colour))


def gradient_in(files: Files) -> Source | None:
    """Find who asks for a gradient, or for a shadow, which is one."""
    return _first(files, _says_gradient)


def _first(files: Files, is_meant: Callable[[str, Any], bool]) -> Source | None:
    for path, text in files.items():
        for line, subject, values in _in_drawing(text) if path.endswith(".svg") else _in_styles(text):
            for value in _deep(values):
                if is_meant(subject, value):
                    return Source(path, line + value.source_line - 1)
    return None


def _says_colour(colour: str, _: str, value: Any) -> bool:
    read = parse_color(value)
    if read is None or isinstance(read, str):
        return False
    return "#" + "".join(f"{round(part * 255):02x}" for part in read.to("srgb").coordinates) == colour


def _says_gradient(subject: str, value: Any) -> bool:
    if subject in SHADOWS:
        return getattr(value, "lower_value", "") != "none"
    return subject in GRADIENTS or (value.type == "function" and value.lower_name.endswith("gradient"))


def _in_styles(text: str, line: int = 1) -> Iterator[Saying]:
    """Walk the declarations of a style sheet that starts on a line."""
    nodes = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    yield from ((line, declaration.name, declaration.value) for declaration in _declarations(nodes))


def _declarations(nodes: Sequence[Any]) -> Iterator[Any]:
    for node in nodes:
        if node.type == "declaration":
            yield node
        elif node.type in RULES and node.content is not None:
            yield from _declarations(tinycss2.parse_blocks_contents(node.content, True, True))


def _in_drawing(text: str) -> Iterator[Saying]:
    """Walk what a drawing says of its colours; one that cannot be read says nothing."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError:
        return
    for element in root.iter(etree.Element):
        tag, line = str(etree.QName(element).localname), cast(int, element.sourceline)
        if tag in GRADIENTS:
            yield line, tag, tinycss2.parse_component_value_list(tag)
        if tag == "style":
            yield from _in_styles(element.text or "", line)
        for attribute in COLOURS:
            yield line, attribute, tinycss2.parse_component_value_list(element.get(attribute, ""))
        for declaration in _declarations(tinycss2.parse_blocks_contents(element.get("style", ""), True, True)):
            yield line, declaration.name, declaration.value


def _deep(values: Sequence[Any]) -> Iterator[Any]:
    """Walk component values and what stands between their brackets; white space says nothing."""
    for value in values:
        if value.type not in {"whitespace", "comment"}:
            yield value
        yield from _deep(getattr(value, "arguments", None) or getattr(value, "content", None) or ())
