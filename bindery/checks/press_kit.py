"""What is read back from a press kit before anybody sends it: each zip as a journalist would open it.

In: a zip of the kit. Out: diagnostics `kit-…`, without a source: who runs the checks knows the file's name. Facts are
compared with those of the manifest, which come from the book; texts are read out of PDF, HTML, Word and plain files.
Nothing is fetched: of an address elsewhere only its form is judged (RFC 3986).
"""

from __future__ import annotations

import io
import json
import posixpath
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import unquote, urlsplit
from zipfile import BadZipFile, ZipFile

from lxml import etree, html
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from bindery.diagnostics import ERROR, Diagnostic, Source
from bindery.embargo import HELD, is_embargoed
from bindery.kit.desk import HELD_BACK
from bindery.kit.listing import EXCERPT, MANIFEST, SAID
from bindery.kit.signs import PLACEHOLDER
from bindery.kit.words import WORDS
from bindery.languages import LANGUAGES

NOWHERE = Source("press-kit")
KIT_NAME = re.compile(r"-press-kit(-[a-z0-9-]+)?\.zip$")
PLAIN_NAME = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*")
CAPITAL_NAMES = frozenset({"README.txt", "LICENCE.txt"})
LONGEST_PATH = 180  # Windows takes 260 signs, and the folder it is unpacked in has some
TOLD: Mapping[str, tuple[str, ...]] = {  # which facts a paper tells
    "press-release": ("languages", "price", "isbn", "launch", "download"),
    "fact-sheet": ("languages", "format", "price", "isbn", "legal-deposit", "launch", "download"),
}
POSTS = "-posts-"  # in the names of texts for networks
PAGES = re.compile(r"(?<![\d.,])(\d{2,4})\s+pages\b")
ISBN = re.compile(r"97[89](?:[\s\u2010-\u2013-]?\d){10}")
ADDRESS = re.compile(r"https?://[^\s<>\"']+")
LINKING = ("href", "src")
OPEN_SCHEMES = frozenset({"http", "https", "mailto"})
DOCX_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A kit out of its zip: its files by their path below the top folder, and what its papers say and link to."""

    names: tuple[str, ...]
    files: Mapping[str, bytes]
    manifest: Mapping[str, Any]
    size_bytes: int
    texts: Mapping[str, str]
    links: Mapping[str, tuple[str, ...]]

    @property
    def top(self) -> str:
        """Give the name of its top folder."""
        return self.names[0].partition("/")[0]

    @property
    def languages(self) -> tuple[str, ...]:
        """List the languages of the kit."""
        return tuple(self.manifest.get("titles", {}))

    @property
    def state(self) -> str:
        """Give the state the manifest tells."""
        return str(self.manifest.get("state", ""))


Check = Callable[[Unpacked], Iterator[Diagnostic]]


def unpacked(data: bytes) -> Unpacked:
    """Open a zip of a kit; ValueError when it, its manifest or one of its papers cannot be read."""
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            names = tuple(sorted(archive.namelist()))
            if not names:
                raise ValueError("it is empty")
            files = {name.partition("/")[2]: archive.read(name) for name in names}
        manifest = json.loads(files.get(MANIFEST, b"{}"))
        read = {path: _read(path, files[path]) for path in files if _is_paper(path)}
    except (BadZipFile, zlib.error, PyPdfError, etree.LxmlError, KeyError) as fault:
        raise ValueError(f"{type(fault).__name__}: {fault}") from fault
    texts, links = {p: said for p, (said, _) in read.items()}, {p: there for p, (_, there) in read.items()}
    return Unpacked(names, files, manifest, len(data), texts, links)


def _is_paper(path: str) -> bool:
    """Tell whether a file is one of ours to read; pages of the book are checked with the book."""
    return path.endswith(tuple(READERS)) and EXCERPT not in path and not path.startswith(("covers/", "logos/"))


def _read(path: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    """Read what a paper says and where it links to."""
    return READERS[path[path.rindex(".") :]](data)


def _read_pdf(data: bytes) -> tuple[str, tuple[str, ...]]:
    pages = PdfReader(io.BytesIO(data)).pages
    notes = (note.get_object() for page in pages for note in page.get("/Annots", ()))
    addresses = (note["/A"].get("/URI") for note in notes if "/A" in note)
    return "\n".join(page.extract_text() for page in pages), tuple(str(each) for each in addresses if each)


def _read_html(data: bytes) -> tuple[str, tuple[str, ...]]:
    page = html.fromstring(data.decode())
    links = tuple(str(node.attrib[name]) for node in page.iter("*") for name in LINKING if name in node.attrib)
    for unseen in page.iter("style", "script"):
        unseen.text = ""
    return " ".join(str(text) for text in page.itertext()), links


def _read_docx(data: bytes) -> tuple[str, tuple[str, ...]]:
    with ZipFile(io.BytesIO(data)) as file:
        parts = [name for name in sorted(file.namelist()) if re.fullmatch(r"word/(document|header\d*)\.xml", name)]
        trees = [etree.fromstring(file.read(name)) for name in parts]
        rels = etree.fromstring(file.read("word/_rels/document.xml.rels"))
    paragraphs = (each for tree in trees for each in tree.iter(f"{DOCX_TEXT}p"))
    lines = ("".join(text.text or "" for text in each.iter(f"{DOCX_TEXT}t")) for each in paragraphs)
    return "\n".join(lines), tuple(each.get("Target", "") for each in rels if each.get("TargetMode") == "External")


def _read_plain(data: bytes) -> tuple[str, tuple[str, ...]]:
    text = data.decode("utf-8-sig")
    return text, tuple(address.rstrip(".,;:)»”") for address in ADDRESS.findall(text))


READERS: Mapping[str, Callable[[bytes], tuple[str, tuple[str, ...]]]] = {
    ".pdf": _read_pdf,
    ".html": _read_html,
    ".docx": _read_docx,
    ".txt": _read_plain,
    ".csv": _read_plain,
    ".ics": _read_plain,
}


def _fault(code: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(ERROR, f"kit-{code}", NOWHERE, message, hint)


def names_are_plain(kit: Unpacked) -> Iterator[Diagnostic]:
    """Find names that Windows, macOS or a mail would spoil, and files beside the one top folder."""
    hint = "name files in lower case: letters without accents, digits, hyphens"
    if len({name.partition("/")[0] for name in kit.names}) != 1:
        yield _fault("name", "the zip has more than one top folder", "put everything into one folder")
    for name in kit.names:
        parts = name.split("/")[1:]
        if not all(PLAIN_NAME.fullmatch(part) or part in CAPITAL_NAMES for part in parts) or len(name) > LONGEST_PATH:
            yield _fault("name", f"`{name}` is not a name that travels", hint)


def manifest_is_true(kit: Unpacked) -> Iterator[Diagnostic]:
    """Find files that the manifest does not name, names without a file, and bytes that are not those it proves."""
    listed = {each["path"]: each for each in kit.manifest.get("files", ())}
    hint = "build the kit again; do not change it by hand"
    for path in sorted((kit.files.keys() - {MANIFEST}) ^ listed.keys()):
        where = "is not in the manifest" if path in kit.files else "is in the manifest alone"
        yield _fault("manifest", f"`{path}` {where}", hint)
    for path in sorted(kit.files.keys() & listed.keys()):
        data, told = kit.files[path], listed[path]
        if (len(data), sha256(data).hexdigest()) != (told["bytes"], told["sha256"]):
            yield _fault("manifest", f"`{path}` is not the file that the manifest proves", hint)


def state_is_told(kit: Unpacked) -> Iterator[Diagnostic]:
    """Find papers, names and a README that do not tell whether the news may be told."""
    held = is_embargoed(kit.state)
    for path in (kit.top, *(path for path in kit.files if path.partition("/")[0] in kit.languages or POSTS in path)):
        if (HELD_BACK in path) != held:
            wrong = "does not say that it is under embargo" if held else "says that it is under embargo"
            yield _fault("state", f"the name `{path}` {wrong}; the kit is {kit.state}", "build the kit again")
    for path, said in kit.texts.items():
        code = path.partition("/")[0]
        banner = _squeezed(WORDS[code]["embargo-until"].format("")) if code in kit.languages else ""
        if banner and path.endswith((".pdf", ".docx", ".html", ".txt")) and (banner in _squeezed(said)) != held:
            wrong = "does not open with the embargo" if held else "still speaks of the embargo"
            yield _fault("state", f"`{path}` {wrong}; the kit is {kit.state}", "see `news_line` in kit/paper.py")
    head = _squeezed(kit.texts.get("README.txt", "")[:400])
    if not any(_squeezed(WORDS[code].get(f"state-{kit.state}", "\0")) in head for code in kit.languages):
        yield _fault("state", "the first lines of README.txt do not tell the state of the kit", "see readme.*.txt")


def figures_are_the_books(kit: Unpacked) -> Iterator[Diagnostic]:
    """Find papers that do not tell the facts of the book, or tell other ones."""
    facts = kit.manifest.get("facts", {})
    for path, said in kit.texts.items():
        yield from _facts_told(path, said, facts.get("told", {}))
    extents = {*facts.get("extent", {}).values(), *facts.get("extent_of_volumes", {}).values()}
    numbers = {_digits(isbn) for of in facts.get("isbn", {}).values() for isbn in of.values() if isbn}
    hint = "let the text call the fact by its name, so that it follows the book"
    for path, said in kit.texts.items():
        for number in sorted({int(found) for found in PAGES.findall(said)} - extents):
            yield _fault("figure", f"`{path}` speaks of {number} pages; no volume has as many", hint)
        for isbn in sorted({_digits(found) for found in ISBN.findall(said)} - numbers):
            yield _fault("figure", f"`{path}` tells the ISBN {isbn}, which is none of this volume", hint)


def _facts_told(path: str, said: str, told: Mapping[str, Mapping[str, list[str]]]) -> Iterator[Diagnostic]:
    """Find facts that a paper of a language should tell and does not."""
    code, _, name = path.partition("/")
    items = (item for item in TOLD if f"-{item}-{code}" in name)
    there = _squeezed(said)
    for key in (key for item in items for key in TOLD[item]):
        for fact in told.get(code, {}).get(key, ()):
            if _squeezed(fact) not in there:
                hint = "build the kit again; see its template"
                yield _fault("figure", f"`{path}` does not tell `{fact}`, which the book has", hint)


def pictures_are_described(kit: Unpacked) -> Iterator[Diagnostic]:
    """Find pictures without alternative text, caption or credit in one of the languages."""
    for each in kit.manifest.get("files", ()):
        if each["path"].endswith((".png", ".jpg", ".svg")):
            for name in SAID:
                for code in (code for code in kit.languages if not each.get(name, {}).get(code, "").strip()):
                    hint = "give the words of every picture where it is made"
                    yield _fault("picture-words", f"`{each['path']}` has no {name} in `{code}`", hint)


def languages_are_complete(kit: Unpacked) -> Iterator[Diagnostic]:
    """Find what one language has and another lacks; in a part of a kit the other may hold it."""
    if any(each["parts"] > 1 for each in kit.manifest.get("archives", ()) if each["name"] == f"{kit.top}.zip"):
        return
    of = {code: {_neutral(path, code) for path in kit.files} - {None} for code in kit.languages}
    for code, held in of.items():
        for lacking in sorted(str(path) for path in {each for others in of.values() for each in others} - held):
            yield _fault("language", f"nothing in `{code}` answers to `{lacking}`", "give it in every language")


def _neutral(path: str, code: str) -> str | None:
    """Write a path without its language; None for a file of another language, or of none."""
    mark = re.compile(rf"(?<![a-z]){code}(?![a-z])")
    return mark.sub("*", path) if mark.search(path) else None


def links_lead_somewhere(kit: Unpacked) -> Iterator[Diagnostic]:
    """Find links to files that are not in the kit, and addresses that cannot be one."""
    for path, links in kit.links.items():
        for link in dict.fromkeys(links):
            if (wrong := _wrong_with(link, path, kit.files)) is not None:
                yield _fault(
                    "link", f"`{path}` links to `{link}`, {wrong}", "mend the address in the data, or the file"
                )


def _wrong_with(link: str, path: str, files: Mapping[str, bytes]) -> str | None:
    """Say what is wrong with a link; None when nothing is."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return "which is no address"
    if parts.scheme == "data" or (not parts.scheme and not parts.path):
        return None
    if parts.scheme in OPEN_SCHEMES:
        well_formed = "@" in parts.path if parts.scheme == "mailto" else "." in parts.netloc
        return None if well_formed and not re.search(r"\s", link) else "which is no address"
    if parts.scheme:
        return "which opens nowhere but on the machine that made it"
    there = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
    return None if there in files else "which is not in the kit"


