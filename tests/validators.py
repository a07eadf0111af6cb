"""The validators as functions: in, the path of a file; out, the faults found in it (an empty list is a clean bill).

A validator that is not installed skips the test that asked for it, and fails it in CI. Mark slow tests
`@needs("epubcheck", "ace")` to be skipped before their fixtures are made.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bindery.workshop import tools

ALLOWED_USAGE = frozenset({"CSS-028"})  # EPUBCheck's remark that @font-face is used
CHROMIUM_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
)
TIME_LIMIT_S = 300

needs = pytest.mark.needs


@dataclass(frozen=True, slots=True)
class Fault:
    """What a validator objects to: its own code, its words, and where."""

    code: str
    severity: str
    message: str
    place: str = ""


def command(tool: str) -> tuple[str, ...]:
    """Find a tool's command line; skip the test when it is missing, or fail it in CI."""
    found = tools.find(tool)
    if found is None:
        words = f"{tool} is missing: {tools.BY_NAME[tool].remedy}"
        if tools.in_ci():
            pytest.fail(words, pytrace=False)
        pytest.skip(words)
    return found


def run(tool: str, *arguments: str | Path, good: Iterable[int] = (0,)) -> subprocess.CompletedProcess[str]:
    """Run a tool to its end; an exit code that is not good fails the test with the tool's own words."""
    line = [*command(tool), *map(str, arguments)]
    done = subprocess.run(line, capture_output=True, text=True, check=False, timeout=TIME_LIMIT_S)
    assert done.returncode in tuple(good), f"{tool} ended with {done.returncode}: {done.stdout}{done.stderr}"
    return done


def epubcheck(path: Path) -> list[Fault]:
    """Check an e-book with EPUBCheck, its usage remarks included (all but CSS-028)."""
    report = json.loads(run("epubcheck", path, "-q", "-u", "--json", "-", good=(0, 1)).stdout)
    return [
        Fault(found["ID"], found["severity"], found["message"], _epub_place(found["locations"]))
        for found in report["messages"]
        if found["ID"] not in ALLOWED_USAGE
    ]


def _epub_place(locations: Sequence[dict[str, Any]]) -> str:
    return " ".join(f"{place['path']}:{place['line']}" for place in locations)


def ace(path: Path) -> list[Fault]:
    """Check an e-book's accessibility with DAISY Ace: every violation, and the metadata it holds invalid."""
    with tempfile.TemporaryDirectory() as folder:
        run("ace", "-f", "-s", "-o", folder, path)
        report = json.loads((Path(folder) / "report.json").read_text(encoding="utf-8"))
    return [
        Fault(
            found["earl:test"]["dct:title"],
            found["earl:test"]["earl:impact"],
            found["earl:result"]["dct:description"],
            document["earl:testSubject"]["url"],
        )
        for document in report["assertions"]
        for found in document["assertions"]
    ]


def vnu(folder: Path) -> list[Fault]:
    """Check every page and style sheet of a site against the HTML standard with the Nu checker, remarks left out."""
    told = run("vnu", "--skip-non-html", "--also-check-css", "--format", "json", folder, good=(0, 1)).stderr
    return [
        Fault(found["type"], found.get("subType", ""), found["message"], f"{found['url']}:{found.get('lastLine', 0)}")
        for found in json.loads(told)["messages"]
        if found["type"] != "info" or found.get("subType") == "warning"
    ]


def axe(site: Path, *pages: str, width_px: int = 1280, dark: bool = False) -> list[Fault]:
    """Open pages of a site in Chromium under a strict content policy.

    Gives what axe objects to, a contrast that it cannot work out among it, and what does not fit. `site` is the folder,
    `pages` are paths in it. Codes beside those of axe: `overflow` (the page is wider than the
    window), `console` (a message of the browser, such as a refusal of the policy), `request` (a file that is not there,
    or is elsewhere).
    """
    return _browse(site, pages, width=width_px, dark=dark)


