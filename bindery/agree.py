"""`agree`: an author says that pairs of blocks are in step.

In: a collection and places as the diagnostics print them, `PATH` or `PATH:LINE`, or `all`. Out: ledgers written beside
the texts, and an exit code: 0 when all that was named is settled, 1 when some of it cannot be, 2 when nothing is named.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bindery.bitext.compare import Bitext, bitexts
from bindery.bitext.ledger import written
from bindery.bitext.settle import Settled, settle
from bindery.cache import CannotWrite, write_beside
from bindery.diagnostics import Diagnostic, Source, nearest_hint
from bindery.load import load_collection
from bindery.load.ledgers import FOLDER, SUFFIX
from bindery.model import Collection, Volume

Say = Callable[[str], object]

EVERYTHING = "all"
USAGE = (
    "build.py: say what you have read on both sides:\n"
    "  agree content/volume-6/en/02-notions.md:18   one pair, as `check` prints it (either language)\n"
    "  agree content/volume-6/en/02-notions.md      all pairs of a chapter\n"
    "  agree all [--volume N]                       all pairs of a volume: for a first settlement"
)


@dataclass(frozen=True, slots=True, eq=False)
class Chapter:
    """A chapter in two languages, and where its ledger stands; further languages have theirs in the same ledger."""

    volume: Volume
    bitext: Bitext
    ledger: Path


def agree(root: Path, project: Path, places: Sequence[str], volumes: Sequence[int], say: Say) -> int:
    """Settle the pairs at some places of the collection in a folder."""
    if not places or (EVERYTHING in places and len(places) > 1):
        print(USAGE, file=sys.stderr)
        return 2
    loaded = load_collection(root, project)
    if loaded.collection is None:
        _tell(loaded.diagnostics)
        return 1
    chapters = [each for each in _chapters(loaded.collection) if not volumes or each.volume.number in volumes]
    if places[0] == EVERYTHING:
        return _settle({each: each.bitext.sources[1:] for each in chapters}, say)
    named = [_found(place, chapters, (project, root.parent)) for place in places]
    if None in named:
        return 2
    return _settle({each: _places_in(each, named) for each in chapters}, say)


def _chapters(collection: Collection) -> Iterator[Chapter]:
    for volume in collection.volumes:
        folder = collection.root / f"volume-{volume.number}" / FOLDER
        for bitext in bitexts(volume, collection.languages):
            yield Chapter(volume, bitext, folder / f"{bitext.name}{SUFFIX}")


def _parted(place: str) -> tuple[str, int]:
    """Part `PATH:LINE`; 0 where there is no line."""
    path, _, line = place.rpartition(":")
    return (path, int(line)) if path and line.isdigit() else (place.rstrip(":"), 0)


def _found(place: str, chapters: Sequence[Chapter], folders: Sequence[Path]) -> Source | None:
    """Find a place among the chapters, by its path as it is printed or from the folder one stands in; say if not."""
    path, line = _parted(place)
    known = {source.path for each in chapters for source in each.bitext.sources}
    there = Path(path).resolve()
    for name in known:
        if path == name or there in {(folder / name).resolve() for folder in folders}:
            return Source(name, line)
    print(f"build.py: no chapter in two languages stands at `{path}`", file=sys.stderr)
    print(f"  hint: {nearest_hint(path, known, 'chapter')}", file=sys.stderr)
    return None


def _places_in(chapter: Chapter, places: Sequence[Source | None]) -> list[Source]:
    paths = {source.path for source in chapter.bitext.sources}
    return [place for place in places if place is not None and place.path in paths]


def _settle(places: Mapping[Chapter, Sequence[Source]], say: Say) -> int:
    """Settle the pairs of chapters at some places, write the ledgers, and say what was done."""
    of_ledger: dict[Path, list[Chapter]] = defaultdict(list)
    for chapter in places:
        of_ledger[chapter.ledger].append(chapter)
    refused = False
    for ledger, chapters in of_ledger.items():
        if not any(places[chapter] for chapter in chapters):
            continue
        settled = {chapter: settle(chapter.bitext, places[chapter]) for chapter in chapters}
        agreed = [each for chapter in chapters for each in settled[chapter].agreed]
        try:
            if agreed:
                write_beside(ledger, written(agreed).encode())
        except CannotWrite as fault:
            print(f"build.py: {fault}", file=sys.stderr)
            return 1
        for chapter in (each for each in chapters if places[each]):
            _tell_settled(settled[chapter], chapter.bitext, places[chapter], say)
            refused = refused or bool(settled[chapter].refused)
    return int(refused)


def _tell_settled(settled: Settled, bitext: Bitext, places: Sequence[Source], say: Say) -> None:
    for line in _said(settled, bitext, places[0] if len(places) == 1 else places[0].at(0)):
        say(line)
    _tell(settled.refused)


def _said(settled: Settled, bitext: Bitext, where: Source) -> Iterator[str]:
    count = len(settled.pairs)
    if count == 1:
        first, other = settled.pairs[0].pair.first, settled.pairs[0].pair.other
        assert first is not None and other is not None
        yield f"{where}: settled: {first.name} at {first.source} and {other.source}"
    elif count or not settled.refused:
        yield f"{where}: {f'{count} pairs settled' if count else 'nothing to settle, all is agreed on'}"
    if settled.dropped:
        lines = f"{settled.dropped} line{'s' * (settled.dropped > 1)}"
        yield f"{where}: {lines} that spoke of nothing taken out of agreed/{bitext.name}{SUFFIX}"


def _tell(found: Sequence[Diagnostic]) -> None:
    for diagnostic in found:
        print(diagnostic, file=sys.stderr)
