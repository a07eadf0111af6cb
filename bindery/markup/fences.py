"""Fences: blocks between lines of colons, and code between lines of backticks.

In: numbered lines. Out: the same lines, each fenced block replaced by a mark, and a function set aside that builds it
there. Fences nest, as in Pandoc: a line of colons closes the innermost open one. Code keeps whatever it holds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.util import AtomicString

from bindery.diagnostics import nearest_hint
from bindery.markup.attributes import Attributes, parse_attributes
from bindery.markup.desk import Desk, Fence, Kind
from bindery.markup.lines import Line, put_aside
from bindery.markup.trees import add

MAX_NESTING = 8
MAX_OPENING_LINES = 20
_OPENING = re.compile(r"\s*:{3,}\s*(?P<kind>[A-Za-z][\w-]*)?\s*(?P<list>\{.*\})?\s*:*\s*", re.DOTALL)
_CLOSING = re.compile(r"\s*:{3,}\s*")
_CODE = re.compile(r"(?P<indent>\s*)(?P<ticks>`{3,}|~{3,})\s*(?P<language>[\w-]*)[^`]*")
_ENDS_AT = re.compile(r"##\s")


@dataclass(slots=True)
class Open:
    """A fence that waits for its closing line."""

    opening: Line
    kind: str
    attributes: Attributes
    lines: list[Line] = field(default_factory=list)


class CodeFences(Preprocessor):
    """Set code aside before anything in it can be taken for markup."""

    def __init__(self, md: Markdown, desk: Desk) -> None:
        super().__init__(md)
        self.desk = desk

    def run(self, lines: Sequence[str]) -> list[str]:
        """Replace each block of code by a mark."""
        kept: list[str] = []
        position = 0
        while position < len(lines):
            line = lines[position]
            assert isinstance(line, Line)
            opening = _CODE.fullmatch(line)
            end = _code_end(lines, position, opening["ticks"]) if opening else None
            if opening and end is None:
                self.desk.report(
                    "unclosed-box", line.number, "this block of code is never closed", f"end it with {opening['ticks']}"
                )
            elif opening and end is not None:
                indent = len(opening["indent"])
                code = "\n".join(_dedent(each, indent) for each in lines[position + 1 : end])
                kept += put_aside(self.desk, line, partial(_build_code, code, opening["language"], line.number))
                position = end
            else:
                kept.append(line)
            position += 1
        return kept


def _code_end(lines: Sequence[str], start: int, ticks: str) -> int | None:
    closing = re.compile(rf"\s*{re.escape(ticks[0])}{{{len(ticks)},}}\s*")
    return next((at for at in range(start + 1, len(lines)) if closing.fullmatch(lines[at])), None)


def _dedent(line: str, width: int) -> str:
    return line[min(width, len(line) - len(line.lstrip(" "))) :]


def _build_code(code: str, language: str, line: int, parent: Element) -> None:
    block = add(parent, "pre", data_line=str(line))
    add(block, "code", class_=language and f"language-{language}").text = AtomicString(code)


class ColonFences(Preprocessor):
    """Cut the fenced blocks out of the text."""

    def __init__(self, md: Markdown, desk: Desk) -> None:
        super().__init__(md)
        self.desk = desk

    def run(self, lines: Sequence[str]) -> list[str]:
        """Replace each outermost block by a mark; those inside it have theirs in its lines."""
        outside: list[Line] = []
        opened: list[Open] = []
        rest = [line for line in lines if isinstance(line, Line)]
        position = 0
        while position < len(rest):
            line = rest[position]
            into = opened[-1].lines if opened else outside
            if _CLOSING.fullmatch(line):
                self._close(line, opened, outside)
            elif line.lstrip().startswith(":::"):
                taken = _opening_lines(rest, position)
                position += taken - 1
                if fence := self._open(line, " ".join(rest[position - taken + 1 : position + 1])):
                    opened.append(fence)
            else:
                into.append(line)
            position += 1
        while opened:
            self._recover(opened, outside)
        return list(outside)

    def _open(self, line: Line, text: str) -> Open | None:
        opening = _OPENING.fullmatch(text)
        found = parse_attributes(opening["list"][1:-1]) if opening and opening["list"] else Attributes()
        if opening is None or found.left:
            self.desk.report(
                "box-attribute",
                line.number,
                f"the opening of this box cannot be read{f' from `{found.left[:40]}` on' if found.left else ''}",
                'write `::: {.kind #id key="value"}`, values between straight double quotes',
            )
            if opening is None:
                return Open(line, "", found)
        words = [*([opening["kind"]] if opening["kind"] else []), *found.classes]
        for extra in words[1:]:
            self.desk.report(
                "unknown-class", line.number, f"`.{extra}` says nothing here", "a box has one class: its kind"
            )
        return Open(line, words[0] if words else "", found)

    def _close(self, line: Line, opened: list[Open], outside: list[Line]) -> None:
        if not opened:
            self.desk.report(
                "stray-fence", line.number, "these colons close a box that was never opened", "take the line away"
            )
            return
        fence = opened.pop()
        (opened[-1].lines if opened else outside).extend(self._set_aside(fence, len(opened) + 1))

    def _recover(self, opened: list[Open], outside: list[Line]) -> None:
        """Close a box the author forgot to close: before the next `##` heading, or at the end of its text."""
        fence = opened.pop()
        at = next((i for i, line in enumerate(fence.lines) if i and _ENDS_AT.match(line)), len(fence.lines))
        tail, fence.lines = fence.lines[at:], fence.lines[:at]
        last = next((line.number for line in reversed(fence.lines) if line.strip()), fence.opening.number)
        self.desk.report(
            "unclosed-box",
            fence.opening.number,
            f"the box `{fence.kind}` is opened here and never closed",
            f"add a line `:::` where it ends, for instance after line {last}",
        )
        into = opened[-1].lines if opened else outside
        into.extend(self._set_aside(fence, len(opened) + 1))
        into.extend(tail)

    def _set_aside(self, fence: Open, level: int) -> list[Line]:
        if level > MAX_NESTING:
            self.desk.report(
                "unknown-form",
                fence.opening.number,
                f"boxes stand {level} deep in one another here",
                f"{MAX_NESTING} is the most: take this one out of the others",
            )
            return fence.lines
        return put_aside(self.desk, fence.opening, partial(build_fence, self.desk, fence))


def _opening_lines(lines: Sequence[Line], start: int) -> int:
    """Count the lines of an opening whose braces close further down; 1 when they never do."""
    text = lines[start]
    if "{" not in text:
        return 1
    gathered = ""
    for count, line in enumerate(lines[start : start + MAX_OPENING_LINES], start=1):
        if not line.strip():
            return 1
        gathered = f"{gathered} {line}"
        if _OPENING.fullmatch(gathered) and gathered.count('"') % 2 == 0:
            return count
    return 1


def build_fence(desk: Desk, opened: Open, parent: Element) -> None:
    """Check a fenced block against its kind and build it; a block of no known kind leaves its text."""
    line = opened.opening.number
    width = len(opened.opening) - len(opened.opening.lstrip(" "))
    lines = tuple(each.saying(_dedent(each, width)) for each in opened.lines)
    kind = desk.kinds.get(opened.kind)
    if kind is None:
        if opened.kind:
            hint = nearest_hint(opened.kind, desk.kinds, "kind of box")
            desk.report("unknown-box", line, f"there is no box called `{opened.kind}`", hint)
        elif not opened.attributes.left and _OPENING.fullmatch(opened.opening):
            desk.report("unknown-box", line, "this box does not say its kind", "write `::: {.advice …}`")
        desk.parse_into(parent, lines)
        return
    anchor = opened.attributes.id
    if anchor and not desk.claim(anchor, line, kind.prefix):
        anchor = ""
    elif not anchor and kind.needs_id:
        hint = f"add `#{kind.prefix}-…` between the braces: it is numbered and referred to by it"
        desk.report("box-attribute", line, f"this {opened.kind} has no anchor", hint)
    values = _known_attributes(desk, opened, kind)
    if values is not None:
        kind.build(desk, Fence(opened.kind, anchor, values, lines, line), parent)


def _known_attributes(desk: Desk, opened: Open, kind: Kind) -> dict[str, str] | None:
    """Tell unknown and missing attributes; give the known ones, an empty text for what is missing."""
    line, given = opened.opening.number, opened.attributes.values
    for name in given:
        if name not in kind.attributes:
            hint = nearest_hint(name, kind.attributes, f"attribute of `{opened.kind}`")
            desk.report("box-attribute", line, f"`{opened.kind}` knows no attribute `{name}`", hint)
    for name in kind.required:
        if not given.get(name, "").strip():
            code = "image-alt" if name == "alt" else "box-attribute"
            desk.report(code, line, f"`{opened.kind}` needs `{name}`", f'add `{name}="…"` between the braces')
    known = {name: " ".join(value.split()) for name, value in given.items() if name in kind.attributes}
    return {**dict.fromkeys(kind.required, ""), **known}


class Fences(Extension):
    """Read boxes, figures, tables and charts between lines of colons, code between lines of backticks."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Take code out first, boxes last, once variables and notes have been seen to."""
        md.preprocessors.register(CodeFences(md, self.desk), "code_fences", 28)
        md.preprocessors.register(ColonFences(md, self.desk), "colon_fences", 24)
