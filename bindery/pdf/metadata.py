"""What a PDF says of itself: the facts of one edition, and the XMP packet written from them.

In: facts of the edition. Out: an XMP packet (ISO 16684-1) and the matching entries of the information dictionary.
No clock is read: the dates come from the facts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Metadata:
    """The facts a PDF carries about itself; empty strings and None are left out, never filled in."""

    title: str
    language: str
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    description: str = ""
    keywords: tuple[str, ...] = ()
    rights: str = ""
    identifier: str = ""  # "urn:isbn:…" once there is one
    modified: datetime | None = None
