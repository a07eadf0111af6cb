"""Lines that know their number: Python-Markdown keeps none, so the parser of blocks is ours.

In: the text of a chapter. Out: block elements with `data-line`, the line of the author's file they start at. The
processors of Python-Markdown cut blocks into plain strings; each is found again in the block it was cut from.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element, ElementTree

from markdown import Markdown, blockprocessors
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from bindery.markup.desk import Desk
from bindery.markup.lines import ASIDE, Block, Line, blocks_of
from bindery.markup.lists import align_lists
from bindery.markup.raw_html import set_html_aside
from bindery.markup.trees import BLOCK_TAGS

MOST_BRACKETS = 600
LONGEST_TEXT = 100_000

# Python-Markdown's own blocks but two: indented code (boxes and lists indent), underlined headings (a rule is a rule).
BLOCKS: tuple[tuple[str, type[BlockProcessor], int], ...] = (
    ("empty", blockprocessors.EmptyBlockProcessor, 100),
    ("indent", blockprocessors.ListIndentProcessor, 90),
    ("hashheader", blockprocessors.HashHeaderProcessor, 70),
    ("hr", blockprocessors.HRProcessor, 50),
    ("olist", blockprocessors.OListProcessor, 40),
    ("ulist", blockprocessors.UListProcessor, 30),
    ("quote", blockprocessors.BlockQuoteProcessor, 20),
    ("reference", blockprocessors.ReferenceProcessor, 15),
    ("paragraph", blockprocessors.ParagraphProcessor, 10),
)


class LineParser(BlockParser):
    """Python-Markdown's parser of blocks, whose blocks know their lines and tag what is built of them."""

    def __init__(self, md: Markdown, desk: Desk) -> None:
        super().__init__(md)
        self.desk = desk
        self.around: list[Block] = []
        for name, processor, priority in BLOCKS:
            self.blockprocessors.register(processor(self), name, priority)
        self.blockprocessors.register(AsideProcessor(self), "aside", 110)
        self.blockprocessors.register(StrayAsideProcessor(self), "stray_aside", 12)

    def parseDocument(self, lines: Iterable[str]) -> ElementTree:  # noqa: N802
        """Parse the lines of the chapter into a tree."""
        self.root = Element(self.md.doc_tag)
        self.parse_lines(self.root, [line for line in lines if isinstance(line, Line)])
        return ElementTree(self.root)

    def parse_lines(self, parent: Element, lines: Sequence[Line]) -> None:
        """Parse lines that know their number into `parent`, whatever surrounds them."""
        lines = align_lists(set_html_aside(self.desk, lines))
        self.state.set("fence")
        self.parseBlocks(parent, list(blocks_of(lines)))
        self.state.reset()

    def parseChunk(self, parent: Element, text: str) -> None:  # noqa: N802
        """Parse a piece of the block being read, which may hold empty lines."""
        block = self._locate(text, None)
        lines = [Line(line, number) for line, number in zip(block.split("\n"), block.numbers, strict=True)]
        self.parseBlocks(parent, list(blocks_of(lines)))

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:  # noqa: N802
        """Hand each block to the first processor that takes it, and tag with its line what was built."""
        previous: Block | None = None
        while blocks:
            block = blocks[0] = self._locate(blocks[0], previous)
            if parent is not self.root and not parent.get("data-line"):
                parent.set("data-line", str(block.line))
            count = len(parent)
            self.around.append(block)
            for processor in self.blockprocessors:
                if processor.test(parent, block) and processor.run(parent, blocks) is not False:
                    break
            self.around.pop()
            for child in parent[count:] or parent[-1:]:
                if len(parent) > count or child.tag == "dl":
                    _tag(child, block)
            previous = block

    def _locate(self, text: str, previous: Block | None) -> Block:
        if isinstance(text, Block):
            return text
        count = text.count("\n") + 1
        whole = [block for block in (previous, *self.around[-1:]) if block is not None]
        for block in whole:
            start = block.rest_at(text) if block is previous else None
            start = block.place_of(text) if start is None else start
            if start is not None:
                block.reached = max(block.reached, start + count)
                return Block(text, block.numbers[start : start + count])
        return Block(text, [whole[0].line if whole else 0] * count)


