"""YAML text becomes plain values that know their lines.

In: YAML 1.2 text (https://yaml.org/spec/1.2.2/). Out: a `Document` of dicts, lists, text, numbers, dates and None,
with the line of every key and item. Tags, merge keys, several documents, repeated keys and aliases that swell are
refused: the file is written by hand, and whatever it holds must be seen in it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bindery.diagnostics import Source

Place = tuple[str | int, ...]

MAX_NODES = 50_000  # aliases count each time they are followed
MAX_DEPTH = 40
MAX_BRACKETS = 200
_BRACKETS = re.compile(r"[\[\]{}]")
_TAG = "tag:yaml.org,2002:"


class DocumentError(ValueError):
    """Tell what is wrong with the YAML, at which line of the text, and how to mend it."""

    def __init__(self, message: str, line: int, hint: str = "") -> None:
        super().__init__(message)
        self.line = line
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Document:
    """A value read from YAML, and the line of everything in it."""

    value: object
    lines: Mapping[Place, int]
    file: Source

    def at(self, place: Place) -> Source:
        """Give the source of a place; of the nearest one above it when it is not there."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.file.at(self.lines.get(place, 1))


def parse_yaml(text: str, file: Source, first_line: int = 1) -> Document:
    """Read one YAML document whose text starts at `first_line` of its file; DocumentError when it is not sound."""
    _refuse_towers(text, first_line)
    try:
        node = YAML(typ="safe", pure=True).compose(text)
        walk = _Walk(first_line)
        value = walk.value(node, ()) if node is not None else None
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise DocumentError(_plain_problem(error), (mark.line if mark else 0) + first_line, _hint(error)) from None
    except YAMLError:
        raise DocumentError("a character that YAML forbids", first_line, "delete control characters") from None
    except RecursionError:
        raise DocumentError("the YAML is nested too deep", first_line, "write it flat") from None
    return Document(value, walk.lines, file)


def _refuse_towers(text: str, first_line: int) -> None:
    """Refuse brackets piled up by the hundred: the scanner's time grows with the square of their number."""
    depth = 0
    for bracket in _BRACKETS.finditer(text):
        depth = depth + 1 if bracket.group() in "[{" else max(0, depth - 1)
        if depth > MAX_BRACKETS:
            line = text.count("\n", 0, bracket.start()) + first_line
            raise DocumentError("the YAML is nested too deep", line, "write it flat, and close every bracket")


def _plain_problem(error: MarkedYAMLError) -> str:
    return str(error.problem or error.context or "this is not YAML").replace("\n", " ")


def _hint(error: MarkedYAMLError) -> str:
    problem = str(error.problem or "")
    if "mapping values are not allowed" in problem:
        return "put text that holds a colon in quotes, and line the keys up"
    if "cannot start any token" in problem:
        return "indent with spaces, and put text that starts with a sign in quotes"
    if "undefined alias" in problem:
        return "put text that starts with `*` in quotes"
    return "check the indentation, the quotes and the brackets of this line and the one above"


class _Walk:
    """Turn nodes into plain values, and remember the line of each place."""

    def __init__(self, first_line: int) -> None:
        self.first_line = first_line
        self.lines: dict[Place, int] = {(): first_line}
        self.nodes_left = MAX_NODES

    def value(self, node: Node, place: Place) -> object:
        self.nodes_left -= 1
        if self.nodes_left < 0 or len(place) > MAX_DEPTH:
            raise DocumentError("aliases or nesting make this too large", self.line(node), "write the values out")
        if isinstance(node, MappingNode):
            return self.mapping(node, place)
        if isinstance(node, SequenceNode):
            return self.sequence(node, place)
        return self.scalar(node)

    def line(self, node: Node) -> int:
        return int(node.start_mark.line) + self.first_line

    def mapping(self, node: MappingNode, place: Place) -> dict[str, object]:
        self.refuse_tag(node, "map")
        value: dict[str, object] = {}
        for key_node, value_node in node.value:
            key, line = self.key(key_node), self.line(key_node)
            if key in value:
                first = self.lines[*place, key]
                raise DocumentError(f"the key `{key}` is given twice", line, f"it is first given in line {first}")
            self.lines[*place, key] = line
            value[key] = self.value(value_node, (*place, key))
        return value

    def key(self, node: Node) -> str:
        if not isinstance(node, ScalarNode) or str(node.tag) == f"{_TAG}merge":
            raise DocumentError("a key must be a plain word", self.line(node), "write `key: value`")
        return str(node.value)

    def sequence(self, node: SequenceNode, place: Place) -> list[object]:
        self.refuse_tag(node, "seq")
        items = []
        for index, item in enumerate(node.value):
            self.lines[*place, index] = self.line(item)
            items.append(self.value(item, (*place, index)))
        return items

    def scalar(self, node: Node) -> object:
        kind = str(node.tag).removeprefix(_TAG)
        text = str(node.value)
        if kind == "str":
            return _sound_text(text)
        read = _SCALARS.get(kind)
        if read is None:
            raise DocumentError(f"the tag `{node.tag}` is not known", self.line(node), "delete it")
        try:
            return read(text)
        except ValueError:
            raise DocumentError(
                f"`{text}` is not a valid {_KINDS[kind]}", self.line(node), "mend it, or quote it"
            ) from None

    def refuse_tag(self, node: Node, kind: str) -> None:
        if str(node.tag) != f"{_TAG}{kind}":
            raise DocumentError(f"the tag `{node.tag}` is not known", self.line(node), "delete it")


def _sound_text(text: str) -> str:
    return text.encode("utf-8", errors="replace").decode("utf-8")  # an escape may write half a surrogate pair


def _moment(text: str) -> date:
    return date.fromisoformat(text) if len(text) <= 10 else datetime.fromisoformat(text)


def _whole(text: str) -> int:
    digits = text.replace("_", "")
    return int(digits, 0) if digits.lstrip("+-")[:2].lower() in {"0x", "0o", "0b"} else int(digits)


def _finite(text: str) -> float:
    number = float(text.replace("_", ""))
    if not math.isfinite(number):
        raise ValueError(text)
    return number


_SCALARS = {
    "null": lambda _: None,
    "bool": lambda text: text.lower() == "true",
    "int": _whole,
    "float": _finite,
    "timestamp": _moment,
}
_KINDS = {"null": "empty value", "bool": "yes or no", "int": "number", "float": "number", "timestamp": "date"}
