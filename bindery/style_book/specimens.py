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
Numbered = tuple[str, int]


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
    written = enumerate(chapter.markdown.split("\n"), start=chapter.source.line)
    shown = list(_shown(((text, line) for line, text in written), files, head_of(chapter)))
    text = "\n".join(line for line, _ in shown)
    return Shown(replace(chapter, markdown=text), tuple(number for _, number in shown))


def head_of(chapter: Chapter) -> str:
    """Write the head of a chapter's file."""
    said = {"title": chapter.title, "promise": chapter.promise, "short": chapter.short}
    keys = (f"{key}: {value}" for key, value in said.items() if value and (key != "short" or value != chapter.title))
    return "\n".join(("---", *keys, "---"))


def _shown(lines: Iterator[Numbered], files: Mapping[str, str], head: str) -> Iterator[Numbered]:
    for text, line in lines:
        yield text, line
        if opening := _OPENING.fullmatch(text):
            yield from _block(opening, line, lines, {**files, "": head})


def _block(
    opening: re.Match[str], line: int, lines: Iterator[Numbered], files: Mapping[str, str]
) -> Iterator[Numbered]:
    """Show a block of code, filled from its file when it names one, and set it below when it is a specimen."""
    code, end = [], line
    for text, number in lines:
        if text == opening["ticks"]:
            end = number
            break
        code.append((text, number))
    if opening["file"] or opening["name"] == HEAD:
        text = files[opening["file"] or ""].strip("\n").partition("\n\n")[0]  # the first entry is enough
        code = [(each, line) for each in text.split("\n")]
    yield from (*code, (opening["ticks"], end))
    if opening["name"] == SPECIMEN:
        yield from (("", end), *code, ("", end))


def dress(section: Section) -> Section:
    """Put each block of code that says what it is into a panel, with the name of its language."""
    body = parse_fragment(section.body)
    for code in body.iter("code"):
        name = (code.get("class") or "").removeprefix("language-")
        block = code.getparent()
        if name in NAMES and block is not None:
            _put_in_panel(block, NAMES[name])
    return replace(section, body=write_fragment(body))


def _put_in_panel(block: etree._Element, name: str) -> None:
    panel = etree.Element("div", {"class": "typed", "data-side": "recto"})
    block.addprevious(panel)
    etree.SubElement(panel, "p", {"class": "typed-in"}).text = name
    panel.append(block)
    panel.tail, block.tail = block.tail, None


def specimens_in(chapters: Iterable[Chapter]) -> Iterator[str]:
    """Give the Markdown of every specimen."""
    for chapter in chapters:
        lines = ((text, 0) for text in chapter.markdown.split("\n"))
        for text, _ in lines:
            if opening := _OPENING.fullmatch(text):
                block = "\n".join(line for line, _ in _block(opening, 0, lines, {"": ""}))
                if opening["name"] == SPECIMEN:
                    yield block.partition(f"\n{opening['ticks']}\n")[0]
