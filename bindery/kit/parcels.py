"""The parcels of the kit: what travels in which zip, so that each can be sent.

In: the files of the kit. Out: the light parcel (texts, and pictures for the web) and the full one; either in parts, by
folder, when it is heavier than its limit. The first part holds every paper and whatever the papers show, so that their
links lead somewhere. No authority sets the limits: most mailboxes take 10 MB, most transfer services 100 MB.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import groupby

from bindery.diagnostics import WARNING, Diagnostic, Source
from bindery.kit.archive import KitFile, by_path, packed_bytes

FULL, LIGHT, WHOLE = "full", "light", "whole"  # WHOLE: the folder, which nobody sends
LIMITS_BYTES: Mapping[str, int] = {FULL: 100_000_000, LIGHT: 10_000_000}
NOTICES_BYTES = 300_000  # room kept for what is written once the parcels are known: README, manifest, list of pictures
ENTRY_BYTES = 300  # what a zip writes about a file, its name twice
LIGHT_PICTURES = (  # what a page of the web needs; README.txt tells it in words
    "covers/*-1000px.jpg",
    "figures/*.svg",
    "logos/*",
    "mockups/*-hero-white-1200px.jpg",
    "social/*-1200x630-*",
)
PRINTERS = "covers"  # what is there and no picture is for the printer
SHOWN = re.compile(rb'(?:src|href)="\.\./([^"#?]+)')


@dataclass(frozen=True, slots=True)
class Parcel:
    """A zip of the kit: its name without ending, which is that of its top folder, and what travels in it."""

    name: str
    holds: str  # FULL, LIGHT or WHOLE
    limit_bytes: int  # 0 where there is none
    files: tuple[KitFile, ...]
    part: int = 1
    parts: int = 1

    @property
    def zip_name(self) -> str:
        """Name the file of the zip."""
        return f"{self.name}.zip"


def parcels(name: str, files: Sequence[KitFile], limits: Mapping[str, int] = LIMITS_BYTES) -> tuple[Parcel, ...]:
    """Pack the kit called `name`: the full parcel first, then the light one, each in as many parts as it must be."""
    light = [file for file in files if is_light(file)]
    return (*_in_parts(name, FULL, files, limits[FULL]), *_in_parts(f"{name}-{LIGHT}", LIGHT, light, limits[LIGHT]))


def is_light(file: KitFile) -> bool:
    """Tell whether a file is a text, or one of the pictures that a page of the web needs."""
    if file.is_picture:
        return any(fnmatchcase(file.path, pattern) for pattern in LIGHT_PICTURES)
    return file.folder != PRINTERS


def split_told(packed: Sequence[Parcel], source: Source) -> Iterator[Diagnostic]:
    """Tell which parcels had to be split, and how heavy they are."""
    for parcel in packed:
        if parcel.parts > 1 and parcel.part == 1:
            whole = sum(weight_bytes(each.files) for each in packed if each.holds == parcel.holds)
            message = (
                f"the {parcel.holds} kit weighs {whole / 1e6:.1f} MB, more than the {parcel.limit_bytes / 1e6:.0f} MB "
                f"that travel in one piece: it is in {parcel.parts} parts"
            )
            hint = "send the parts one by one, or give the volume fewer figures and smaller pictures"
            yield Diagnostic(WARNING, "press-kit-size", source, message, hint)


def weight_bytes(files: Iterable[KitFile]) -> int:
    """Say how heavy a zip of the files is at most."""
    return sum(packed_bytes(file) + ENTRY_BYTES for file in files)


def _in_parts(name: str, holds: str, files: Sequence[KitFile], limit_bytes: int) -> tuple[Parcel, ...]:
    """Make one parcel, or several below the limit."""
    loads = _loads(files, limit_bytes - NOTICES_BYTES)
    if len(loads) == 1:
        return (Parcel(name, holds, limit_bytes, loads[0]),)
    return tuple(
        Parcel(f"{name}-part-{part}-of-{len(loads)}", holds, limit_bytes, load, part, len(loads))
        for part, load in enumerate(loads, start=1)
    )


def _loads(files: Sequence[KitFile], room_bytes: int) -> list[tuple[KitFile, ...]]:
    """Fill one load after the other with whole folders, as long as there is room."""
    loads: list[list[KitFile]] = [[]]
    left_bytes = room_bytes
    for bundle in _bundles(files, room_bytes):
        weight = weight_bytes(bundle)
        if loads[-1] and weight > left_bytes:
            loads.append([])
            left_bytes = room_bytes
        loads[-1] += bundle
        left_bytes -= weight
    return [tuple(by_path(load)) for load in loads]


def _bundles(files: Sequence[KitFile], room_bytes: int) -> Iterator[list[KitFile]]:
    """Give what stays together: the papers with what they show, then each folder; file by file what is too heavy."""
    shown = {path.decode() for file in files if file.path.endswith(".html") for path in SHOWN.findall(file.data)}
    first = [file for file in files if not file.is_picture or file.path in shown]
    rest = by_path(file for file in files if file.is_picture and file.path not in shown)
    for bundle in (first, *(list(each) for _, each in groupby(rest, lambda file: file.folder))):
        if weight_bytes(bundle) <= room_bytes:
            yield bundle
        else:
            yield from ([file] for file in bundle)
