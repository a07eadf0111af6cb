"""What we ask of an e-book beyond EPUBCheck and Ace: that its metadata, pages, languages and notes are true.

In: the bytes of an `.epub`. Out: diagnostics that name the file inside it. Each check is a function in `EPUB_CHECKS`.
Neither validator sees an English chapter under `lang="fr"`, a page list that has slipped, a description left empty, or
metadata that promise what the book has not; these do.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from bindery.diagnostics import ERROR, WARNING, Diagnostic, Source

Element = etree._Element
Check = Callable[[bytes], Iterator[Diagnostic]]

XHTML = "http://www.w3.org/1999/xhtml"
NAMES = {
    "h": XHTML,
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "svg": "http://www.w3.org/2000/svg",
    "math": "http://www.w3.org/1998/Math/MathML",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
    "ocf": "urn:oasis:names:tc:opendocument:xmlns:container",
}
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SAFE_NAME = re.compile(r"[A-Za-z0-9._/-]+")
MOST_IMAGE_BYTES = 1_500_000  # Kobo and Standard Ebooks (f-016) advise no more
MOST_NOTE_CHARACTERS = 5000  # Kobo shows no more in a pop-up
SCHEMES = ("http:", "https:", "mailto:")
# Little words that tell a language apart; enough for the languages of the collection.
FRENCH = "le la les des du une est dans pour que qui sur avec par sont ce cette au aux ou pas plus"
ENGLISH = "the of and to is that for with are this on by be from it as not or at which"
LITTLE_WORDS: Mapping[str, frozenset[str]] = {"fr": frozenset(FRENCH.split()), "en": frozenset(ENGLISH.split())}
FEWEST_LITTLE_WORDS = 20


@dataclass(frozen=True)
class OpenBook:
    """An e-book, opened: its entries, its package, and its documents as trees, in reading order."""

    entries: tuple[zipfile.ZipInfo, ...]
    files: Mapping[str, bytes]
    package_path: str
    package: Element
    documents: Mapping[str, Element]
    nav_path: str
    unreadable: tuple[tuple[str, str], ...]

    @property
    def nav(self) -> Element:
        """Give the navigation document, an empty one when there is none."""
        return self.documents.get(self.nav_path, etree.Element(f"{{{XHTML}}}html"))

    def address(self, name: str, href: str) -> tuple[str, str]:
        """Resolve a link of a file: the file it leads to, and the anchor there."""
        path, _, anchor = href.partition("#")
        return (posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name), anchor

    def properties(self, name: str) -> list[str]:
        """Read the values of a property of the metadata."""
        return [
            (e.text or "").strip() for e in found(self.package, f"//opf:meta[@property='{name}' and not(@refines)]")
        ]


def found(tree: Element, path: str) -> list[Element]:
    """Find elements by XPath, with the names of the trade as prefixes."""
    result = tree.xpath(path, namespaces=NAMES)
    return [node for node in result if isinstance(node, etree._Element)] if isinstance(result, list) else []


def tag(element: Element) -> str:
    """Give the name of an element without its namespace."""
    return str(etree.QName(element).localname)


def text(element: Element) -> str:
    """Read the text of an element, white space folded."""
    return " ".join("".join(map(str, element.itertext())).split())


@lru_cache(maxsize=2)
def open_book(data: bytes) -> OpenBook | None:
    """Open an e-book; None when it is no zip or names no package."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = tuple(archive.infolist())
            files = {entry.filename: archive.read(entry) for entry in entries}
        root = parse(files["META-INF/container.xml"])
        package_path = found(root, "//ocf:rootfile")[0].get("full-path", "")
        package = parse(files[package_path])
    except (zipfile.BadZipFile, KeyError, IndexError, etree.XMLSyntaxError):
        return None
    return read_documents(entries, files, package_path, package)


def parse(content: bytes) -> Element:
    """Parse a file; etree.XMLSyntaxError when it is not well formed."""
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))


