"""The desk: the latest proof, made anew when a file has changed, and those who wait for the next one.

In: what is proofed. Out: proofs. Files are watched by polling: their sizes and times say that something may have
changed, their bytes whether it has. Standard library only: a few hundred files are read in less than a tenth of a
second, and no watcher of a system's own has to be installed.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from bindery.preview.proofs import Proof, Subject, edition_of, make_proof

PAUSE_S = 0.4


class Desk:
    """Holds the latest proof; safe to ask from several threads."""

    def __init__(self, subject: Subject, on_proof: Callable[[Proof], None]) -> None:
        self._subject = subject
        self._on_proof = on_proof
        self._changed = threading.Condition()
        self._closed = threading.Event()
        self._glance = _glance(subject)
        self._proof = make_proof(subject)
        self._watcher = threading.Thread(target=self._watch, daemon=True)

    def open(self) -> None:
        """Tell the first proof and begin to watch."""
        self._on_proof(self._proof)
        self._watcher.start()

    def close(self) -> None:
        """Stop watching, and let go those who wait."""
        self._closed.set()
        with self._changed:
            self._changed.notify_all()
        if self._watcher.is_alive():
            self._watcher.join()

    def wait(self) -> None:
        """Wait until the desk closes."""
        self._closed.wait()

    @property
    def is_closed(self) -> bool:
        """Tell whether no proof will follow."""
        return self._closed.is_set()

    @property
    def proof(self) -> Proof:
        """Give the latest proof."""
        return self._proof

    def next_after(self, edition: str, within_s: float) -> Proof:
        """Wait for a proof other than an edition; the latest one when time is up or the desk closes."""
        with self._changed:
            self._changed.wait_for(lambda: self.is_closed or self._proof.edition != edition, within_s)
        return self._proof

    def _watch(self) -> None:
        while not self._closed.wait(PAUSE_S):
            glance = _glance(self._subject)
            if glance == self._glance:
                continue
            self._glance = glance
            if edition_of(self._subject) == self._proof.edition:
                continue
            proof = make_proof(self._subject)
            with self._changed:
                self._proof = proof
                self._changed.notify_all()
            self._on_proof(proof)


def _glance(subject: Subject) -> frozenset[tuple[str, int, int]]:
    """Look at the files without reading them: names, sizes and times."""
    seen = set()
    for folder in subject.folders:
        for path in folder.rglob("*"):
            try:
                about = path.stat()
            except OSError:  # it went away between the two lines, as an editor's own files do
                continue
            seen.add((str(path), about.st_size, about.st_mtime_ns))
    return frozenset(seen)
