"""The signs that every language shares: unbreakable spaces, the seam, what is never touched, quotes, dashes, ranges.

In: a string, in which `SEAM` marks where an inline element begins or ends. Out: the same letters and digits. The
spaces are U+00A0 and U+202F of the Unicode Standard (https://www.unicode.org/versions/latest/core-spec/chapter-6/).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

NO_BREAK = "\u00a0"
NARROW = "\u202f"
SEAM = "\ue000"  # private use: stands for the boundary between two pieces of one line of text
STAND_IN = "\ua500"  # a letter of no language set here: stands for what is never touched
SPACE = f"[ \t\n{NO_BREAK}{NARROW}]"
GAP = f"(?:{SPACE}|{SEAM})*"  # spaces on either side of the seams between two signs

Quotes = tuple[str, str]

_ADDRESS_SIGN = rf'[^\s<>"«»“”‘’{SEAM}]'
_NEVER_TOUCHED = (
    rf"(?:https?://|www\.){_ADDRESS_SIGN}*[^\s<>\"«»“”‘’{SEAM}.,;:!?…')\]}}]",  # web addresses
    r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+",  # addresses of mail
    r"(?<!\w)@[A-Za-z][\w:-]*\w",  # keys of citations and references
    r"\b(?:ISBN|ISSN|EAN|DOI)(?:-1[03])?[ :\u00a0]{0,3}[\dX][\dX./ -]*[\dX]\b",
    r"\b97[89]-[\d-]+\d\b",
    STAND_IN,
)
_HYPHEN_BETWEEN_SPACES = re.compile(rf"(?<=[^\s{SEAM}–—-]) (?:--?|—) (?=[^\s{SEAM}–—-])")
_DASH = re.compile(rf"(?<=\S){SPACE}–{SPACE}")
_ELLIPSIS = re.compile(r"(?<!\.)\.\.\.(?!\.)")
_YEARS = re.compile(
    r"(?<![\w/.,:–-])(?<!n°[ \u00a0])((?:1[5-9]|20)\d\d)-((?:1[5-9]|20)\d\d)(?![\w/–-])(?!\.\d)", re.ASCII
)
_OPENS_AFTER = frozenset(" \t\n([{«“‘–—/’'" + NO_BREAK + NARROW)


@lru_cache(maxsize=16)
def _never_touched(as_typed: tuple[str, ...]) -> re.Pattern[str]:
    brands = (rf"(?<!\w){re.escape(brand)}(?!\w)" for brand in sorted(as_typed, key=lambda brand: (-len(brand), brand)))
    return re.compile("|".join((*brands, *_NEVER_TOUCHED)))


def shield(text: str, as_typed: Iterable[str] = ()) -> tuple[str, list[str]]:
    """Put a stand-in for each address, key, code and name that is kept as it was typed; give these in their order."""
    kept: list[str] = []

    def put(found: re.Match[str]) -> str:
        kept.append(found[0])
        return STAND_IN

    return _never_touched(tuple(as_typed)).sub(put, text), kept


def unshield(text: str, kept: Iterable[str]) -> str:
    """Put back what was kept."""
    pieces = text.split(STAND_IN)
    return "".join(part for pair in zip(pieces, (*kept, ""), strict=True) for part in pair)


def split_at(sign: str, text: str, as_typed: Iterable[str] = ()) -> list[str]:
    """Cut a text at a sign, but not within what is never touched."""
    bare, kept = shield(text, as_typed)
    left = iter(kept)
    return [re.sub(STAND_IN, lambda _: next(left), part) for part in bare.split(sign)]


def seams(gap: str) -> str:
    """Give the seams of a gap, without its spaces."""
    return SEAM * gap.count(SEAM)


def match_quotes(text: str, outer: Quotes, inner: Quotes) -> str:
    """Turn pairs of straight quotes into those of the language, by rank; a line where one lacks its twin stays."""
    found = [place for place, sign in enumerate(text) if sign == '"']
    if not found or len(found) % 2:
        return text
    signs = list(text)
    opened: list[tuple[int, int]] = []
    ranks = _ranks(text, (outer, inner))
    for place in found:
        before, after = _neighbour(text, place, -1), _neighbour(text, place, 1)
        if before in _OPENS_AFTER or (before == '"' and opened and opened[-1][0] == place - 1) or not before:
            if not after or after.isspace():
                return text
            opened.append((place, ranks[place] + len(opened)))
        elif opened:
            start, rank = opened.pop()
            signs[start], signs[place] = inner if rank else outer
        else:
            return text
    return text if opened else "".join(signs)


def _neighbour(text: str, place: int, step: int) -> str:
    """Give the sign before or after a place, seams passed over; empty at the ends."""
    place += step
    while 0 <= place < len(text) and text[place] == SEAM:
        place += step
    return text[place] if 0 <= place < len(text) else ""


def _ranks(text: str, kinds: Iterable[Quotes]) -> list[int]:
    """Count, for each place, how many quotations of the language's own marks are open there."""
    opening, closing = ({kind[side] for kind in kinds} for side in (0, 1))
    ranks, depth = [], 0
    for sign in text:
        ranks.append(depth)
        depth = depth + 1 if sign in opening else max(0, depth - (sign in closing))
    return ranks


def dashes(text: str) -> str:
    """Set a hyphen or a long dash between spaces as a dash, kept on the line of the word before it."""
    return _DASH.sub(f"{NO_BREAK}– ", _HYPHEN_BETWEEN_SPACES.sub(" – ", text))


def ellipsis_sign(text: str) -> str:
    """Set three full stops as one sign."""
    return _ELLIPSIS.sub("…", text)


def ranges_after(words: str) -> Callable[[str], str]:
    """Make the pass that sets a dash between two years, and between two numbers after one of some words."""
    numbers = re.compile(rf"\b({words})({SPACE})(\d+)-(\d+)(?![\w/–-])")

    def ranges(text: str) -> str:
        """Set a dash between the two ends of a range."""
        text = _YEARS.sub(lambda years: f"{years[1]}–{years[2]}" if years[1] < years[2] else years[0], text)
        return numbers.sub(r"\1\2\3–\4", text)

    return ranges