def read_documents(
    entries: tuple[zipfile.ZipInfo, ...], files: Mapping[str, bytes], package_path: str, package: Element
) -> OpenBook:
    """Read the documents of a package in reading order."""
    items = {item.get("id", ""): item for item in found(package, "//opf:manifest/opf:item")}
    folder = posixpath.dirname(package_path)
    documents: dict[str, Element] = {}
    unreadable: list[tuple[str, str]] = []
    nav_path = ""
    for reference in found(package, "//opf:spine/opf:itemref"):
        item = items.get(reference.get("idref", ""))
        if item is None:
            continue
        name = posixpath.normpath(posixpath.join(folder, item.get("href", "")))
        nav_path = name if "nav" in (item.get("properties") or "").split() else nav_path
        try:
            documents[name] = parse(files[name])
        except (KeyError, etree.XMLSyntaxError) as fault:
            unreadable.append((name, str(fault)))
    return OpenBook(entries, files, package_path, package, documents, nav_path, tuple(unreadable))


Test = Callable[[OpenBook], Iterator[Diagnostic]]


def of_book(test: Test) -> Check:
    """Make a check of bytes from a test of an open book; what cannot be opened is told by `is_readable` alone."""

    def check(data: bytes) -> Iterator[Diagnostic]:
        book = open_book(data)
        if book is not None:
            yield from test(book)

    check.__name__, check.__doc__ = test.__name__, test.__doc__
    return check


def wrong(code: str, name: str, message: str, hint: str = "") -> Diagnostic:
    """Make the finding of a fault in a file of the e-book."""
    return Diagnostic(ERROR, f"epub-{code}", Source(name), f"{name}: {message}", hint)


# --- The container and the package ---


def is_readable(data: bytes) -> Iterator[Diagnostic]:
    """Ask that the e-book opens, and each of its documents."""
    book = open_book(data)
    if book is None:
        yield wrong("unreadable", "container", "not a zip with a package", "build it again")
        return
    for name, fault in book.unreadable:
        yield wrong("unreadable", name, f"cannot be read: {fault}")


def container_is_sound(book: OpenBook) -> Iterator[Diagnostic]:
    """Ask for the mimetype first and stored, safe names, no twins, and one date for all."""
    first = book.entries[0]
    if first.filename != "mimetype" or first.compress_type != zipfile.ZIP_STORED or first.extra:
        yield wrong("container", first.filename, "the first entry must be a stored `mimetype`")
    for name, count in Counter(entry.filename for entry in book.entries).items():
        if count > 1:
            yield wrong("container", name, f"stands {count} times in the zip")
        if not SAFE_NAME.fullmatch(name):
            yield wrong("container", name, "has letters that break in addresses", "use a-z, 0-9, - and .")
    if len({entry.date_time for entry in book.entries}) > 1:
        yield wrong("container", "container", "entries carry different dates: the file cannot be rebuilt byte by byte")


def manifest_is_complete(book: OpenBook) -> Iterator[Diagnostic]:
    """Ask that every file is in the manifest, and every item of the manifest in the container."""
    folder = posixpath.dirname(book.package_path)
    hrefs = [item.get("href", "") for item in found(book.package, "//opf:manifest/opf:item")]
    listed = {posixpath.normpath(posixpath.join(folder, href)) for href in hrefs}
    there = {name for name in book.files if not name.startswith("META-INF/")} - {"mimetype", book.package_path}
    for name in sorted(there - listed):
        yield wrong("manifest", name, "is not in the manifest")
    for name in sorted(listed - there):
        yield wrong("manifest", name, "is in the manifest and not in the container")


def metadata_are_whole(book: OpenBook) -> Iterator[Diagnostic]:
    """Ask for what every book must say, no empty element, no refinement of nothing, no trace of the tool."""
    name, package = book.package_path, book.package
    for needed in ("identifier", "title", "language", "publisher", "date", "description", "rights"):
        if not any(text(e) for e in found(package, f"//dc:{needed}")):
            yield wrong("metadata", name, f"has no {needed}")
    if len(book.properties("dcterms:modified")) != 1:
        yield wrong("metadata", name, "needs one dcterms:modified")
    ids = {element.get("id") for element in package.iter(etree.Element)}
    for element in found(package, "//opf:metadata/*"):
        refined = element.get("refines")
        if refined and refined.removeprefix("#") not in ids:
            yield wrong("metadata", name, f"refines {refined}, which is not there")
        if not text(element) and not element.get("content") and not element.get("href"):
            yield wrong("metadata", name, f"has an empty {tag(element)} {element.get('property', '')}".rstrip())
    if found(package, "//opf:meta[@name='generator'] | //opf:guide"):
        yield wrong("metadata", name, "has a generator or a guide, which EPUB 3 does without")
    titles = found(package, "//dc:title")
    typed = found(package, "//opf:meta[@property='title-type']")
    if len(titles) > 1 and len(typed) != len(titles):
        yield wrong("metadata", name, "has several titles, and not each says its type")


