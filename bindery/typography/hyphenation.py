"""Where words may be broken: the collection's own list, before the patterns of the language.

In: words as an author lists them, a hyphen at each allowed break (`Heij-mans`; `Eurostat` is never broken). Out: the
places in each word, by language, counted in letters; and those of a word as it stands in a line, with its elision or
its genitive (`d’Eurostat`, `Eurostat’s`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

Places = tuple[int, ...]
Exceptions = Mapping[str, Mapping[str, Places]]  # by language, then by word in lower case

_ELISION = re.compile(r"^[^\W\d_]{1,7}’(?=[^\W\d_]{2})")
_GENITIVE = re.compile(r"’s$")


def places_in(listed: str) -> tuple[str, Places]:
    """Read a listed word: the word in lower case, and the places where it may be broken."""
    parts = listed.lower().replace("'", "’").split("-")
    ends = [sum(map(len, parts[: count + 1])) for count in range(len(parts) - 1)]
    return "".join(parts), tuple(ends)


def exceptions_of(listed: Mapping[str, Iterable[str]]) -> Exceptions:
    """Read the lists of all languages."""
    return {language: dict(map(places_in, words)) for language, words in listed.items()}


def places_of(word: str, known: Mapping[str, Places]) -> Places | None:
    """Find where a word of a line may be broken; None when the list does not have it."""
    bare = _GENITIVE.sub("", word.lower().replace("'", "’"))
    if bare in known:
        return known[bare]
    elision = _ELISION.match(bare)
    if elision is None or bare[elision.end() :] not in known:
        return None
    return tuple(elision.end() + place for place in known[bare[elision.end() :]])


def concerning(exceptions: Exceptions, html: str) -> Exceptions:
    """Keep the words that stand in a text: what is laid out depends on no others."""
    text = html.lower().replace("'", "’")
    return {
        language: {word: places for word, places in sorted(words.items()) if word in text}
        for language, words in sorted(exceptions.items())
    }
