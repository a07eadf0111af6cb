"""What goes into the reading of a chapter, what comes out of it, and what is gathered on the way.

In: a `Chapter` and a `MarkupContext`. Out: `Marked`. `Desk` is the one mutable value of the package: the desk on
which the extensions of a chapter lay what they find.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from bindery.diagnostics import ERROR, Diagnostic, Severity
from bindery.languages import LANGUAGES, Language
from bindery.model import Asset, Chapter
from bindery.tokens import Palette

if TYPE_CHECKING:
    from bindery.markup.lines import Line
    from bindery.markup.source_lines import LineParser

ANCHOR = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
# Classes an author may give to words or blocks; everything else about the look belongs to the styles.
AUTHOR_CLASSES = frozenset({"nowrap", "small-caps"})


@dataclass(frozen=True, slots=True)
class MarkupContext:
    """What a chapter may name: values of the data, pictures, tables, works, terms; and the colours of its charts."""

    language: str
    variables: Mapping[str, object]
    figures: Mapping[str, Asset]
    data: Mapping[str, Asset]
    palette: Palette
    citation_keys: frozenset[str]
    glossary_terms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Marked:
    """A chapter read: its XHTML fragment, and what is to be told to the author."""

    body: str
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Fence:
    """A block fenced by colons: its kind, its id and attributes, the lines it holds, where it opens."""

    kind: str
    id: str
    attributes: Mapping[str, str]
    lines: tuple[Line, ...]
    line: int


Builder = Callable[["Desk", Fence, Element], None]


@dataclass(frozen=True, slots=True)
class Kind:
    """What a fenced block of one name asks for, and the function that builds it into its parent."""

    build: Builder
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ("title",)
    prefix: str = "box"
    needs_id: bool = False

    @property
    def attributes(self) -> tuple[str, ...]:
        """List every attribute the block knows."""
        return (*self.required, *self.optional)


@dataclass(slots=True)
class Desk:
    """The desk: one chapter being read, and what its extensions have found so far."""

    chapter: Chapter
    context: MarkupContext
    kinds: Mapping[str, Kind]
    diagnostics: list[Diagnostic] = field(default_factory=list)
    anchors: dict[str, int] = field(default_factory=dict)
    set_aside: list[Callable[[Element], None]] = field(default_factory=list)
    notes: dict[str, tuple[Line, ...]] = field(default_factory=dict)
    drawings: dict[Element, Element] = field(default_factory=dict)
    lines: dict[Element, int] = field(default_factory=dict)
    steps: int = 0
    parser: LineParser | None = None

    @property
    def language(self) -> Language:
        """Give the language the chapter is written in."""
        return LANGUAGES[self.context.language]

    def word(self, key: str) -> str:
        """Give a word of the tool in the language of the chapter."""
        return self.language.words[key]

    def report(self, code: str, line: int, message: str, hint: str = "", severity: Severity = ERROR) -> None:
        """Note something to tell the author about a line of the chapter."""
        self.diagnostics.append(Diagnostic(severity, code, self.chapter.source.at(line), message, hint))

    def claim(self, anchor: str, line: int, prefix: str = "") -> bool:
        """Take an author's anchor for this chapter; tell a bad or a second one."""
        if not ANCHOR.fullmatch(anchor) or (prefix and not anchor.startswith(f"{prefix}-")):
            hint = "lower-case ASCII letters, digits and single hyphens" + (
                f", starting with `{prefix}-`" if prefix else ""
            )
            self.report("bad-id", line, f"`#{anchor}` is no name for an anchor here", f"write {hint}")
            return False
        if anchor in self.anchors:
            first = self.anchors[anchor]
            self.report(
                "duplicate-id",
                line,
                f"the anchor `{anchor}` is taken already",
                f"it stands at line {first}: rename one",
            )
            return False
        self.anchors[anchor] = line
        return True

    def invent(self, wanted: str) -> str:
        """Take a free anchor like the one wanted, for what the author left unnamed."""
        anchor, count = wanted, 1
        while anchor in self.anchors:
            count += 1
            anchor = f"{wanted}-{count}"
        self.anchors[anchor] = 0
        return anchor

    def parse_into(self, parent: Element, lines: tuple[Line, ...] | list[Line]) -> None:
        """Read lines as blocks of the dialect and build them into `parent`."""
        assert self.parser is not None
        self.parser.parse_lines(parent, lines)
