"""Jobs: all that a build does, written down before it is done.

A job is a function of a module with picklable arguments, called with a `Workplace` before them, and named by the hash
of everything its result depends on. A recipe is a generator that yields waves of jobs and is sent their results; what
it returns is what it makes. Nobody here does a job: see hands.py and pipeline.py.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from bindery.diagnostics import Source

Product = TypeVar("Product")


@dataclass(frozen=True, slots=True)
class Workplace:
    """Where a job finds its inputs on the machine that does it."""

    project: Path  # holds styles/ and templates/
    content: Path


def no_pages(_: object) -> int:
    """Count no pages in what is no sheet."""
    return 0


@dataclass(frozen=True, slots=True)
class Job:
    """One call: what it makes in words (`sections`), the function and its arguments, and its key in the store."""

    makes: str
    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    key: str
    pages_of: Callable[[Any], int] = no_pages  # how many pages a result has, for those who follow


Wave = Sequence[Job]
Recipe = Generator[Wave, list[Any], Product]


@dataclass(frozen=True, slots=True)
class Undertaking:
    """A recipe under way: what the caller knows it by, its name in words, who is told of in a fault."""

    key: Any
    name: str
    source: Source
    recipe: Recipe[Any]
