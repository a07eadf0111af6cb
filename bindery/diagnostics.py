"""What the engine tells the author: a place, a severity, a code, a sentence and a hint.

In: findings of any stage. Out: one sorted report, `path:line: severity[code]: what` with `hint: how to mend it` below.
Stages return diagnostics beside their values; none is raised, so that one run tells everything.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs: an error stops the build, a warning is said and passed."""

    ERROR = "error"
    WARNING = "warning"


ERROR = Severity.ERROR
WARNING = Severity.WARNING


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """Where a thing came from: a path as the author knows it, and a line (0: the whole file)."""

    path: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path

    def at(self, line: int) -> Source:
        """Give the same file at another line."""
        return replace(self, line=line)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing to tell the author."""

    severity: Severity
    code: str
    source: Source
    message: str
    hint: str = ""

    def __str__(self) -> str:
        line = f"{self.source}: {self.severity}[{self.code}]: {self.message}"
        return f"{line}\n  hint: {self.hint}" if self.hint else line


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort findings by file and line, each told once."""
    return tuple(sorted(set(diagnostics), key=lambda d: (d.source, d.severity, d.code, d.message)))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether any finding stops the build."""
    return any(d.severity is ERROR for d in diagnostics)


def promote(diagnostics: Iterable[Diagnostic], codes: frozenset[str]) -> tuple[Diagnostic, ...]:
    """Turn the warnings of the given codes into errors, as `--release` does with placeholders."""
    return tuple(replace(d, severity=ERROR) if d.code in codes else d for d in diagnostics)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Find the known word most like a misspelt one, or None when nothing comes close."""
    matches = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.5)
    return matches[0] if matches else None


def nearest_hint(word: str, known: Iterable[str], noun: str) -> str:
    """Write the hint for a misspelt word: the nearest known one, else the list."""
    words = sorted(known)
    match = nearest(word, words)
    if match:
        return f"the nearest {noun} is `{match}`"
    return f"the known ones are {', '.join(words[:12])}" if words else f"there is no {noun} yet"
