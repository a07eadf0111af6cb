"""Definition lists: `Term`, then `:   definition` on the next line.

In: blocks. Out: `dl`, by Python-Markdown's own processor, kept from taking a box's label for a term.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions.def_list import DefListExtension, DefListIndentProcessor, DefListProcessor

from bindery.markup.desk import Desk


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


class DefinitionLists(DefListExtension):
    """Read definition lists."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register Python-Markdown's processors, the one that starts a list being ours."""
        super().extendMarkdown(md)
        md.parser.blockprocessors.deregister("defindent")
        md.parser.blockprocessors.register(Indented(md.parser), "indent", 90)
        md.parser.blockprocessors.register(Definitions(md.parser), "deflist", 25)
