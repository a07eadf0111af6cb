"""A receipt: what the last build of an order made, so that one with nothing to do is known before anything is opened.

In: an order, and what is read for it. Out: the report of that build, if every file it names still holds the same bytes.
"""

from __future__ import annotations

import hashlib
import pickle
from pathlib import Path

from bindery.cache import Store, key_of
from bindery.inputs import Inputs, engine_digest
from bindery.jobs import Workplace
from bindery.order import STORE, Order
from bindery.report import REPORTS, Report


def unchanged(order: Order, key: str) -> Report | None:
    """Give the report of the last build of this order when nothing has changed since, on either side."""
    stored = Store(order.output / STORE).fetch(key) if order.use_cache else None
    if stored is None:
        return None
    report, reports = pickle.loads(stored)
    expected = {artifact.path: artifact.sha256 for artifact in report.artifacts} | reports
    is_there = all(_sha256(order.output / path) == digest for path, digest in expected.items())
    return report if is_there else None


def keep_receipt(order: Order, project: Path, key: str, report: Report) -> None:
    """Write down what a build without fault has made, unless a file was saved since it began (`key` is of then)."""
    if order.use_cache and key == receipt_key(order, project):
        reports = {path: _sha256(order.output / path) for path in REPORTS}
        Store(order.output / STORE).keep(key, pickle.dumps((report, reports)))


def receipt_key(order: Order, project: Path) -> str:
    """Name an order by what it asks for and all that is read for it."""
    inputs = Inputs(Workplace(project, order.content))
    asked = repr((order.content, order.targets, order.volumes, order.languages, order.release, order.now))
    return key_of(
        "receipt", engine_digest(), asked, *(inputs.below(name) for name in ("styles", "templates", "content"))
    )


def _sha256(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
