"""Leftovers: marks of the dialect that stayed in the text because their form is not finished.

In: the tree once inline markup is read. Out: warnings; the text stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from bindery.diagnostics import WARNING
from bindery.markup.desk import Desk

# What is left, what it looks like, how it is written.
LEFTOVERS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"\[(?:[^\[\]]*\s)?@\w[\w:.-]*"), "citation", "write `[@key, p. 3]`"),
    (re.compile(r"\[\^[^\]\s]*"), "call of a note", "write `[^name]`, without a space"),
    (re.compile(r"\]\{[^}]*"), "span", 'write `[words]{key="value"}`, values between straight double quotes'),
    (re.compile(r":::+[^\n]*"), "box", "start its line with the colons"),
    (re.compile(r"(?<![\w@.])@(?:fig|tbl|sec|box)\b(?![-:_]\w)"), "reference", "write `@fig-name`"),
)
_BARE_KEY = re.compile(r"(?<![\w@./])@(\w[\w:-]*\w)")
_VERBATIM = frozenset({"code", "pre", "svg", "details"})


class Leftovers(Treeprocessor):
    """Look at the text for what was meant to be markup."""

    def __init__(self, md: Markdown, desk: Desk) -> None:
        super().__init__(md)
        self.desk = desk

    def run(self, root: Element) -> None:
        """Tell every leftover at its line."""
        for text, line in self._texts(root):
            if "@" in text or "[^" in text or "]{" in text or ":::" in text:
                self._look_at(text, line)

    def _texts(self, node: Element) -> Iterator[tuple[str, int]]:
        line = self.desk.lines.get(node, 0)
        if node.tag not in _VERBATIM:
            yield node.text or "", line
            for child in node:
                yield from self._texts(child)
                yield child.tail or "", self.desk.lines.get(child, line)

    def _look_at(self, text: str, line: int) -> None:
        for pattern, name, hint in LEFTOVERS:
            for found in pattern.finditer(text):
                at = line + text.count("\n", 0, found.start())
                message = f"`{found[0][:40]}` stays in the text: it looks like a {name}"
                self.desk.report("unknown-form", at, message, hint, WARNING)
        for found in _BARE_KEY.finditer(text):
            if found[1] in self.desk.context.citation_keys and "[" not in text[: found.start()].rpartition("]")[2]:
                at = line + text.count("\n", 0, found.start())
                message = f"`{found[0]}` stays in the text: it looks like a citation"
                self.desk.report("unknown-form", at, message, f"write `[{found[0]}]`", WARNING)


class LeftoversExtension(Extension):
    """Tell what was left unread."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Look once inline markup is read, while what the author escaped still differs from what is left."""
        md.treeprocessors.register(Leftovers(md, self.desk), "leftovers", 7.8)