def promises_are_kept(book: OpenBook) -> Iterator[Diagnostic]:
    """Ask that the accessibility metadata say what the book has, no more and no less."""
    features = set(book.properties("schema:accessibilityFeature"))
    trees = list(book.documents.values())
    has = {
        "alternativeText": any(found(t, "//h:img | //svg:svg") for t in trees),
        "pageBreakMarkers": any(found(t, "//*[@role='doc-pagebreak']") for t in trees),
        "pageNavigation": bool(nav_of(book, "page-list")),
        "tableOfContents": bool(nav_of(book, "toc")),
        "MathML": any(found(t, "//math:math") for t in trees),
        "index": any(found(t, "//*[@role='doc-index']") for t in trees),
    }
    for feature, is_there in has.items():
        if is_there != (feature in features):
            yield wrong(
                "promise",
                book.package_path,
                f"{feature} is {'not ' if is_there else ''}said, and it is {'' if is_there else 'not '}there",
            )
    if has["alternativeText"] != ("visual" in book.properties("schema:accessMode")):
        yield wrong("promise", book.package_path, "accessMode visual and the pictures of the book do not agree")
    for needed in ("schema:accessMode", "schema:accessModeSufficient", "schema:accessibilityHazard"):
        if not book.properties(needed):
            yield wrong("promise", book.package_path, f"says no {needed}")
    if not book.properties("schema:accessibilitySummary"):
        yield wrong("promise", book.package_path, "has no accessibility summary")


def claim_is_certified(book: OpenBook) -> Iterator[Diagnostic]:
    """Ask that a claim of conformance names who certifies it."""
    claimed = bool(book.properties("dcterms:conformsTo"))
    certified = bool(found(book.package, "//opf:meta[@property='a11y:certifiedBy']"))
    if claimed != certified:
        yield wrong(
            "claim", book.package_path, "conformsTo and certifiedBy go together", "name the certifier, or claim nothing"
        )


# --- The documents ---


def languages_are_declared(book: OpenBook) -> Iterator[Diagnostic]:
    """Ask for one language on each document, in both its forms, on every element that has one."""
    for name, tree in book.documents.items():
        if not tree.get("lang"):
            yield wrong("language", name, "declares no language")
        for element in found(tree, "//*[@lang or @xml:lang]"):
            if element.get("lang") != element.get(XML_LANG):
                yield wrong("language", name, f"lang and xml:lang of <{tag(element)}> differ")


def languages_are_true(book: OpenBook) -> Iterator[Diagnostic]:
    """Ask that a document is written in the language it declares, by counting its little words."""
    for name, tree in book.documents.items():
        declared = (tree.get("lang") or "")[:2]
        counts = Counter(
            language
            for word in re.findall(r"[^\W\d_]+", own_language_text(tree).lower())
            for language, words in LITTLE_WORDS.items()
            if word in words
        )
        likeliest = max(sorted(counts), key=lambda language: counts[language], default=declared)
        is_plain = counts[likeliest] >= FEWEST_LITTLE_WORDS and counts[likeliest] > 2 * counts[declared]
        if declared in LITTLE_WORDS and likeliest != declared and is_plain:
            yield wrong("language", name, f"declares `{declared}` and reads as `{likeliest}`")


def own_language_text(tree: Element) -> str:
    """Read the text of a document without what it marks as another language."""
    body = found(tree, "//h:body")
    parts: list[str] = []

    def walk(element: Element) -> None:
        parts.append(element.text or "")
        for child in element:
            if isinstance(child.tag, str) and not child.get("lang"):
                walk(child)
            parts.append(child.tail or "")

    for element in body:
        walk(element)
    return " ".join(parts)