def slots_are_told(kit: Unpacked) -> Iterator[Diagnostic]:
    """Find slots that nobody was told of, and any slot in a kit that is to be sent."""
    if any(kit.manifest.get("missing", {}).values()) and kit.state != HELD:
        return
    hint = "fill the slot; a kit with empty slots is no release"
    markers = {_squeezed(LANGUAGES[code].words["to-be-filled"]) for code in kit.languages}
    for path, said in kit.texts.items():
        if any(marker in _squeezed(said) for marker in markers):
            yield _fault("slot", f"`{path}` has a slot to be filled in, which nothing tells", hint)
    for path in (path for path in kit.files if f"-{PLACEHOLDER}." in path):
        yield _fault("slot", f"`{path}` only holds the place of a logo, which nothing tells", hint)


def not_too_heavy(kit: Unpacked) -> Iterator[Diagnostic]:
    """Find a zip that is heavier than the kit says."""
    limits = {each["name"]: each["limit_bytes"] for each in kit.manifest.get("archives", ())}
    limit_bytes = limits.get(f"{kit.top}.zip", 0)
    if kit.size_bytes > limit_bytes:
        message = f"the zip weighs {kit.size_bytes / 1e6:.1f} MB; the kit says {limit_bytes / 1e6:.0f} MB at most"
        yield _fault("size", message, "give the volume smaller pictures")


