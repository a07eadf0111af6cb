"""Titles broken into lines as a typographer would: even lines, and no small word left hanging at the end of one.

In: a title, set for its language, and the measure in ems. Out: its lines. Words part at plain spaces only, so that what
a narrow or a no-break space joins stays together.
"""

from __future__ import annotations

from functools import cache
from itertools import accumulate, pairwise

SPACE_EM = 0.25  # Archivo's own, and what the style sheets add between the words of a title
_ELSE_EM, _CAPITAL_EM = 0.605, 0.74
_LETTERS_EM = {
    letter: width
    for letters, width in (("ijlI!|.,:;'’", 0.32), ("ft-()\u2011", 0.36), ("r", 0.39), ("mwMW", 0.92), ("\u202f", 0.12))
    for letter in letters
}  # advances of Archivo at 800, rounded up
_HANGING = 3  # a word as short as this belongs to the next one
_HANGING_COST = 0.12  # in squares of the measure
_SENSE_GAIN = 0.05  # of a line that ends where the sense does


def width_em(text: str) -> float:
    """Estimate the width of a line set in Archivo's heaviest weights, in ems."""
    return sum(_letter_em(letter) for letter in text)


def _letter_em(letter: str) -> float:
    if letter in {" ", "\u00a0"}:
        return SPACE_EM
    return _LETTERS_EM.get(letter, _CAPITAL_EM if letter.isupper() else _ELSE_EM)


def title_lines(title: str, measure_em: float) -> tuple[str, ...]:
    """Break a title into as few lines as the measure takes, as even as they can be; a word is never broken."""
    words = [word for word in title.split(" ") if word]
    ends = tuple(accumulate(width_em(word) + SPACE_EM for word in words))

    def room(start: int, stop: int) -> float:
        """Give the part of the measure that the words from `start` to `stop` leave free; below zero, they overrun."""
        width = ends[stop - 1] - (ends[start - 1] if start else 0.0) - SPACE_EM
        return 1 - width / measure_em

    @cache
    def best(start: int) -> tuple[int, float, tuple[int, ...]]:
        """Find the fewest lines for the words from `start`, their cost and where they stop."""
        if start == len(words):
            return 0, 0.0, ()
        choices = []
        for stop in range(start + 1, len(words) + 1):
            free = room(start, stop)
            if free < 0 and stop > start + 1:
                break
            count, cost, stops = best(stop)
            turn = _turn_cost(words[stop - 1], words[stop]) if stop < len(words) else 0.0
            choices.append((count + 1, cost + free * free + turn, (stop, *stops)))
        return min(choices)

    stops = best(0)[2]
    return tuple(" ".join(words[start:stop]) for start, stop in zip((0, *stops), stops, strict=False))


def hangs(lines: tuple[str, ...]) -> bool:
    """Tell whether a line ends where a typographer would not end it."""
    return any(_turn_cost(line.split(" ")[-1], following) > 0 for line, following in pairwise(lines))


def _turn_cost(word: str, following: str) -> float:
    """Weigh a break between two words: dear when it hangs a small word, moves a dash, or cuts a name in two."""
    if following[0] in "–—:;!?»":
        return _HANGING_COST
    if word[-1] in "–—:;!?":
        return -_SENSE_GAIN
    is_small = len(word) <= _HANGING and not word.endswith((",", "."))
    return _HANGING_COST if is_small or (word[0].isupper() and following[0].isupper()) else 0.0
