"""Resources: what content streams draw from, without anything that none of them names.

In: a file opened with pikepdf. Out: the same file, its resource dictionaries (ISO 32000-1, 7.8.3) changed in place.
Pages that were painted together share their dictionaries: each keeps what any of its streams names. Empty ones go,
since some PDF/A checkers do not know them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name

from bindery.pdf.facts import streams_of

KINDS = frozenset({"/Font", "/XObject", "/Pattern", "/ExtGState", "/Shading", "/ColorSpace", "/Properties"})
NAME = re.compile(rb"/([^\s/<>\[\](){}%]+)")


def drop_unused_resources(pdf: pikepdf.Pdf) -> None:
    """Take out of the resources of pages, forms and tiles what no stream names, and every dictionary left empty."""
    holders: dict[Any, Any] = {}
    kinds: dict[Any, Any] = {}
    named: defaultdict[Any, set[bytes]] = defaultdict(set)
    for stream, resources in _drawings(pdf):
        names = set(NAME.findall(stream.read_bytes()))
        holder = resources.objgen if resources.is_indirect else id(resources)
        holders[holder] = resources
        for kind in resources.keys() & KINDS:
            entries = resources[kind]
            key = entries.objgen if entries.is_indirect else (holder, kind)
            kinds.setdefault(key, entries)
            named[key] |= names
    for key, entries in kinds.items():
        for name in [name for name in entries.keys() if name[1:].encode() not in named[key]]:  # noqa: SIM118
            del entries[name]
    for resources in holders.values():
        for kind in resources.keys() & KINDS:
            if not resources[kind].keys():
                del resources[kind]


def _drawings(pdf: pikepdf.Pdf) -> Iterator[tuple[Any, Any]]:
    """Give each content stream with the resources it draws from; those of one page are one object."""
    for page in pdf.pages:
        resources = page.resources
        for stream in streams_of(page):
            yield stream, resources
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream) and isinstance(item.get("/Resources"), Dictionary):
            yield item, item.Resources


def forbid_interpolation(pdf: pikepdf.Pdf) -> None:
    """Leave pictures unsmoothed by the viewer, as PDF/A asks."""
    for stream in pdf.objects:
        if isinstance(stream, pikepdf.Stream) and stream.get("/Subtype") == Name.Image and "/Interpolate" in stream:
            del stream.Interpolate
