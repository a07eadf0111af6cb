"""The press release: the news, short, the most important first; as PDF, as a Word file, as one page of HTML.

In: a desk. Out: two pages at most of tagged PDF, the same as DOCX (see `word`) and as HTML that fetches nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from bindery.kit.archive import KitFile
from bindery.kit.desk import Desk, honest, reachable
from bindery.kit.facts import Part, Row
from bindery.kit.paper import Paper, contact_row, empty, frame, news_line, only_facts, printed, read, words_of
from bindery.kit.press_texts import QUOTATION, RELEASE
from bindery.kit.word import Story, word_file
from bindery.languages import LANGUAGES

KIND = "press-release"
BRIEF = ("languages", "price", "isbn", "launch", "download")  # the facts beside the story


@dataclass(frozen=True, slots=True)
class Note:
    """A note below the story: its title and paragraphs."""

    title: str
    paragraphs: tuple[Part, ...]


def release(desk: Desk) -> Paper:
    """Make the press release, as PDF, as a Word file and as HTML."""
    story, quotation = read(desk, RELEASE), read(desk, QUOTATION)
    points = [desk.typeset(point) for point in desk.text.points]
    values = {
        "words": words_of(desk),
        "dateline": dateline(desk),
        "body": story.body,
        "quotation": quotation,
        "quotation_slot": empty(desk, "quotation-slot").slot,
        "points": points,
        "brief": brief(desk),
        "notes": notes(desk),
    }
    paper = printed(desk, "release", KIND, story.title, values)
    page = desk.studio.render("press/release.html", paper=frame(desk, KIND, story.title, paged=False), **values)
    told = Story(
        story.title, news_line(desk), dateline(desk), story.body, quotation, points, brief(desk),
        tuple((note.title, note.paragraphs) for note in notes(desk)),
    )  # fmt: skip
    files = (
        KitFile(desk.name(KIND, "pdf"), paper.pdf),
        KitFile(desk.name(KIND, "docx"), word_file(desk, KIND, told)),
        KitFile(desk.name(KIND, "html"), page.encode()),
    )
    return Paper(files, (*story.diagnostics, *quotation.diagnostics, *paper.diagnostics))


def dateline(desk: Desk) -> str:
    """Say where and on which day the news is told."""
    launch, place = desk.volume.launch, desk.collection.publisher.imprint_place[desk.language]
    return f"{place}, {desk.typeset(LANGUAGES[desk.language].long_date(launch.date))}" if launch else ""


def brief(desk: Desk) -> tuple[Row, ...]:
    """Pick the facts that stand beside the story."""
    return (*only_facts(desk, *BRIEF), contact_row(desk))


def notes(desk: Desk) -> tuple[Note, ...]:
    """Give the notes: who publishes, who supports, what editors must know, whom to ask."""
    words = desk.words
    return (
        *(Note(desk.typeset(words["about"].format(name)), (Part(said), Part(url))) for name, said, url in who(desk)),
        Note(desk.typeset(words["editors-note"]), tuple(Part(sentence) for sentence in to_editors(desk))),
        Note(desk.typeset(words["contact"]), (reachable(desk),)),
    )


def who(desk: Desk) -> list[tuple[str, str, str]]:
    """Tell who publishes and who supports: name, presentation, address."""
    collection, code = desk.collection, desk.language
    publisher = collection.publisher
    about = [(publisher.names[code], publisher.boilerplate[code], publisher.url)]
    about += [(s.names[code], s.boilerplate[code], s.url) for s in collection.supporters if s.boilerplate.get(code)]
    return [(name, desk.typeset(said), url) for name, said, url in about]


def to_editors(desk: Desk) -> list[str]:
    """Say what editors must know: what this is not, who wrote the published volume, the rights."""
    joined = LANGUAGES[desk.language].words["label-value"]
    people = [f"{joined.format(row.label, row.parts[0].words)}." for row in only_facts(desk, "published-text-by")]
    rights = desk.collection.rights[desk.language]
    return [*honest(desk), *(desk.typeset(each) for each in (*people, rights))]
