"""An order: what is to be built, from where and to where, as the command line understood it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

TARGETS = ("print", "screen", "epub", "web", "mockups", "press-kit")
STORE = ".cache"  # below the output folder


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for."""

    content: Path
    output: Path
    targets: tuple[str, ...] = TARGETS
    volumes: tuple[int, ...] = ()
    languages: tuple[str, ...] = ()
    release: bool = False
    use_cache: bool = True
    jobs: int = 1
    now: datetime | None = None  # of a release: whether it is past its embargo
    scheduler: str = ""  # the address of a Dask cluster; without one, this machine does the work
