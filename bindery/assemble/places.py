"""Where the author wrote what stands on the pages.

In: a Manuscript and its Volume. Out: the author's file and line by the names that pages are read by: ids of blocks
(`data-b`), of notes, and every other anchor that somebody wrote. What the tool makes by itself is not in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from bindery.assemble.manuscript import Manuscript, Passage
from bindery.assemble.tree import line_of, parse_fragment
from bindery.diagnostics import Source
from bindery.model import Volume


def places_of(manuscript: Manuscript, volume: Volume) -> Mapping[str, Source]:
    """Tell the source of each block, note and anchor of a text; a note's is where its own text is written."""
    found = {f"ref-{key}": source for key, source in volume.reference_sources.items()}
    found |= {f"term-{entry.id}": entry.source for entry in manuscript.glossary}
    for passage in manuscript.passages:
        found.update(_in_chapter(passage))
    return found


def _in_chapter(passage: Passage) -> Iterator[tuple[str, Source]]:
    source = passage.chapter.source
    yield passage.chapter.id, source
    for element in parse_fragment(passage.body).iter(etree.Element):
        here = source.at(line_of(element) or source.line)
        for name in (element.get("data-b"), element.get("id")):
            if name:
                yield name, here
