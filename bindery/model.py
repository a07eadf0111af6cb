"""The values of the trade: what a collection is made of. Frozen, no I/O, derived facts only.

In: nothing. Out: the classes every stage speaks in. `load` makes a Collection, `assemble` a Book of an Edition, the
formats Artifacts. All are picklable.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from bindery.diagnostics import Source
from bindery.geometry import Paper, Trim

ByLanguage = Mapping[str, str]
MEDIA = ("print", "screen", "epub", "web")
PAGED_MEDIA = frozenset({"print", "screen"})
NOWHERE = Source("")
FRONT, BODY, BACK = "front", "body", "back"
PICTURE = "picture"  # the kind of an artifact
PER_CHAPTER, THROUGH_THE_BOOK = NOTE_NUMBERINGS = ("per-chapter", "through-the-book")

# Roles are words of the EPUB Structural Semantics Vocabulary where it has one (https://www.w3.org/TR/epub-ssv-11/).
AUTHORED_ROLES: Mapping[str, str] = {
    "foreword": FRONT,
    "introduction": FRONT,
    "part": BODY,
    "chapter": BODY,
    "case-study": BODY,
    "conclusion": BODY,
    "appendix": BACK,
    "afterword": BACK,
}
NUMBERED_ROLES = frozenset({"chapter"})
OPENING_ROLES = frozenset({"part", "chapter", "case-study"})  # these open on the territory


@dataclass(frozen=True, slots=True)
class Logo:
    """One drawing of a supporter's sign: `colour`, `mono` or `white`; a placeholder until the official file comes."""

    variant: str
    path: Path
    is_placeholder: bool


@dataclass(frozen=True, slots=True)
class Supporter:
    """A body that supports the collection, with the rules for its sign."""

    slug: str
    names: ByLanguage
    url: str
    order: int
    minimum_width_mm: float
    clear_space: float
    owner: ByLanguage
    ask: ByLanguage
    logos: Mapping[str, Logo]
    source: Source
    boilerplate: ByLanguage = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Contributor:
    """A person and what they did, in a word of the MARC relators (author, coordination, supervision …)."""

    name: str
    role: str
    sort_name: str


@dataclass(frozen=True, slots=True)
class Launch:
    """The day a volume is published: one instant, told from this single value everywhere."""

    instant: datetime
    event: ByLanguage
    place: ByLanguage
    url: str
    hour_is_known: bool = True  # False: the instant is the first of its day, and the hour a slot
    source: Source = NOWHERE

    @property
    def date(self) -> date:
        """Give the day of the launch where it takes place."""
        return self.instant.date()


@dataclass(frozen=True, slots=True)
class Asset:
    """A picture or a data file an author may name: its path, and its text when it is one."""

    name: str
    path: Path
    text: str | None = None
    width_px: int = 0
    height_px: int = 0


@dataclass(frozen=True, slots=True)
class Chapter:
    """One Markdown file: role, titles, and body still in Markdown, whose first line is `source.line` of the file."""

    id: str
    role: str
    title: str
    short: str
    promise: str
    markdown: str
    source: Source

    @property
    def matter(self) -> str:
        """Tell where the chapter stands: front, body or back matter."""
        return AUTHORED_ROLES[self.role]


