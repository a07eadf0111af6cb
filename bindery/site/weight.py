"""What a page of the site weighs before its pictures: HTML, style sheets, fonts, scripts, as they lie on the disk.

In: the files of a site by their path. Out: weights, and a warning for each page above the limit. Drawings within a page
are pictures. A host that packs what it sends sends less; the index of the search is sent only to those who search.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from posixpath import dirname, join, normpath

from bindery.diagnostics import WARNING, Diagnostic, Source

MOST_BYTES = 200_000
LINKED = re.compile(r'<(?:link rel="stylesheet" href|script src)="(?P<path>[^":]+)"')
DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
FACE = re.compile(r'@font-face\s*{[^}]*url\("(?P<name>[^"]+)"\)[^}]*unicode-range:\s*(?P<ranges>[^;}]+)')


def page_weights(files: Mapping[str, bytes]) -> Iterator[tuple[str, int]]:
    """Weigh each page with all that it asks for but pictures, by its path, in bytes."""
    faces = {path: tuple(_faces(data.decode())) for path, data in files.items() if path.endswith(".css")}
    for path, data in sorted(files.items()):
        if path.endswith(".html"):
            page = DRAWING.sub("", data.decode())
            asked = [normpath(join(dirname(path), found["path"])) for found in LINKED.finditer(page)]
            there = [name for name in asked if name in files]
            signs = {ord(sign) for sign in page}
            fonts = {join(dirname(sheet), font) for sheet in there for font, has in faces.get(sheet, ()) if has & signs}
            yield path, len(page.encode()) + sum(len(files[name]) for name in (*there, *fonts))


def _faces(sheet: str) -> Iterator[tuple[str, set[int]]]:
    """List the fonts of a style sheet with the signs that each is fetched for."""
    for found in FACE.finditer(sheet):
        spans = (span.strip().removeprefix("U+").split("-") for span in found["ranges"].split(","))
        yield found["name"], {sign for span in spans for sign in range(int(span[0], 16), int(span[-1], 16) + 1)}


def site_checks(files: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """Warn of each page that is too heavy to be fetched quickly."""
    for path, weight in page_weights(files):
        if weight > MOST_BYTES:
            message = f"the page weighs {weight // 1000} kB before its pictures; {MOST_BYTES // 1000} are the limit"
            yield Diagnostic(WARNING, "page-weight", Source(path), message, "split the chapter")
