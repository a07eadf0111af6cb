"""The files of the kit, and the zips they travel in: the same each time, and opened by Windows and macOS alike.

In: the files of the kit, by their path inside it. Out: zips that keep to APPNOTE 6.3
(https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT) without extensions: one top folder, dates from the volume,
mode 0644, names in ASCII and in order.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from PIL import Image

ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment a zip can tell
FILE_MODE = 0o100644
UNIX = 3
PIXELS = (".png", ".jpg")
PICTURES = (*PIXELS, ".svg")
PACKED_ALREADY = (*PIXELS, ".pdf", ".docx")


@dataclass(frozen=True, slots=True)
class KitFile:
    """One file of the kit; a picture also has words for those who cannot see it, a caption, a credit."""

    path: str
    data: bytes
    alt: Mapping[str, str] = field(default_factory=dict)
    caption: Mapping[str, str] = field(default_factory=dict)
    credit: Mapping[str, str] = field(default_factory=dict)
    description: Mapping[str, str] = field(default_factory=dict)  # what `alt` has no room for

    @property
    def folder(self) -> str:
        """Give the first folder of its path, empty for a file that lies beside the README."""
        return self.path.partition("/")[0] if "/" in self.path else ""

    @property
    def is_picture(self) -> bool:
        """Tell whether it is a picture by itself: pixels or a drawing."""
        return self.path.endswith(PICTURES)

    @property
    def size_px(self) -> tuple[int, int] | None:
        """Measure a picture made of pixels; None for anything else."""
        return Image.open(io.BytesIO(self.data)).size if self.path.endswith(PIXELS) else None


def zipped(files: Iterable[KitFile], top: str, modified: datetime | None) -> bytes:
    """Pack the files into a zip below one top folder: same files, same bytes."""
    moment = modified.timetuple()[:6] if modified else ZIP_EPOCH
    archive = io.BytesIO()
    with ZipFile(archive, "w") as target:
        for file in by_path(files):
            entry = ZipInfo(f"{top}/{file.path}", moment)
            entry.create_system = UNIX
            entry.external_attr = FILE_MODE << 16
            entry.compress_type = ZIP_STORED if file.path.endswith(PACKED_ALREADY) else ZIP_DEFLATED
            target.writestr(entry, file.data)
    return archive.getvalue()


def packed_bytes(file: KitFile) -> int:
    """Measure a file as it stands in a zip."""
    return len(file.data if file.path.endswith(PACKED_ALREADY) else zlib.compress(file.data))


def by_path(files: Iterable[KitFile]) -> Sequence[KitFile]:
    """Sort files by their path."""
    return sorted(files, key=lambda file: file.path)
