"""What is told: one fault a pair, at the side to be mended, with the line of the twin."""

from __future__ import annotations

from dataclasses import replace

from bindery.bitext.compare import in_step
from bindery.languages import LANGUAGES
from tests.bitext.texts import codes, faults, ledger_of, path, volume

FRENCH = "Un bail de 9 ans.\n\nUn loyer.\n\n- une bêche\n- un râteau\n"
ENGLISH = "A lease of 9 years.\n\nA rent.\n\n- a spade\n- a rake\n"


def agreed() -> str:
    return ledger_of(FRENCH, ENGLISH)


def test_one_language_says_nothing():
    assert in_step(volume(FRENCH, languages=("fr",)), ("fr", "en")) == ()


def test_every_language_is_compared_with_the_first(monkeypatch):
    monkeypatch.setitem(LANGUAGES, "nl", replace(LANGUAGES["fr"], code="nl", locale="nl_BE"))
    languages = ("fr", "en", "nl")
    stands = in_step(volume(FRENCH, ENGLISH, FRENCH, languages=languages), languages)

    assert [each.names for each in stands] == [("French", "English"), ("French", "Dutch")]


def test_a_fault_names_both_lines():
    (fault,) = faults(FRENCH, ENGLISH.replace("9", "10"))

    assert (str(fault.source), path("fr") + ":1" in fault.message) == (f"{path('en')}:1", True)


def test_a_change_is_told_at_the_side_that_has_not_changed():
    (fault,) = faults(FRENCH, ENGLISH.replace("A rent", "The rent"), agreed())

    assert (str(fault.source), fault.code) == (f"{path('fr')}:3", "step-changed")
    assert fault.hint.endswith(f"build.py agree {path('fr')}:3")


def test_a_change_on_both_sides_is_told_as_one():
    assert codes(FRENCH.replace("Un loyer", "Le loyer"), ENGLISH.replace("A rent", "The rent"), agreed()) == [
        "step-both"
    ]


def test_white_space_is_no_change():
    assert codes(FRENCH.replace("Un bail", "Un  bail"), ENGLISH.replace(" 9", "\n9"), agreed()) == []


def test_new_blocks_on_both_sides_were_never_agreed_on():
    assert codes(FRENCH + "- une pelle\n", ENGLISH + "- a shovel\n", agreed()) == ["step-new"]


def test_a_chapter_that_was_never_agreed_on_is_told_once():
    (stands,) = in_step(volume(FRENCH, ENGLISH), ("fr", "en"))

    assert [fault.code for fault in stands.told] == ["step-new"]


def test_a_block_taken_out_on_both_sides_leaves_a_stale_line():
    assert codes(FRENCH.replace("- un râteau\n", ""), ENGLISH.replace("- a rake\n", ""), agreed()) == ["step-stale"]


def test_blocks_missing_in_a_row_are_told_at_once():
    (fault,) = faults(FRENCH + "\n### Ici\n\nEt là.\n\nPuis là.\n", ENGLISH)

    assert "and the 2 blocks after it have no counterpart here" in fault.message


def test_a_missing_block_is_told_where_it_is_missing():
    (fault,) = faults(FRENCH, ENGLISH.replace("A rent.\n\n", ""))

    assert (fault.code, str(fault.source)) == ("step-missing", f"{path('en')}:1")


def test_what_is_agreed_on_may_be_marked_otherwise():
    marked = ENGLISH.replace("A rent.", 'A rent.[]{index="rent"}')

    assert codes(FRENCH, marked) == ["step-mark"]
    assert codes(FRENCH, marked, ledger_of(FRENCH, marked)) == []


def test_the_summary_counts_pairs():
    (stands,) = in_step(volume(FRENCH, ENGLISH.replace("A rent", "The rent"), ledger=agreed()), ("fr", "en"))

    assert str(stands) == "volume 6: French and English in step: 5 pairs agreed, 1 changed (see: build.py check)"
