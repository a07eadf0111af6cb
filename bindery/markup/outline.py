"""The blocks of a chapter and nothing else: what stands where, inline markup left as it was typed.

In: a `Chapter` and its language. Out: the tree of blocks that `parse` starts from, each with its line. A fenced block
is a `div` with its kind in `data-box` and its attributes as JSON in `data-values`; a note is an `aside` with its name
in `data-note`, after the text. Variables stay names, data is not read, nothing is drawn. Faults are told by `parse`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension

from bindery.markup import KINDS, SaneLists
from bindery.markup.definitions import DefinitionLists
from bindery.markup.desk import Desk, Fence, Kind, MarkupContext
from bindery.markup.fences import Fences
from bindery.markup.notes import Notes, NoteTexts
from bindery.markup.raw_html import RawHtml
from bindery.markup.source_lines import SourceLines
from bindery.markup.tables import Tables
from bindery.markup.trees import FORBIDDEN, add
from bindery.model import Chapter
from bindery.tokens import Ink, Palette

EXTENSIONS: tuple[Callable[[Desk], Extension], ...] = (
    SourceLines,
    DefinitionLists,
    SaneLists,
    RawHtml,
    Notes,
    Fences,
    Tables,
)
NO_COLOUR = Palette(*[Ink("", "#000000", (0, 0, 0, 100))] * 13)


def _keep(desk: Desk, fence: Fence, parent: Element) -> None:
    """Build a fenced block as it was typed."""
    values = json.dumps(dict(fence.attributes), ensure_ascii=False, sort_keys=True)
    box = add(parent, "div", data_box=fence.kind, id=fence.id, data_values=values, data_line=str(fence.line))
    desk.parse_into(box, fence.lines)


PLAIN_KINDS: Mapping[str, Kind] = {name: replace(kind, build=_keep) for name, kind in KINDS.items()}


def outline(chapter: Chapter, language: str) -> Element:
    """Read the blocks of a chapter; a chapter that nests deeper than can be read has none."""
    context = MarkupContext(language, {}, {}, {}, NO_COLOUR, frozenset(), frozenset())
    desk = Desk(chapter, context, PLAIN_KINDS)
    md = Markdown(extensions=[extension(desk) for extension in EXTENSIONS], output_format="xhtml")
    lines = FORBIDDEN.sub("", chapter.markdown).split("\n")
    try:
        for preprocessor in md.preprocessors:
            lines = preprocessor.run(lines)
        root = md.parser.parseDocument(lines).getroot()
        assert root is not None
        NoteTexts(md, desk).run(root)
    except RecursionError:
        return Element("div")
    return root
