"""A proof: the site of one volume in memory, with what is wrong with its text.

In: the folders of the project and the content. Out: files by their path, diagnostics. Nothing is raised: a fault in
the data or in a template under the author's hands becomes a diagnostic like any other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from bindery.assemble import bind
from bindery.cache import digest_of_folders
from bindery.diagnostics import ERROR, Diagnostic, Severity, Source, has_errors, in_order
from bindery.formats.web import Bench, WebText, make_site
from bindery.load import load_collection
from bindery.model import Collection, Edition, Volume
from bindery.pressroom import lint_text
from bindery.site.addresses import first_read, section_page
from bindery.studio import Studio

STYLE, SCRIPT = "preview.css", "preview.js"
FAULTS_PAGE = "faults.html"


@dataclass(frozen=True, slots=True)
class Subject:
    """What is proofed: a volume of a content folder, in some of its languages (all when none is named)."""

    content: Path
    project: Path
    volume: int
    languages: tuple[str, ...] = ()

    @property
    def folders(self) -> tuple[Path, ...]:
        """List the folders whose files a proof is made from."""
        return self.content, self.project / "styles", self.project / "templates"


@dataclass(frozen=True, slots=True)
class Proof:
    """Files by their path, the page to begin with, and the faults; `edition` is the hash of all it was made from."""

    edition: str
    files: Mapping[str, bytes]
    start: str
    diagnostics: tuple[Diagnostic, ...] = field(default=())

    @property
    def has_errors(self) -> bool:
        """Tell whether a build of this text would be refused."""
        return has_errors(self.diagnostics)


def edition_of(subject: Subject) -> str:
    """Hash what stands in the folders now; empty when a file goes away while it is read, as an editor's own do."""
    try:
        return digest_of_folders(subject.folders)
    except OSError:
        return ""


def make_proof(subject: Subject) -> Proof:
    """Make a proof of what stands in the folders now."""
    edition = edition_of(subject)
    studio = Studio(subject.project)
    try:
        files, start, found = _set(subject, studio)
    except Exception as fault:  # whatever is half-typed in a template, a style or the data must not end the preview
        files, start, found = {}, FAULTS_PAGE, (_told(fault),)
    return _with_notice(Proof(edition, files, start, in_order(found)), studio)


def _set(subject: Subject, studio: Studio) -> tuple[dict[str, bytes], str, tuple[Diagnostic, ...]]:
    """Make the pages, and name the first one to show."""
    loaded = load_collection(subject.content, subject.project)
    if loaded.collection is None:
        return {}, FAULTS_PAGE, loaded.diagnostics
    collection = replace(loaded.collection, site_url=None)
    volume = collection.volume(subject.volume)
    texts, found = _texts(collection, volume, subject, studio)
    if not texts:
        missing = Diagnostic(ERROR, "missing-file", volume.source, f"volume {volume.number} has no text to show yet")
        return {}, FAULTS_PAGE, (*loaded.diagnostics, *found, *(() if has_errors(loaded.diagnostics) else (missing,)))
    bench = Bench(collection, studio.render, studio.tokens, studio.styles, texts, keeps_lines=True)
    files = {path.partition("/")[2]: data for path, data in make_site(bench)}
    start = f"{texts[0].language}/{section_page(volume.number, first_read(texts[0].book).id)}"
    return files, start, (*loaded.diagnostics, *found)


def _texts(
    collection: Collection, volume: Volume, subject: Subject, studio: Studio
) -> tuple[list[WebText], tuple[Diagnostic, ...]]:
    texts: list[WebText] = []
    found: list[Diagnostic] = []
    for code in (code for code in collection.languages if code in volume.texts):
        if not subject.languages or code in subject.languages:
            text = volume.texts[code]
            manuscript = lint_text(collection, volume, text, studio)
            found += manuscript.diagnostics
            texts.append(WebText(bind(collection, manuscript, Edition(volume, text, "web"))))
    return texts, tuple(found)


def _told(fault: Exception) -> Diagnostic:
    """Tell a fault of a template, a style or the tool itself as a diagnostic, with its place when it has one."""
    name, line = getattr(fault, "name", None), getattr(fault, "lineno", 0)
    source = Source(f"templates/{name}" if isinstance(name, str) and line else "preview", line or 0)
    return Diagnostic(
        ERROR, "preview", source, f"{type(fault).__name__}: {fault}", "mend it and save: the page comes back"
    )


def _with_notice(proof: Proof, studio: Studio) -> Proof:
    """Put on every page the list of faults, and the script that reloads it."""
    shown = {
        "edition": proof.edition,
        "errors": [d for d in proof.diagnostics if d.severity is Severity.ERROR],
        "warnings": [d for d in proof.diagnostics if d.severity is not Severity.ERROR],
        "style": STYLE,
        "script": SCRIPT,
    }
    notice = studio.render("preview/notice.html", **shown).encode()
    files = {
        path: data.replace(b"</body>", notice + b"</body>", 1) if path.endswith(".html") else data
        for path, data in proof.files.items()
    }
    files[FAULTS_PAGE] = studio.render("preview/faults.html", notice=notice.decode()).encode()
    files[STYLE] = (studio.styles / STYLE).read_bytes()
    files[SCRIPT] = (studio.project / "templates" / "preview" / SCRIPT).read_bytes()
    return replace(proof, files=files)