def titles_are_headings(book: OpenBook) -> Iterator[Diagnostic]:
    """Ask for a title on each document that its first heading says too, and only one first heading."""
    seen: Counter[str] = Counter()
    for name, tree in book.documents.items():
        title = " ".join(text(e) for e in found(tree, "/h:html/h:head/h:title"))
        headings = found(tree, "//h:h1")
        if not title:
            yield wrong("title", name, "has no title")
        elif headings and plain(text(headings[0])) != plain(title):
            yield wrong("title", name, f"is called `{title}`, and its heading says `{text(headings[0])}`")
        if len(headings) > 1:
            yield wrong("title", name, "has more than one h1")
        seen[title] += 1
    for title, count in seen.items():
        if count > 1:
            yield Diagnostic(WARNING, "epub-title", Source("documents"), f"{count} documents are called `{title}`")


def plain(words: str) -> str:
    """Fold the marks that typography sets, so that titles can be compared."""
    return re.sub(r"\s+", " ", words.replace("’", "'"))


def headings_step_by_one(book: OpenBook) -> Iterator[Diagnostic]:
    """Ask that no level of heading is skipped on the way down."""
    for name, tree in book.documents.items():
        level = 0
        for heading in found(tree, "//h:h1 | //h:h2 | //h:h3 | //h:h4 | //h:h5 | //h:h6"):
            deeper = int(tag(heading)[1])
            if deeper > level + 1:
                yield wrong("heading", name, f"`{text(heading)}` is an h{deeper} under an h{level}")
            level = deeper


def anchors_are_unique(book: OpenBook) -> Iterator[Diagnostic]:
    """Ask that no id is used twice in the whole book: readers that join the files need it."""
    homes: dict[str, str] = {}
    for name, tree in book.documents.items():
        for element in found(tree, "//*[@id]"):
            anchor = element.get("id", "")
            if anchor in homes:
                yield wrong("anchor", name, f"the id `{anchor}` stands in {homes[anchor]} too")
            homes.setdefault(anchor, name)


def links_lead_somewhere(book: OpenBook) -> Iterator[Diagnostic]:
    """Ask that each link and picture inside the book has its target there, and nothing is fetched from outside."""
    anchors = {name: {e.get("id") for e in found(tree, "//*[@id]")} for name, tree in book.documents.items()}
    for name, tree in book.documents.items():
        for link in found(tree, "//h:a[@href]"):
            href = link.get("href", "")
            path, anchor = book.address(name, href)
            if not href.startswith(SCHEMES) and (
                path not in book.files or (anchor and anchor not in anchors.get(path, ()))
            ):
                yield wrong("link", name, f"the link {href} leads nowhere")
        for element in found(tree, "//*[@src]"):
            source = element.get("src", "")
            if book.address(name, source)[0] not in book.files:
                yield wrong("link", name, f"{source} is not in the book")


def pictures_are_described(book: OpenBook) -> Iterator[Diagnostic]:
    """Ask for a description and a size of each picture, and a name of each drawing."""
    for name, tree in book.documents.items():
        for image in found(tree, "//h:img"):
            if not (image.get("alt") or "").strip() and image.get("role") != "presentation":
                yield wrong("description", name, f"{image.get('src')} has no alternative text")
            if not (image.get("width") and image.get("height")):
                yield wrong("description", name, f"{image.get('src')} has no width and height")
        for drawing in found(tree, "//svg:svg[not(@aria-hidden='true') and not(ancestor::svg:svg)]"):
            label = drawing.get("aria-label") or drawing.get("aria-labelledby")
            if drawing.get("role") != "img" or not label:
                yield wrong("description", name, "a drawing has no role `img` or no name")
            if not drawing.get("viewBox"):
                yield wrong("description", name, "a drawing has no viewBox")
        for formula in found(tree, "//math:math[not(@alttext)]"):
            yield wrong("description", name, f"the formula {text(formula)} has no alttext")


