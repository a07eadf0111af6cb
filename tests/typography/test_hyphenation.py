"""Listed words are broken where the list says, with their elision and their genitive; others by the patterns."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from weasyprint import HTML

from bindery.load import load_collection
from bindery.pdf.composing import hyphenating
from bindery.pdf.weasy import pieces
from bindery.typography.hyphenation import concerning, exceptions_of, places_in, places_of
from tests.stock import stock_book

LISTED = exceptions_of({"fr": ["Heij-mans", "Eurostat", "quelqu'un", "euro-péenne"], "en": ["Eurostat"]})
NARROW_COLUMN = "<html lang='fr'><style>@page{{margin:0;size:{}}}p{{hyphens:auto;margin:0}}</style><p>{}</p>"
WORDS = st.lists(st.text(alphabet="abcdéœ", min_size=1, max_size=8), min_size=1, max_size=5)


def lines(words: str, width: str) -> list[str]:
    """The lines of a paragraph in a column of a width."""
    with hyphenating(LISTED):
        document = HTML(string=NARROW_COLUMN.format(f"{width} 200pt", words)).render()
    return [piece.text for _, piece in pieces(document.pages) if piece.text]


@pytest.mark.parametrize(
    ("word", "places"),
    [
        ("Heijmans", (4,)),
        ("HEIJMANS", (4,)),
        ("d’Eurostat", ()),
        ("Eurostat’s", ()),
        ("d’Heijmans", (6,)),
        ("quelqu’un", ()),
        ("quelqu'un", ()),
        ("partenariat", None),
    ],
)
def test_a_word_is_found_in_the_list_as_it_stands_in_a_line(word, places):
    assert places_of(word, LISTED["fr"]) == places


@given(WORDS)
def test_the_places_of_a_listed_word_part_it_as_it_was_written(parts):
    word, places = places_in("-".join(parts))

    assert [word[start:end] for start, end in zip((0, *places), (*places, len(word)), strict=True)] == parts


def test_a_listed_word_is_broken_where_the_list_says():
    assert lines("Heijmans", "38pt") == ["Heij‐", "mans"]


def test_a_word_listed_without_breaks_is_never_broken():
    assert lines("une société Eurostat", "44pt")[-1] == "Eurostat"


def test_what_is_laid_out_depends_on_the_listed_words_it_holds_and_no_others():
    assert concerning(LISTED, "<p>Chez EUROSTAT.</p>") == {"en": {"eurostat": ()}, "fr": {"eurostat": ()}}


def test_a_collection_without_a_list_breaks_by_the_patterns(tmp_path):
    assert load_collection(stock_book(tmp_path)).collection.hyphenation == {}


@pytest.mark.parametrize(
    ("listed", "code", "line"),
    [
        ("fr:\n  - Heij-mans\n  - heijmans\n", "duplicate-id", 3),
        ("fr:\n  - Heij mans\n", "bad-value", 2),
        ("nl:\n  - Heij-mans\n", "bad-value", 1),
    ],
)
def test_a_fault_in_the_list_is_told_at_its_line(tmp_path: Path, listed, code, line):
    root = stock_book(tmp_path)
    (root / "hyphenation.yaml").write_text(listed, encoding="utf-8")

    told = [d for d in load_collection(root).diagnostics if d.code != "placeholder"]

    assert [(d.code, d.source.line) for d in told] == [(code, line)]
