"""In step or not: the texts of a volume compared, chapter by chapter, each language with the first.

In: a volume and the order of its languages. Out: for each further language how many pairs are agreed on, and what is to
be told. One fault a pair: what its rules find; else how it stands to what was agreed on. A volume in one language says
nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath

from bindery.bitext.blocks import Block, blocks_of
from bindery.bitext.ledger import Agreement, known_pairs, of_languages, read_ledger
from bindery.bitext.pairs import Pair, pairs_of
from bindery.bitext.rules import RULES
from bindery.bitext.standing import Standing, Stood, standings
from bindery.bitext.summary import AGREED, AT_ODDS, CHANGED, MISSING, NEW, STAGES, InStep
from bindery.diagnostics import ERROR, WARNING, Diagnostic, Source, in_order
from bindery.languages import LANGUAGES
from bindery.model import Chapter, Ledger, Volume

AGREE = "python3 build.py agree"


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair of blocks, how it stands, and what its rules find."""

    stood: Stood
    faults: tuple[Diagnostic, ...]

    @property
    def pair(self) -> Pair:
        """Give the pair."""
        return self.stood.pair

    @property
    def has_errors(self) -> bool:
        """Tell whether it cannot be agreed on."""
        return any(fault.severity is ERROR for fault in self.faults)

    @property
    def stage(self) -> str:
        """Say in a word how it is counted."""
        if self.stood.standing is Standing.ALONE:
            return MISSING  # a row of them is told, and counted, as one
        return AT_ODDS if self.has_errors else _STAGES[self.stood.standing]


_STAGES = {
    Standing.AGREED: AGREED,
    Standing.NEW: NEW,
    Standing.SILENT: "silent",
    **dict.fromkeys((Standing.FIRST_CHANGED, Standing.OTHER_CHANGED, Standing.BOTH_CHANGED), CHANGED),
}


@dataclass(frozen=True, slots=True)
class Bitext:
    """A chapter in two languages: its pairs in the order of the book, and what is wrong with its ledger."""

    languages: tuple[str, str]
    name: str  # of the chapter's file
    sources: tuple[Source, Source]
    judged: tuple[Judged, ...]
    stale: tuple[Agreement, ...]
    ledger: Ledger | None
    unreadable: tuple[Diagnostic, ...]


def bitexts(volume: Volume, languages: Sequence[str]) -> Iterator[Bitext]:
    """Pair the chapters of a volume: each language with the first; `languages` gives their order."""
    spoken = [language for language in languages if language in volume.texts]
    for language in spoken[1:]:
        chapters = {chapter.id: chapter for chapter in volume.texts[language].chapters}
        for chapter in volume.texts[spoken[0]].chapters:
            if chapter.id in chapters:
                yield _bitext((spoken[0], language), (chapter, chapters[chapter.id]), volume)


def _bitext(languages: tuple[str, str], chapters: tuple[Chapter, Chapter], volume: Volume) -> Bitext:
    name = PurePosixPath(chapters[0].source.path).stem
    ledger = volume.ledgers.get(name)
    everything, unreadable = read_ledger(ledger)
    agreed = tuple(of_languages(everything, languages))
    first, other = (blocks_of(chapter, language) for chapter, language in zip(chapters, languages, strict=True))
    stood, stale = standings(pairs_of(first, other, known_pairs(agreed)), agreed)
    judged = tuple(Judged(each, tuple(_faults(each))) for each in stood)
    sources = (chapters[0].source.at(0), chapters[1].source.at(0))
    return Bitext(languages, name, sources, judged, stale, ledger, unreadable)


def _faults(stood: Stood) -> Iterator[Diagnostic]:
    """Run the rules over a pair; the side to be mended is the one that has not changed, else the second."""
    pair = stood.pair
    if pair.first is None or pair.other is None:
        return
    here, there = _here_and_there(stood, pair.first, pair.other)
    for rule in RULES:
        if rule.severity is WARNING and stood.standing is Standing.AGREED:
            continue
        if differs := rule.compare(here, there):
            message = f"the {here.name} differs from {there.source}: {differs}"
            hint = rule.hint if rule.severity is ERROR else f"{rule.hint}, or settle it: {AGREE} {here.source}"
            yield Diagnostic(rule.severity, rule.code, here.source, message, hint)


def _here_and_there(stood: Stood, first: Block, other: Block) -> tuple[Block, Block]:
    return (first, other) if stood.standing is Standing.OTHER_CHANGED else (other, first)


def told(bitext: Bitext) -> tuple[Diagnostic, ...]:
    """Tell all that is wrong with a chapter in two languages."""
    return in_order((*_told_of_pairs(bitext), *_told_of_ledger(bitext)))


