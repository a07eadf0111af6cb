"""The press kit read back: each fault that a kit can have is found, and a kit without a fault passes."""

from __future__ import annotations

import io
import json
from zipfile import ZipFile

import pytest

from bindery.checks import check_file
from bindery.checks.press_kit import KIT_CHECKS, is_of_the_books
from tests.checks.kit_by_hand import COVER, HandMadeKit, hand_made_kit, paper, repacked

FR = paper("", "fr")
ZIP = "volume-1/press-kit/guide-press-kit.zip"


def codes(kit: HandMadeKit | bytes) -> list[str]:
    data = kit if isinstance(kit, bytes) else kit.zip()
    return sorted({found.code for found in check_file(ZIP, data)[0]})


def messages(kit: HandMadeKit) -> list[str]:
    return [found.message for found in check_file(ZIP, kit.zip())[0]]


@pytest.mark.parametrize("state", ["released", "held"])
def test_a_kit_without_a_fault_passes_every_check(state):
    assert check_file(ZIP, hand_made_kit(state).zip()) == ([], len(KIT_CHECKS))


def test_a_proof_that_tells_its_slots_passes():
    kit = hand_made_kit("proof", ("ISBN",)).with_words(paper("-embargo", "fr"), "Volume 2", "ISBN : à compléter")

    assert codes(kit) == []


@pytest.mark.parametrize("name", ["-press-kit.zip", "-press-kit-embargo-light.zip", "-press-kit-part-1-of-2.zip"])
def test_every_zip_of_a_kit_is_checked(name):
    assert [found.code for found in check_file(f"guide{name}", b"no zip")[0]] == ["kit-unreadable"]


def test_a_paper_that_cannot_be_read_is_found():
    assert codes(hand_made_kit().with_file("fr/guide-fact-sheet-fr.pdf", b"%PDF-1.7 cut")) == ["kit-unreadable"]


@pytest.mark.parametrize("name", ["covers/Été.svg", "covers/Guide cover.svg", "covers/" + "a" * 180 + ".svg"])
def test_a_name_that_does_not_travel_is_found(name):
    assert "kit-name" in codes(hand_made_kit().with_file(name, b"<svg/>"))


def test_a_file_beside_the_top_folder_is_found():
    assert "kit-name" in codes(repacked(hand_made_kit().zip(), {"beside/notes.txt": b"-"}))


def test_a_file_that_the_manifest_does_not_name_is_found():
    assert codes(repacked(hand_made_kit().zip(), {"guide-press-kit/notes.txt": b"-"})) == ["kit-manifest"]


def test_a_file_changed_after_the_manifest_is_found():
    changed = {f"guide-press-kit/{COVER.format('fr')}": b"<svg></svg>"}

    assert codes(repacked(hand_made_kit().zip(), changed)) == ["kit-manifest"]


def test_a_file_that_only_the_manifest_names_is_found():
    data, name = hand_made_kit().zip(), "guide-press-kit/manifest.json"
    told = json.loads(ZipFile(io.BytesIO(data)).read(name))
    told["files"].append({"path": "notes.txt", "bytes": 1, "sha256": ""})

    assert codes(repacked(data, {name: json.dumps(told).encode()})) == ["kit-manifest"]


@pytest.mark.parametrize(
    ("kit", "what"),
    [
        (hand_made_kit().with_file("fr/guide-questions-fr-embargo.txt", b"-"), "says that it is under embargo"),
        (hand_made_kit("held").with_file("fr/guide-excerpt-fr.pdf", b"-"), "does not say that it is under embargo"),
        (hand_made_kit().with_words(FR, "gratuit", "gratuit, sous embargo jusqu’au 15"), "still speaks of the embargo"),
        (hand_made_kit("held").with_words(paper("-embargo", "fr"), "Sous embargo", "Secret"), "does not open with"),
        (hand_made_kit("held").with_file("README.txt", b"Press kit"), "do not tell the state"),
    ],
)
def test_a_state_that_is_not_told_is_found(kit, what):
    assert any(what in message for message in messages(kit))


