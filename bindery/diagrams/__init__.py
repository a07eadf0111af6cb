"""Diagrams: figures drawn from words kept side by side in both languages, of one geometry.

In: `words.yaml` beside the figures of a volume. Out: one SVG file a figure and language, written by
`python -m bindery.diagrams` and kept with the manuscript, where a chapter names them like any other drawing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bindery.diagrams.ladder import ladder
from bindery.diagrams.matrix import matrix
from bindery.diagrams.questions import questions
from bindery.diagrams.strokes import Pen, Sheet, WordsTooLong, document
from bindery.diagrams.town import town
from bindery.diagrams.years import years

__all__ = ["KINDS", "Pen", "WordsTooLong", "draw", "said_in"]

KINDS: Mapping[str, Callable[[Mapping[str, Any], Pen], Sheet]] = {
    "ladder": ladder,
    "matrix": matrix,
    "questions": questions,
    "town": town,
    "years": years,
}


def draw(figure: Mapping[str, Any], language: str, pen: Pen) -> str:
    """Draw a figure of `words.yaml` in one language; `WordsTooLong` names the words that do not fit."""
    words = said_in(figure, language)
    return document(KINDS[words["kind"]](words, pen))


def said_in(value: Any, language: str) -> Any:
    """Keep one language of a value in which some texts stand in several."""
    if isinstance(value, Mapping):
        if language in value:
            return value[language]
        return {key: said_in(each, language) for key, each in value.items()}
    if isinstance(value, list):
        return [said_in(each, language) for each in value]
    return value
