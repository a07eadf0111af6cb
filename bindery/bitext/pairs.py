"""Pairs: each block of a text beside its counterpart in another language.

In: the blocks of a chapter in two languages, and the pairs that are known already. Out: the pairs in the order of
reading; a block without counterpart stands alone. Anchors are certain, and part the text; between them the cheapest
alignment is found, so that a block that is missing leaves its neighbours where they are (the method of Gale and Church,
https://aclanthology.org/J93-1004/, on kinds, on what has the same form in every language, and on length).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log

from bindery.bitext.blocks import Block
from bindery.markup import KINDS

ALONE = 1.0  # what it costs to leave a block without counterpart
FAMILY = 0.6  # to pair a box with another kind of box, a heading with one of another level
STRANGERS = 1.5  # to pair a paragraph with a list
MOST = 1.9  # less than to leave both alone
OTHER_WORDS = 0.5  # when numbers, citations and marks differ altogether
OTHER_LENGTH = 0.25  # times the logarithm of how much longer one is
LONGEST = 0.4
OTHER_ANCHOR = 0.3
SOMETHING = 0.05  # so that what is known to be the same goes before what only looks so
LEAST_WORDS = 3  # added, so that three words are not much longer than one

Known = frozenset[tuple[str, str]]  # hashes of blocks that were agreed on


@dataclass(frozen=True, slots=True)
class Pair:
    """A block in the first language and its counterpart in the other; one of the two is missing when it is None."""

    first: Block | None
    other: Block | None
    is_held: bool = False  # by a block that stands alone itself

    @property
    def is_whole(self) -> bool:
        """Tell whether both are there."""
        return self.first is not None and self.other is not None


def pairs_of(first: Sequence[Block], other: Sequence[Block], known: Known = frozenset()) -> tuple[Pair, ...]:
    """Pair the blocks of two texts, and those within each pair; what a lone block holds stands alone as well."""
    return tuple(_nested(first, other, known))


def _nested(first: Sequence[Block], other: Sequence[Block], known: Known) -> Iterator[Pair]:
    for pair in _level(first, other, known):
        yield pair
        if pair.first is not None and pair.other is not None:
            yield from _nested(pair.first.children, pair.other.children, known)
            continue
        yield from (Pair(block, None, True) for block in (pair.first.held() if pair.first else ()))
        yield from (Pair(None, block, True) for block in (pair.other.held() if pair.other else ()))


def _level(first: Sequence[Block], other: Sequence[Block], known: Known) -> Iterator[Pair]:
    """Pair blocks that stand beside one another: at common anchors, then between them."""
    start, across = 0, 0
    for here, there in (*_common_anchors(first, other), (len(first), len(other))):
        yield from _aligned(first[start:here], other[across:there], known)
        if here < len(first):
            yield Pair(first[here], other[there])
        start, across = here + 1, there + 1


def _common_anchors(first: Sequence[Block], other: Sequence[Block]) -> list[tuple[int, int]]:
    """Find the longest row of anchors that both texts have in the same order, by the places of their blocks."""
    places = {block.anchor: at for at, block in reversed([*enumerate(other)]) if block.anchor}
    common = {block.anchor: at for at, block in reversed([*enumerate(first)]) if block.anchor in places}
    ends: list[int] = []  # the smallest place in the other text that a row of each length ends at
    rows: list[list[tuple[int, int]]] = []
    for anchor, at in sorted(common.items(), key=lambda item: item[1]):
        there = places[anchor]
        length = bisect_left(ends, there)
        row = [*(rows[length - 1] if length else []), (at, there)]
        ends[length : length + 1] = [there]
        rows[length : length + 1] = [row]
    return rows[-1] if rows else []


def _aligned(first: Sequence[Block], other: Sequence[Block], known: Known) -> Iterator[Pair]:
    """Pair two rows of blocks at the least cost, by dynamic programming."""
    rows, columns = [_weighed(block) for block in first], [_weighed(block) for block in other]
    beside = [[_cost(here, there, known) for there in columns] for here in rows]
    costs = [[ALONE * column for column in range(len(other) + 1)]]
    for row, line in enumerate(beside, start=1):
        above, along = costs[-1], [ALONE * row]
        for column, cost in enumerate(line):
            along.append(min(above[column] + cost, above[column + 1] + ALONE, along[-1] + ALONE))
        costs.append(along)
    for here, there in reversed([*_way_back(costs, beside)]):
        yield Pair(first[here] if here is not None else None, other[there] if there is not None else None)


def _way_back(
    costs: Sequence[Sequence[float]], beside: Sequence[Sequence[float]]
) -> Iterator[tuple[int | None, int | None]]:
    """Walk the cheapest way from the end to the beginning; None where a block stands alone."""
    row, column = len(costs) - 1, len(costs[0]) - 1
    while row or column:
        cost = costs[row][column]
        if row and column and cost == costs[row - 1][column - 1] + beside[row - 1][column - 1]:
            row, column = row - 1, column - 1
            yield row, column
        elif row and cost == costs[row - 1][column] + ALONE:
            row -= 1
            yield row, None
        else:
            column -= 1
            yield None, column


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A block with all it holds, such as it is compared."""

    block: Block
    digests: tuple[str, ...]
    tokens: Counter[str]  # what has the same form in every language
    words: int


def _weighed(block: Block) -> _Weighed:
    held = [block, *block.held()]
    tokens = Counter(token for each in held for token in each.wording.tokens)
    return _Weighed(block, tuple(each.digest for each in held), tokens, sum(each.wording.words for each in held))


def _cost(first: _Weighed, other: _Weighed, known: Known) -> float:
    """Weigh how unlike two blocks are: nothing when they say the same, or are known to."""
    if first.digests == other.digests:
        return 0.0
    here, there = first.block, other.block
    kinds = 0.0 if here.kind == there.kind else FAMILY if _family(here) == _family(there) else STRANGERS
    anchors = OTHER_ANCHOR if here.anchor != there.anchor else 0.0
    return min(MOST, kinds + anchors + _unlike(first, other) * (1 - _known_share(first, other, known)))


def _family(block: Block) -> str:
    if block.kind.startswith("heading"):
        return "heading"
    return "box" if block.kind in KINDS else "list" if block.kind.endswith("list") else block.kind


def _unlike(first: _Weighed, other: _Weighed) -> float:
    """Weigh how much two blocks differ in what they say, whatever the language, and in length."""
    most = max(first.tokens.total(), other.tokens.total())
    words = OTHER_WORDS * (1 - (first.tokens & other.tokens).total() / most) if most else 0.0
    longer = abs(log((first.words + LEAST_WORDS) / (other.words + LEAST_WORDS)))
    return SOMETHING + words + min(LONGEST, OTHER_LENGTH * longer)


def _known_share(first: _Weighed, other: _Weighed, known: Known) -> float:
    """Tell which share of a block was agreed on with the other."""
    agreed = sum(any((digest, twin) in known for twin in other.digests) for digest in first.digests) if known else 0
    return agreed / len(first.digests)
