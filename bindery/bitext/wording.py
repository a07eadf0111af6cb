"""What a block says that its twin must say too, whatever the language: numbers, citations, marks, references, files.

In: the source of one block, inline markup as typed, and its language. Out: a `Wording`. Code and addresses say
nothing; a key, an anchor or an attribute is no number.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from bindery.bitext.numbers import Numbers, numbers_in
from bindery.markup.attributes import BRACES, parse_attributes
from bindery.markup.citations import CLUSTER, read_cite
from bindery.markup.crossrefs import KINDS, REFERENCE

_CODE = re.compile(r"(?<![\\`])(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
_VARIABLE = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^()\s]*)[^()]*\)")
_ADDRESS = re.compile(
    r"(?<=\])\([^()\s]*(?:\([^()\s]*\))?[^()]*\)|<(?:https?:|mailto:|[\w.+-]+@)[^<>\s]*>|\bhttps?://\S+"
)
_CLUSTER = re.compile(CLUSTER)
_NOTE = re.compile(r"\[\^([^\]\s]+)\]")
_REFERENCE = re.compile(REFERENCE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_SIGNS = re.compile(r"\\(?=[^\w\s])|[\[\]*]")
_PLACES = re.compile(r"\d+(?:[.:/-]\d+)*|\b[ivxlc]+\b|\b[IVXLC]+\b")


@dataclass(frozen=True, slots=True)
class Wording:
    """What a block says in any language; `words` counts its words, to tell long from short."""

    words: int = 0
    numbers: Numbers = field(default_factory=Numbers)
    variables: tuple[str, ...] = ()
    citations: tuple[str, ...] = ()  # key and place: `greenpaper2004 1`
    references: tuple[str, ...] = ()  # anchors
    notes: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()  # of the glossary
    entries: int = 0  # of the index
    files: tuple[str, ...] = ()

    @property
    def tokens(self) -> tuple[str, ...]:
        """List all that has the same form in every language."""
        return (*self.numbers.said, *self.variables, *self.citations, *self.references, *self.notes, *self.terms)


def read_wording(text: str, language: str, files: tuple[str, ...] = ()) -> Wording:
    """Read what a block says; `files` are those its attributes name."""
    rest = _CODE.sub(" ", text)
    rest, variables = _taken(_VARIABLE, rest, lambda found: found[1])
    rest, pictures = _taken(_PICTURE, rest, lambda found: found[2], lambda found: found[1])
    rest = _ADDRESS.sub(" ", rest)
    rest, clusters = _taken(_CLUSTER, rest, lambda found: found[1])
    rest, notes = _taken(_NOTE, rest, lambda found: found[1])
    rest, braces = _taken(BRACES, rest, lambda found: found[1])
    rest, references = _taken(_REFERENCE, rest, lambda found: found[1])
    rest = _SIGNS.sub("", _TAG.sub("", rest))
    marks = [parse_attributes(each).values for each in braces]
    return Wording(
        words=len(rest.split()),
        numbers=numbers_in(rest, language),
        variables=variables,
        citations=tuple(cited for cluster in clusters for cited in _citations(cluster)),
        references=references + tuple(ref for cluster in clusters for ref in _in_brackets(cluster)),
        notes=notes,
        terms=tuple(mark["term"] for mark in marks if "term" in mark),
        entries=sum("index" in mark for mark in marks),
        files=(*files, *pictures),
    )


def _taken(
    pattern: re.Pattern[str],
    text: str,
    what: Callable[[re.Match[str]], str],
    leave: Callable[[re.Match[str]], str] = lambda _: " ",
) -> tuple[str, tuple[str, ...]]:
    """Take what a pattern finds out of a text; give the rest, and what was found."""
    found = tuple(what(each) for each in pattern.finditer(text))
    return (pattern.sub(leave, text), found) if found else (text, ())


def _citations(cluster: str) -> list[str]:
    """Write each citation of a cluster as its key and the figures of its place, which every language shares."""
    cites = [cite for cite in map(read_cite, cluster.split(";")) if cite and not _is_reference(cite["id"])]
    return [" ".join([cite["id"], *_PLACES.findall(f"{cite['locator']} {cite['suffix']}")]) for cite in cites]


def _in_brackets(cluster: str) -> list[str]:
    cites = [cite for cite in map(read_cite, cluster.split(";")) if cite]
    return [cite["id"] for cite in cites if _is_reference(cite["id"])]


def _is_reference(key: str) -> bool:
    return key.startswith(tuple(f"{kind}-" for kind in KINDS))
