"""The ledger of a chapter: which of its pairs were agreed on, by the hashes of both sides.

In: the text of `agreed/NAME.txt`, a line for each pair: `fr:3fa2b1c09d1e en:9bc04d7a1f22 #sec-words`. Out: its lines,
in the order of the book, and what cannot be read of it; and the text again. No dates: hashes of content alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bindery.bitext.blocks import DIGITS, Block
from bindery.bitext.pairs import Known
from bindery.diagnostics import WARNING, Diagnostic
from bindery.markup.attributes import BRACES
from bindery.model import Ledger

FIRST_WORDS = 6  # of a block without anchor
HEAD = "# Pairs that were agreed on. Written by `build.py agree`, never by hand."
_LINE = re.compile(rf"(\w+):([0-9a-f]{{{DIGITS}}}) (\w+):([0-9a-f]{{{DIGITS}}}) (\S.*)")

_SIGNS = re.compile(r"[\[\]*]")


@dataclass(frozen=True, slots=True)
class Agreement:
    """A pair that was agreed on: languages, hashes, what it was called, and its line in the ledger."""

    languages: tuple[str, str]
    first: str
    other: str
    key: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.languages[0]}:{self.first} {self.languages[1]}:{self.other} {self.key}"


def read_ledger(ledger: Ledger | None) -> tuple[tuple[Agreement, ...], tuple[Diagnostic, ...]]:
    """Read the agreements of a chapter; lines that cannot be read are told."""
    agreed: list[Agreement] = []
    found: list[Diagnostic] = []
    for number, line in enumerate(ledger.text.split("\n") if ledger else (), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        assert ledger is not None
        if read := _LINE.fullmatch(line.rstrip()):
            agreed.append(Agreement((read[1], read[3]), read[2], read[4], read[5], number))
        else:
            message = f"this line is no agreement: `{line.strip()[:40]}`"
            hint = "take the line away, or let `build.py agree` write the chapter's pairs again"
            found.append(Diagnostic(WARNING, "step-line", ledger.source.at(number), message, hint))
    return tuple(agreed), tuple(found)


def known_pairs(agreed: Iterable[Agreement]) -> Known:
    """Give the hashes that were agreed on."""
    return frozenset((each.first, each.other) for each in agreed)


def agreement(languages: tuple[str, str], first: Block, other: Block) -> Agreement:
    """Agree on a pair."""
    return Agreement(languages, first.digest, other.digest, key_of(first))


def key_of(block: Block) -> str:
    """Name a block for those who read the ledger: by its anchor, or its kind and first words."""
    if block.anchor:
        return f"{block.kind} #{block.anchor}"
    said = _SIGNS.sub("", BRACES.sub("", block.text or next(iter(block.values.values()), "")))
    return f"{block.kind}: {' '.join(said.split()[:FIRST_WORDS])}"


def written(agreed: Sequence[Agreement]) -> str:
    """Write a ledger."""
    return "".join(f"{line}\n" for line in (HEAD, *agreed))


def of_languages(agreed: Iterable[Agreement], languages: tuple[str, str]) -> Iterator[Agreement]:
    """Pick what was agreed on between two languages."""
    return (each for each in agreed if each.languages == languages)
