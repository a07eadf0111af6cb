"""Makes `.venv` from a hash-pinned lock file, and sees to Pango's libraries, which WeasyPrint calls.

`.venv/stamps` holds a line for each lock installed: when it matches, there is nothing to do. It is taken away before
anything is changed and written last, and `.venv/unfinished` stands meanwhile: a set-up cut short is begun again from
nothing.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import shutil
import sys
from pathlib import Path

from bindery.workshop import debian
from bindery.workshop.steps import SetUpError, alone, step, take

RUN_LOCK = "requirements.lock"
TEST_LOCK = "requirements-test.lock"
BENCH_LOCK = "requirements-bench.lock"
# the other two locks hold all of the first
HOLDS = {RUN_LOCK: (RUN_LOCK,), TEST_LOCK: (RUN_LOCK, TEST_LOCK), BENCH_LOCK: (RUN_LOCK, BENCH_LOCK)}
PYTHON = "python{}.{}".format(*sys.version_info)
PANGO = (
    ("pango-1.0", "libpango-1.0-0"),
    ("pangoft2-1.0", "libpangoft2-1.0-0"),
    ("harfbuzz-subset", "libharfbuzz-subset0"),
)
LIBRARY_NAMES = ("lib{}.so.0", "lib{}.0.dylib", "/opt/homebrew/lib/lib{}.0.dylib")


def python_of(root: Path) -> Path:
    """Give the interpreter of the project's environment."""
    return root / ".venv/bin/python"


def prepare(root: Path, lock: str) -> None:
    """See that the libraries of a lock file are installed; cost: a file read, when they are."""
    if is_ready(root, lock):
        return
    with alone(root / ".tools/lock"):
        if not is_ready(root, lock):  # another set-up may have done it while this one waited
            _make(root, lock)


def is_ready(root: Path, lock: str) -> bool:
    """Tell whether `.venv` was made, to its end, from this lock file and for this version of Python."""
    stamps = root / ".venv/stamps"
    return stamps.is_file() and _stamp(root, lock) in stamps.read_text().splitlines() and python_of(root).exists()


def _stamp(root: Path, lock: str) -> str:
    return f"{lock} {hashlib.sha256((root / lock).read_bytes()).hexdigest()} {PYTHON}"


def _make(root: Path, lock: str) -> None:
    venv = root / ".venv"
    stamps, unfinished = venv / "stamps", venv / "unfinished"
    if unfinished.exists() or not (venv / "lib" / PYTHON).is_dir():
        shutil.rmtree(venv, ignore_errors=True)
    venv.mkdir(exist_ok=True)
    unfinished.touch()
    stamps.unlink(missing_ok=True)
    if not python_of(root).exists():
        _make_venv(root)
    _install(root, lock)
    stamps.write_text("".join(f"{_stamp(root, name)}\n" for name in HOLDS[lock]))
    unfinished.unlink()


def _make_venv(root: Path) -> None:
    """Make an empty environment; Debian keeps the means (ensurepip) in a package of its own."""
    if not importlib.util.find_spec("ensurepip"):
        debian.install(["python3-venv"], "makes Python environments")
    with step(f"an environment for Python {sys.version.split()[0]} in .venv"):
        base = getattr(sys, "_base_executable", sys.executable)
        take([base, "-m", "venv", root / ".venv"], "Python could not make .venv", f"{base} -m venv .venv")


def _install(root: Path, lock: str) -> None:
    count = sum("==" in line for line in (root / lock).read_text().splitlines())
    pip = [
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-input",
        "--no-deps",
        "--only-binary=:all:",
    ]
    with step(f"{count} Python libraries of {lock}"):
        take(
            [python_of(root), *pip, "--require-hashes", "-r", root / lock],
            f"pip could not install the libraries of {lock}",
            f".venv/bin/python {' '.join(pip)} --require-hashes -r {lock}",
        )


def prepare_pango() -> None:
    """See that Pango's shared libraries load; install those that do not."""
    lacking = [package for library, package in PANGO if not _loads(library)]
    if not lacking:
        return
    if sys.platform == "darwin":
        raise SetUpError("missing: Pango, which sets the text of the PDF files", "brew install pango")
    debian.install(lacking, "Pango sets the text of the PDF files")


def _loads(library: str) -> bool:
    for name in LIBRARY_NAMES:
        try:
            ctypes.CDLL(name.format(library))
        except OSError:
            continue
        return True
    return False
