"""Prose: the running text of a chapter, as its author typed it, without the marks of the dialect.

In: Markdown as `docs/authors-manual.md` writes it. Out: the paragraphs, items, headings and cells, each with the line
it starts at. Code, addresses, attributes, citations, values from the data and words in another language are no prose
of the author's: a letter of no language stands in for each that a reader would see. Words in another language, and
those that stand in attributes, are given apart to those who ask.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass

from bindery.typography.signs import STAND_IN, shield

_BRACES = r'\{(?:"[^"]{0,2000}"|[^{}"]){0,400}\}'
_ATTRIBUTES = r'\{(?=\s*[#.]|[^{}"]{0,60}=)(?:"[^"]{0,2000}"|[^{}"]){0,400}\}'
_GONE = (
    re.compile(r"(?ms)^[ \t]*(`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t]*\1[`~]*[ \t]*$|\Z)"),  # rows of code
    re.compile(r"(?s)<!--.*?(?:-->|\Z)"),
    re.compile(rf"(?m)^[ \t>]*:{{3,}}(?:[ \t]*{_BRACES}|[^\n]*)"),  # where boxes open and close
)
_WORDS = (
    re.compile(r"(?<![\\`])(`+)(?!`)[^`].{0,2000}?(?<!`)\1(?!`)"),  # code in a line
    re.compile(r"\{\{[^{}]{0,200}\}\}"),
    re.compile(r"<(?:https?:|mailto:|[\w.+-]{1,64}@)[^<>\s]{0,2000}>"),
    re.compile(r"(?<!\!)\[[^\[\]]{0,400}?(?<![\w@])-?@[A-Za-z][^\[\]]{0,400}\]"),  # citations
    re.compile(r"\\[^\w\s]"),
)
_MARKS = (
    re.compile(r"</?[a-zA-Z][^<>]{0,400}>"),
    re.compile(r"(?m)^[ \t]*\[\^[^\]\s]{1,100}\]:"),
    re.compile(r"\[\^[^\]\s]{1,100}\]"),
    re.compile(r"(?<=\])\([^()\s]{0,2000}(?:\([^()\s]{0,200}\))?[^()\s]{0,2000}\)"),
    re.compile(_ATTRIBUTES),
    re.compile(r"[\[\]*]"),
)
_FOREIGN = re.compile(rf"\[([^\[\]]{{0,2000}})\]({_ATTRIBUTES})")
_LANGUAGE = re.compile(r"""\blang=["']?([a-z]{2,3})""")
_VALUE = re.compile(r"""(?<![\w-])(?P<name>[a-z-]{1,20})=(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s"{}]+))""")
_START = re.compile(r"[ \t]*(?:>[ \t]*)*(#{1,6}|[-*+]|\d{1,4}[.)]|:)[ \t]+(?:\[[ xX]\][ \t]+)?")
_ROW = re.compile(r"\|.*\|")
_RULE = re.compile(r"[-: |]{3,}|[-*_ \t]{3,}")


@dataclass(frozen=True, slots=True)
class Prose:
    """A piece of running text, and the line it starts at."""

    text: str
    line: int

    def line_at(self, place: int) -> int:
        """Give the line of a place in the text."""
        return self.line + self.text.count("\n", 0, place)


def prose_of(markdown: str, first_line: int, language: str, as_typed: Sequence[str] = ()) -> Iterator[Prose]:
    """Cut Markdown, whose first line has a number, into its pieces of prose."""
    text = _bare(markdown, language)
    waiting: list[str] = []
    started = first_line
    for number, line in enumerate(text.split("\n"), first_line):
        found = _START.match(line)
        is_row = _ROW.fullmatch(line.strip()) is not None
        if waiting and (found or is_row or not line.strip()):
            yield Prose(_plain("\n".join(waiting), as_typed), started)
            waiting.clear()
        if not line.strip() or _RULE.fullmatch(line.strip()):
            continue
        if is_row:
            yield from (Prose(_plain(cell.strip(), as_typed), number) for cell in line.strip().strip("|").split("|"))
            continue
        started = started if waiting else number
        waiting.append(line[found.end() :] if found else line.strip())
    if waiting:
        yield Prose(_plain("\n".join(waiting), as_typed), started)


def foreign_in(markdown: str, first_line: int, as_typed: Sequence[str] = ()) -> Iterator[tuple[str, Prose]]:
    """Find the words of a text that say their language, each with the language they say."""
    text = _without_code(markdown)
    for found in _FOREIGN.finditer(text):
        if said := _LANGUAGE.search(found[2]):
            line = first_line + text.count("\n", 0, found.start())
            yield said[1], Prose(_plain(found[1], as_typed), line)


def values_in(markdown: str, first_line: int, names: Container[str], as_typed: Sequence[str] = ()) -> Iterator[Prose]:
    """Find what the attributes of some names say."""
    text = _without_code(markdown)
    for braces in re.finditer(_ATTRIBUTES, text):
        for value in _VALUE.finditer(text, braces.start(), braces.end()):
            if value["name"] in names:
                line = first_line + text.count("\n", 0, value.start())
                yield Prose(_plain(value["quoted"] or value["bare"] or "", as_typed), line)


def _without_code(markdown: str) -> str:
    """Take out code, remarks, citations and values from the data, and keep attributes and the ends of lines."""
    for gone in _GONE[:2]:
        markdown = gone.sub(_only_lines(""), markdown)
    for word in _WORDS:
        markdown = word.sub(_only_lines(STAND_IN), markdown)
    return markdown


def _bare(markdown: str, language: str) -> str:
    """Take out what is no prose, and keep the ends of lines."""
    for gone in _GONE:
        markdown = gone.sub(_only_lines(""), markdown)
    for word in _WORDS:
        markdown = word.sub(_only_lines(STAND_IN), markdown)
    return _FOREIGN.sub(lambda found: _in_its_language(found, language), markdown)


def _in_its_language(found: re.Match[str], language: str) -> str:
    said = _LANGUAGE.search(found[2])
    return found[0] if said is None or said[1] == language else STAND_IN + "\n" * found[0].count("\n")


def _plain(text: str, as_typed: Sequence[str]) -> str:
    """Take the marks of the dialect off a piece of prose, and put a stand-in for what is never touched."""
    for mark in _MARKS:
        text = mark.sub(_only_lines(""), text)
    return shield(text, as_typed)[0].strip()


def _only_lines(put: str) -> Callable[[re.Match[str]], str]:
    return lambda found: put + "\n" * found[0].count("\n")
