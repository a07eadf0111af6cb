"""The laws of the passes, for every language: over any text, and over every line of the real manuscript.

Twice is once; letters and digits stay; addresses, codes and keys stay; no text takes long.
"""

from __future__ import annotations

import re
import time
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from bindery.assemble import gather
from bindery.assemble.tree import parse_fragment
from bindery.load import load_collection
from bindery.markup import MarkupContext, parse
from bindery.tokens import load_tokens
from bindery.typography import PASSES, set_text, set_tree

PROJECT = Path(__file__).parents[2]
LANGUAGES = sorted(PASSES)
BRANDS = ("Villo!",)
PLENTY_SECONDS = 5  # a pass that turns back on itself takes minutes
# Signs the passes look for, and words they know.
PIECES = [
    *"aéAXIV109 '\"’«»“”‘:;!?.,–—-%€§()[]\n\u00a0\u202f\ue000",
    *(
        " art. ",
        " p. ",
        " 12-15",
        "M. ",
        "1er ",
        " mai",
        " siècle",
        "Villo!",
        "Villo! ",
        "...",
        "XXIe",
        "2014-2020",
        "km²",
    ),
    *("http://a.be/b-c?d=e;f!", "ada@example.org", "ISBN 978-2-87-1", "@eca2018", "No. ", "million", "May", "9 a.m."),
]
LINES = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
KEPT = (
    *("https://example.org/a-b?c=d:e;f!g", "ada@example.org", "ISBN 978-2-87-123", "@eca2018", "Villo!"),
    "www.a.be/1-2",
)
NASTY = [
    *(" ", "\u00a0", "a", "1", "1 ", "111 ", "«", "»", "« ", '"', ' "', "'", "A. ", "http://", "@", "a@", "1-"),
    *("p. ", ".", "– ", "- ", " -", "\ue000", "\n ", "ISBN ", "978-", "www.", "1er ", "X", "etc", "; ", "l'"),
]


def counted(text: str) -> list[str]:
    """What never changes: letters and digits."""
    return [sign for sign in text if sign.isalnum()]


@pytest.mark.parametrize("language", LANGUAGES)
@given(text=LINES)
def test_setting_twice_changes_nothing_more(language, text):
    once = set_text(text, language, BRANDS)

    assert set_text(once, language, BRANDS) == once


@pytest.mark.parametrize("language", LANGUAGES)
@given(text=LINES | st.text(max_size=80))
def test_letters_and_digits_stay_in_their_order(language, text):
    assert counted(set_text(text, language, BRANDS)) == counted(text)


@pytest.mark.parametrize("language", LANGUAGES)
@given(text=LINES)
def test_seams_stay_as_many(language, text):
    assert set_text(text, language, BRANDS).count("\ue000") == text.count("\ue000")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kept", KEPT)
@given(before=LINES, after=LINES)
def test_addresses_codes_keys_and_names_stay_as_they_are(language, kept, before, after):
    assert kept in set_text(f"{before} {kept} {after}", language, BRANDS)


@pytest.mark.parametrize("language", LANGUAGES)
@given(text=LINES)
def test_the_length_is_bounded(language, text):
    assert len(text) / 3 <= len(set_text(text, language, BRANDS)) + 1 <= 2 * len(text) + 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("piece", NASTY)
def test_no_text_takes_long(language, piece):
    text = (piece * 10_000)[:10_000] + "x"
    begun = time.process_time()

    set_text(text, language, BRANDS)

    assert time.process_time() - begun < PLENTY_SECONDS


@pytest.mark.parametrize("language", LANGUAGES)
@given(words=st.lists(LINES, min_size=1, max_size=4), code=LINES)
def test_code_in_a_tree_stays_as_it_is(language, words, code):
    tree = etree.Element("p")
    tree.text = words[0]
    for tail in words:
        child = etree.SubElement(tree, "code")
        child.text, child.tail = code, tail
    set_tree(tree, language, BRANDS)

    assert {child.text or "" for child in tree.iter("code")} == {code}


