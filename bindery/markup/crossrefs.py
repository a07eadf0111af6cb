"""Cross-references: `@fig-scale`, `@tbl-…`, `@sec-…`, `@box-…` in the text.

In: inline text. Out: an empty link `a.xref` that `assemble` fills with words, number and page.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from bindery.markup.desk import ANCHOR, Desk
from bindery.markup.trees import drop, parents

KINDS = ("fig", "tbl", "sec", "box")
REFERENCE = rf"(?<![\w@./\\])@((?:{'|'.join(KINDS)})[-:_][\w:-]*\w)"


class CrossReference(InlineProcessor):
    """Read `@kind-name`."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        """Leave an empty link to the anchor."""
        return Element("a", {"class": "xref", "href": f"#{m[1]}"}), m.start(0), m.end(0)


class CheckReferences(Treeprocessor):
    """Give each reference its line, and tell those that are not spelled as anchors are."""

    def __init__(self, md: Markdown, desk: Desk) -> None:
        super().__init__(md)
        self.desk = desk

    def run(self, root: Element) -> None:
        """Look at every reference."""
        above = parents(root)
        for reference in [a for a in root.iter("a") if a.get("class") == "xref"]:
            line = self.desk.lines.get(reference, 0)
            reference.set("data-line", str(line))
            anchor = reference.get("href", "#")[1:]
            if not ANCHOR.fullmatch(anchor):
                wanted = re.sub(r"[^a-z0-9]+", "-", anchor.lower()).strip("-")
                self.desk.report("bad-id", line, f"`@{anchor}` is no reference", f"anchors look like `@{wanted}`")
                drop(above[reference], reference)


class CrossReferences(Extension):
    """Read cross-references."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Read references after links, so that an address may hold an `@`."""
        md.inlinePatterns.register(CrossReference(REFERENCE, md), "cross_reference", 105)
        md.treeprocessors.register(CheckReferences(md, self.desk), "check_references", 4)
