"""The words that the dictionaries lack: those the collection knows to be right.

In: `spelling.yaml`, which need not be there: a list of words for each language, and `names`, of every language.
Out: the words, each with its place. Only `check` reads them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bindery.diagnostics import Source
from bindery.load.files import Reading, first_repeated, read_text
from bindery.load.shapes import SpellingShape
from bindery.load.validation import fill, read_document

FILE = "spelling.yaml"
NAMES = "names"
WordList = Mapping[str, Mapping[str, Source]]  # a language, or NAMES -> word -> where it is listed


def load_spelling(reading: Reading, languages: Sequence[str]) -> WordList:
    """Read the list; what is at fault in it is told and left out."""
    path = reading.root / FILE
    if not path.is_file():
        return {}
    text = read_text(reading, path, reading.source(path))
    document = read_document(reading, text, path) if text is not None else None
    shape = fill(reading, document, SpellingShape) if document else None
    if document is None or shape is None:
        return {}
    for key, words in shape.root.items():
        if key not in (*languages, NAMES):
            message = f"the collection has no language `{key}`"
            reading.tell("bad-value", document.at((key,)), message, f"it has {', '.join(languages)}")
        for index, word in first_repeated(words).items():
            message = f"the word `{word}` is listed twice"
            reading.tell("duplicate-id", document.at((key, index)), message, "delete one of the two")
    return {
        key: {word: document.at((key, index)) for index, word in reversed(list(enumerate(words)))}
        for key, words in shape.root.items()
    }
