"""The kit as files and as one zip: a manifest that proves each file, an archive that is the same each time.

In: the files of the kit, by their path inside it. Out: those files and `manifest.json` below the kit's folder, and the
zip that holds them all in one top folder. The zip keeps to APPNOTE 6.3 (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT)
without extensions, so that Windows and macOS open it: dates from the volume, mode 0644, names in ASCII and in order.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from PIL import Image

MANIFEST = "manifest.json"
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment a zip can tell
FILE_MODE = 0o100644
UNIX = 3
PACKED_ALREADY = (".png", ".pdf", ".jpg")


@dataclass(frozen=True, slots=True)
class KitFile:
    """One file of the kit; a picture also has words for those who cannot see it, a caption, a credit."""

    path: str
    data: bytes
    alt: Mapping[str, str] = field(default_factory=dict)
    caption: Mapping[str, str] = field(default_factory=dict)
    credit: Mapping[str, str] = field(default_factory=dict)


def manifest(files: Sequence[KitFile], head: Mapping[str, object]) -> KitFile:
    """Write the list of the files: what each is, what proves it, and what its picture says."""
    listed = [dict(_entry(file)) for file in sorted(files, key=lambda f: f.path)]
    text = json.dumps({**head, "files": listed}, ensure_ascii=False, indent=2)
    return KitFile(MANIFEST, f"{text}\n".encode())


def _entry(file: KitFile) -> Iterator[tuple[str, object]]:
    yield "path", file.path
    yield "bytes", len(file.data)
    yield "sha256", sha256(file.data).hexdigest()
    if file.path.endswith(".png"):
        yield "width_px", _size(file.data)[0]
        yield "height_px", _size(file.data)[1]
    for name in ("alt", "caption", "credit"):
        if words := getattr(file, name):
            yield name, dict(words)


def _size(png: bytes) -> tuple[int, int]:
    return Image.open(io.BytesIO(png)).size


def zipped(files: Sequence[KitFile], top: str, modified: datetime | None) -> bytes:
    """Pack the files into a zip below one top folder: same files, same bytes."""
    moment = modified.timetuple()[:6] if modified else ZIP_EPOCH
    archive = io.BytesIO()
    with ZipFile(archive, "w") as target:
        for file in sorted(files, key=lambda f: f.path):
            entry = ZipInfo(f"{top}/{file.path}", moment)
            entry.create_system = UNIX
            entry.external_attr = FILE_MODE << 16
            entry.compress_type = ZIP_STORED if file.path.endswith(PACKED_ALREADY) else ZIP_DEFLATED
            target.writestr(entry, file.data)
    return archive.getvalue()
