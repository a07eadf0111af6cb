"""Citations in the text and the bibliography behind them, by the collection's own two styles.

In: works as CSL items (https://docs.citationstyles.org/en/1.0.1/specification.html) read from `references.yaml`, and
the clusters `[@key, p. 3; @other]` in the order of the book. Out: the XHTML of each cluster, the works cited in the
order of the alphabet, and what is wrong with the items. `citeproc-py` applies our styles (`styles/citations/`).

Any text or name of an item may be given by language: `{fr: Cour des comptes, en: Court of Auditors}`.

What `citeproc-py` 0.11 leaves to us: it escapes nothing in the variables of an item, so the three characters of XML
travel as private-use characters and come back as entities; it gives no letters to the works of one author and year; it
sorts by code point; it knows no links; it folds the case of keys; it writes nothing for a span within one year.
"""

from __future__ import annotations

import re
import warnings
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit
from xml.sax.saxutils import quoteattr

from citeproc import (
    VARIABLES,
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    Locator,
)
from citeproc.source.json import CiteProcJSON

from bindery.collation import sort_key
from bindery.diagnostics import ERROR, WARNING, Diagnostic, Source, nearest_hint
from bindery.languages import LANGUAGES
from bindery.model import ReferenceEntry

STYLES = Path(__file__).parent.parent / "styles" / "citations"
Item = Mapping[str, object]
Works = Mapping[str, dict[str, object]]
SourceOf = Mapping[str, Source]

# https://docs.citationstyles.org/en/1.0.1/specification.html#appendix-iii-types, and three of 1.0.2 that guides need.
TYPE_NAMES = """
    article article-journal article-magazine article-newspaper bill book broadcast chapter dataset entry
    entry-dictionary entry-encyclopedia figure graphic interview legal_case legislation manuscript map motion_picture
    musical_score
    pamphlet paper-conference patent personal_communication post post-weblog report review review-book song
    speech thesis treaty webpage document regulation standard
"""
TYPES = frozenset(TYPE_NAMES.split())
LEGAL_TYPES = frozenset({"legislation", "regulation", "bill", "legal_case", "treaty"})
QUOTED_NAMES = (
    "article-journal article-magazine article-newspaper chapter paper-conference entry-encyclopedia post-weblog"
)
QUOTED_TYPES = frozenset(QUOTED_NAMES.split())
NAME_FIELDS = frozenset({"author", "editor", "translator", "collection-editor", "container-author"})
DATE_FIELDS = frozenset({"issued", "accessed", "original-date", "event-date", "submitted"})
NAME_PARTS = frozenset({"family", "given", "literal", "suffix", "dropping-particle", "non-dropping-particle"})
FIELDS = frozenset(name.replace("_", "-") for name in VARIABLES) | {"id", "type"}
# The author's word for a place in a work -> the CSL term; a label that is not here is left out, the place itself stays.
LABEL_NAMES = ("page", "chapter", "section", "paragraph", "figure", "volume", "part", "note", "column", "line")
LABELS: Mapping[str, str] = {**dict(zip(LABEL_NAMES, LABEL_NAMES, strict=True)), "article": "article-locator"}
LONGEST_SHOWN_ADDRESS = 48  # characters