def pictures_are_light(book: OpenBook) -> Iterator[Diagnostic]:
    """Ask that no picture weighs more than readers take with ease."""
    for name, content in book.files.items():
        if "/images/" in name and len(content) > MOST_IMAGE_BYTES:
            message = f"{name}: weighs {len(content) / 1e6:.1f} MB; {MOST_IMAGE_BYTES / 1e6} MB are enough"
            yield Diagnostic(WARNING, "epub-weight", Source(name), message, "supply it smaller or as JPEG")


def tables_have_heads(book: OpenBook) -> Iterator[Diagnostic]:
    """Ask that each table has head and body, and each head cell a scope."""
    for name, tree in book.documents.items():
        for table in found(tree, "//h:table"):
            if not found(table, "h:thead") or not found(table, "h:tbody"):
                yield wrong("table", name, f"the table `{text(table)[:40]}` has no head or no body")
            if found(table, ".//h:th[not(@scope)]"):
                yield wrong("table", name, f"the table `{text(table)[:40]}` has head cells without scope")


def notes_lead_there_and_back(book: OpenBook) -> Iterator[Diagnostic]:
    """Ask that each call finds a note and each note leads back to a call, and that notes fit a pop-up."""
    for name, tree in book.documents.items():
        notes = {e.get("id"): e for e in found(tree, "//*[@role='doc-footnote']")}
        calls = {e.get("id"): e.get("href", "")[1:] for e in found(tree, "//*[@role='doc-noteref']")}
        for anchor, target in calls.items():
            if target not in notes:
                yield wrong("note", name, f"the call `{anchor}` finds no note")
        for anchor, note in notes.items():
            back = [e.get("href", "")[1:] for e in found(note, ".//*[@role='doc-backlink']")]
            if not any(calls.get(target) == anchor for target in back):
                yield wrong("note", name, f"the note `{anchor}` does not lead back to its call")
            if len(text(note)) > MOST_NOTE_CHARACTERS:
                yield wrong("note", name, f"the note `{anchor}` is too long for a pop-up")


def nothing_is_active(book: OpenBook) -> Iterator[Diagnostic]:
    """Ask for no script, no form, no style attribute, nothing of our own making left in the text."""
    for name, tree in book.documents.items():
        for element in tree.iter(etree.Element):
            attributes = [str(attribute) for attribute in element.attrib]
            if tag(element) in {"script", "iframe", "object", "embed", "form", "input", "button"}:
                yield wrong("active", name, f"<{tag(element)}> does not belong in a book")
            if any(attribute.startswith("on") for attribute in attributes):
                yield wrong("active", name, f"<{tag(element)}> carries a script")
            if "style" in attributes and not element.tag.startswith(f"{{{NAMES['svg']}}}"):
                yield wrong("active", name, f"<{tag(element)}> carries its own style", "give it a class")
            if any(attribute.startswith("data-") for attribute in attributes):
                yield wrong("active", name, f"<{tag(element)}> carries data of the pipeline")


# --- The navigation ---


def nav_of(book: OpenBook, kind: str) -> list[Element]:
    """List the links of one navigation: `toc`, `landmarks`, `page-list`."""
    navs = [e for e in found(book.nav, "//h:nav") if kind in (e.get(EPUB_TYPE) or "").split()]
    return [link for nav in navs for link in found(nav, ".//h:a")]


def positions(book: OpenBook) -> dict[tuple[str, str], int]:
    """Number every anchor of the book, and every file, in reading order."""
    order: dict[tuple[str, str], int] = {}
    for name, tree in book.documents.items():
        order[name, ""] = len(order)
        for element in found(tree, "//*[@id]"):
            order[name, element.get("id", "")] = len(order)
    return order


def contents_follow_the_text(book: OpenBook) -> Iterator[Diagnostic]:
    """Ask that the contents list each division, in reading order."""
    order = positions(book)
    addresses = [book.address(book.nav_path, link.get("href", "")) for link in nav_of(book, "toc")]
    if not addresses:
        yield wrong("contents", book.package_path, "has no table of contents")
        return
    ranks = [order[address] for address in addresses if address in order]
    if ranks != sorted(ranks):
        yield wrong("contents", book.nav_path, "the contents are not in reading order")
    listed = {path for path, _ in addresses}
    for name, tree in book.documents.items():
        is_division = found(tree, "//h:section[@role='doc-chapter' or @role='doc-part' or @role='doc-foreword']")
        if is_division and name not in listed:
            yield wrong("contents", name, "is not in the contents")