# --- the real manuscript ---


@cache
def bodies(language: str) -> dict[str, str]:
    """The chapters of volume 6 as they are typed, in XHTML."""
    collection = load_collection(PROJECT / "content", PROJECT).collection
    volume = collection.volume(6)
    text = volume.texts[language]
    palette = load_tokens(PROJECT / "styles" / "tokens.yaml").palette(volume.palette)
    terms, keys = {entry.id for entry in text.glossary}, {str(item["id"]) for item in volume.references}
    facts = {"facts": dict(volume.facts), "launch": {"date": volume.launch.date, "place": "Barcelone"}}
    context = MarkupContext(language, facts, volume.figures, volume.data, palette, frozenset(keys), frozenset(terms))
    return {chapter.id: parse(chapter, context).body for chapter in text.chapters}


def texts(tree: etree._Element) -> list[str]:
    return [str(piece) for piece in tree.itertext()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_letter_of_the_real_manuscript_changes(language):
    for body in bodies(language).values():
        tree = parse_fragment(body)
        before = counted("".join(texts(tree)))
        set_tree(tree, language, BRANDS)

        assert counted("".join(texts(tree))) == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_setting_the_real_manuscript_twice_changes_nothing_more(language):
    for body in bodies(language).values():
        tree = parse_fragment(body)
        set_tree(tree, language, BRANDS)
        once = etree.tostring(tree)
        set_tree(tree, language, BRANDS)

        assert etree.tostring(tree) == once


@pytest.mark.parametrize("language", LANGUAGES)
def test_code_addresses_and_keys_of_the_real_manuscript_stay(language):
    wanted = ("code", "pre", "kbd", "samp")
    for body in bodies(language).values():
        tree = parse_fragment(body)
        before = [(e.tag, "".join(e.itertext())) for e in tree.iter(*wanted)], [dict(e.attrib) for e in tree.iter("a")]
        set_tree(tree, language, BRANDS)
        after = [(e.tag, "".join(e.itertext())) for e in tree.iter(*wanted)], [dict(e.attrib) for e in tree.iter("a")]

        assert after == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_of_the_real_manuscript_obeys_the_laws(language):
    for path in sorted((PROJECT / "content" / "volume-6" / language).glob("*.md")):
        for line in path.read_text(encoding="utf-8").splitlines():
            once = set_text(line, language, BRANDS)

            assert counted(once) == counted(line)
            assert set_text(once, language, BRANDS) == once


def test_the_french_manuscript_is_set_with_no_plain_space_before_a_mark():
    for body in bodies("fr").values():
        tree = parse_fragment(body)
        set_tree(tree, "fr", BRANDS)

        assert not [t for t in texts(tree) if re.search(r" [;:!?»](?:\s|$)|« ", t)]


def test_nothing_but_ordinals_is_raised_in_the_real_manuscript():
    raised = []
    for body in bodies("fr").values():
        tree = parse_fragment(body)
        set_tree(tree, "fr", BRANDS)
        for sup in tree.xpath("//sup[@class='ordinal']"):
            before = sup.xpath("string(preceding-sibling::node()[1])").split()[-1]
            raised.append(f"{before}{sup.text}")

    assert "1er" in raised
    assert [word for word in raised if not re.fullmatch(r"\d+(?:er|re|e)s?|[IVX]+e|I(?:er|re)", word)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_real_manuscript_is_typed_without_a_fault(language):
    collection = load_collection(PROJECT / "content", PROJECT).collection
    volume = collection.volume(6)
    palette = load_tokens(PROJECT / "styles" / "tokens.yaml").palette(volume.palette)
    found = gather(collection, volume, volume.texts[language], palette).diagnostics

    assert [str(each) for each in found if each.code.startswith("typo-")] == []
