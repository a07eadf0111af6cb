"""Rules: what must be the same in a block and its counterpart, whatever the language.

In: the block that is to be mended and its twin. Out: what is not the same, in words. The rules stand in one table;
those that weigh as warnings are settled by an agreement.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bindery.bitext.blocks import FILES, Block
from bindery.bitext.numbers import only_in
from bindery.diagnostics import ERROR, WARNING, Severity

Compare = Callable[[Block, Block], str]  # here, there -> what differs, empty when nothing does
MOST_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Rule:
    """What must be the same: its code and weight, how it is looked at, and how it is mended."""

    code: str
    severity: Severity
    compare: Compare
    hint: str


def kinds(here: Block, there: Block) -> str:
    """Compare what the blocks are."""
    return f"{here.noun} here, {there.noun} there" if here.kind != there.kind else ""


def anchors(here: Block, there: Block) -> str:
    """Compare the names by which blocks are referred to."""
    if here.anchor == there.anchor:
        return ""
    return f"{_named(here.anchor)} here, {_named(there.anchor)} there"


def citations(here: Block, there: Block) -> str:
    """Compare the works cited, and the places in them."""
    return _differing(here.wording.citations, there.wording.citations)


def files(here: Block, there: Block) -> str:
    """Compare the pictures and the data, and the type of a chart."""
    said, twins = ({(n, b.values[n]) for n in FILES if n in b.values} for b in (here, there))
    named, there_named = ([value for _, value in sorted(each)] for each in (said - twins, twins - said))
    pictures, there_pictures = _pictures(here), _pictures(there)
    return _differing((*named, *pictures), (*there_named, *there_pictures))


def numbers(here: Block, there: Block) -> str:
    """Compare the numbers, the variables and the dates of boxes."""
    said, twins = here.wording.numbers, there.wording.numbers
    mine = (*only_in(said, twins), *_values(here))
    return _differing(mine, (*only_in(twins, said), *_values(there)))


def references(here: Block, there: Block) -> str:
    """Compare where the reader is sent: anchors and notes."""
    mine, theirs = (
        (*(f"@{anchor}" for anchor in set(b.wording.references)), *(f"[^{note}]" for note in b.wording.notes))
        for b in (here, there)
    )
    return _differing(mine, theirs)


def marks(here: Block, there: Block) -> str:
    """Compare the terms of the glossary and the number of index entries."""
    terms = _differing(set(here.wording.terms), set(there.wording.terms))
    entries = (here.wording.entries, there.wording.entries)
    if terms or entries[0] == entries[1]:
        return terms
    return f"{entries[0]} index entries here, {entries[1]} there"


def _values(block: Block) -> tuple[str, ...]:
    stamp = block.values.get("date", "")
    return (*(f"{{{{ {name} }}}}" for name in block.wording.variables), *([stamp] if stamp else []))


def _pictures(block: Block) -> tuple[str, ...]:
    return tuple(name for name in block.wording.files if name not in {block.values.get(each) for each in FILES})


def _differing(here: Iterable[str], there: Iterable[str]) -> str:
    """Say what stands only here and only there: `2021` here only, `2022` there only."""
    mine, theirs = Counter(here), Counter(there)
    if mine == theirs:
        return ""
    sides = ((sorted((mine - theirs).elements()), "here only"), (sorted((theirs - mine).elements()), "there only"))
    return ", ".join(f"{_listed(only)} {where}" for only, where in sides if only)


def _listed(words: list[str]) -> str:
    shown = " ".join(f"`{word}`" for word in words[:MOST_SHOWN])
    return f"{shown} …" if len(words) > MOST_SHOWN else shown


def _named(anchor: str) -> str:
    return f"`{anchor}`" if anchor else "no anchor"


RULES: tuple[Rule, ...] = (
    Rule("step-kind", ERROR, kinds, "make both the same kind of block"),
    Rule("step-id", ERROR, anchors, "give both the same anchor"),
    Rule("step-citation", ERROR, citations, "cite the same works at the same places in both"),
    Rule("step-figure", ERROR, files, "name the same files in both"),
    Rule("step-number", ERROR, numbers, "mend the side that is wrong; what one writes as a word, the other writes too"),
    Rule("step-reference", WARNING, references, "send the reader to the same places"),
    Rule("step-mark", WARNING, marks, "mark the same words"),
)
