"""Gather: the whole interior, section by section, in one process or in several, with the same result.

In: signatures in the order of the book. Out: a `Gathering`: painted sheets, first pages, one reading of the whole.
Sections are laid out in worker processes (forked, so that fonts and styles are opened once); laid-out pages cannot
leave them, so that the process which laid a section out writes its numbers and paints it.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Protocol

from bindery.diagnostics import ERROR, Diagnostic, Source, in_order
from bindery.pdf.bind import Place, bind
from bindery.pdf.fold import Compositor, Extent, Sheet, Signature, paint_sheet
from bindery.pdf.layout import MOST_LAYOUTS, PRINT, Layout, gave_up, unrested
from bindery.pdf.number import anchor_pages, first_pages, guess, whole
from bindery.pdf.page_map import PageMap
from bindery.pdf.paint import Painted
from bindery.pdf.reading import Reading
from bindery.pdf.weasy import put_away

SECONDS_TO_LEAVE = 2
CHARACTERS_A_NUMBER = 500  # a section with a page number in as many characters waits until most pages are known
Order = tuple[str, tuple[Any, ...]]  # the name of a Compositor's method, its arguments


@dataclass(frozen=True, slots=True)
class Gathering:
    """The interior, painted in sheets; picklable."""

    names: tuple[str, ...]
    firsts: tuple[int, ...]
    sheets: tuple[Sheet, ...]
    reading: Reading
    diagnostics: tuple[Diagnostic, ...]

    @property
    def page_map(self) -> PageMap:
        """Give the page map of the whole."""
        return self.reading.page_map


class Hands(Protocol):
    """Whoever carries out orders: `(worker, order)` in, results in the same order out."""

    @property
    def count(self) -> int:
        """Give the number of workers."""

    def do(self, orders: Sequence[tuple[int, Order]]) -> list[Any]:
        """Carry out orders, each by its worker."""


def gather(
    signatures: Sequence[Signature],
    base_url: Path,
    roots: tuple[Path, ...],
    source: Source = PRINT,
    jobs: int = 1,
) -> Gathering:
    """Lay out, number and paint the sections of a book; the same bytes whatever the number of jobs."""
    compositor = Compositor(base_url, roots, source)
    try:
        said = compositor.warm(min((s.html for s in signatures), key=len))
        with _hands(compositor, min(jobs, len(signatures))) as hands:
            return _gather(signatures, hands, source, said)
    except Exception as fault:  # the engine's own failures become ours here
        return Gathering((), (), (), whole((), ()), (_told(fault, source),))
    finally:
        put_away(compositor.fonts)


def _gather(signatures: Sequence[Signature], hands: Hands, source: Source, said: tuple[Diagnostic, ...]) -> Gathering:
    worker = _shares(signatures, hands.count)
    extents = _lay(signatures, hands, worker)
    firsts = first_pages(signatures, extents)
    anchors = anchor_pages(firsts, extents)
    unstable: list[str] = []
    for _ in range(MOST_LAYOUTS):
        numbered = zip(signatures, firsts, strict=True)
        extents = hands.do([_order(worker, "number", section, first, anchors) for section, first in numbered])
        before, firsts = anchors, first_pages(signatures, extents)
        anchors = anchor_pages(firsts, extents)
        unstable = sorted(anchor for anchor in anchors if before.get(anchor) != anchors[anchor])
        if not unstable:
            break
    numbered = zip(signatures, firsts, strict=True)
    sheets = hands.do([_order(worker, "paint", section, first) for section, first in numbered])
    files = {digest: file for sheet in sheets for digest, file in sheet.files.items()}
    sheets = [replace(sheet, files={face.file: files[face.file] for face in sheet.faces}) for sheet in sheets]
    found = [*said, *(d for sheet in sheets for d in sheet.diagnostics), *unrested(unstable, source)]
    return Gathering(
        names=tuple(s.name for s in signatures),
        firsts=firsts,
        sheets=tuple(sheets),
        reading=whole(firsts, [sheet.reading for sheet in sheets]),
        diagnostics=in_order(dict.fromkeys(found)),
    )


def _lay(signatures: Sequence[Signature], hands: Hands, worker: Mapping[str, int]) -> list[Extent]:
    """Lay the sections out with the numbers they will probably print: contents and index last, when most are known."""
    extents = [guess(signature) for signature in signatures]
    is_late = [s.body.count("data-target") * CHARACTERS_A_NUMBER > len(s.body) for s in signatures]
    first_wave = [index for index, waits in enumerate(is_late) if not waits]
    for wave in (first_wave, *([index] for index, waits in enumerate(is_late) if waits)):
        anchors = anchor_pages(first_pages(signatures, extents), extents)
        orders = [_order(worker, "lay", signatures[index], anchors) for index in wave]
        for index, extent in zip(wave, hands.do(orders), strict=True):
            extents[index] = extent
    return extents


def _order(worker: Mapping[str, int], method: str, signature: Signature, *known: Any) -> tuple[int, Order]:
    """Address an order to the worker who has the section; the section itself travels only to be laid out."""
    return worker[signature.name], (method, (signature if method == "lay" else signature.name, *known))


def _shares(signatures: Sequence[Signature], workers: int) -> dict[str, int]:
    """Share the sections out, the longest first, each to the worker with the least to do."""
    loads = [0] * workers
    shares: dict[str, int] = {}
    lengths = {signature.name: len(signature.body) for signature in signatures}
    for name in sorted(lengths, key=lambda name: (-lengths[name], name)):
        shares[name] = loads.index(min(loads))
        loads[shares[name]] += lengths[name]
    return shares


class LayoutError(Exception):
    """The layout engine gave up on a section, which the message names."""


def _told(fault: Exception, source: Source) -> Diagnostic:
    """Tell of a fault of the engine, or of a worker that is gone."""
    if isinstance(fault, EOFError | ConnectionError):
        message = "a worker process ended in the middle of its work"
        hint = "run the build again; if it happens again, give it more memory or fewer jobs"
        return Diagnostic(ERROR, "worker-lost", source, message, hint=hint)
    return gave_up(str(fault) if isinstance(fault, LayoutError) else f"{type(fault).__name__}: {fault}", source)


# -- workers


@dataclass(frozen=True, slots=True)
class _Own:
    """Does everything in this process."""

    compositor: Compositor

    @property
    def count(self) -> int:
        return 1

    def do(self, orders: Sequence[tuple[int, Order]]) -> list[Any]:
        return [_obey(self.compositor, order) for _, order in orders]


@dataclass(frozen=True, slots=True)
class _Forked:
    """Hands orders to worker processes, and takes back what they made."""

    workers: Sequence[tuple[BaseProcess, Connection]]

    @property
    def count(self) -> int:
        return len(self.workers)

    def do(self, orders: Sequence[tuple[int, Order]]) -> list[Any]:
        shares = [[order for worker, order in orders if worker == number] for number in range(self.count)]
        for (_, line), share in zip(self.workers, shares, strict=True):
            line.send(share)
        results = [iter(_received(line)) for _, line in self.workers]
        return [next(results[worker]) for worker, _ in orders]


@contextmanager
def _hands(compositor: Compositor, jobs: int) -> Iterator[Hands]:
    if jobs < 2:
        yield _Own(compositor)
        return
    context = get_context("fork")
    workers: list[tuple[BaseProcess, Connection]] = []
    try:
        for _ in range(jobs):
            ours, theirs = context.Pipe()
            process: BaseProcess = context.Process(target=_serve, args=(compositor, theirs), daemon=True)
            process.start()
            theirs.close()
            workers.append((process, ours))
        yield _Forked(workers)
    finally:
        for process, line in workers:
            with suppress(OSError):
                line.send(None)  # no more orders
            line.close()
            process.join(SECONDS_TO_LEAVE)
            process.kill()
            process.join()


def _received(line: Connection) -> list[Any]:
    """Take what a worker made of its share; a fault of its own is raised here."""
    made = line.recv()
    if isinstance(made, BaseException):
        raise made
    return list(made)


def _serve(compositor: Compositor, line: Connection) -> None:
    """Carry out orders until nobody gives any; the process ends without clearing up, for the fonts are its parent's."""
    gc.disable()
    try:
        while (share := line.recv()) is not None:
            try:
                line.send([_obey(compositor, order) for order in share])
            except LayoutError as fault:
                line.send(LayoutError(*fault.args))
    except (EOFError, OSError, KeyboardInterrupt):
        pass  # the parent is gone, or about to go
    finally:
        os._exit(0)


