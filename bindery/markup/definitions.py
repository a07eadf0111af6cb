"""Definition lists: `Term`, then `:   definition` on the next line.

In: blocks. Out: `dl`, by Python-Markdown's own processor, kept from taking a box's label for a term. A list whose terms
are names of boxes is their legend: each term shows the sign of its box.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions.def_list import DefListExtension, DefListIndentProcessor, DefListProcessor
from markdown.treeprocessors import Treeprocessor

from bindery.markup.boxes import BOXES
from bindery.markup.desk import Desk
from bindery.markup.trees import plain_text

LEAST_NAMES = 3  # of boxes, that make a list a legend


class Definitions(DefListProcessor):
    """Python-Markdown's definition lists, whose terms are the author's own paragraphs."""

    def test(self, parent: Element, block: str) -> bool:
        """Tell whether a block gives a definition, its term standing in it or right before."""
        found = self.RE.search(block)
        if found is None or block[: found.start()].strip() or not len(parent):
            return found is not None
        before = parent[-1]
        return before.tag != "p" or (bool(before.text) and "class" not in before.attrib)


class Indented(DefListIndentProcessor):
    """One processor for what is indented below items of any list, so that lists of all sorts may nest."""

    def create_item(self, parent: Element, block: str) -> None:
        """Start the item that the list calls for."""
        item = SubElement(parent, "dd" if parent.tag == "dl" else "li")
        self.parser.parseBlocks(item, [block])


class Legends(Treeprocessor):
    """Let the terms of a legend show the signs of the boxes they name."""

    def __init__(self, md: Markdown, desk: Desk) -> None:
        super().__init__(md)
        self.kinds = {desk.word(kind): kind for kind in BOXES if kind in desk.language.words}

    def run(self, root: Element) -> None:
        """Find the legends and mark their terms."""
        for each in root.iter("dl"):
            named = [(term, self.kinds.get(plain_text(term))) for term in each.iter("dt")]
            if sum(1 for _, kind in named if kind) < LEAST_NAMES:
                continue
            each.set("class", "legend")
            for term, kind in named:
                if kind:
                    term.set("class", f"sign-{kind}")


class DefinitionLists(DefListExtension):
    """Read definition lists."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register Python-Markdown's processors, the one that starts a list being ours."""
        super().extendMarkdown(md)
        md.parser.blockprocessors.deregister("defindent")
        md.parser.blockprocessors.register(Indented(md.parser), "indent", 90)
        md.parser.blockprocessors.register(Definitions(md.parser), "deflist", 25)
        md.treeprocessors.register(Legends(md, self.desk), "legends", 1)