# Private-use characters: they cross citeproc untouched, and are turned into markup at the very end.
ESCAPES = str.maketrans({"&": "\ue000", "<": "\ue001", ">": "\ue002"})
ENTITIES = str.maketrans({"\ue000": "&amp;", "\ue001": "&lt;", "\ue002": "&gt;"})
LINK, FOREIGN_START, FOREIGN_END, CITE_END, CITE_START = "\ue010", "\ue011", "\ue012", "\ue013", 0xE100
CITE_SPAN = re.compile(f"([\ue100-\uf8ff])(.*?){CITE_END}")
# Marks of the first rank -> marks of the second, where a language quotes with guillemets.
INNER_QUOTES: Mapping[str, tuple[tuple[str, str], ...]] = {"fr": ((r"«\s*", "“"), (r"\s*»", "”"))}
# A full stop after a title that ends its own sentence.
DOUBLE_STOP = re.compile(r"([?!…](?:</\w+>|[\ue012”»\s])*)\.(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Cite:
    """One work in a cluster: `label` is the kind of place (`page`, `article` …), `locator` the place, e.g. `3-5`."""

    id: str
    locator: str = ""
    label: str = ""
    prefix: str = ""
    suffix: str = ""


Cluster = tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """What the text and the bibliography say; `texts` stand in the order of the clusters."""

    texts: tuple[str, ...]
    bibliography: tuple[ReferenceEntry, ...]
    diagnostics: tuple[Diagnostic, ...]


def reference_anchor(key: str) -> str:
    """Give the id of a work's line in the bibliography: `ref-eca2018`."""
    return "ref-" + re.sub(r"[^\w.-]", "-", key)


def cite(
    items: Sequence[Item],
    language: str,
    clusters: Sequence[Cluster],
    sources: SourceOf | None = None,
    styles: Path = STYLES,
) -> Cited:
    """Write every cluster and the bibliography of the works cited, in a language.

    `styles` is the folder of the citation styles; `sources` tells where an item was read, by its id. An item at fault
    is reported and cited by its id; a key that no item has is left as it is (markup reports it).
    """
    diagnostics = check_items(items, sources or {})
    works = {str(item["id"]): localised(item, language) for item in items if item.get("id")}
    cited = {cite.id: works[cite.id] for cluster in clusters for cite in cluster if cite.id in works}
    ordered = in_alphabetical_order(cited, language)
    desk = open_desk(ordered, language, styles)
    alone = {key: write(desk, [cited_item(Cite(key), rank, 0)]) for rank, key in enumerate(ordered)}
    records = with_letters(ordered, alone)
    if records != ordered:
        desk, alone = open_desk(records, language, styles), {}
    ready: dict[Cluster, str] = {(Cite(key),): text for key, text in alone.items()}  # most clusters are one work
    texts = {cluster: write_cluster(desk, records, cluster, ready.get(cluster)) for cluster in dict.fromkeys(clusters)}
    lines = zip(records, desk.bibliography(), strict=True)
    bibliography = tuple(entry(key, str(line), records[key]) for key, line in lines)
    return Cited(tuple(texts[cluster] for cluster in clusters), bibliography, diagnostics)


def entry(key: str, line: str, work: Mapping[str, object]) -> ReferenceEntry:
    """Make a line of the bibliography, with one full stop after a title that ends its own sentence."""
    return ReferenceEntry(reference_anchor(key), marked_up(DOUBLE_STOP.sub(r"\1", line), work))


# --- The items: what authors may write, and what is wrong with it ---


def check_items(items: Sequence[Item], sources: SourceOf) -> tuple[Diagnostic, ...]:
    """Report items without id or title, of unknown type, with unknown fields, unreadable names or dates, and twins."""
    found: list[Diagnostic] = []
    counts = Counter(str(item.get("id", "")) for item in items)
    for item in items:
        key = str(item.get("id") or "")
        source = sources.get(key, Source("references.yaml"))
        if key and counts[key] > 1:
            found.append(bad(source, f"the key `{key}` is given to {counts[key]} works", "rename one of them"))
        found.extend(faults(item, key, source))
    return tuple(found)


def bad(source: Source, message: str, hint: str = "") -> Diagnostic:
    """Make the finding of an item at fault."""
    return Diagnostic(ERROR, "bad-reference", source, message, hint)


def faults(item: Item, key: str, source: Source) -> Iterable[Diagnostic]:
    """Find what is wrong with one item."""
    if not key:
        yield bad(source, "a work has no `id`", "give it a short key, e.g. `id: eca2018`")
    kind = str(item.get("type") or "")
    if kind not in TYPES:
        yield bad(source, f"`{key}` has the unknown type `{kind}`", nearest_hint(kind, TYPES, "type"))
    if not item.get("title"):
        yield bad(source, f"`{key}` has no title", "add `title: …`")
    for name in sorted(set(map(str, item)) - FIELDS):
        hint = nearest_hint(name, FIELDS, "field")
        yield Diagnostic(WARNING, "bad-reference", source, f"`{key}` has the unknown field `{name}`", hint)
    for name in sorted(DATE_FIELDS & set(item)):
        if date_of(item[name]) is None:
            yield bad(source, f"`{name}` of `{key}` is not a date", "write a year, 2018, or a day, 2018-03-20")
    for name in sorted(NAME_FIELDS & set(item)):
        if names_of(item[name]) is None:
            hint = "write `- literal: …` or `- {family: …, given: …}`"
            yield bad(source, f"`{name}` of `{key}` is not a list of names", hint)


def in_language(value: object, language: str) -> object:
    """Choose the language of a value given as `{fr: …, en: …}`, at any depth; the first one stands in for a lack."""
    if isinstance(value, Mapping):
        if value and set(value) <= set(LANGUAGES):
            return value.get(language, next(iter(value.values())))
        return {name: in_language(part, language) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [in_language(part, language) for part in value]
    return value


def localised(item: Item, language: str) -> dict[str, object]:
    """Give an item in one language as citeproc wants it: text escaped, names and dates in CSL-JSON, faults left out."""
    is_translated = isinstance(item.get("title"), Mapping)
    work: dict[str, object] = {}
    for name, value in ((str(name), in_language(value, language)) for name, value in item.items()):
        if name in NAME_FIELDS:
            work[name] = names_of(value)
        elif name in DATE_FIELDS:
            work[name] = date_of(value)
        elif name in FIELDS and value is not None:
            work[name] = str(value).translate(ESCAPES)
    work = {name: value for name, value in work.items() if value}
    work["type"] = work.get("type") if work.get("type") in TYPES else "document"
    work.setdefault("title", str(item["id"]).translate(ESCAPES))
    if is_translated or str(work.get("language", language))[:2] == language:
        work["language"] = language
    return work


def names_of(value: object) -> list[dict[str, str]] | None:
    """Read the names of an item, None when they are not a list of names; a bare string is a name as it stands."""
    people = value if isinstance(value, list | tuple) else [value]
    names = [{"literal": person} if isinstance(person, str) else person for person in people]
    if not names or not all(isinstance(name, Mapping) and {"family", "literal"} & set(name) for name in names):
        return None
    return [name_of(name) for name in names if isinstance(name, Mapping)]


def name_of(name: Mapping[object, object]) -> dict[str, str]:
    """Give the parts of one name, escaped; a literal name has no other part."""
    kept = {"literal"} if "literal" in name else NAME_PARTS
    return {str(part): str(text).translate(ESCAPES) for part, text in name.items() if part in kept}


def date_of(value: object) -> dict[str, object] | None:
    """Read a year, an ISO day or month, a span, or CSL's own forms, as CSL-JSON; None when it is no date."""
    if isinstance(value, Mapping):
        return date_of_mapping(value)
    if isinstance(value, date):
        return {"date-parts": [[value.year, value.month, value.day]]}
    if isinstance(value, list | tuple) and len(value) == 1:
        return date_of(value[0])
    match = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", str(value))
    return dated([[int(part) for part in match.groups() if part]]) if match else None


def date_of_mapping(value: Mapping[object, object]) -> dict[str, object] | None:
    """Read `{date-parts: …}`, `{literal: …}`, or `{year: …, month: …, day: …}`."""
    if value.get("literal"):
        return {"literal": str(value["literal"]).translate(ESCAPES)}
    parts = value.get("date-parts")
    if parts is None and "year" in value:
        parts = [[value[name] for name in ("year", "month", "day") if name in value]]
    try:
        return dated([[int(str(number)) for number in part] for part in parts])  # type: ignore[attr-defined]
    except (TypeError, ValueError):
        return None


def dated(parts: list[list[int]]) -> dict[str, object] | None:
    """Give date parts that a calendar has; a span keeps its years only, one when both are the same."""
    try:
        for part in parts:
            date(*[*part, 1, 1][:3])
    except (TypeError, ValueError):
        return None
    years = sorted({part[0] for part in parts})
    return {"date-parts": parts if len(parts) == 1 else [[year] for year in years]} if parts else None


# --- The order, and the letters of twins ---


def in_alphabetical_order(works: Works, language: str) -> dict[str, dict[str, object]]:
    """Order works by who wrote them, then year, then title, as the language files its letters."""
    tongue = LANGUAGES[language]

    def filing(key: str) -> tuple[object, ...]:
        work = works[key]
        title = str(work["title"])
        return sort_key(creator(work) or title, tongue), year(work), sort_key(title, tongue), key

    return {key: works[key] for key in sorted(works, key=filing)}


def creator(work: Mapping[str, object]) -> str:
    """Give the names a work is filed under, family names first; empty for a law or a work without author."""
    names = [] if work["type"] in LEGAL_TYPES else work.get("author") or work.get("editor") or []
    assert isinstance(names, list)
    return " ".join(str(name.get("literal") or f"{name.get('family')} {name.get('given', '')}") for name in names)


def year(work: Mapping[str, object]) -> int:
    """Give the year a work is dated, 0 when it is not or in words only."""
    issued = work.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, Mapping) else None
    return int(parts[0][0]) if parts else 0


def with_letters(works: Mapping[str, dict[str, object]], texts: Mapping[str, str]) -> dict[str, dict[str, object]]:
    """Add a, b, c … to the years of works that the text, as each is cited alone, could not tell apart."""
    counts = Counter(texts.values())
    taken: Counter[str] = Counter()
    lettered = {}
    for key, work in works.items():
        text = texts[key]
        lettered[key] = {**work, "year-suffix": letter(taken[text])} if counts[text] > 1 else work
        taken[text] += 1
    return lettered


def letter(rank: int) -> str:
    """Give the letter of a rank counted from 0: a … z, aa …"""
    return (letter(rank // 26 - 1) if rank >= 26 else "") + chr(ord("a") + rank % 26)


# --- The desk: citeproc at work ---


def element(tag: str) -> type[str]:
    """Make the formatter of a text style; its tags are left alone by the escaping, which is done at the very end."""
    return type(tag, (str,), {"__new__": lambda cls, text: str.__new__(cls, f"<{tag}>{text}</{tag}>")})


FORMATTER = SimpleNamespace(
    preformat=lambda text: str(text).translate(ESCAPES),
    Italic=element("em"),
    Oblique=element("em"),
    Bold=element("strong"),
    Light=element("span"),
    Underline=element("u"),
    Superscript=element("sup"),
    Subscript=element("sub"),
    SmallCaps=element("span"),
)


def open_desk(works: Works, language: str, styles: Path = STYLES) -> CitationStylesBibliography:
    """Lay out the works, in their order, before the style of the language.

    The style is read afresh each time: citeproc writes into its tree as it works. Keys are numbers in their order, for
    citeproc folds their case.
    """
    records = [{**in_tokens(work, language), "id": f"w{rank:05}"} for rank, work in enumerate(works.values())]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what there is to say about the items, `check_items` says
        style = CitationStylesStyle(str(styles / f"guide-{language}.csl"), locale=language, validate=False)
        desk = CitationStylesBibliography(style, CiteProcJSON(records), FORMATTER)
    for record in records:
        desk.register(Citation([CitationItem(record["id"])]))
    return desk


def in_tokens(work: Mapping[str, object], language: str) -> dict[str, object]:
    """Put tokens where markup will stand: the link, and the words in another language than the book's."""
    tokens = {name: LINK for name in ("URL", "DOI") if work.get(name)}
    if work["type"] in QUOTED_TYPES:
        work = {**work, "title": with_inner_quotes(str(work["title"]), language)}
    if work.get("language", language) != language:
        foreign = ("title", "title-short", "container-title")
        tokens |= {name: f"{FOREIGN_START}{work[name]}{FOREIGN_END}" for name in foreign if work.get(name)}
    return {**work, **tokens}


def with_inner_quotes(title: str, language: str) -> str:
    """Change the quotation marks inside a title to those of the second rank, since the title stands in the first."""
    for outer, inner in INNER_QUOTES.get(language, ()):
        title = re.sub(outer, inner, title)
    return title


def write_cluster(desk: CitationStylesBibliography, works: Works, cluster: Cluster, written: str | None = None) -> str:
    """Write one cluster, in the order of the bibliography, each work a link to its line there.

    `written` is what citeproc has written for it already.
    """
    known = [cite for cite in cluster if cite.id in works]
    unknown = [cite.id.translate(ESCAPES) for cite in cluster if cite.id not in works]
    if not known:
        return f"({'; '.join(unknown)})".translate(ENTITIES)
    ranks = {key: rank for rank, key in enumerate(works)}
    text = written or write(desk, [cited_item(cite, ranks[cite.id], place) for place, cite in enumerate(known)])
    text = text.removesuffix(")") + "".join(f"; {key}" for key in unknown) + ")" if unknown else text

    def linked(match: re.Match[str]) -> str:
        key = known[ord(match[1]) - CITE_START].id
        return f'<a class="cite" href={quoteattr("#" + reference_anchor(key))}>{marked_up(match[2], works[key])}</a>'

    return CITE_SPAN.sub(linked, text).translate(ENTITIES)


def write(desk: CitationStylesBibliography, items: list[CitationItem]) -> str:
    """Let citeproc write one cluster."""
    citation = Citation(items)
    desk.register(citation)
    return str(desk.cite(citation, str))


def cited_item(cite: Cite, rank: int, place: int) -> CitationItem:
    """Prepare one work of a cluster: what stands before and after the link, and the place in the work."""
    before = cite.prefix.strip().translate(ESCAPES)
    after = cite.suffix.rstrip().translate(ESCAPES)
    options: dict[str, object] = {
        "prefix": (before if not before or before.endswith(("’", "'")) else f"{before} ") + chr(CITE_START + place),
        "suffix": CITE_END + (f" {after}" if after[:1].isalnum() else after),
    }
    if cite.locator:
        options["locator"] = Locator(LABELS.get(cite.label, ""), cite.locator.translate(ESCAPES))
    return CitationItem(f"w{rank:05}", **options)


def marked_up(text: str, work: Mapping[str, object]) -> str:
    """Turn the tokens of a work's text into XHTML."""
    text = text.translate(ENTITIES)
    address = str(work.get("URL", "")) if not work.get("DOI") else doi_address(str(work["DOI"]))
    target, shown = (each.translate(ENTITIES) for each in (address, shown_address(address)))
    tongue = quoteattr(str(work.get("language", "")))
    return (
        text.replace(LINK, f'<a class="url" href="{target.replace(chr(34), "%22")}">{shown}</a>')
        .replace(FOREIGN_START, f"<span lang={tongue} xml:lang={tongue}>")
        .replace(FOREIGN_END, "</span>")
    )


def shown_address(address: str) -> str:
    """Shorten a long address to its host: nobody types it from paper, and the link keeps the whole."""
    if len(address) <= LONGEST_SHOWN_ADDRESS:
        return address
    return f"{urlsplit(address).netloc.removeprefix('www.')}/…"


def doi_address(doi: str) -> str:
    """Give the address of a DOI written with or without its resolver."""
    return "https://doi.org/" + re.sub(r"^(https?://(dx\.)?doi\.org/|doi:\s*)", "", doi)
