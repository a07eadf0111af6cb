"""Inputs: the hash of everything a result depends on, file by file.

In: folders, or HTML that names files. Out: hashes. Dates of files are never looked at.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from bindery.cache import key_of
from bindery.engine import parts
from bindery.jobs import Workplace

CONTENT = "content/"  # how the HTML we lay out names files of the content folder, wherever that is
NAMED = re.compile(r"""(?:\b(?:href|src)\s*=\s*["']|url\(\s*["']?|@import\s+["'])([^"'()#?]+)""")
AFAR = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@cache
def engine_digest() -> str:
    """Hash the engine and the versions of the libraries that leave their mark on what it makes."""
    return key_of(*(word for part in sorted(parts().items()) for word in part))


def house_and_edition(inputs: Inputs) -> tuple[str, str]:
    """Hash styles and templates, and these with the content: all that a build reads."""
    house = key_of(inputs.below("styles"), inputs.below("templates"))
    return house, key_of(house, inputs.below("content"))


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files that a build reads, each hashed once a build."""

    place: Workplace
    digests: dict[str, bytes] = field(default_factory=dict)

    def digest(self, name: str) -> bytes:
        """Hash one file, by its name in the HTML; one that cannot be read, which others tell, hashes as nothing."""
        if name not in self.digests:
            try:
                self.digests[name] = hashlib.sha256(self.path(name).read_bytes()).digest()
            except OSError:
                self.digests[name] = b""
        return self.digests[name]

    def path(self, name: str) -> Path:
        """Find a file by its name in the HTML we lay out."""
        if name.startswith(CONTENT):
            return self.place.content / name.removeprefix(CONTENT)
        return self.place.project / name

    def below(self, *folders: str, but: Callable[[str], bool] = lambda name: False) -> str:
        """Hash the names and bytes of all files below some folders, without those that `but` leaves out."""
        names = sorted(
            f"{folder}/{path.relative_to(root).as_posix()}"
            for folder in folders
            for root in (self.path(f"{folder}/"),)
            for path in root.rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        )
        return key_of(*(part for name in names if not but(name) for part in (name, self.digest(name))))

    def linked(self, html: str) -> str:
        """Hash the files that HTML names, and those that its style sheets name in turn."""
        return key_of(*(part for name in self.named(html) for part in (name, self.digest(name))))

    def named(self, html: str) -> tuple[str, ...]:
        """List the files that HTML names, and those that its style sheets name in turn."""
        return tuple(sorted(set(self._linked(html))))

    def _linked(self, html: str) -> Iterator[str]:
        waiting = [(unquote(name), "") for name in NAMED.findall(html)]
        seen: set[str] = set()
        while waiting:
            named, folder = waiting.pop()
            name = posixpath.normpath(posixpath.join(folder, named))
            if AFAR.match(named) or name in seen:
                continue
            seen.add(name)
            yield name
            if name.endswith(".css") and self.digest(name):
                styles = self.path(name).read_text(encoding="utf-8")
                waiting += [(unquote(each), posixpath.dirname(name)) for each in NAMED.findall(styles)]
