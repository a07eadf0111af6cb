"""Lay out: finished HTML becomes pages, with every page number bound from outside.

In: an HTML string whose page numbers are placeholders, and the folders it may read from. Out: laid-out pages, what was
read back from them, and a diagnostic for each thing WeasyPrint had to say. Nothing is ever fetched from elsewhere.

Placeholders:

- `<span class="folio-of" data-target="ID">000</span>`: the folio of the page where ID starts;
- `<span class="folios-of" data-targets="ID ID..ID …">000</span>`: the folios of several places, some from one anchor to
  another, sorted, duplicates merged, runs of pages as ranges (`12, 14–16`), each a link `<a class="folio" href="#ID">`;
- `data-empty="–"` on either: what to print when no target is given.

The styles must not use `target-counter`: WeasyPrint then lays out again by itself, and loses notes when it does.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname
from xml.etree.ElementTree import Element

from weasyprint import HTML, Document
from weasyprint.pdf.metadata import DocumentMetadata
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from bindery.assemble.folios import anchors_in
from bindery.diagnostics import ERROR, WARNING, Diagnostic, Source, in_order
from bindery.pdf.composing import composing
from bindery.pdf.page_map import PageMap
from bindery.pdf.reading import Reading, anchors_of, read
from bindery.pdf.slots import is_placeholder, targets_of, write_number
from bindery.pdf.weasy import link_notes, name_images_by_content, prune_links

PRINT = Source("print")
MOST_LAYOUTS = 5
LOGGER = logging.getLogger("weasyprint")


@dataclass(frozen=True, slots=True)
class Layout:
    """Pages laid out (not picklable: painted in the process that laid them out), and what was read back from them."""

    document: Document
    reading: Reading
    diagnostics: tuple[Diagnostic, ...]
    root: Element

    @property
    def page_map(self) -> PageMap:
        """Give the page map, which is picklable."""
        return self.reading.page_map


def lay_out(html: str, base_url: Path, roots: tuple[Path, ...], source: Source = PRINT, first_folio: int = 1) -> Layout:
    """Lay out a document until its page numbers are true.

    `base_url` is the folder relative links start from; only files below `roots` and `data:` URIs are read.
    `source` stands in the diagnostics. A diagnostic of severity error means that the pages must not be published.
    """
    fetcher = ClosedFetcher(base_url.resolve(), tuple(root.resolve() for root in roots))
    page = HTML(string=html, base_url=f"{base_url.resolve().as_uri()}/", url_fetcher=fetcher)
    images: dict[str, object] = {}
    with listening(source) as heard, composing(first_folio):
        try:
            document, unstable = _lay_out_until_true(page, images, first_folio)
        except Exception as fault:  # WeasyPrint's own failures become ours here, and nowhere else
            return _failed(page, source, heard, fault)
    name_images_by_content(images)
    prune_links(document.pages)
    link_notes(document.pages)
    reading = read(document.pages, first_folio)
    found = in_order([*fetcher.said(heard, source), *unrested(unstable, source)])
    return Layout(document, reading, found, page.etree_element)


def _failed(page: HTML, source: Source, heard: list[Diagnostic], fault: Exception) -> Layout:
    """Give the layout of a document that could not be laid out: no pages, and why."""
    fall = gave_up(f"{type(fault).__name__}: {fault}".rstrip(": "), source)
    document = Document([], DocumentMetadata(), None, FontConfiguration(), {}, None)
    return Layout(document, read([]), in_order([*heard, fall]), page.etree_element)


def gave_up(words: str, source: Source) -> Diagnostic:
    """Tell that a document could not be laid out."""
    hint = "look at what was added last; the styles may ask for something it cannot do"
    return Diagnostic(ERROR, "layout-crash", source, f"the layout engine gave up: {words}", hint=hint)


def unrested(anchors: Iterable[str], source: Source) -> Iterator[Diagnostic]:
    """Tell of the anchors whose page number never came to rest."""
    hint = "reword or move the reference so that its paragraph does not change length with the number"
    for anchor in anchors:
        message = f"the page number of `{anchor}` changes with every layout"
        yield Diagnostic(ERROR, "page-numbers-unstable", source, message, hint=hint)


def _lay_out_until_true(page: HTML, images: dict[str, object], first_folio: int) -> tuple[Document, tuple[str, ...]]:
    """Lay out, write the numbers, lay out again until they hold; give the anchors that never came to rest."""
    placeholders = [e for e in page.etree_element.iter() if is_placeholder(e)]
    fonts = FontConfiguration()
    document = page.render(font_config=fonts, cache=images)
    anchors = anchors_of(document.pages)
    for _ in range(MOST_LAYOUTS - 1):
        folios = {anchor: first_folio + page for anchor, page in anchors.items()}
        written = [write_number(placeholder, folios) for placeholder in placeholders]
        if not any(written):
            return document, ()
        document = page.render(font_config=fonts, cache=images)
        before, anchors = anchors, anchors_of(document.pages)
    wanted = {a for placeholder in placeholders for place in targets_of(placeholder) for a in anchors_in(place)}
    return document, tuple(sorted(a for a in wanted if anchors.get(a) != before.get(a)))


class ClosedFetcher(URLFetcher):  # type: ignore[misc]
    """Reads files below the given roots and `data:` URIs, and remembers what it was asked for besides."""

    def __init__(self, base: Path, roots: tuple[Path, ...], content: Path | None = None) -> None:
        super().__init__(allowed_protocols=("file", "data"), allow_redirects=False)
        self.base = base
        self.roots = roots
        self.content = content  # what `content/…` means, wherever it lies
        self.refusals: list[tuple[str, str, str]] = []
        self.refused_urls: set[str] = set()

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Serve a URL, or refuse it with ValueError (which WeasyPrint logs and survives)."""
        scheme = urlsplit(url).scheme.lower()
        if scheme == "data":
            return super().fetch(url, headers)
        if scheme != "file":
            raise self._refuse(url, "resource-remote", f"`{url}` is on the network; nothing is fetched",
                               "put the file into the project and name it by its path")  # fmt: skip
        path = self._placed(Path(url2pathname(unquote(urlsplit(url).path)))).resolve()
        shown = self._shown(path)
        if not any(path.is_relative_to(root) for root in self.roots):
            raise self._refuse(url, "resource-outside", f"`{shown}` lies outside the folders that may be read",
                               "move the file into the project")  # fmt: skip
        if not path.is_file():
            raise self._refuse(
                url, "resource-missing", f"there is no file `{shown}`", "check the path and its capitals"
            )
        return super().fetch(path.as_uri(), headers)

    def _placed(self, path: Path) -> Path:
        """Find a file of the content folder, which need not lie in the project."""
        folder = self.base / "content"
        return self.content / path.relative_to(folder) if self.content and path.is_relative_to(folder) else path

    def said(self, heard: Sequence[Diagnostic], source: Source) -> list[Diagnostic]:
        """Give what was heard and what was refused, each thing once."""
        refused = [Diagnostic(ERROR, code, source, message, hint) for code, message, hint in self.refusals]
        return [*(d for d in heard if not self.explains(d.message)), *refused]

    def explains(self, message: str) -> bool:
        """Tell whether a logged message only repeats a refusal."""
        return any(url in message for url in self.refused_urls)

    def _shown(self, path: Path) -> str:
        """Write a path as the author knows it, without the machine's folders."""
        return path.relative_to(self.base).as_posix() if path.is_relative_to(self.base) else path.name

    def _refuse(self, url: str, code: str, message: str, hint: str) -> ValueError:
        self.refused_urls.add(url)
        self.refusals.append((code, message, hint))
        return ValueError(message)


class _Ear(logging.Handler):
    """Turns log records into diagnostics."""

    def __init__(self, source: Source, heard: list[Diagnostic]) -> None:
        super().__init__(logging.WARNING)
        self.source = source
        self.heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if "notdef glyph" in message:
            self.heard.append(Diagnostic(ERROR, "glyph-missing", self.source, f"no font has the character: {message}",
                                         hint="use another character, or add a font that has it"))  # fmt: skip
            return
        if "Traceback" in message:
            message = message.strip().splitlines()[-1]
        severity = ERROR if record.levelno >= logging.ERROR else WARNING
        self.heard.append(Diagnostic(severity, "layout", self.source, message))


@contextmanager
def listening(source: Source) -> Iterator[list[Diagnostic]]:
    """Hear what WeasyPrint logs meanwhile, as diagnostics."""
    heard: list[Diagnostic] = []
    ear = _Ear(source, heard)
    LOGGER.addHandler(ear)
    try:
        yield heard
    finally:
        LOGGER.removeHandler(ear)
