"""A small press kit made by hand, without a fault: what each test changes in it is what a check must find."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from zipfile import ZipFile

from bindery.kit.archive import KitFile, zipped
from bindery.kit.listing import images, manifest

EMBARGO = {"fr": "Sous embargo jusqu’au 15 novembre 2022", "en": "Under embargo until 15 November 2022"}
ISBN = {"fr": "979-10-000-0001-5", "en": "979-10-000-0004-6"}
EXTENT = {"fr": "français, 34 pages", "en": "French, 34 pages"}
PRICE = {"fr": "gratuit", "en": "free"}
STATES = {
    "proof": "Kit de presse provisoire, sous embargo\nProvisional press kit, under embargo",
    "held": "Kit de presse définitif, sous embargo\nFinal press kit, under embargo",
    "released": "Kit de presse\nPress kit",
}
WORDS = {"fr": "une image", "en": "a picture"}
COVER = "covers/guide-cover-flat-{}-1000px.svg"


@dataclass(frozen=True)
class HandMadeKit:
    """A kit as it would be sent; `manifest` is laid over the one it should have."""

    state: str = "released"
    files: Mapping[str, bytes] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # of its pictures
    manifest: Mapping[str, Any] = field(default_factory=dict)
    missing: tuple[str, ...] = ()

    @property
    def suffix(self) -> str:
        """Give what ends the names of what must not be told yet."""
        return "" if self.state == "released" else "-embargo"

    @property
    def name(self) -> str:
        """Name the kit."""
        return f"guide-press-kit{self.suffix}"

    def with_file(self, path: str, data: bytes) -> HandMadeKit:
        """Put a file into it, or in the stead of another."""
        return replace(self, files={**self.files, path: data})

    def without(self, path: str) -> HandMadeKit:
        """Take a file out of it."""
        return replace(self, files={name: data for name, data in self.files.items() if name != path})

    def with_words(self, path: str, find: str, put: str) -> HandMadeKit:
        """Change a text of it; ValueError when it does not say `find`."""
        text = self.files[path].decode()
        if find not in text:
            raise ValueError(f"{path} does not say {find!r}")
        return self.with_file(path, text.replace(find, put).encode())

    def zip(self) -> bytes:
        """Pack it."""
        made = [KitFile(path, data, **self._words(path)) for path, data in self.files.items()]
        made.append(images(made, ["fr", "en"]))
        listed = manifest(made, {**self._head(), **self.manifest})
        return zipped([*made, listed], self.name, None)

    def _words(self, path: str) -> dict[str, Mapping[str, str]]:
        is_picture = path.endswith((".svg", ".png", ".jpg"))
        return {"alt": WORDS, "caption": WORDS, "credit": WORDS, **self.words} if is_picture else {}

    def _head(self) -> dict[str, object]:
        told = {code: {"languages": [EXTENT[code]], "price": [PRICE[code]], "isbn": [ISBN[code]]} for code in EXTENT}
        archive = {"name": f"{self.name}.zip", "holds": "full", "part": 1, "parts": 1, "limit_bytes": 100_000}
        return {
            "titles": {"fr": "Le jardin", "en": "The garden"},
            "state": self.state,
            "archives": [archive],
            "facts": {
                "extent": {"fr": 34, "en": 34},
                "extent_of_volumes": {"2": 70},
                "isbn": {code: {"print": isbn} for code, isbn in ISBN.items()},
                "told": told,
            },
            "missing": {code: list(self.missing) for code in EXTENT},
        }


def paper(suffix: str, code: str) -> str:
    """Name the release of a language."""
    return f"{code}/guide-press-release-{code}{suffix}.html"


def hand_made_kit(state: str = "released", missing: tuple[str, ...] = ()) -> HandMadeKit:
    """Make a kit of a release and a cover in each language, and a README."""
    kit = HandMadeKit(state, missing=missing)
    kit = kit.with_file("README.txt", f"{STATES[state]}\nhttps://example.org/guide\n".encode())
    for code, extent in EXTENT.items():
        cover = COVER.format(code)
        line = EMBARGO[code] if kit.suffix else ""
        said = f"{line}<p>{extent}, {PRICE[code]}, ISBN {ISBN[code]}</p><p id='end'>Volume 2: 70 pages</p>"
        links = f'<img src="../{cover}" alt=""><a href="https://example.org">site</a><a href="#end">end</a>'
        page = f"<!DOCTYPE html><html><body>{said}{links}</body></html>"
        kit = kit.with_file(paper(kit.suffix, code), page.encode()).with_file(cover, b"<svg/>")
    return kit


def repacked(data: bytes, change: Mapping[str, bytes]) -> bytes:
    """Change entries of a zip, or add some, by their whole names, and leave its manifest as it was."""
    entries = {name: ZipFile(io.BytesIO(data)).read(name) for name in ZipFile(io.BytesIO(data)).namelist()}
    file = io.BytesIO()
    with ZipFile(file, "w") as target:
        for name, held in sorted({**entries, **change}.items()):
            target.writestr(name, held)
    return file.getvalue()
