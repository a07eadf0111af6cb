"""A bundle: the files a job may read, in one archive that is named by its SHA-256.

In: folders. Out: a tar archive (POSIX.1-2001, pax) whose bytes depend on names and contents alone; and back into a
folder, which holds all of it or is not there. A bundle may have come from anywhere: nothing in it is trusted.
"""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath, PureWindowsPath

LIMIT_BYTES = 2_000_000_000
LIMIT_FILES = 100_000
KEPT = 4  # unpacked bundles, those used last
UNFINISHED = ".unfinished-"


class BadBundle(ValueError):  # noqa: N818  (what is wrong with it, told as it stands)
    """A bundle that is not what its name says, or holds what it must not."""


def pack(folders: Mapping[str, Path]) -> bytes:
    """Put the files below some folders into one archive, under the name given to each folder.

    A symbolic link travels as what it points to; one that leads out of its folder does not travel.
    """
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for name, path in sorted(_files(folders)):
            data = path.read_bytes()
            entry = tarfile.TarInfo(name)  # no date, no owner
            entry.size = len(data)
            tar.addfile(entry, io.BytesIO(data))
    return archive.getvalue()


def _files(folders: Mapping[str, Path]) -> Iterator[tuple[str, Path]]:
    for name, folder in folders.items():
        root = folder.resolve()
        for path in folder.rglob("*"):
            if path.is_file() and path.resolve().is_relative_to(root) and "__pycache__" not in path.parts:
                yield f"{name}/{path.relative_to(folder).as_posix()}", path


def name_of(bundle: bytes) -> str:
    """Give the SHA-256 of a bundle, its name."""
    return hashlib.sha256(bundle).hexdigest()


def unpack(bundle: bytes, name: str, shelf: Path) -> Path:
    """Unpack a bundle into `shelf/name`, unless it is there already, and give that folder.

    It is unpacked beside its place and moved there whole, so that two may do it at once; of the bundles on the shelf,
    the few that were used last are kept. BadBundle when the bundle is not the one named, or not to be trusted.
    """
    place = shelf / name
    if not place.is_dir():
        if name_of(bundle) != name:
            raise BadBundle(f"the bundle is not {name}")
        shelf.mkdir(parents=True, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=shelf))
        try:
            _spread(bundle, unfinished)
            with suppress(OSError):  # another was faster
                unfinished.rename(place)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    os.utime(place)
    _keep_few(shelf)
    return place


def _spread(bundle: bytes, folder: Path) -> None:
    try:
        with tarfile.open(fileobj=io.BytesIO(bundle), mode="r:") as tar:
            for entry in _checked(tar):
                path = folder / entry.name
                path.parent.mkdir(parents=True, exist_ok=True)
                content = tar.extractfile(entry)
                assert content is not None
                with path.open("xb") as file, content:
                    shutil.copyfileobj(content, file)
    except (tarfile.TarError, FileExistsError, NotADirectoryError) as fault:
        raise BadBundle(f"the bundle cannot be unpacked: {fault}") from fault


def _checked(entries: Iterable[tarfile.TarInfo]) -> Iterator[tarfile.TarInfo]:
    """Let entries pass before anything of them is written; BadBundle at the first that must not."""
    size_bytes = 0
    for count, entry in enumerate(entries):
        size_bytes += entry.size
        if size_bytes > LIMIT_BYTES or count >= LIMIT_FILES:
            raise BadBundle(f"the bundle holds more than {LIMIT_FILES} files or {LIMIT_BYTES} bytes")
        if not _is_plain(entry):
            raise BadBundle(f"the bundle holds `{entry.name}`, which is not a file of its own folder")
        yield entry


def _is_plain(entry: tarfile.TarInfo) -> bool:
    """Tell whether an entry is a file, by a name that stays below the folder it is unpacked into on any system."""
    path, foreign = PurePosixPath(entry.name), PureWindowsPath(entry.name)
    safe = not path.is_absolute() and ".." not in foreign.parts and not foreign.drive and not foreign.root
    return entry.isreg() and safe and bool(path.parts) and "\0" not in entry.name


def _keep_few(shelf: Path) -> None:
    """Put the bundles out that were used longest ago."""
    found = [path for path in shelf.iterdir() if not path.name.startswith(UNFINISHED)]
    for path in sorted(found, key=_last_used_ns, reverse=True)[KEPT:]:
        shutil.rmtree(path, ignore_errors=True)


def _last_used_ns(path: Path) -> int:
    """Tell when a folder was used last; never, when another has just put it out."""
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:
        return 0
