"""What the spell-check finds, as the author is told it.

In: a collection; which volumes and languages, all when none is named. Out: warnings `spell-unknown`, one for each word,
file and language, at its first place; of the whole collection also `spell-unused`, a listed word that no text needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bindery.diagnostics import WARNING, Diagnostic, Source, in_order
from bindery.load.files import Reading
from bindery.load.spelling import FILE, NAMES, WordList, load_spelling
from bindery.model import Collection
from bindery.spelling.dictionary import FILES, dictionary_of
from bindery.spelling.judge import Judge
from bindery.spelling.words import plain
from bindery.spelling.written import Piece, Shelf
from bindery.typography.lint import RULES

MOST_COMPARED = 20  # a word takes a quarter of a second to compare with its dictionary


@dataclass(frozen=True, slots=True)
class Bench:
    """The judges of a run, one for each language that has a dictionary, and the list they share."""

    words: WordList
    judges: dict[str, Judge] = field(default_factory=dict)

    def judge(self, language: str) -> Judge | None:
        """Give the judge of a language; None when it has no dictionary."""
        if language not in self.judges and (dictionary := dictionary_of(language)):
            listed = (*self.words.get(language, ()), *self.words.get(NAMES, ()))
            self.judges[language] = Judge(dictionary, frozenset(map(plain, listed)))
        return self.judges.get(language)


@dataclass(slots=True)
class Unknown:
    """A word that a file holds and its judge does not know: where it stands first, and how often."""

    word: str
    language: str
    first: Source
    count: int = 0


def spell_check(
    collection: Collection,
    project: Path | None = None,
    volumes: Sequence[int] = (),
    languages: Sequence[str] = (),
) -> tuple[Diagnostic, ...]:
    """Tell the words that are not known; of the whole collection, also those that are listed in vain."""
    base = project.resolve() if project else collection.root.parent
    reading = Reading(collection.root, base)
    bench = Bench(load_spelling(reading, collection.languages))
    pieces = _pieces(collection, Reading(collection.root, base), volumes, languages)
    told = [*reading.told, *misspelt(pieces, bench, reading.source(collection.root / FILE))]
    return in_order((*told, *(() if volumes or languages else _unused(bench))))


def misspelt(pieces: Iterable[Piece], bench: Bench, list_file: Source) -> Iterator[Diagnostic]:
    """Tell the words of some pieces that the judges do not know."""
    unknown = _unknown(pieces, bench)
    like = _likeliest(unknown)
    for each in unknown:
        yield _told_unknown(each, like.get((each.language, each.word), ()), list_file)


def _pieces(
    collection: Collection, reading: Reading, volumes: Sequence[int], languages: Sequence[str]
) -> Iterator[Piece]:
    wanted = frozenset(languages or collection.languages)
    shelf = Shelf(collection, reading)
    yield from (piece for piece in shelf.house() if piece.language in wanted)
    for volume in collection.volumes:
        if not volumes or volume.number in volumes:
            yield from shelf.volume(volume, [code for code in volume.languages if code in wanted])


def _unknown(pieces: Iterable[Piece], bench: Bench) -> list[Unknown]:
    """Gather the unknown words of each file, one for all its places and capitals."""
    found: dict[tuple[str, str, str], Unknown] = {}
    for piece in pieces:
        judge = bench.judge(piece.language)
        places = judge.unknown_in(piece.prose.text) if judge else []
        told = _told_by_typography(piece) if places else frozenset()
        for place, word in places:
            if judge and told.isdisjoint(range(place, place + len(word))):
                bare = judge.at_fault(word)
                key = (piece.file.path, piece.language, bare.lower())
                found.setdefault(key, Unknown(bare, piece.language, piece.at(place))).count += 1
    return list(found.values())


def _told_by_typography(piece: Piece) -> frozenset[int]:
    """Give the places where `typo-…` tells what to write, so that no word is told twice."""
    rules = RULES.get(piece.language, ())
    return frozenset(place for rule in rules for place, _, _ in rule.look(piece.prose.text))


def _likeliest(unknown: Sequence[Unknown]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Look up the words most like the unknown ones; when there are many, like those without a capital first."""
    asked = dict.fromkeys(
        (each.language, each.word) for each in sorted(unknown, key=lambda each: each.word[0].isupper())
    )
    opened = {language: dictionary_of(language) for language, _ in asked}
    return {
        (language, word): dictionary.like(word)
        for language, word in list(asked)[:MOST_COMPARED]
        if (dictionary := opened[language])
    }


def _told_unknown(unknown: Unknown, like: Sequence[str], list_file: Source) -> Diagnostic:
    times = f" ({unknown.count} times in this file)" if unknown.count > 1 else ""
    message = f"the dictionary `{unknown.language}` has no `{unknown.word}`{times}"
    return Diagnostic(
        WARNING, "spell-unknown", unknown.first, message, "; or ".join(_ways_out(unknown, like, list_file))
    )


def _ways_out(unknown: Unknown, like: Sequence[str], list_file: Source) -> Iterator[str]:
    """Say what the author may do: write another word, say its language, or list it."""
    if like:
        yield f"write {' or '.join(f'`{word}`' for word in like)}"
    for language in sorted(FILES.keys() - {unknown.language}):
        other = dictionary_of(language)
        if other and other.has(unknown.word):
            yield f"mark it `[{unknown.word}]{{lang={language}}}`"
    yield f"list it in {list_file}, under `{unknown.language}`, a name under `{NAMES}`"


def _unused(bench: Bench) -> Iterator[Diagnostic]:
    """Tell the listed words that no text needed."""
    for key, words in bench.words.items():
        judges = [bench.judge(each) for each in (FILES if key == NAMES else (key,))]
        needed = {word for judge in judges if judge for word in judge.needed}
        for word, source in words.items() if any(judges) else ():
            if plain(word) not in needed:
                message = f"no text needs `{word}`: none holds it, or the dictionary has it"
                yield Diagnostic(WARNING, "spell-unused", source, message, "delete the line")
