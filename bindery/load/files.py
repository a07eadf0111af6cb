"""Text files of the content: bytes in, clean text out, every fault told.

In: a path below the content folder. Out: its text, decoded as UTF-8 without a byte-order mark, lines ended by LF,
letters composed (Unicode NFC, https://www.unicode.org/reports/tr15/), free of characters that XML forbids. Nothing
outside the content folder is opened, and nothing larger than the bounds below.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from bindery.diagnostics import ERROR, Diagnostic, Severity, Source

MAX_TEXT_BYTES = 2 * 1024 * 1024
MAX_PICTURE_BYTES = 20 * 1024 * 1024
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")  # https://www.w3.org/TR/xml/#charsets


@dataclass(frozen=True, slots=True)
class Reading:
    """One run over a content folder: where it stands, how its paths are told, and what was found so far."""

    root: Path
    project: Path
    told: list[Diagnostic] = field(default_factory=list)

    def source(self, path: Path, line: int = 0) -> Source:
        """Name a place as the author knows it: from the project's folder, with slashes."""
        base = self.project if path.is_relative_to(self.project) else self.root.parent
        return Source(path.relative_to(base).as_posix(), line)

    def tell(self, code: str, source: Source, message: str, hint: str = "", severity: Severity = ERROR) -> None:
        """Note a finding."""
        self.told.append(Diagnostic(severity, code, source, message, hint))

    def holds(self, path: Path) -> bool:
        """Tell whether a path, its links followed, stays inside the content folder."""
        try:
            return path.resolve().is_relative_to(self.root)
        except (OSError, RuntimeError, ValueError):
            return False


def read_text(reading: Reading, path: Path, asked: Source, missing_code: str = "missing-file") -> str | None:
    """Read a text file; None, and a diagnostic, when it is absent, outside or too large.

    `asked` is the place that names the file. A wrong encoding is told at its line, and the text is given all the same,
    so that what stands in the rest of it is checked in the same run.
    """
    raw = read_bytes(reading, path, asked, MAX_TEXT_BYTES, missing_code)
    return None if raw is None else _decoded(reading, raw, reading.source(path))


def read_bytes(reading: Reading, path: Path, asked: Source, max_bytes: int, missing_code: str) -> bytes | None:
    """Read a file within the content folder and within the bound; None, and a diagnostic, otherwise."""
    if not reading.holds(path):
        reading.tell("path-outside", asked, f"`{path.name}` leads out of the content folder", "copy the file into it")
        return None
    if not path.is_file():
        reading.tell(missing_code, asked, f"there is no file `{reading.source(path)}`", _spelling_hint(path))
        return None
    try:
        size_bytes = path.stat().st_size
        if size_bytes <= max_bytes:
            return path.read_bytes()
    except OSError as error:
        reading.tell(
            missing_code, reading.source(path), f"the file cannot be read: {error.strerror}", "check its rights"
        )
        return None
    bound = f"{max_bytes // 1024 // 1024} MB"
    reading.tell("too-large", reading.source(path), f"the file is larger than {bound}", "split it or make it smaller")
    return None


def _spelling_hint(path: Path) -> str:
    names = {entry.name.lower(): entry.name for entry in listed(path.parent)}
    found = names.get(path.name.lower())
    return f"there is `{found}`: capitals count" if found else f"make `{path.name}`, or mend the name"


def listed(folder: Path) -> tuple[Path, ...]:
    """List what a folder holds in the order of its names, hidden entries left out; empty when there is no folder."""
    return tuple(sorted(p for p in folder.iterdir() if not p.name.startswith("."))) if folder.is_dir() else ()


def _decoded(reading: Reading, raw: bytes, source: Source) -> str:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        byte = f"0x{raw[error.start]:02X}"
        reading.tell("bad-encoding", source.at(line), f"the byte {byte} is not UTF-8", "save the file as UTF-8")
        text = raw.decode("utf-8", errors="replace")
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if stray := UNPRINTABLE.search(text):
        line = text.count("\n", 0, stray.start()) + 1
        name = f"U+{ord(stray.group()):04X}"
        reading.tell("bad-encoding", source.at(line), f"the control character {name} cannot be printed", "delete it")
        text = UNPRINTABLE.sub("\ufffd", text)
    return unicodedata.normalize("NFC", text)


def first_repeated(words: Iterable[str]) -> dict[int, str]:
    """Map the position of each word that was said before to that word."""
    seen: set[str] = set()
    repeated = {}
    for position, word in enumerate(words):
        if word in seen:
            repeated[position] = word
        seen.add(word)
    return repeated
