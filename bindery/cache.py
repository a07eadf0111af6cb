"""A store of finished work, addressed by what went into it. An unreadable store is an empty one.

In: the inputs of a job. Out: a key; under the key, bytes that prove themselves by their SHA-256. Modification times
play no part.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_DIGEST_BYTES = 32


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of finished work; None as a folder is a store that forgets."""

    folder: Path | None

    def fetch(self, key: str) -> bytes | None:
        """Give what was stored under a key, None when it is not there or is damaged."""
        if self.folder is None:
            return None
        try:
            stored = (self.folder / key).read_bytes()
        except OSError:
            return None
        digest, value = stored[:_DIGEST_BYTES], stored[_DIGEST_BYTES:]
        return value if hashlib.sha256(value).digest() == digest else None

    def keep(self, key: str, value: bytes) -> None:
        """Store a value; a store that cannot be written is passed over, since it only saves time."""
        if self.folder is None:
            return
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            write_beside(self.folder / key, hashlib.sha256(value).digest() + value)
        except OSError:
            return


def key_of(*parts: bytes | str) -> str:
    """Hash the parts of a key, each with its length so that no two lists read alike."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()


def digest_of_folders(folders: Iterable[Path], ignore: frozenset[str] = frozenset({"__pycache__"})) -> str:
    """Hash the names and bytes of all files below some folders."""
    parts: list[bytes | str] = []
    for folder in folders:
        for path in sorted(p for p in folder.rglob("*") if p.is_file() and not ignore.intersection(p.parts)):
            parts += [path.relative_to(folder).as_posix(), hashlib.sha256(path.read_bytes()).digest()]
    return key_of(*parts)


def write_beside(path: Path, value: bytes) -> None:
    """Write a file beside its place, then move it there, so that nobody ever sees half of it."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(value)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
