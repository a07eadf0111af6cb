"""Takes the steps of a set-up: each a line on the error stream, with its time; one that fails says what to type."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

QUOTED_LINES = 12


class SetUpError(Exception):
    """A step that cannot be taken: what is missing, the words of the program that failed, the command to type."""

    def __init__(self, what: str, remedy: str, words: str = "") -> None:
        super().__init__(what)
        self.words = words
        quoted = "".join(f"  | {line}\n" for line in words.strip().splitlines()[-QUOTED_LINES:])
        self.story = f"{what}\n{quoted}  to mend it, type:  {remedy}"


def say(words: str) -> None:
    """Tell the person at the terminal."""
    print(words, file=sys.stderr, flush=True)


@contextmanager
def step(words: str) -> Iterator[None]:
    """Announce a step, then tell how long it took."""
    print(f"set-up: {words} …", end="", file=sys.stderr, flush=True)
    start = time.monotonic()
    try:
        yield
    except BaseException:
        say(" failed")
        raise
    say(f" {time.monotonic() - start:.1f} s")


def take(command: Sequence[str | Path], what: str, remedy: str, settings: Mapping[str, str] | None = None) -> None:
    """Run a program of the set-up in silence; when it fails, raise `SetUpError` with the end of what it said."""
    words = [str(word) for word in command]
    try:
        done = subprocess.run(
            words,
            env={**os.environ, **(settings or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
    except OSError as error:
        raise SetUpError(what, remedy, str(error)) from error
    if done.returncode:
        raise SetUpError(what, remedy, done.stdout)


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Let one set-up at a time pass; the lock falls when its holder ends, however it ends."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("set-up: another one is under way; waiting for it")
            fcntl.flock(held, fcntl.LOCK_EX)
        yield