@dataclass(frozen=True, slots=True)
class Ledger:
    """What was agreed on between the languages of a chapter, as its file has it: see `bitext`."""

    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """A term of the glossary in one language."""

    id: str
    term: str
    definition: str
    source: Source
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """A volume in one language: its titles, what is said about it, and its chapters."""

    language: str
    title: str
    subtitle: str
    description: str
    blurb: tuple[str, ...]
    points: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    glossary: tuple[GlossaryEntry, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Identifiers:
    """What names an edition to the trade; None is a slot that nobody has filled yet."""

    isbn: Mapping[str, str | None]
    legal_deposit: str | None
    source: Source = NOWHERE


@dataclass(frozen=True, slots=True)
class Volume:
    """A work of the collection; `texts` is empty while nothing is written."""

    number: int
    year: int
    slug: str
    palette: int  # which colours of styles/tokens.yaml
    short_titles: ByLanguage
    titles: ByLanguage
    contributors: tuple[Contributor, ...]  # of the volume as the publisher published it
    texts: Mapping[str, Text]
    source: Source
    subtitles: ByLanguage = field(default_factory=dict)
    title_sources: ByLanguage = field(default_factory=dict)  # printed, site (the publisher's web page) or ours
    credits: tuple[Contributor, ...] = ()  # of the text built here
    url: str = ""
    extent: int | None = None
    identifiers: Mapping[str, Identifiers] = field(default_factory=dict)
    launch: Launch | None = None
    published: date | None = None
    modified: datetime | None = None
    trim: Trim | None = None
    paper: Paper | None = None
    price: ByLanguage = field(default_factory=dict)
    facts: Mapping[str, object] = field(default_factory=dict)
    references: tuple[Mapping[str, object], ...] = ()
    reference_sources: Mapping[str, Source] = field(default_factory=dict)
    figures: Mapping[str, Asset] = field(default_factory=dict)
    data: Mapping[str, Asset] = field(default_factory=dict)
    excerpt: tuple[str, ...] = ()
    spread: str = ""  # the anchor whose pages the open book shows
    note_numbering: str = PER_CHAPTER  # one of NOTE_NUMBERINGS
    ledgers: Mapping[str, Ledger] = field(default_factory=dict)  # by the name of the chapter's file

    @property
    def languages(self) -> tuple[str, ...]:
        """List the languages the volume is written in."""
        return tuple(sorted(self.texts))


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes: names as they are to be written, address on the web, boilerplate."""

    names: ByLanguage
    houses: ByLanguage
    boilerplate: ByLanguage
    url: str
    imprint_place: ByLanguage
    logos: Mapping[str, Logo] = field(default_factory=dict)
    slug: str = ""
    source: Source = NOWHERE


@dataclass(frozen=True, slots=True)
class Collection:
    """A series of volumes: one publisher, one look, the supporters, the languages."""

    slug: str
    titles: ByLanguage
    series_labels: ByLanguage
    descriptions: ByLanguage
    languages: tuple[str, ...]
    publisher: Publisher
    support_sentence: ByLanguage
    supporters: tuple[Supporter, ...]
    rights: ByLanguage
    disclaimer: ByLanguage
    contact: str | None
    site_url: str | None
    volumes: tuple[Volume, ...]
    root: Path
    source: Source
    as_typed: tuple[str, ...] = ()  # names that keep the signs they are typed with, such as `Villo!`
    hyphenation: Mapping[str, Mapping[str, tuple[int, ...]]] = field(default_factory=dict)  # language -> word -> breaks

    def volume(self, number: int) -> Volume:
        """Find a volume by its number; KeyError when there is none."""
        for volume in self.volumes:
            if volume.number == number:
                return volume
        raise KeyError(number)


@dataclass(frozen=True, slots=True)
class Edition:
    """What is published: a volume in one language on one medium."""

    volume: Volume
    text: Text
    medium: str

    @property
    def language(self) -> str:
        """Give the language of the edition."""
        return self.text.language

    @property
    def is_paged(self) -> bool:
        """Tell whether the edition has pages that a reader can turn to."""
        return self.medium in PAGED_MEDIA

    @property
    def isbn(self) -> str | None:
        """Give the edition's own ISBN, None while the slot is empty."""
        identifiers = self.volume.identifiers.get(self.language)
        return identifiers.isbn.get(self.medium) if identifiers else None


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the contents, the lists or the navigation: where it leads and how deep it stands."""

    level: int
    title: str
    number: str
    target: str
    section: str
    children: tuple[ContentsEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexPlace:
    """A place of the text that the index names: the anchor where it starts, and where it ends if it goes on."""

    start: str
    end: str = ""

    @property
    def span(self) -> str:
        """Write the place as page slots know it: `ix-notions-1`, or `ix-notions-1..ix-notions-1-end`."""
        return f"{self.start}..{self.end}" if self.end else self.start


@dataclass(frozen=True, slots=True)
class SeeEntry:
    """An entry of the index that another one sends to: its term as XHTML, and its anchor."""

    term: str
    target: str


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A heading of the index, as XHTML: the places that speak of it, its sub-entries, and the headings it sends to."""

    term: str
    places: tuple[IndexPlace, ...]
    children: tuple[IndexEntry, ...] = ()
    see: tuple[SeeEntry, ...] = ()
    see_also: tuple[SeeEntry, ...] = ()
    letter: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A division of the book in reading order; `body` is XHTML with every number but the folios written in."""

    id: str
    role: str
    matter: str
    title: str
    short: str
    number: str
    promise: str
    body: str
    source: Source
    headings: tuple[ContentsEntry, ...] = ()

    @property
    def is_authored(self) -> bool:
        """Tell a section that somebody wrote from one that the tool makes."""
        return self.role in AUTHORED_ROLES


@dataclass(frozen=True, slots=True)
class ReferenceEntry:
    """A line of the bibliography, as XHTML."""

    id: str
    body: str


@dataclass(frozen=True, slots=True)
class Book:
    """One edition in reading order: what the templates loop over."""

    collection: Collection
    edition: Edition
    sections: tuple[Section, ...]
    contents: tuple[ContentsEntry, ...]
    figures: tuple[ContentsEntry, ...]
    tables: tuple[ContentsEntry, ...]
    glossary: tuple[GlossaryEntry, ...]
    bibliography: tuple[ReferenceEntry, ...]
    index: tuple[IndexEntry, ...]
    home: Mapping[str, str]  # anchor -> id of the section that holds it

    @property
    def language(self) -> str:
        """Give the language of the book."""
        return self.edition.language


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file made: where it stands below the output folder, what it is, and what proves it."""

    path: str
    kind: str
    sha256: str
    size_bytes: int
    extent: int | None = None
