"""The authors' dialect: one chapter of Markdown in, one fragment of XHTML out.

In: a `Chapter`, and what it may name as a `MarkupContext`. Out: `Marked`, the body and what to tell the author.
Nothing is read from disk or network, nothing is raised. The forms are those of `docs/authors-manual.md`: Markdown as
Python-Markdown reads it (https://python-markdown.github.io/), fences and attributes as in Pandoc.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.treeprocessors import UnescapeTreeprocessor

from bindery.diagnostics import in_order
from bindery.markup.boxes import BOXES, Boxes
from bindery.markup.charts_block import CHARTS
from bindery.markup.citations import Citations
from bindery.markup.crossrefs import CrossReferences
from bindery.markup.definitions import DefinitionLists
from bindery.markup.desk import Desk, Kind, Marked, MarkupContext
from bindery.markup.fences import Fences
from bindery.markup.figures import FIGURES, Figures
from bindery.markup.headings import HeadingsExtension
from bindery.markup.leftovers import LeftoversExtension
from bindery.markup.links import LinksExtension
from bindery.markup.notes import Notes
from bindery.markup.raw_html import RawHtml
from bindery.markup.source_lines import SourceLines
from bindery.markup.spans import Spans
from bindery.markup.tables import TABLES, Tables
from bindery.markup.trees import DEEPEST, FORBIDDEN, depth, escape, write
from bindery.markup.variables import VariablesExtension
from bindery.model import Chapter

__all__ = ["KINDS", "Marked", "MarkupContext", "parse"]

KINDS: Mapping[str, Kind] = {**BOXES, **FIGURES, **CHARTS, **TABLES}
ESCAPABLE = tuple("@:<|^~\"'")


class SaneLists(SaneListExtension):
    """Python-Markdown's lists that do not mix numbers and bullets."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()


# In this order: the first one replaces the parser that the others register with.
EXTENSIONS: tuple[Callable[[Desk], Extension], ...] = (
    SourceLines,
    DefinitionLists,
    SaneLists,
    RawHtml,
    VariablesExtension,
    Notes,
    Fences,
    Boxes,
    Figures,
    Tables,
    Citations,
    CrossReferences,
    Spans,
    HeadingsExtension,
    LinksExtension,
    LeftoversExtension,
)


def parse(chapter: Chapter, context: MarkupContext) -> Marked:
    """Read a chapter; whatever its text, the body is well-formed XML once it stands in one element."""
    desk = Desk(chapter, context, KINDS)
    try:
        body = _convert(desk)
    except RecursionError:
        body = None
    if body is None:
        line = max(1, chapter.source.line)
        message, hint = "this chapter nests blocks deeper than can be read", "look for rows of `>` or `*`"
        desk.report("unknown-form", line, message, hint)
        body = f'<p data-line="{line}">{escape(chapter.markdown)}</p>'
    return Marked(body, in_order(desk.diagnostics))


def _convert(desk: Desk) -> str | None:
    """Read the text and write its tree; None when the tree is deeper than any parser of XML would follow."""
    md = Markdown(extensions=[extension(desk) for extension in EXTENSIONS], output_format="xhtml")
    md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, *ESCAPABLE]
    md.treeprocessors.deregister("prettify")
    md.treeprocessors.register(UnescapeTreeprocessor(md), "unescape", 7.5)
    lines = FORBIDDEN.sub("", desk.chapter.markdown).split("\n")
    for preprocessor in md.preprocessors:
        lines = preprocessor.run(lines)
    tree = md.parser.parseDocument(lines).getroot()
    assert tree is not None
    for treeprocessor in md.treeprocessors:
        treeprocessor.run(tree)  # each of ours, and Python-Markdown's, works in place
    return write(tree) if depth(tree) <= DEEPEST else None
