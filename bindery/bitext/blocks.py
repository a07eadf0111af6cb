"""The blocks of a chapter, such as they are paired: one for each thing an author writes or translates in one go.

In: a chapter in one language. Out: frozen `Block`s in the order of reading; a box, a list or a table holds its own.
Each has its line, what it says in any language, and the hash of its source, white space folded.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from xml.etree.ElementTree import Element

from bindery.bitext.wording import Wording, read_wording
from bindery.diagnostics import Source
from bindery.markup.attributes import BRACES, parse_attributes
from bindery.markup.boxes import BOXES
from bindery.markup.outline import outline
from bindery.markup.trees import BLOCK_TAGS
from bindery.model import Chapter

DIGITS = 12  # of a hash: forty-eight bits, for a few thousand blocks
NAMES: Mapping[str, str] = {
    "p": "paragraph",
    "ul": "list",
    "ol": "numbered list",
    "li": "item",
    "dl": "list of definitions",
    "dt": "defined word",
    "dd": "definition of a word",
    "blockquote": "quotation",
    "table": "grid of a table",
    "tr": "row",
    "pre": "code",
    "hr": "rule",
}
LISTS = frozenset({"ul", "ol", "dl"})
CAPTIONED = frozenset({"figure", "chart", "table"})
READ_OUT = ("title", "value", "by", "alt", "unit", "source", "credit")  # attributes that hold words
FILES = ("src", "data", "type")
_HEADING = re.compile(r"h[1-6]")


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a chapter in one language; `text` is empty where it only holds others."""

    kind: str
    anchor: str
    text: str
    values: Mapping[str, str]
    source: Source
    wording: Wording
    digest: str  # of its own source
    children: tuple[Block, ...] = ()

    @property
    def says(self) -> bool:
        """Tell whether there is anything in it to be agreed on."""
        return bool(self.text or self.values)

    @property
    def noun(self) -> str:
        """Say what it is in a message: `paragraph`, `heading ##`, `advice box`, with marks around what is typed."""
        kind, _, level = self.kind.partition(" #")
        return f"{kind} `#{level}`" if level else f"`{kind}` box" if kind in BOXES else kind

    @property
    def name(self) -> str:
        """Name it in a message: by what it is, and its anchor if it has one."""
        return f"{self.noun} `{self.anchor}`" if self.anchor else self.noun

    def held(self) -> Iterator[Block]:
        """Give all that it holds, in the order of reading."""
        for child in self.children:
            yield child
            yield from child.held()


def blocks_of(chapter: Chapter, language: str) -> tuple[Block, ...]:
    """Read the blocks of a chapter, those of its head first."""
    head = {"title": chapter.title, "short title": chapter.short, "promise": chapter.promise}
    here = chapter.source.at(1)
    heads = (_block(kind, "", text, {}, here, language) for kind, text in head.items() if text)
    return (*heads, *_Reading(chapter.source, language).children(outline(chapter, language)))


def _block(
    kind: str,
    anchor: str,
    text: str,
    values: Mapping[str, str],
    source: Source,
    language: str,
    children: tuple[Block, ...] = (),
) -> Block:
    """Make a block of what was typed."""
    folded = " ".join(text.split())
    words = "\n".join([*(values[name] for name in READ_OUT if name in values), folded])
    files = tuple(values[name] for name in FILES if values.get(name))
    return Block(
        kind, anchor, folded, values, source, read_wording(words, language, files),
        _digest(kind, anchor, folded, values), children,
    )  # fmt: skip


def _digest(kind: str, anchor: str, text: str, values: Mapping[str, str]) -> str:
    own = json.dumps([kind, anchor, text, dict(values)], ensure_ascii=False, sort_keys=True)
    return sha256(own.encode()).hexdigest()[:DIGITS]


@dataclass(frozen=True, slots=True)
class _Reading:
    """One chapter being read: where it stands, and its language."""

    source: Source
    language: str

    def children(self, parent: Element, kind: str = "") -> tuple[Block, ...]:
        """Read the blocks that an element holds."""
        return tuple(block for child in _blocks_in(parent) for block in self._read(child, kind))

    def _read(self, node: Element, within: str) -> Iterator[Block]:
        line = int(node.get("data-line") or 0)
        here = self.source.at(line or self.source.line)
        if node.tag == "table":
            yield self._made(NAMES["table"], "", "", {}, here, self._rows(node, here))
        elif node.get("data-box"):
            kind = node.get("data-box", "")
            values = json.loads(node.get("data-values", "{}"))
            yield self._made(kind, node.get("id", ""), "", values, here, self.children(node, kind))
        elif node.get("data-note"):
            text, children = self._with_first_paragraph(node)
            yield self._made("note", node.get("data-note", ""), text, {}, here, children)
        elif node.get("role") == "doc-endnotes":
            yield from self.children(node)
        elif _HEADING.fullmatch(node.tag):
            text, anchor = _own_anchor(_text(node))
            yield self._made(f"heading {'#' * int(node.tag[1])}", anchor, text, {}, here, ())
        else:
            kind = "caption" if node.tag == "p" and within in CAPTIONED else NAMES.get(node.tag, node.tag)
            text, children = self._with_first_paragraph(node)
            text, anchor = _own_anchor(text)
            here = children[0].source if node.tag in LISTS and children else here  # a list starts with its first item
            yield self._made(kind, node.get("id", "") or anchor, text, {}, here, children)

    def _with_first_paragraph(self, node: Element) -> tuple[str, tuple[Block, ...]]:
        """Give the text of a block and what it holds besides; a loose item says what its first paragraph says."""
        own, children = _text(node), self.children(node)
        if not own and node.tag in ("li", "dd", "aside") and children and children[0].kind == "paragraph":
            return children[0].text, children[1:]
        return own, children

    def _rows(self, table: Element, here: Source) -> tuple[Block, ...]:
        rows = []
        for position, row in enumerate(table.iter("tr")):
            line = here.line if position == 0 else here.line + 1 + position  # the dashes take a line
            text = " | ".join(_text(cell) for cell in row)
            rows.append(self._made(NAMES["tr"], "", text, {}, here.at(line), ()))
        return tuple(rows)

    def _made(
        self, kind: str, anchor: str, text: str, values: Mapping[str, str], here: Source, held: tuple[Block, ...]
    ) -> Block:
        return _block(kind, anchor, text, values, here, self.language, held)


def _blocks_in(parent: Element) -> Iterator[Element]:
    return (child for child in parent if child.tag in BLOCK_TAGS)


def _text(node: Element) -> str:
    """Read an element's own text, that of the blocks within left out."""
    pieces = [node.text or ""]
    for child in node:
        if child.tag not in BLOCK_TAGS:
            pieces.append("".join(child.itertext()))
        pieces.append(child.tail or "")
    return "".join(pieces).strip()


def _own_anchor(text: str) -> tuple[str, str]:
    """Part a text from the attributes at its end, which belong to the block; give both the rest and the anchor."""
    for found in BRACES.finditer(text):
        if found.end() == len(text) and text[: found.start()][-1:] in (" ", "\n", ""):
            anchor = parse_attributes(found[1]).id
            return (text[: found.start()].rstrip(), anchor) if anchor else (text, "")
    return text, ""
