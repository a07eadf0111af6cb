"""The facts told to the press: from the data, and slots where the data has none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bindery.kit.facts import Row, embargo, fact_rows, kit_slots, language_name
from bindery.model import Collection, Contributor, Identifiers, Volume
from bindery.typography import set_text
from tests.kit.made_by_hand import EXTENTS, made, stock_collection


@pytest.fixture
def collection(tmp_path) -> Collection:
    return stock_collection(tmp_path)


def row(collection: Collection, volume: Volume, key: str, language: str = "en") -> Row | None:
    texts = [made(code) for code in collection.languages]
    rows = fact_rows(collection, volume, volume.texts[language], texts)
    return next((each for each in rows if each.key == key), None)


def words(collection: Collection, volume: Volume, key: str, language: str = "en") -> list[str]:
    found = row(collection, volume, key, language)
    assert found is not None
    return [part.words for part in found.parts]


def slots_of(collection: Collection, volume: Volume, key: str) -> list[str]:
    found = row(collection, volume, key)
    assert found is not None
    return [part.slot for part in found.parts if part.slot]


def test_a_language_is_named_in_another():
    assert (language_name("en", "fr"), language_name("fr", "en")) == ("anglais", "French")


def test_the_pages_of_every_language_are_those_of_the_book(collection):
    told = words(collection, collection.volume(1), "languages")

    assert told == [f"French, {EXTENTS['fr']} pages", f"English, {EXTENTS['en']} pages"]


def test_the_price_is_that_of_the_data(collection):
    assert words(collection, collection.volume(1), "price", "fr") == ["gratuit"]


def test_an_empty_isbn_is_a_slot(collection):
    assert slots_of(collection, collection.volume(1), "isbn") == ["to be filled in"] * 3


def test_a_known_isbn_is_told(collection):
    numbers = Identifiers({"print": "978-2-00-000000-2", "screen": None, "epub": None}, None)
    volume = replace(collection.volume(1), identifiers={"en": numbers})

    assert words(collection, volume, "isbn")[0].replace("\u2011", "-") == "print 978-2-00-000000-2"
    assert len(slots_of(collection, volume, "isbn")) == 2


def test_the_author_of_the_published_volume_is_not_told_to_be_that_of_this_text(collection):
    assert words(collection, collection.volume(1), "published-text-by") == ["Ada Semeur (another text than this one)"]
    assert row(collection, collection.volume(1), "text-by") is None


def test_the_author_of_this_text_is_told(collection):
    credits = (Contributor("Bo Pompe", "author", "Pompe, Bo"), Contributor("Cy Puits", "supervision", ""))
    volume = replace(collection.volume(1), credits=credits)

    assert words(collection, volume, "text-by") == ["Bo Pompe"]


def test_an_author_of_both_texts_is_told_once(collection):
    volume = replace(collection.volume(1), credits=collection.volume(1).contributors)

    assert row(collection, volume, "published-text-by") is None


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("fr", "Sous embargo jusqu'au 15 novembre 2022 à 9 h 00 (UTC+01:00)"),
        ("en", "Under embargo until 15 November 2022 at 9:00 (UTC+01:00)"),
    ],
)
def test_the_embargo_names_day_hour_and_zone(collection, language, line):
    told = embargo(collection.volume(1).launch, language)

    assert (told.words, told.slot) == (set_text(line, language), "")


def test_an_unknown_hour_is_a_slot_and_no_hour_is_told(collection):
    launch = collection.volume(1).launch
    assert launch is not None
    told = embargo(replace(launch, hour_is_known=False), "en")

    assert (told.words, told.slot) == ("Under embargo until 15\u00a0November 2022", "to be filled in: hour")


def test_without_a_launch_there_is_no_embargo():
    assert embargo(None, "en").words == "For immediate release"


def test_an_unknown_stand_is_a_slot_that_is_told(collection):
    volume = collection.volume(1)

    assert slots_of(collection, volume, "launch") == ["to be filled in: stand"]
    assert [d.code for d in kit_slots(volume)] == ["placeholder"]


def test_a_known_stand_is_told(collection):
    volume = replace(collection.volume(1), facts={"stand": "D 12"})

    assert "stand D 12" in words(collection, volume, "launch")
    assert not list(kit_slots(volume))