def landmarks_stand(book: OpenBook) -> Iterator[Diagnostic]:
    """Ask for the landmarks that readers use: cover, contents and start of the text."""
    kinds = {(link.get(EPUB_TYPE) or "") for link in nav_of(book, "landmarks")}
    for kind in sorted({"cover", "toc", "bodymatter"} - kinds):
        yield wrong("landmark", book.nav_path, f"has no landmark `{kind}`")


def pages_follow_the_text(book: OpenBook) -> Iterator[Diagnostic]:
    """Ask that every printed page is listed once, under its own number, in reading order, each marker in the list."""
    order = positions(book)
    marks = {
        (name, e.get("id", "")): e.get("aria-label", "")
        for name, tree in book.documents.items()
        for e in found(tree, "//*[@role='doc-pagebreak']")
    }
    listed = [(book.address(book.nav_path, link.get("href", "")), text(link)) for link in nav_of(book, "page-list")]
    for address, label in listed:
        if marks.get(address) != label:
            yield wrong(
                "page", book.nav_path, f"page {label} leads to a place marked `{marks.get(address, 'nothing')}`"
            )
    for address in sorted(set(marks) - {address for address, _ in listed}):
        yield wrong("page", address[0], f"page {marks[address]} is not in the list of pages")
    ranks = [order[address] for address, _ in listed if address in order]
    numbers = [int(label) for _, label in listed if label.isdigit()]
    if ranks != sorted(ranks) or numbers != sorted(set(numbers)):
        yield wrong("page", book.nav_path, "the list of pages is not in reading order")
    if listed and not book.properties("pageBreakSource"):
        yield wrong("page", book.package_path, "does not say which edition its pages are those of")


# --- The style sheets ---


def styles_leave_the_reader_free(book: OpenBook) -> Iterator[Diagnostic]:
    """Ask for no pixels and points, no colour of text, no WOFF2, no rule that readers of HTML cannot match."""
    for name, content in book.files.items():
        if not name.endswith(".css"):
            continue
        rules = re.sub(r"/\*.*?\*/", "", content.decode(), flags=re.S)
        for pattern, message in (
            (r":[^;{}]*\b\d*\.?\d+(px|pt|mm|cm)\b", "sets a fixed size"),
            (r"[{;\s]color\s*:(?!\s*(inherit|currentColor))", "sets a colour of text"),
            (r"\.woff2", "uses WOFF2, which Kobo does not read"),
            (r"epub\|", "selects by epub:type, which some readers cannot"),
            (r"var\(", "uses variables, which old readers do not know"),
            (r"@import|url\(['\"]?https?:", "fetches from outside"),
        ):
            match = re.search(pattern, rules)
            if match:
                yield wrong("style", name, f"{message}: `{match[0].strip()}`")


def faces_draw_the_text(book: OpenBook) -> Iterator[Diagnostic]:
    """Ask that each face named in the style sheet is in the book."""
    for name, content in book.files.items():
        if name.endswith(".css"):
            for href in re.findall(r"url\([\"']?([^\"')]+)", content.decode()):
                if book.address(name, href)[0] not in book.files:
                    yield wrong("style", name, f"{href} is not in the book")


EPUB_CHECKS: tuple[Check, ...] = (
    is_readable,
    *map(
        of_book,
        (
            container_is_sound,
            manifest_is_complete,
            metadata_are_whole,
            promises_are_kept,
            claim_is_certified,
            languages_are_declared,
            languages_are_true,
            titles_are_headings,
            headings_step_by_one,
            anchors_are_unique,
            links_lead_somewhere,
            pictures_are_described,
            pictures_are_light,
            tables_have_heads,
            notes_lead_there_and_back,
            nothing_is_active,
            contents_follow_the_text,
            landmarks_stand,
            pages_follow_the_text,
            styles_leave_the_reader_free,
            faces_draw_the_text,
        ),
    ),
)


def check_epub(data: bytes) -> tuple[Diagnostic, ...]:
    """Run every check on an e-book."""
    return tuple(diagnostic for check in EPUB_CHECKS for diagnostic in check(data))