@pytest.mark.parametrize(
    ("find", "put"),
    [
        ("34 pages", "35 pages"),
        ("gratuit", "12 €"),
        ("979-10-000-0001-5", "979-10-000-0002-2"),
        ("Volume 2: 70 pages", "Volume 2: 71 pages"),
    ],
)
def test_a_figure_that_is_not_the_books_is_found(find, put):
    assert codes(hand_made_kit().with_words(FR, find, put)) == ["kit-figure"]


def test_a_fact_broken_by_the_line_is_told():
    assert codes(hand_made_kit().with_words(FR, "gratuit", "gra­\ntuit")) == []


def test_an_extent_that_is_not_that_of_the_printed_book_is_found():
    printed = {"volume-1/fr/guide-fr-print.pdf": 36, "volume-1/en/guide-en-print.pdf": 34, "volume-2/fr/x-print.pdf": 1}
    found = list(is_of_the_books(ZIP, hand_made_kit().zip(), printed))

    assert [(each.code, "`fr`" in each.message) for each in found] == [("kit-figure", True)]


@pytest.mark.parametrize("words", ["alt", "caption", "credit"])
@pytest.mark.parametrize("said", [{"fr": "une image"}, {"fr": "une image", "en": " "}, {}])
def test_a_picture_that_is_not_described_in_both_languages_is_found(words, said):
    kit = hand_made_kit()

    assert codes(HandMadeKit(kit.state, kit.files, {words: said})) == ["kit-picture-words"]


@pytest.mark.parametrize("path", ["en/guide-questions-en.txt", "figures/guide-figure-1-en.svg"])
def test_what_one_language_lacks_is_found(path):
    told = messages(hand_made_kit().with_file(path, b"<svg/>"))

    assert [message.startswith("nothing in `fr` answers to") for message in told] == [True]


def test_a_part_of_a_kit_may_lack_what_another_part_holds():
    kit = hand_made_kit().with_file("en/guide-questions-en.txt", b"-")
    part = {"name": f"{kit.name}.zip", "holds": "full", "part": 1, "parts": 2, "limit_bytes": 100_000}

    assert codes(HandMadeKit(kit.state, kit.files, manifest={"archives": [part]})) == []


@pytest.mark.parametrize(
    "link",
    [
        "../covers/nowhere.svg",
        "https://",
        "https://exa mple.org",
        "mailto:nobody",
        "file:///cover.svg",
        "http://[broken",
    ],
)
def test_a_link_that_leads_nowhere_is_found(link):
    assert codes(hand_made_kit().with_words(FR, "https://example.org", link)) == ["kit-link"]


@pytest.mark.parametrize("link", ["mailto:press@example.org", "../covers/guide-cover-flat-en-1000px.svg", "#end"])
def test_a_link_that_leads_somewhere_passes(link):
    assert codes(hand_made_kit().with_words(FR, "https://example.org", link)) == []


def test_a_slot_that_nothing_tells_is_found():
    assert codes(hand_made_kit().with_words(FR, "Volume 2", "Stand : à compléter")) == ["kit-slot"]


def test_a_slot_in_a_kit_to_be_sent_is_found_though_it_is_told():
    kit = hand_made_kit("held", ("stand",)).with_words(paper("-embargo", "en"), "Volume 2", "stand to be filled in")

    assert codes(kit) == ["kit-slot"]


def test_a_logo_that_only_holds_a_place_is_found():
    assert codes(hand_made_kit().with_file("logos/wallonie/wallonie-mono-placeholder.svg", b"<svg/>")) == ["kit-slot"]


def test_a_zip_heavier_than_it_says_is_found():
    heavy = bytes(range(256)) * 1000
    kit = hand_made_kit().with_file("covers/guide-cover-print-fr.pdf", heavy)
    kit = kit.with_file("covers/guide-cover-print-en.pdf", heavy)

    assert codes(kit) == ["kit-size"]


def test_every_fault_has_a_hint():
    kit = hand_made_kit().with_words(FR, "34 pages", "35 pages").with_file("covers/É.svg", b"-")

    assert all(found.hint for found in check_file(ZIP, kit.zip())[0])