def _obey(compositor: Compositor, order: Order) -> Any:
    """Carry out an order; a fault in it names the section."""
    method, (section, *arguments) = order
    try:
        return getattr(compositor, method)(section, *arguments)
    except Exception as fault:
        name = section.name if isinstance(section, Signature) else section
        message = f"`{name}`: {type(fault).__name__}: {fault}".rstrip(": ")
        raise LayoutError(message) from fault


# -- the book


def sheet_of(layout: Layout, source: Source = PRINT) -> Sheet:
    """Paint a single layout, such as the front cover, as a sheet to be bound."""
    return paint_sheet(layout.document, layout.reading, (), source)


def bind_book(interior: Gathering, front: Sheet | None = None, front_label: str = "cover") -> Painted:
    """Bind the front cover (if any) and the interior; page labels follow the folios."""
    places = [Place(front)] if front else []
    end = 0
    for first, sheet in zip(interior.firsts, interior.sheets, strict=True):
        places.append(Place(sheet, first - end))
        end = first + sheet.reading.page_map.extent
    front_pages = front.reading.page_map.extent if front else 0
    labels = (front_label,) * front_pages + interior.reading.page_map.folios
    return Painted(bind(places), labels, front_pages, front.diagnostics if front else ())


def bind_alone(sheet: Sheet) -> Painted:
    """Bind a single sheet, such as the front cover."""
    return Painted(bind([Place(sheet)]), sheet.reading.page_map.folios, 0, sheet.diagnostics)


def bind_excerpt(interior: Gathering, names: Sequence[str]) -> Painted:
    """Bind some sections by themselves, in the order given, as they are in the book; links out of them are let go."""
    chosen = [interior.names.index(name) for name in names if name in interior.names] or [0]
    sheets = [interior.sheets[index] for index in chosen]
    labels = tuple(folio for sheet in sheets for folio in sheet.reading.page_map.folios)
    return Painted(bind([Place(sheet) for sheet in sheets]), labels, 0, ())
