"""Specimens: what is shown as Markdown is what is set, for it is written once.

In: a chapter whose blocks of code are named, after their opening backticks, `specimen` (show it, then set it), `head`
(show the head of this chapter) or a language and a file of the volume, `csv data/harvest.csv` (show it, to its first
empty line). Out: the chapter as the engine reads it, and the line each of its lines was written on, so that faults are
told there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from bindery.assemble.tree import parse_fragment, write_fragment
from bindery.diagnostics import Diagnostic
from bindery.model import Chapter, Section

SPECIMEN, HEAD = "specimen", "head"
NAMES: Mapping[str, str] = {SPECIMEN: "Markdown", HEAD: "YAML", "yaml": "YAML", "csv": "CSV", "markdown": "Markdown"}
_OPENING = re.compile(r"(?P<ticks>`{3,})(?P<name>\w+)(?: (?P<file>\S+))?")
Numbered = tuple[str, int]  # a line and its number


@dataclass(frozen=True, slots=True)
class Block:
    """A block of code: what follows its opening backticks, and its lines."""

    name: str
    file: str
    opening: Numbered
    code: tuple[Numbered, ...]
    closing: Numbered


@dataclass(frozen=True, slots=True)
class Shown:
    """A chapter with its specimens shown and set; `lines` are those of the author's file, one for each of its own."""

    chapter: Chapter
    lines: tuple[int, ...]

    def at_home(self, told: Diagnostic) -> Diagnostic:
        """Tell a finding about the chapter at the line its author knows."""
        index = told.source.line - self.chapter.source.line
        if told.source.path != self.chapter.source.path or not 0 <= index < len(self.lines):
            return told
        return replace(told, source=told.source.at(self.lines[index]))


def show(chapter: Chapter, files: Mapping[str, str]) -> Shown:
    """Set each specimen of a chapter below the code that shows it; `files` are those of the volume, by their path."""
    known = {**files, "": head_of(chapter)}
    shown = [line for part in _parts(chapter) for line in (_shown(part, known) if isinstance(part, Block) else (part,))]
    text = "\n".join(line for line, _ in shown)
    return Shown(replace(chapter, markdown=text), tuple(number for _, number in shown))


def specimens_in(chapters: Iterable[Chapter]) -> Iterator[str]:
    """Give the Markdown of every specimen."""
    for chapter in chapters:
        for part in _parts(chapter):
            if isinstance(part, Block) and part.name == SPECIMEN:
                yield "\n".join(line for line, _ in part.code)


def head_of(chapter: Chapter) -> str:
    """Write the head of a chapter's file."""
    said = {"title": chapter.title, "promise": chapter.promise, "short": chapter.short}
    keys = (f"{key}: {value}" for key, value in said.items() if value and (key != "short" or value != chapter.title))
    return "\n".join(("---", *keys, "---"))


def _parts(chapter: Chapter) -> Iterator[Numbered | Block]:
    """Cut a chapter into blocks of code that say what they are, and the lines around them."""
    lines = iter([(text, number) for number, text in enumerate(chapter.markdown.split("\n"), chapter.source.line)])
    for text, number in lines:
        opening = _OPENING.fullmatch(text)
        if opening is None:
            yield text, number
            continue
        code, closing = [], (opening["ticks"], number)
        for line in lines:
            if line[0] == opening["ticks"]:
                closing = line
                break
            code.append(line)
        yield Block(opening["name"], opening["file"] or "", (text, number), tuple(code), closing)


def _shown(block: Block, files: Mapping[str, str]) -> Iterator[Numbered]:
    """Show a block of code, filled from its file when it names one, and set it below when it is a specimen."""
    code, (_, end) = block.code, block.closing
    if block.file or block.name == HEAD:
        text = files[block.file].strip("\n").partition("\n\n")[0]  # the first entry is enough
        code = tuple((line, end) for line in text.split("\n"))
    yield from (block.opening, *code, block.closing)
    if block.name == SPECIMEN:
        yield from (("", end), *block.code, ("", end))


def dress(section: Section) -> Section:
    """Put each block of code that says what it is into a panel, with the name of its language."""
    body = parse_fragment(section.body)
    for code in body.iter("code"):
        name = (code.get("class") or "").removeprefix("language-")
        block = code.getparent()
        if name in NAMES and block is not None:
            _put_in_panel(block, name)
    return replace(section, body=write_fragment(body))


def _put_in_panel(block: etree._Element, name: str) -> None:
    panel = etree.Element("div", {"class": f"typed {name}"})
    block.addprevious(panel)
    etree.SubElement(panel, "p", {"class": "typed-in"}).text = NAMES[name]
    panel.append(block)
    panel.tail, block.tail = block.tail, None
