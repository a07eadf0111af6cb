"""Headings: `##` to `####`, each with an anchor.

In: the tree. Out: `h2` to `h4` that skip no level, the author's anchor or one made of chapter and title. The chapter's
own title is written by `assemble`, so that a body has no `#`.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from bindery.markup.desk import Desk
from bindery.markup.trees import plain_text, slug

DEEPEST_LEVEL = 4


class Headings(Treeprocessor):
    """Check the levels of headings, and take every anchor the author gives in a list of attributes."""

    def __init__(self, md: Markdown, desk: Desk) -> None:
        super().__init__(md)
        self.desk = desk

    def run(self, root: Element) -> None:
        """Look at headings in reading order."""
        self._take_anchors(root)
        level = 1
        for heading in root.iter():
            if heading.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
                level = self._check_level(heading, level)
                if not heading.get("id"):
                    heading.set("id", self.desk.invent(f"{self.desk.chapter.id}-{slug(plain_text(heading))}"))

    def _take_anchors(self, root: Element) -> None:
        for element in root.iter():
            if anchor := element.attrib.pop("data-id", ""):
                line = self.desk.lines.get(element, 0)
                if self.desk.claim(anchor, line, "sec" if element.tag[0] == "h" and element.tag != "hr" else ""):
                    element.set("id", anchor)

    def _check_level(self, heading: Element, before: int) -> int:
        level, line = int(heading.tag[1]), self.desk.lines.get(heading, 0)
        allowed = max(2, min(level, before + 1, DEEPEST_LEVEL))
        if level == 1:
            message, hint = "a chapter has one title, in its front matter", "start headings at `##`"
            self.desk.report("heading-level", line, message, hint)
        elif level > DEEPEST_LEVEL:
            self.desk.report("heading-level", line, f"headings stop at `{'#' * DEEPEST_LEVEL}`", "write it in bold")
        elif level > before + 1:
            message, hint = "a level of headings is skipped here", f"write `{'#' * allowed}`"
            self.desk.report("heading-level", line, message, hint)
        heading.tag = f"h{allowed}"
        return allowed


class HeadingsExtension(Extension):
    """Check headings."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Look at headings before anything refers to them."""
        md.treeprocessors.register(Headings(md, self.desk), "headings", 6.5)