def _tag(node: Element, block: Block) -> None:
    """Tag what a block has become; what has its line already was built of a block of its own, but for new terms."""
    if node.get("data-line") and node.tag != "dl":
        return
    if node.tag in BLOCK_TAGS and not node.get("data-line"):
        node.set("data-line", str(_line_of(node, block)))
    for child in node:
        _tag(child, block)


def _line_of(node: Element, block: Block) -> int:
    if node.text and node.text.strip():
        first = node.text.strip().split("\n")[0]
        for line, number in zip(block.split("\n"), block.numbers, strict=True):
            if first in line:
                return number
    inner = (each.get("data-line") for each in node.iter())
    return next((int(line) for line in inner if line), block.line)


class AsideProcessor(BlockProcessor):
    """Build what was set aside at the place of its mark."""

    def test(self, parent: Element, block: str) -> bool:
        """Tell whether a block is the mark of something set aside."""
        return ASIDE.fullmatch(block) is not None and not self._belongs_to_list(parent, block)

    def _belongs_to_list(self, parent: Element, block: str) -> bool:
        return block.startswith(" ") and len(parent) > 0 and parent[-1].tag in ("ul", "ol", "dl")

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Call the function that was laid aside with the parent to build into."""
        found = ASIDE.fullmatch(blocks.pop(0))
        parser = self.parser
        assert found is not None and isinstance(parser, LineParser)
        parser.desk.set_aside[int(found[1])](parent)


class StrayAsideProcessor(AsideProcessor):
    """Build what was set aside where no list took it in, for all its indentation."""

    def _belongs_to_list(self, parent: Element, block: str) -> bool:
        return False


class NumberLines(Preprocessor):
    """Give each line its number in the file of the author."""

    def __init__(self, md: Markdown, first: int) -> None:
        super().__init__(md)
        self.first = first

    def run(self, lines: list[str]) -> list[str]:
        """Number the lines from the first of the body."""
        return [Line(line, number) for number, line in enumerate(lines, start=self.first)]


class BoundText(Treeprocessor):
    """Leave a text of more brackets than anyone writes as it stands: reading it would take minutes."""

    def __init__(self, md: Markdown, desk: Desk) -> None:
        super().__init__(md)
        self.desk = desk

    def run(self, root: Element) -> None:
        """Look at every text before inline markup is read."""
        for node in root.iter():
            if node.text and (node.text.count("[") > MOST_BRACKETS or len(node.text) > LONGEST_TEXT):
                node.text = AtomicString(node.text)
                line = int(node.get("data-line") or 0)
                self.desk.report("unknown-form", line, "this paragraph is too long to be read", "cut it in two")


class SettleLines(Treeprocessor):
    """Hand lines down to the blocks without one, and note the line of every inline element."""

    def __init__(self, md: Markdown, desk: Desk) -> None:
        super().__init__(md)
        self.desk = desk

    def run(self, root: Element) -> None:
        """Walk in the order of reading, counting the ends of lines in the text."""
        self._walk(root, max(1, self.desk.chapter.source.line))

    def _walk(self, node: Element, line: int) -> int:
        if node.tag in BLOCK_TAGS and node is not self.md.parser.root:
            line = int(node.get("data-line") or line)
            node.set("data-line", str(line))
        self.desk.lines[node] = line
        if node.tag == "table":
            self._walk_table(node, line)
            return line
        line += _ends(node.text) + (node.tag == "br") + int(node.attrib.pop("data-ends", 0))
        for child in node:
            line = self._walk(child, line) + _ends(child.tail)
        return line

    def _walk_table(self, table: Element, line: int) -> None:
        for position, row in enumerate(table.iter("tr")):
            number = line if position == 0 else line + 1 + position  # the dashes take a line
            for cell in row.iter():
                self.desk.lines[cell] = number


def _ends(text: str | None) -> int:
    return text.count("\n") if text else 0


class SourceLines(Extension):
    """Make blocks know their lines."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Replace the parser of blocks, number the lines, settle them once inline markup is read."""
        md.parser = self.desk.parser = LineParser(md, self.desk)
        md.preprocessors.register(NumberLines(md, max(1, self.desk.chapter.source.line)), "source_lines", 29)
        md.treeprocessors.register(BoundText(md, self.desk), "bound_text", 25)
        md.treeprocessors.register(SettleLines(md, self.desk), "settle_lines", 7.9)