def weak_contrasts(book: Path, *documents: str, reader: str = "", width_px: int = 390) -> list[Fault]:
    """Open documents of an unpacked e-book as a reading client shows them: pale text, and what does not fit.

    `reader` are the rules that the client puts after the book's own, such as those of its night mode. What else axe
    asks of a page, Ace asks of a book.
    """
    return _browse(book, documents, width=width_px, reader=reader, rules=["color-contrast"])


def _browse(site: Path, pages: Sequence[str], **wishes: object) -> list[Fault]:
    node, script = command("axe")
    chromium = command("chromium")[0]
    order = {"axe": script, "chromium": chromium, "flags": CHROMIUM_FLAGS[1:], "site": str(site), "pages": pages}
    words = json.dumps(order | {"dark": False, "reader": "", "rules": []} | wishes)
    browse = Path(__file__).parent / "tools" / "browse.mjs"
    done = subprocess.run([node, browse, words], capture_output=True, text=True, check=False, timeout=TIME_LIMIT_S)
    assert done.returncode == 0, done.stderr
    return [Fault(**found) for found in json.loads(done.stdout)]


def verapdf(path: Path, flavour: str) -> list[Fault]:
    """Check a PDF with veraPDF against a flavour (ua1, 2a, 2b …): one fault a failed rule, with its first place."""
    job = _verapdf_job(path, "--flavour", flavour)
    return [
        Fault(
            f"{rule['specification']} {rule['clause']}-{rule['testNumber']}",
            f"{rule['failedChecks']} failed",
            f"{rule['description']} {rule['checks'][0].get('errorMessage', '')}".strip(),
            rule["checks"][0]["context"],
        )
        for result in job["validationResult"]
        for rule in result["details"]["ruleSummaries"]
        if rule["ruleStatus"] == "FAILED"
    ]


def verapdf_parses(path: Path) -> bool:
    """Tell whether veraPDF's parser reads the whole file, without validating it (PDF/X it does not know)."""
    job = _verapdf_job(path, "--off", "--extract", "page,font,outlines,outputIntent")
    return "taskException" not in job and "featuresReport" in job


def _verapdf_job(path: Path, *options: str) -> dict[str, Any]:
    done = run("verapdf", *options, "--format", "json", path, good=(0, 1, 7))
    job: dict[str, Any] = json.loads(done.stdout)["report"]["jobs"][0]
    return job


def qpdf_check(path: Path) -> list[str]:
    """Check a PDF's syntax with qpdf: the lines of its complaints."""
    done = run("qpdf", "--check", path, good=(0, 2, 3))
    if done.returncode == 0:
        return []
    return [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]


def pdf_pages_png(path: Path, folder: Path, dpi: int = 60) -> list[Path]:
    """Draw every page of a PDF with Poppler; Poppler's own complaints fail the test."""
    done = run("pdftoppm", "-r", str(dpi), "-png", path, folder / path.stem)
    assert not done.stderr.strip(), done.stderr
    return sorted(folder.glob(f"{path.stem}-*.png"))


def pdf_text(path: Path) -> str:
    """Read a PDF's text in reading order with Poppler; pages end with a form feed."""
    return run("pdftotext", "-enc", "UTF-8", path, "-").stdout


def chromium_screenshot(
    page: Path | str, picture: Path, width_px: int = 1280, height_px: int = 900, dark: bool = False
) -> Path:
    """Show a page (a file, or an address on this machine) in headless Chromium and write what is seen as PNG."""
    address = page.resolve().as_uri() if isinstance(page, Path) else page
    colours = ("--blink-settings=preferredColorScheme=0",) if dark else ()
    with tempfile.TemporaryDirectory() as profile:
        run(
            "chromium",
            *CHROMIUM_FLAGS,
            *colours,
            f"--user-data-dir={profile}",
            f"--window-size={width_px},{height_px}",
            f"--screenshot={picture.resolve()}",
            address,
        )
    assert picture.is_file(), f"Chromium made no picture of {address}"
    return picture