def _told_of_pairs(bitext: Bitext) -> Iterator[Diagnostic]:
    yield from _told_missing(bitext)
    is_new = not any(each.stood.agreement for each in bitext.judged)
    fresh = sum(each.stage == NEW for each in bitext.judged)
    for each in bitext.judged:
        yield from each.faults
        if not each.faults and each.stage in (CHANGED, NEW) and not (is_new and each.stage == NEW):
            yield _told_standing(bitext, each)
    if is_new and fresh:
        message = f"none of the {fresh} pairs with {bitext.sources[0]} was ever agreed on"
        hint = f"read both, then settle them: {AGREE} {bitext.sources[1]}"
        yield Diagnostic(WARNING, "step-new", bitext.sources[1], message, hint)


def _told_standing(bitext: Bitext, judged: Judged) -> Diagnostic:
    """Tell a pair that is not what was agreed on."""
    first, other = judged.pair.first, judged.pair.other
    assert first is not None and other is not None
    here, there = _here_and_there(judged.stood, first, other)
    changed = LANGUAGES[bitext.languages[here is first]].english
    pair = f"the {here.name} and its counterpart at {there.source}"
    code, message = {
        Standing.BOTH_CHANGED: ("step-both", f"{pair} have both changed since they were agreed on"),
        Standing.NEW: ("step-new", f"{pair} were never agreed on"),
    }.get(
        judged.stood.standing,
        ("step-changed", f"the {changed} of this {here.noun}, at {there.source}, has changed since it was agreed on"),
    )
    hint = f"bring both in step, then settle them: {AGREE} {here.source}"
    return Diagnostic(WARNING, code, here.source, message, hint)


def _told_missing(bitext: Bitext) -> Iterator[Diagnostic]:
    """Tell blocks without counterpart at the place where that is missing, those in a row at once."""
    last: dict[bool, Block | None] = {True: None, False: None}
    for lacks_first, row in groupby(bitext.judged, key=_lacks_first):
        held = [*row]
        if lacks_first is None:
            last = {True: held[-1].pair.first, False: held[-1].pair.other}
            continue
        alone = (each.pair for each in held if not each.pair.is_held)
        there = [block for pair in alone if (block := pair.other if lacks_first else pair.first)]
        before = last[lacks_first]
        here = before.source if before else bitext.sources[not lacks_first].at(1)
        more = len(there) - 1
        many = f" and the {f'{more} blocks' if more > 1 else 'block'} after it have" if more else " has"
        message = f"the {there[0].name} at {there[0].source}{many} no counterpart here"
        hint = f"write it after this {before.noun if before else 'line'}, or take it away there"
        yield Diagnostic(ERROR, "step-missing", here, message, hint)


def _lacks_first(judged: Judged) -> bool | None:
    """Tell whether the first side lacks a block, None when both are there."""
    return None if judged.pair.is_whole else judged.pair.first is None


def _told_of_ledger(bitext: Bitext) -> Iterator[Diagnostic]:
    """Tell the lines of a ledger that nobody can read, and those that speak of nothing any more."""
    yield from bitext.unreadable
    for each in bitext.stale:
        assert bitext.ledger is not None
        message = f"nothing in the chapter goes back to this agreement any more: {each.key}"
        hint = f"take the line away; settling the chapter does: {AGREE} {bitext.sources[1]}"
        yield Diagnostic(WARNING, "step-stale", bitext.ledger.source.at(each.line), message, hint)


def in_step(volume: Volume, languages: Sequence[str]) -> tuple[InStep, ...]:
    """Compare the texts of a volume."""
    chapters = [*bitexts(volume, languages)]
    return tuple(_in_step(volume, pair, [*of]) for pair, of in groupby(chapters, key=lambda each: each.languages))


def _in_step(volume: Volume, languages: tuple[str, str], chapters: Sequence[Bitext]) -> InStep:
    found = in_order((*(fault for chapter in chapters for fault in told(chapter)), *_lost_ledgers(volume, chapters)))
    counts = Counter(judged.stage for chapter in chapters for judged in chapter.judged)
    counts[MISSING] = sum(fault.code == "step-missing" for fault in found)
    names = LANGUAGES[languages[0]].english, LANGUAGES[languages[1]].english
    return InStep(volume.number, languages, names, tuple(counts[stage] for stage in STAGES), found)


def _lost_ledgers(volume: Volume, chapters: Sequence[Bitext]) -> Iterator[Diagnostic]:
    """Tell the ledgers of chapters that are in no list."""
    names = {chapter.name for chapter in chapters}
    for name, ledger in volume.ledgers.items():
        if name not in names:
            message = f"there is no chapter `{name}` in two languages"
            hint = "delete the file, or give it the name of the chapter's"
            yield Diagnostic(WARNING, "step-stale", ledger.source, message, hint)
