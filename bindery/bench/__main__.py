"""`python3 build.py bench [--quick] [--only WORDS]`: measures, tells, and keeps the outcome of a full run in `docs/`.

Exit code: 0 when all was measured, 1 when a task failed, 2 for words that are not understood.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

from bindery.bench.contest import FULL, QUICK, Heat, run
from bindery.bench.peers.pandoc import PANDOC
from bindery.bench.report import as_markdown, as_values, put_between_marks
from bindery.workshop import ROOT
from bindery.workshop.needs import PEER_MODULES
from bindery.workshop.tools import find

PAGE, VALUES = ROOT / "docs/benchmarks.md", ROOT / "docs/benchmarks.json"


def main(words: list[str] | None = None) -> int:
    """Measure."""
    parser = argparse.ArgumentParser(prog="build.py bench", description="Measure Bindery against its peers.")
    parser.add_argument("--quick", action="store_true", help="a book of 50 pages, one round; docs/ stays as it is")
    parser.add_argument("--only", default="", metavar="WORD", help="only tasks whose name holds this word; likewise")
    options = parser.parse_args(words)
    heats = [_only(heat, options.only) for heat in (QUICK if options.quick else FULL)]
    about = _about()
    start = time.monotonic()
    records = run([heat for heat in heats if heat.tasks], ROOT / ".tools/bench", _tell)
    about["duration"] = f"{(time.monotonic() - start) / 60:.0f} minutes"
    tables = as_markdown(records, about)
    print(tables)
    if not (options.quick or options.only):
        PAGE.write_text(put_between_marks(PAGE.read_text(encoding="utf-8"), tables), encoding="utf-8")
        values = json.dumps(as_values(records, about), indent=1, ensure_ascii=False)
        VALUES.write_text(values + "\n", encoding="utf-8")
    return int(any(record.fault for heat in records.values() for record in heat.values()))


def _only(heat: Heat, word: str) -> Heat:
    tasks = tuple(task for task in heat.tasks if word in task.name)
    return Heat(heat.name, heat.pages, heat.references, tasks, heat.rounds)


def _tell(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def _about() -> dict[str, str]:
    """Tell when and on what this was measured, and which versions took part."""
    return {
        "date": time.strftime("%Y-%m-%d"),
        "machine": f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}",
        "load average at the start": f"{os.getloadavg()[0]:.1f}",
        "commit": _said("git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"),
        "versions": ", ".join(
            (
                f"WeasyPrint {version('weasyprint')}",
                f"pandoc {_said(str(PANDOC), '--version').split()[1]}",
                f"Typst {version('typst')}",
                f"pagedjs-cli {_module_version('pagedjs-cli')}",
                f"Vivliostyle CLI {_module_version('@vivliostyle/cli')}",
                _said(*(find("chromium") or ("chromium",)), "--version").partition(" built")[0],
            )
        ),
    }


def _said(*words: str) -> str:
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    return done.stdout.strip().splitlines()[0] if done.stdout.strip() else "?"


def _module_version(name: str) -> str:
    package = Path(ROOT / PEER_MODULES / name / "package.json")
    return str(json.loads(package.read_text())["version"]) if package.is_file() else "?"


if __name__ == "__main__":
    sys.exit(main())
