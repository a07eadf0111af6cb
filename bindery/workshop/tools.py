"""Finds the tools of the table in `needs`: in, a tool's name; out, the words that start it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from bindery.workshop import ROOT
from bindery.workshop.needs import NEEDS, NODE_MODULES, PEERS, VALIDATORS, Need

BY_NAME = {need.name: need for need in (*NEEDS, *PEERS)}


def in_ci() -> bool:
    """Tell whether this run is continuous integration, where nothing may be skipped."""
    return os.environ.get("CI", "").lower() in ("1", "true")


def find(name: str) -> tuple[str, ...] | None:
    """Find a tool of the table: the command line that starts it, without its arguments; None when it is missing.

    Names: java, node, epubcheck, ace, verapdf, qpdf, gs, chromium, pdftoppm and its kin: those of the table `NEEDS`.
    """
    need = BY_NAME[name]
    for command in need.commands:
        if path := shutil.which(command):
            return (path,)
    files = sorted(ROOT.glob(need.file)) if need.file else []
    runner = find(need.runner[0]) if need.runner else ()
    if not files or runner is None or any(find(other) is None for other in need.also):
        return None
    return (*_settings(name), *runner, *need.runner[1:], str(files[-1]))


def _settings(name: str) -> tuple[str, ...]:
    """Give Ace the browser, and a minute for its start: the five seconds it allows fail on a busy machine."""
    chromium = find("chromium") if name == "ace" else None
    if chromium is None:
        return ()
    return ("env", f"PUPPETEER_EXECUTABLE_PATH={chromium[0]}", "ACE_TIMEOUT_INITIAL=60000")


def node_module(name: str) -> Path | None:
    """Find the folder of a package from `tests/tools/package.json`."""
    folder = ROOT / NODE_MODULES / name
    return folder if folder.is_dir() else None


def major_version(need: Need) -> int:
    """Ask a command for its major version; 0 when it does not say."""
    found = find(need.name)
    if found is None:
        return 0
    answer = subprocess.run([*found, "-version"], capture_output=True, text=True, check=False)
    number = re.search(r"(\d+)[.\d]*", answer.stdout + answer.stderr)
    return int(number[1]) if number else 0


def serves(need: Need) -> bool:
    """Tell whether a tool is here and recent enough."""
    return find(need.name) is not None and (not need.least or major_version(need) >= need.least)


def missing() -> tuple[Need, ...]:
    """List the tools without which tests must be skipped."""
    return tuple(need for need in VALIDATORS if not serves(need))
