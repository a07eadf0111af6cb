"""How each pair stands to what was agreed on: agreed, changed on one side or both, or never agreed.

In: the pairs of a chapter and its agreements, both in the order of the book. Out: the standing of each pair with the
agreement it goes back to, and the agreements that speak of nothing any more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bindery.bitext.ledger import Agreement
from bindery.bitext.pairs import Pair


class Standing(StrEnum):
    """How a pair stands."""

    AGREED = "agreed"
    FIRST_CHANGED = "first changed"
    OTHER_CHANGED = "other changed"
    BOTH_CHANGED = "both changed"
    NEW = "new"
    ALONE = "alone"
    SILENT = "silent"  # nothing in it to be agreed on


EXACT = (Standing.AGREED,)
ONE_SIDE = (Standing.OTHER_CHANGED, Standing.FIRST_CHANGED)


@dataclass(frozen=True, slots=True)
class Stood:
    """A pair, how it stands, and the agreement it goes back to."""

    pair: Pair
    standing: Standing
    agreement: Agreement | None = None


def standings(pairs: Sequence[Pair], agreed: Sequence[Agreement]) -> tuple[tuple[Stood, ...], tuple[Agreement, ...]]:
    """Tell how each pair stands, and which agreements are stale."""
    book = _Book(agreed)
    exact = [_looked_up(pair, book, EXACT) for pair in pairs]
    stood = [each if each.standing is not Standing.NEW else _looked_up(each.pair, book, ONE_SIDE) for each in exact]
    _between(stood, book)
    stale = tuple(each for at, each in enumerate(agreed) if at not in book.used)
    return tuple(stood), stale


class _Book:
    """Agreements by their hashes, and which of them a pair has gone back to."""

    def __init__(self, agreed: Sequence[Agreement]) -> None:
        self.agreed = agreed
        self.used: set[int] = set()
        self.places: dict[object, list[int]] = defaultdict(list)
        for at, each in enumerate(agreed):
            for name in ((each.first, each.other), ("first", each.first), ("other", each.other)):
                self.places[name].append(at)

    def find(self, *name: str) -> int | None:
        """Find an agreement, one that no pair has gone back to before the others."""
        places = self.places.get(name, [])
        return next((at for at in places if at not in self.used), places[0] if places else None)


def _looked_up(pair: Pair, book: _Book, sides: Sequence[Standing]) -> Stood:
    """Find the agreement that knows both hashes of a pair, or the one of a side that has not changed."""
    first, other = pair.first, pair.other
    if first is None or other is None:
        return Stood(pair, Standing.ALONE, _of_lone(pair, book))
    if not (first.says or other.says):
        return Stood(pair, Standing.SILENT)
    names = {
        Standing.AGREED: (first.digest, other.digest),
        Standing.OTHER_CHANGED: ("first", first.digest),
        Standing.FIRST_CHANGED: ("other", other.digest),
    }
    for standing in sides:
        at = book.find(*names[standing])
        if at is not None and (standing is Standing.AGREED or at not in book.used):
            book.used.add(at)
            return Stood(pair, standing, book.agreed[at])
    return Stood(pair, Standing.NEW)


def _of_lone(pair: Pair, book: _Book) -> Agreement | None:
    """Find what was agreed on a block that has lost its counterpart."""
    block, side = (pair.first, "first") if pair.first is not None else (pair.other, "other")
    at = book.find(side, block.digest) if block is not None else None
    if at is None:
        return None
    book.used.add(at)
    return book.agreed[at]


def _between(stood: list[Stood], book: _Book) -> None:
    """Give the pairs that nothing is known of the agreements left over at their place: changed on both sides."""
    place = {id(each): at for at, each in enumerate(book.agreed)}
    floor = 0
    for index, each in enumerate(stood):
        if each.agreement is not None:
            floor = place[id(each.agreement)] + 1
        elif each.standing is Standing.NEW and each.pair.first is not None:
            ceiling = next((place[id(s.agreement)] for s in stood[index:] if s.agreement is not None), len(book.agreed))
            at = _left_over(each.pair.first.kind, range(floor, ceiling), book)
            if at is not None:
                book.used.add(at)
                stood[index] = Stood(each.pair, Standing.BOTH_CHANGED, book.agreed[at])
                floor = at + 1


def _left_over(kind: str, places: Iterable[int], book: _Book) -> int | None:
    """Find the first agreement on a block of a kind that no pair has gone back to."""
    keys = (f"{kind}:", f"{kind} #")
    return next((at for at in places if at not in book.used and book.agreed[at].key.startswith(keys)), None)
