"""Writes the file from which Java reads the authorities it trusts: JKS, version 2, trusted certificates only.

Java keeps a list of its own: where the machine's was extended (for a company's proxy, say), pip and npm know it and
Java does not.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Sequence

MAGIC, VERSION, TRUSTED = 0xFEEDFEED, 2, 2
PASSWORD = "changeit"  # Java's own default; it guards against damage only
SALT = b"Mighty Aphrodite"  # fixed by the format


def trust_store(certificates: Sequence[bytes]) -> bytes:
    """Write certificates (DER) as a Java trust store."""
    head = struct.pack(">III", MAGIC, VERSION, len(certificates))
    store = head + b"".join(_entry(number, certificate) for number, certificate in enumerate(certificates))
    return store + hashlib.sha1(PASSWORD.encode("utf-16-be") + SALT + store).digest()


def _entry(number: int, certificate: bytes) -> bytes:
    """Tag, alias, date of entry (none: the epoch), kind, certificate."""
    date, size = struct.pack(">Q", 0), struct.pack(">I", len(certificate))
    return struct.pack(">I", TRUSTED) + _text(f"authority-{number}") + date + _text("X.509") + size + certificate


def _text(words: str) -> bytes:
    return struct.pack(">H", len(words)) + words.encode("ascii")
