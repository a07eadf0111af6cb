"""A run: recipes are carried out, many at once, by one set of hands; what the store holds is not done again.

In: undertakings. Out: what each made, as it ends. An exception in a job is raised in its recipe; what a recipe does not
catch ends it, and no other. Whoever stops listening, by Ctrl-C or a fault, leaves nothing at work behind.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field
from typing import Any

from bindery.cache import Store
from bindery.hands import Hands
from bindery.jobs import Job, Recipe, Undertaking, Wave
from bindery.progress import Teller

TICK_S = 0.25


@dataclass(frozen=True, slots=True)
class Ended:
    """What became of an undertaking: what it made, or the exception that ended it; and whether anything was done."""

    undertaking: Undertaking
    made: Any
    fault: BaseException | None = None
    was_done: bool = True


@dataclass(slots=True)
class _Course:
    """An undertaking on its way: the jobs of its wave, what they made so far, and those that are being done."""

    undertaking: Undertaking
    wave: Sequence[Job] = ()
    made: dict[int, Any] = field(default_factory=dict)
    doing: dict[Future[Any], int] = field(default_factory=dict)
    is_told: bool = False
    pages: int = 0


@dataclass(slots=True)
class Run:
    """Carries out undertakings: the hands that do the jobs, the store of what they made, who is told."""

    hands: Hands
    store: Store
    tell: Teller
    kept: list[str] = field(default_factory=list)  # the keys of what was done

    def carry_out(self, undertakings: Sequence[Undertaking]) -> Iterator[Ended]:
        """Carry out undertakings side by side; give each as it ends."""
        courses = [_Course(undertaking) for undertaking in undertakings]
        try:
            for course in courses:
                if ended := self._go_on(course):
                    yield ended
            while waiting := {future for course in courses for future in course.doing}:
                done, _ = wait(waiting, TICK_S, FIRST_COMPLETED)
                self.tell.tick()
                for course in courses:
                    if (came := done & course.doing.keys()) and (ended := self._take_in(course, came)):
                        yield ended
        finally:
            for course in courses:
                _let_go(course)

    def _take_in(self, course: _Course, done: set[Future[Any]]) -> Ended | None:
        """Take what jobs made, and go on when the wave is over or one has failed."""
        for future in done:
            place = course.doing.pop(future)
            fault = future.exception()
            if fault is not None:
                _let_go(course)
                return self._go_on(course, fault)
            job, made = course.wave[place], future.result()
            course.made[place] = made
            self.store.keep(job.key, pickle.dumps(made, pickle.HIGHEST_PROTOCOL))
            self.kept.append(job.key)
            self._tell(course, job, made)
        return None if course.doing else self._go_on(course)

    def _go_on(self, course: _Course, fault: BaseException | None = None) -> Ended | None:
        """Ask a recipe for its next wave until one has something to do; give what it made when it ends."""
        undertaking = course.undertaking
        try:
            while not course.doing:
                made = [course.made[place] for place in range(len(course.wave))] if fault is None else []
                course.wave, fault = _next_wave(undertaking.recipe, made, fault), None
                self._begin(course)
        except StopIteration as end:
            return Ended(undertaking, end.value, was_done=course.is_told)
        except Exception as fell:
            return Ended(undertaking, None, fell)
        return None

    def _begin(self, course: _Course) -> None:
        """Look the jobs of a wave up in the store, and give out those it does not hold."""
        course.made.clear()
        for place, job in enumerate(course.wave):
            stored = self.store.fetch(job.key)
            if stored is not None:
                course.made[place] = pickle.loads(stored)
                course.pages += job.pages_of(course.made[place])
            else:
                course.doing[self.hands.submit(job.function, *job.arguments)] = place
        if course.doing and not course.is_told:
            course.is_told = True
            self.tell.begin(course.undertaking.name)

    def _tell(self, course: _Course, job: Job, made: Any) -> None:
        course.pages += job.pages_of(made)
        pages = f"{course.pages} pages" if course.pages else ""
        words = " · ".join(part for part in (job.makes, pages) if part)
        self.tell.advance(course.undertaking.name, len(course.made), len(course.wave), words)


def _next_wave(recipe: Recipe[Any], made: list[Any], fault: BaseException | None) -> Wave:
    """Tell a recipe what its last wave made, or what went wrong in it."""
    if fault is not None:
        return recipe.throw(fault)
    return recipe.send(made) if made else next(recipe)


def _let_go(course: _Course) -> None:
    """Cancel what is still being done for an undertaking."""
    for future in course.doing:
        future.cancel()
    course.doing.clear()
