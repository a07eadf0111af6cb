"""The words that are broken as the collection says, not as the patterns of the language would.

In: `hyphenation.yaml`, which need not be there: for each language a list of words, with a hyphen at each allowed break.
Out: the places in each word.
"""

from __future__ import annotations

from collections.abc import Sequence

from bindery.load.documents import Document
from bindery.load.files import Reading, first_repeated, read_text
from bindery.load.shapes import HyphenationShape
from bindery.load.validation import fill, read_document
from bindery.typography.hyphenation import Exceptions, exceptions_of, places_in

FILE = "hyphenation.yaml"


def load_hyphenation(reading: Reading, languages: Sequence[str]) -> Exceptions:
    """Read the list; what is at fault in it is told, and the words of the language's patterns stand in."""
    path = reading.root / FILE
    if not path.is_file():
        return {}
    text = read_text(reading, path, reading.source(path))
    document = read_document(reading, text, path) if text is not None else None
    shape = fill(reading, document, HyphenationShape) if document else None
    if document is None or shape is None:
        return {}
    _tell_twice(reading, document, shape)
    for language in shape.root:
        if language not in languages:
            message = f"the collection has no language `{language}`"
            reading.tell("bad-value", document.at((language,)), message, f"it has {', '.join(languages)}")
    return exceptions_of(shape.root)


def _tell_twice(reading: Reading, document: Document, shape: HyphenationShape) -> None:
    for language, words in shape.root.items():
        for index, word in first_repeated(places_in(word)[0] for word in words).items():
            message = f"the word `{word}` is listed twice"
            reading.tell("duplicate-id", document.at((language, index)), message, "delete one of the two")
