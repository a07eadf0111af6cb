"""The index: entries filed, places that go on over pages, terms in italics, sendings-off, and what is said of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from bindery.assemble.folios import anchor_of_each, runs, write_folios
from bindery.assemble.index import Index, gather_index
from bindery.assemble.tree import parse_fragment, plain_text, with_class, write_fragment
from bindery.diagnostics import Source
from bindery.languages import LANGUAGES
from bindery.model import Chapter, IndexEntry, IndexPlace, SeeEntry

SECTIONS = """
<h2 id="sec-words">Words</h2>
<p data-line="3"><span class="index-entry" id="ix-1" data-entry="words" data-to="sec-words">Words</span> weigh.</p>
<aside class="box" data-box="advice" id="box-weigh"><h2>Weigh</h2><p data-line="7">Well.</p></aside>
<h3>In law</h3><p data-line="9">The law.</p>
<div class="only-print"><p>On paper.</p></div>
<h2>Deeds</h2><p data-line="12">Do.</p>
"""


def index_of(*bodies: str, language: str = "en") -> tuple[Index, list[etree._Element]]:
    trees = [parse_fragment(body) for body in bodies]
    names = [f"ch-{number}" for number in range(1, len(trees) + 1)]
    chapters = [Chapter(name, "chapter", name, name, "", "", Source(f"{name}.md", 1)) for name in names]
    return gather_index(chapters, trees, LANGUAGES[language]), trees


def marks(*entries: Mapping[str, str]) -> str:
    """Write a paragraph for each mark, given by its data."""
    return "".join(
        f'<p data-line="{line}"><span class="index-entry" id="ix-{line}" '
        + " ".join(f'data-{name}="{value}"' for name, value in entry.items())
        + ">word</span></p>"
        for line, entry in enumerate(entries, 1)
    )


def entries(*given: Mapping[str, str], language: str = "en") -> tuple[IndexEntry, ...]:
    return index_of(marks(*given), language=language)[0].entries


def told(*given: Mapping[str, str]) -> list[tuple[str, int]]:
    return [(d.code, d.source.line) for d in index_of(marks(*given))[0].diagnostics]


def end_of(tree: etree._Element) -> str:
    """Give the text of the block that holds the end of a range."""
    (end,) = with_class(tree, "index-end")
    block = end.getparent()
    assert block is not None
    return plain_text(block)


def test_entries_are_filed_by_their_letters():
    filed = entries(*({"entry": name} for name in ("zone", "État", "œuvre", "5G", "eau")), language="fr")

    assert [(e.letter, e.term) for e in filed] == [
        ("0–9", "5G"),
        ("E", "eau"),
        ("E", "État"),
        ("O", "œuvre"),
        ("Z", "zone"),
    ]


def test_an_entry_stands_where_its_author_says():
    filed = entries({"entry": "the Hague", "sort": "Hague"}, {"entry": "grid"}, {"entry": "ice"})

    assert [(e.letter, e.term) for e in filed] == [("G", "grid"), ("H", "the Hague"), ("I", "ice")]


def test_sub_entries_are_filed_too():
    (risk,) = entries({"entry": "risk!sharing"}, {"entry": "risk!étude"}, {"entry": "risk"})

    assert [child.term for child in risk.children] == ["étude", "sharing"]
    assert risk.places == (IndexPlace("ix-3"),)


def test_words_between_asterisks_are_slanted_and_filed_without_them():
    filed = entries({"entry": "*smart city*, use of"}, {"entry": "small &amp; smart"})

    assert [e.term for e in filed] == ["small &amp; smart", "<em>smart city</em>, use of"]


def test_a_range_goes_on_to_the_end_of_its_section():
    index, (tree,) = index_of(SECTIONS)

    assert index.entries[0].places == (IndexPlace("ix-1", "ix-1-end"),)
    assert end_of(tree) == "The law."


def test_a_range_goes_on_to_the_end_of_its_box():
    _, (tree,) = index_of(SECTIONS.replace('data-to="sec-words"', 'data-to="box-weigh"'))

    assert end_of(tree) == "Well."


def test_a_range_goes_on_to_the_end_of_a_chapter_that_follows():
    _, trees = index_of(SECTIONS.replace('data-to="sec-words"', 'data-to="ch-2"'), "<p>On.</p><p>And on.</p>")

    assert end_of(trees[1]) == "And on."


def test_a_range_never_ends_where_an_edition_shows_nothing():
    body = SECTIONS.replace('data-to="sec-words"', 'data-to="ch-1"').partition("<h2>Deeds")[0]
    _, (tree,) = index_of(body)

    assert end_of(tree) == "The law."


def test_sendings_off_are_links_to_entries():
    filed = {e.term: e for e in entries({"entry": "PPP", "see": "partnership"}, *[{"entry": "partnership"}] * 2)}

    assert filed["PPP"].see == (SeeEntry("partnership", filed["partnership"].id),)
    assert filed["PPP"].places == ()


def test_a_sending_off_may_name_a_sub_entry():
    filed = {e.term: e for e in entries({"entry": "GDPR", "see-also": "data!open"}, {"entry": "data!open"})}

    assert filed["GDPR"].see_also == (SeeEntry("data, open", filed["data"].children[0].id),)


def test_sending_off_to_nothing_is_told():
    assert told({"entry": "a", "see": "b"}, {"entry": "c", "see-also": "d"}) == [("index-see", 1), ("index-see", 2)]


def test_sending_off_to_itself_is_told():
    assert told({"entry": "a", "see-also": "a"}) == [("index-see", 1)]


def test_sending_off_to_an_entry_that_only_sends_on_is_told():
    found = told({"entry": "a", "see": "b"}, {"entry": "b", "see": "c"}, {"entry": "c"}, {"entry": "c"})

    assert found == [("index-see", 1)]


def test_sending_off_to_a_single_place_is_told():
    assert told({"entry": "a", "see": "b"}, {"entry": "b"}) == [("index-see", 1)]


def test_sending_on_to_a_single_place_is_right():
    assert told({"entry": "a", "see-also": "b"}, {"entry": "b"}) == []


def test_sending_off_from_an_entry_with_places_is_told():
    assert told({"entry": "a"}, {"entry": "a", "see": "b"}, {"entry": "b"}, {"entry": "b"}) == [("index-see", 2)]


def test_seven_places_may_stand_undivided_and_eight_may_not():
    assert told(*[{"entry": "risk"}] * 7) == []
    assert told(*[{"entry": "risk"}] * 8) == [("index-crowded", 1)]


def test_divided_places_are_not_counted_together():
    assert told(*[{"entry": "risk"}] * 7, *[{"entry": "risk!sharing"}] * 7) == []


def test_an_entry_written_in_two_ways_is_told():
    assert told({"entry": "Risk"}, {"entry": "risk"}) == [("index-twin", 2)]
    assert told({"entry": "cote"}, {"entry": "côté"}) == []


PAGES = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 40), min_size=1)


@given(PAGES, st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=8))
def test_every_page_of_an_entry_is_within_what_is_printed(pages: dict[str, int], places: Sequence[str]):
    printed = list(runs(list(anchor_of_each(places, pages))))
    covered: set[int] = set()
    for before, page in printed:
        covered |= set(range(max(covered) if before == "–" else page, page + 1))

    assert covered == {pages[place] for place in places if place in pages}


@given(PAGES, st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh"))
def test_a_range_covers_all_its_pages(pages: dict[str, int], first: str, last: str):
    given = sorted(pages[anchor] for anchor in (first, last) if anchor in pages)
    anchors = sorted((a for a in {first, last} if a in pages), key=lambda a: pages[a])

    assert list(anchor_of_each(["..".join(anchors)], pages)) == (list(range(given[0], given[-1] + 1)) if given else [])


@given(PAGES)
def test_each_number_printed_leads_to_its_own_page(pages: dict[str, int]):
    anchors = anchor_of_each(pages, pages)

    assert all(pages[anchors[page]] == page for _, page in runs(list(anchors)))


def folios_of(places: str, pages: Mapping[str, str]) -> str:
    body = parse_fragment(f'<p>risk, <span class="folios">{places}</span></p>')
    write_folios(body, pages)
    return write_fragment(body)


def test_an_index_on_a_screen_says_the_pages_of_the_book_once_and_in_ranges():
    places = "".join(f'<a class="folio-link" href="#{anchor}">1</a>, ' for anchor in "abcd")
    body = parse_fragment(folios_of(places, {"a": "12", "b": "12", "c": "13", "d": "20"}))

    assert plain_text(body) == "risk, 12–13, 20"
    assert [link.get("href") for link in with_class(body, "folio-link")] == ["#a", "#c", "#d"]


def test_a_range_on_a_screen_has_both_its_ends():
    place = '<a class="folio-link" href="#a" data-end="b">1</a>'

    assert folios_of(place, {"a": "112", "b": "114"}).count("112</a>–<a") == 1
    assert plain_text(parse_fragment(folios_of(place, {"a": "9", "b": "9"}))) == "risk, 9"


def test_without_a_print_edition_places_are_counted():
    assert folios_of('<a class="folio-link" href="#a" data-end="b">1</a>', {}) == (
        '<p>risk, <span class="folios"><a class="folio-link" href="#a">1</a></span></p>'
    )
