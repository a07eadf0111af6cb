"""The making of one build: what all that is made in it shares, and how it is carried out and told.

In: the collection, the order, the studio, the run. Out: what jobs made, and a diagnostic for each that fell.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from bindery.cache import key_of, write_beside
from bindery.diagnostics import ERROR, Diagnostic, Source, has_errors
from bindery.editions import MadeText
from bindery.embargo import state_of
from bindery.hands import Lost
from bindery.inputs import Inputs, engine_digest
from bindery.jobs import Job, Recipe, Undertaking
from bindery.model import Collection, Volume
from bindery.order import STORE, Order
from bindery.run import Ended, Run
from bindery.studio import Studio

FAULTS = f"{STORE}/fault.txt"


@dataclass(frozen=True, slots=True)
class Making:
    """What is shared by all that is made in one build; `house` and `edition` are hashes of what is read."""

    collection: Collection
    order: Order
    studio: Studio
    run: Run
    inputs: Inputs
    house: str  # of styles and templates
    edition: str  # of these and the content

    def carry_out(self, undertakings: Sequence[Undertaking]) -> Iterator[Ended]:
        """Carry out undertakings and tell how each ended."""
        for ended in self.run.carry_out(undertakings):
            if ended.was_done:
                self.run.tell.end(ended.undertaking.name, _outcome(ended))
            yield ended

    def make(self, name: str, source: Source, *jobs: Job) -> tuple[list[Any], tuple[Diagnostic, ...]]:
        """Have some jobs done, told under one name; without results, and with a diagnostic, when one fails."""
        if not jobs:
            return [], ()
        (ended,) = self.carry_out([Undertaking(name, name, source, all_of(jobs))])
        if ended.fault is not None:
            return [], (fault_of_tool(self.order, source, ended.fault),)
        return ended.made, ()

    def state(self, volume: Volume) -> str:
        """Tell whether a volume is under embargo."""
        return state_of(volume.launch, is_release=self.order.release, now=self.order.now)

    def key(self, *parts: str) -> str:
        """Name a job by all that is read, beside the engine."""
        return key_of(engine_digest(), self.edition, *parts)


def all_of(jobs: Sequence[Job]) -> Recipe[list[Any]]:
    """Make a recipe of one wave."""
    made = yield jobs
    return made


def _outcome(ended: Ended) -> str:
    if ended.fault is not None or (isinstance(ended.made, MadeText) and has_errors(ended.made.diagnostics)):
        return "at fault"
    return f"{ended.made.extent} pages" if isinstance(ended.made, MadeText) else ""


def fault_of_tool(order: Order, source: Source, fault: Lost | BaseException) -> Diagnostic:
    """Tell a fault that is not the author's; the whole story of an exception goes into a file."""
    if isinstance(fault, Lost):
        return Diagnostic(ERROR, "process-lost", source, f"{fault}; it was not made", "run again, with --jobs 1")
    story = "".join(traceback.format_exception(fault))
    place = order.output / FAULTS
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        earlier = place.read_text(encoding="utf-8") if place.exists() else ""
        write_beside(place, f"{earlier}{source}\n{story}\n".encode())
    cause = f"{type(fault).__name__}: {fault}".splitlines()[0]
    hint = f"the text may be good: send {order.output.name}/{FAULTS} to those who keep the tool"
    return Diagnostic(ERROR, "tool-fault", source, f"a fault of the tool, not made ({cause})", hint)
