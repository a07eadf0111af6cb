"""The shapes of the content's YAML files: what may be written where, and of what kind.

In: nothing. Out: Pydantic models, one for each file, from which `schema` writes JSON Schemas for editors
(https://json-schema.org/draft/2020-12). Unknown keys are refused. A mapping marked `PER_LANGUAGE` must hold every
language of the collection.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    RootModel,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from bindery.model import AUTHORED_ROLES, NOTE_NUMBERINGS, PER_CHAPTER

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
WEB_ADDRESS = r"^https?://[^\s<>\"]+$"
LANGUAGE = r"^[a-z]{2,3}$"
FACT_NAME = r"^[a-z][a-z0-9_]*$"
LEGAL_DEPOSIT = r"^D/[0-9]{4}/[0-9.]+/[0-9]+$"
BREAKABLE = r"^[^\W\d_]+(['’-][^\W\d_]+)*$"
LANGUAGE_OR_NAMES = r"^([a-z]{2,3}|names)$"
WORDS = r"^[^\W\d_]+(['’· -][^\W\d_]+)*$"
PROSE = r"\S"
TAGS = r"^#\w+( #\w+)*$"
ONE_LINE = r"^\S(.*\S)?$"


class PerLanguage:
    """Mark a mapping that must hold every language of the collection."""


PER_LANGUAGE = PerLanguage()


def isbn(value: str) -> str:
    """Check the form and the check digit of an ISBN-13, hyphens allowed (https://www.isbn-international.org)."""
    digits = value.replace("-", "")
    total = sum(int(digit) * (1, 3)[place % 2] for place, digit in enumerate(digits) if digit.isdigit())
    if len(digits) != 13 or not digits.isdecimal() or digits[:3] not in {"978", "979"} or total % 10:
        raise PydanticCustomError("isbn", "is not an ISBN of 13 digits with a right check digit")
    return value


def _digits_as_text(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Slug = Annotated[str, Field(pattern=SLUG)]
Line = Annotated[str, Field(pattern=ONE_LINE)]
Prose = Annotated[str, Field(pattern=PROSE)]
WebAddress = Annotated[str, Field(pattern=WEB_ADDRESS)]
Language = Annotated[str, Field(pattern=LANGUAGE)]
Isbn = Annotated[str, BeforeValidator(_digits_as_text), AfterValidator(isbn), WithJsonSchema({"type": "string"})]
ByLanguage = Annotated[dict[str, Line], PER_LANGUAGE]
Millimetres = Annotated[float, Field(gt=0, le=2000)]


class Shape(BaseModel):
    """A mapping of known keys."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, allow_inf_nan=False)


class PublisherShape(Shape):
    """Who publishes the collection."""

    slug: Slug = Field(description="Folder of its logos, below supporters/")
    names: ByLanguage = Field(description="Name, written as it is to be printed")
    houses: ByLanguage = Field(description="The house it belongs to")
    boilerplate: ByLanguage = Field(description="Who it is, in 40 to 80 words, for the press")
    url: WebAddress
    imprint_place: ByLanguage = Field(description="Place of publication")


class ContributorShape(Shape):
    """A person or a body, and what they did."""

    name: Line
    role: Literal["author", "coordination", "supervision", "communication", "design", "translation", "illustration"]
    sort_name: Line = Field(description="Family name first, as in a catalogue")


class WorkShape(Shape):
    """A volume of the collection, as a list of the collection tells it."""

    number: int = Field(ge=1, le=999)
    year: int = Field(ge=1450, le=9999)
    slug: Slug = Field(description="Start of the name of every file made")
    palette: int = Field(ge=1, description="Number of its colours in styles/tokens.yaml")
    short_titles: ByLanguage
    titles: ByLanguage = Field(description="Title without its subtitle")
    subtitles: ByLanguage = Field(default_factory=dict)
    title_sources: Annotated[dict[str, Literal["printed", "site", "ours"]], PER_LANGUAGE] = Field(
        default_factory=dict,
        description="Where a title comes from: the printed cover, the publisher's site, or a translation of ours",
    )
    contributors: list[ContributorShape] = Field(default_factory=list)
    url: WebAddress | None = Field(default=None, description="Where the published volume is found")
    extent: int | None = Field(default=None, ge=1, description="Pages of the published edition")


class TypographyShape(Shape):
    """What the rules of typography leave alone."""

    as_typed: list[Line] = Field(
        default_factory=list, description="Names that keep the signs they are typed with, as `Villo!` in French"
    )


class CollectionShape(Shape):
    """collection.yaml: a series of volumes."""

    slug: Slug
    titles: ByLanguage
    series_labels: ByLanguage = Field(description="Name of one book of the series, as in `Practical Guide`")
    descriptions: ByLanguage
    languages: list[Language] = Field(min_length=1)
    publisher: PublisherShape
    rights: ByLanguage = Field(description="Licence of the text, in a sentence")
    disclaimer: ByLanguage = Field(description="What the copyright page says of the nature of the text")
    contact: Line | None = Field(description="Address for readers and the press; null while nobody gave one")
    site_url: WebAddress | None = Field(description="Where the site will stand; null while nobody decided")
    typography: TypographyShape = Field(default_factory=TypographyShape)
    volumes: list[WorkShape] = Field(min_length=1)


class SupporterShape(Shape):
    """A body that supports the collection, and the rules for its sign."""

    slug: Slug = Field(description="Folder of its logos, below supporters/")
    names: ByLanguage = Field(description="Official name, written exactly so")
    url: WebAddress
    order: int = Field(ge=1, description="Place in the row of logos")
    minimum_width_mm: Millimetres
    clear_space: float = Field(ge=0, le=5, description="Empty space around the sign, in parts of its height")
    owner: ByLanguage = Field(description="Who owns the sign")
    ask: ByLanguage = Field(description="Whom to ask for the official file")
    variants: list[Literal["colour", "mono", "white"]] = Field(min_length=1)
    boilerplate: ByLanguage = Field(default_factory=dict, description="Who it is, in 40 to 80 words, for the press")


class SupportersShape(Shape):
    """supporters/supporters.yaml: who supports the collection."""

    sentence: ByLanguage = Field(description="The support, in words")
    supporters: list[SupporterShape]


class LaunchShape(Shape):
    """The day and the place of publication."""

    instant: AwareDatetime = Field(
        description="ISO 8601 with the offset from universal time: 2022-11-15T09:00:00+01:00"
    )
    hour_is_known: bool = Field(default=True, description="false while only the day is known")
    event: ByLanguage
    place: ByLanguage
    url: WebAddress | None = None


class TrimShape(Shape):
    """Final size of the page, and the ink that runs past it."""

    width_mm: Millimetres
    height_mm: Millimetres
    bleed_mm: float = Field(ge=0, le=20)


class PaperShape(Shape):
    """What the book is printed on; the spine is reckoned from it."""

    name: Line
    leaf_mm: float = Field(gt=0, le=2, description="Thickness of one leaf (two pages)")
    cover_mm: float = Field(ge=0, le=10, description="Thickness of the two boards of the cover together")
    profile: Line = Field(description="ICC profile of the printing condition, in styles/profiles/")


class IsbnShape(Shape):
    """One ISBN for each medium; null while none was assigned."""

    print: Isbn | None = None
    screen: Isbn | None = None
    epub: Isbn | None = None


class IdentifiersShape(Shape):
    """What names the editions in one language to the trade."""

    isbn: IsbnShape = Field(default_factory=IsbnShape)
    legal_deposit: Annotated[str, Field(pattern=LEGAL_DEPOSIT)] | None = Field(
        default=None, description="D/year/publisher/sequence"
    )


class SaidShape(Shape):
    """What is said about the volume in one language."""

    description: Annotated[str, Field(pattern=ONE_LINE, max_length=160)] = Field(description="For search and shares")
    blurb: list[Line] = Field(min_length=1, max_length=4, description="Paragraphs of the back cover")
    points: list[Line] = Field(min_length=1, max_length=8, description="What is inside")


class ChapterShape(Shape):
    """A chapter: what it is, the name it is linked by, and its file in every language's folder."""

    role: Literal[tuple(AUTHORED_ROLES)]  # type: ignore[valid-type]
    id: Slug
    file: Line = Field(description="Name of the Markdown file, without .md")


class VolumeShape(Shape):
    """volume-N/volume.yaml: a volume with text."""

    published: date | None = Field(default=None, description="Day of publication; the day of the launch when left out")
    modified: AwareDatetime = Field(description="Last change of the text, ISO 8601 with the offset from universal time")
    launch: LaunchShape | None = None
    trim: TrimShape
    paper: PaperShape
    price: ByLanguage = Field(default_factory=dict)
    identifiers: Annotated[dict[str, IdentifiersShape], PER_LANGUAGE] = Field(default_factory=dict)
    texts: Annotated[dict[str, SaidShape], PER_LANGUAGE]
    facts: Annotated[
        dict[Annotated[str, Field(pattern=FACT_NAME)], Any],
        WithJsonSchema({"type": "object", "propertyNames": {"pattern": FACT_NAME}}),
    ] = Field(default_factory=dict, description="Values used more than once: {{ facts.name }} in the text")
    chapters: list[ChapterShape] = Field(min_length=1)
    excerpt: list[Slug] = Field(default_factory=list, description="Ids of the chapters given to the press")
    spread: Slug | None = Field(default=None, description="What the open book shows: the id of a chapter or a heading")
    note_numbering: Literal[NOTE_NUMBERINGS] = Field(  # type: ignore[valid-type]
        default=PER_CHAPTER, description="Where the notes start again from 1: in each chapter, or nowhere in the book"
    )


class AmountShape(Shape):
    """A number and its unit, a fact of a volume."""

    value: int | float
    unit: Line


class TermShape(Shape):
    """A term of the glossary in one language."""

    term: Line
    definition: Line = Field(description="Inline Markdown")


class EntryShape(Shape):
    """A term of the glossary: one mapping for each language, and the works it rests on."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, TermShape]

    sources: list[str] = Field(default_factory=list, description="Keys of references.yaml")


class GlossaryShape(RootModel[dict[Slug, EntryShape]]):
    """volume-N/glossary.yaml: terms by their ids."""


class HyphenationShape(RootModel[dict[Language, list[Annotated[str, Field(pattern=BREAKABLE)]]]]):
    """hyphenation.yaml: for each language, words with a hyphen at each place where they may be broken."""


class SpellingShape(
    RootModel[dict[Annotated[str, Field(pattern=LANGUAGE_OR_NAMES)], list[Annotated[str, Field(pattern=WORDS)]]]]
):
    """spelling.yaml: words and phrases that the dictionaries lack, by language; `names` are those of every language."""


class ReferenceShape(Shape):
    """A source, as a CSL item; what else it may hold is checked where it is cited."""

    model_config = ConfigDict(extra="allow")

    id: Line = Field(description="The key it is cited by")


class ReferencesShape(RootModel[list[ReferenceShape]]):
    """volume-N/references.yaml: the sources of a volume (https://docs.citationstyles.org)."""


class NetworksShape(Shape):
    """A post for each network, without its link and its tags; a blank line parts paragraphs."""

    linkedin: Prose = Field(description="For LinkedIn")
    facebook: Prose = Field(description="For Facebook")
    x: Prose = Field(description="For X and Mastodon, the shortest")
    instagram: Prose = Field(description="For Instagram, where links cannot be followed")


class PostsShape(Shape):
    """press/<language>/posts.yaml: what networks are told of a volume; facts by name, as {{ launch.date }}."""

    promise: Line = Field(max_length=100, description="What the volume is for, in one line of the visuals")
    tags: Annotated[str, Field(pattern=TAGS)] = Field(description="The line of tags below each post: #SmartCity #PPP")
    posts: NetworksShape = Field(description="The posts, one for each network")


class FrontMatterShape(Shape):
    """The head of a chapter's file."""

    title: Line
    promise: Line = Field(default="", description="Two lines below the title")
    short: Line = Field(default="", description="Running head, when the title is long")
