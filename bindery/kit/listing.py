"""The lists of the kit: a manifest that proves each file, and the pictures with their words as a table.

In: the files of the kit. Out: `manifest.json`, for machines, and `images.csv`, for those who place pictures: one row a
picture (RFC 4180, but for the semicolon that European spreadsheets expect; UTF-8 with its mark).
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256

from bindery.kit.archive import KitFile, by_path

MANIFEST = "manifest.json"
IMAGES = "images.csv"
SAID = ("alt", "caption", "credit")  # of a picture, in every language
PRESS, OPEN, OWNERS = "press-use", "CC-BY-4.0", "owner"
LICENCES: Mapping[str, str] = {"figures": OPEN, "logos": OWNERS}  # by folder; all else is for the press
EXCERPT = "-excerpt-"  # in the names of files that hold pages of the book


def licence_of(path: str) -> str:
    """Name the licence of a file of the kit; LICENCE.txt says what each name means."""
    folder = path.partition("/")[0]
    return OPEN if EXCERPT in path else LICENCES.get(folder, PRESS)


def manifest(files: Sequence[KitFile], head: Mapping[str, object]) -> KitFile:
    """Write the list of the files: what each is, what proves it, and what its picture says."""
    listed = [dict(_entry(file)) for file in by_path(files)]
    text = json.dumps({**head, "files": listed}, ensure_ascii=False, indent=2)
    return KitFile(MANIFEST, f"{text}\n".encode())


def _entry(file: KitFile) -> Iterator[tuple[str, object]]:
    yield "path", file.path
    yield "bytes", len(file.data)
    yield "sha256", sha256(file.data).hexdigest()
    yield "licence", licence_of(file.path)
    if size := file.size_px:
        yield "width_px", size[0]
        yield "height_px", size[1]
    for name in SAID:
        if words := getattr(file, name):
            yield name, dict(words)


def images(files: Sequence[KitFile], languages: Sequence[str]) -> KitFile:
    """Write the table of the pictures."""
    table = io.StringIO()
    rows = csv.writer(table, delimiter=";")
    said = [(name, code) for name in SAID for code in languages]
    rows.writerow(["path", "width_px", "height_px", "bytes", "sha256", "licence", *(f"{n}_{c}" for n, c in said)])
    for file in by_path(files):
        if file.is_picture:
            proof = len(file.data), sha256(file.data).hexdigest(), licence_of(file.path)
            words = (getattr(file, name).get(code, "") for name, code in said)
            rows.writerow([file.path, *(file.size_px or ("", "")), *proof, *words])
    return KitFile(IMAGES, table.getvalue().encode("utf-8-sig"))