def is_of_the_books(path: str, data: bytes, extents: Mapping[str, int]) -> Iterator[Diagnostic]:
    """Find extents in a kit at `path` that are not those of the printed books beside it, `extents` by their path."""
    volume = path.partition("/")[0]
    with ZipFile(io.BytesIO(data)) as archive:  # of a kit that has been read: its papers need no second reading
        name = next(each for each in archive.namelist() if each.partition("/")[2] == MANIFEST)
        told = json.loads(archive.read(name)).get("facts", {}).get("extent", {})
    of_books = {place.split("/")[1]: extent for place, extent in extents.items() if place.startswith(f"{volume}/")}
    for code in sorted(told.keys() & of_books.keys()):
        if told[code] != of_books[code]:
            message = f"the kit tells {told[code]} pages in `{code}`; the printed book has {of_books[code]}"
            yield _fault("figure", message, "build books and kit together")


def _squeezed(text: str) -> str:
    """Write a text without what line breaks and typography change: spaces, hyphens, quotes, capitals."""
    return re.sub(r"[\W_]", "", text).casefold()


def _digits(isbn: str) -> str:
    return re.sub(r"\D", "", isbn)


KIT_CHECKS: tuple[Check, ...] = (
    names_are_plain,
    manifest_is_true,
    state_is_told,
    figures_are_the_books,
    pictures_are_described,
    languages_are_complete,
    links_lead_somewhere,
    slots_are_told,
    not_too_heavy,
)
