"""A store of finished work, addressed by what went into it, and the writing of files that nobody ever sees half of.

In: the inputs of a job. Out: a key; under the key, bytes that prove themselves by their SHA-256. An unreadable store is
an empty one. Modification times say what was used last, never what is valid.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import re
import tempfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

STAMP = b"bindery store 1"  # the form of a stored file; a file of another form does not prove itself
LIMIT_BYTES = 1_000_000_000  # some forty finished texts with their pictures
UNFINISHED = ".unfinished"
_DIGEST_BYTES = 32
_KEY = re.compile(r"[0-9a-f]{64}")
_ANOTHER_FOLDER = "choose another folder with --output"
_MAKE_ROOM = "make room on the disk and run again"
_HINTS = {
    errno.ENOSPC: _MAKE_ROOM,
    errno.EDQUOT: _MAKE_ROOM,
    errno.EFBIG: _MAKE_ROOM,
    errno.EACCES: _ANOTHER_FOLDER,
    errno.EPERM: _ANOTHER_FOLDER,
    errno.EROFS: _ANOTHER_FOLDER,
}


class CannotWrite(OSError):  # noqa: N818  (a state of the disk, told to the author as it stands)
    """A folder that cannot be written, said in one line."""

    def __init__(self, folder: Path, fault: OSError) -> None:
        hint = _HINTS.get(fault.errno or 0, _ANOTHER_FOLDER)
        super().__init__(f"cannot write into {folder}: {fault.strerror or fault}; the last good files stand; {hint}")


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of finished work that grows to a limit; None as a folder is a store that forgets."""

    folder: Path | None
    limit_bytes: int = LIMIT_BYTES

    def fetch(self, key: str) -> bytes | None:
        """Give what was stored under a key, None when it is not there, is damaged or is of another form."""
        if self.folder is None:
            return None
        try:
            stored = (self.folder / key).read_bytes()
        except OSError:
            return None
        digest, value = stored[:_DIGEST_BYTES], stored[_DIGEST_BYTES:]
        if _proof(key, value) != digest:
            return None
        with suppress(OSError):
            os.utime(self.folder / key)
        return value

    def keep(self, key: str, value: bytes) -> None:
        """Store a value; a store that cannot be written is passed over, since it only saves time."""
        if self.folder is None or _DIGEST_BYTES + len(value) > self.limit_bytes:
            return
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            write_beside(self.folder / key, _proof(key, value) + value)

    def drop(self, keys: Iterable[str]) -> None:
        """Take values out again that are not what their keys say."""
        for key in keys:
            if self.folder is not None:
                with suppress(OSError):
                    (self.folder / key).unlink()

    def put_out(self) -> None:
        """Put the values out that were used longest ago until the rest stays within the limit."""
        if self.folder is not None:
            with suppress(OSError):
                _keep_within(self.folder, self.limit_bytes)


def _proof(key: str, value: bytes) -> bytes:
    return hashlib.sha256(key_of(STAMP, key).encode() + value).digest()


def _keep_within(folder: Path, limit_bytes: int) -> None:
    kept = [(_last_used(path), path) for path in folder.iterdir() if _KEY.fullmatch(path.name)]
    size = 0
    for (_, size_bytes), path in sorted(kept, reverse=True):
        size += size_bytes
        if size > limit_bytes:
            path.unlink(missing_ok=True)


def _last_used(path: Path) -> tuple[int, int]:
    """Tell when a file was used last and its size; nothing of both when another build has just put it out."""
    try:
        facts = path.stat()
    except FileNotFoundError:
        return 0, 0
    return facts.st_mtime_ns, facts.st_size


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


@contextmanager
def tenancy(folder: Path) -> Iterator[None]:
    """Hold an output folder while a build lasts, swept of what a killed one left; CannotWrite when it is shut.

    Builds share a folder by a shared lock on it; who finds nobody else there may sweep.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = os.open(folder, os.O_RDONLY)
    except OSError as fault:
        raise CannotWrite(folder, fault) from fault
    try:
        with suppress(OSError):  # held by another build, or a file system without locks
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _sweep(folder)
        with suppress(OSError):
            fcntl.flock(lock, fcntl.LOCK_SH)
        _drop(_set_down([(folder / "probe", b"")]))
        yield
    finally:
        with suppress(OSError):
            fcntl.flock(lock, fcntl.LOCK_UN)
        os.close(lock)


def _sweep(folder: Path) -> None:
    _drop([path for path in folder.rglob(f".*{UNFINISHED}") if path.is_file()])


def _drop(unfinished: Iterable[Path]) -> None:
    for path in unfinished:
        with suppress(OSError):
            path.unlink()


def write_beside(path: Path, value: bytes) -> None:
    """Write a file beside its place, then move it there; CannotWrite leaves what was there."""
    write_together([(path, value)])


def write_together(files: Sequence[tuple[Path, bytes]]) -> None:
    """Write files beside their places and move them there once all are whole; CannotWrite leaves what was there."""
    unfinished = _set_down(files)
    try:
        for (path, _), name in zip(files, unfinished, strict=True):
            try:
                name.replace(path)
            except OSError as fault:
                raise CannotWrite(path.parent, fault) from fault
    except BaseException:
        _drop(unfinished)
        raise


def remove_all_but(kept: Collection[Path], beginnings: Iterable[Path]) -> None:
    """Remove what an earlier build left in the stead of files just written: all whose path begins so, but these."""
    for beginning in beginnings:
        found = [each for top in beginning.parent.glob(f"{beginning.name}*") for each in (top, *top.rglob("*"))]
        for path in sorted(set(found).difference(kept), reverse=True):  # what is in a folder before the folder
            with suppress(OSError):  # a folder that still holds something, a file held open
                path.rmdir() if path.is_dir() else path.unlink()


def _set_down(files: Sequence[tuple[Path, bytes]]) -> list[Path]:
    """Write each file under a passing name in its folder; CannotWrite, and no file, when one finds no room."""
    unfinished: list[Path] = []
    try:
        for path, value in files:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=UNFINISHED)
                unfinished.append(Path(name))
                with os.fdopen(handle, "wb") as file:
                    file.write(value)
                unfinished[-1].chmod(0o644)
            except OSError as fault:
                raise CannotWrite(path.parent, fault) from fault
    except BaseException:
        _drop(unfinished)
        raise
    return unfinished
