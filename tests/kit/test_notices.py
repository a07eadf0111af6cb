"""The notices of the kit: the state first, who may do what, what the parcel at hand holds."""

from __future__ import annotations

import re

import pytest

from bindery.embargo import HELD, PROOF, RELEASED
from bindery.kit.archive import KitFile
from bindery.kit.notices import boilerplates, licence, readme
from bindery.kit.parcels import FULL, LIGHT, Parcel
from tests.kit.kits import LANGUAGES
from tests.kit.made_by_hand import filled_collection, stock_desk

SHEET = KitFile("fr/small-book-1-fact-sheet-fr.pdf", b"%PDF")
LIGHT_PARCEL = Parcel("kit-light", LIGHT, 10_000_000, (SHEET,))
FULL_PARCEL = Parcel("kit-part-1-of-2", FULL, 100_000_000, (SHEET,), 1, 2)
PACKED = (FULL_PARCEL, LIGHT_PARCEL)


@pytest.fixture(scope="module")
def collection(tmp_path_factory):
    return filled_collection(tmp_path_factory.mktemp("notices"))


def desks(collection, state: str):
    return [stock_desk(collection, code, state=state) for code in LANGUAGES]


def plain(file: KitFile) -> str:
    return " ".join(file.data.decode().replace("\u202f", " ").split())


def read(collection, state: str, parcel: Parcel = LIGHT_PARCEL) -> str:
    return plain(readme(desks(collection, state), parcel, parcel.files, PACKED, ()))


@pytest.mark.parametrize(
    ("state", "lines"),
    [
        (PROOF, "KIT DE PRESSE PROVISOIRE, SOUS EMBARGO SOUS EMBARGO JUSQU’AU 15 NOVEMBRE 2022 À 9 H 00 (UTC+01:00)"),
        (HELD, "KIT DE PRESSE DÉFINITIF, SOUS EMBARGO SOUS EMBARGO JUSQU’AU 15 NOVEMBRE 2022 À 9 H 00 (UTC+01:00)"),
        (RELEASED, "KIT DE PRESSE POUR DIFFUSION IMMÉDIATE Embargo levé le 15 novembre 2022 à 9 h 00 (UTC+01:00)"),
    ],
)
def test_the_first_lines_tell_the_state(collection, state, lines):
    assert read(collection, state).startswith(lines)


@pytest.mark.parametrize("state", [PROOF, HELD, RELEASED])
def test_the_instant_is_told_as_one_value(collection, state):
    assert read(collection, state).count("2022-11-15T09:00:00+01:00") == len(LANGUAGES)


def test_a_parcel_says_what_it_is(collection):
    assert "This archive: texts, and pictures for the web, in one archive of 10 MB at most." in read(collection, PROOF)


def test_a_part_says_which_it_is(collection):
    told = read(collection, PROOF, FULL_PARCEL)

    assert "Cette archive : tout le kit, partie 1 sur 2, archives de 100 Mo au plus." in told


def test_a_parcel_names_the_others(collection):
    assert all(parcel.zip_name in read(collection, PROOF) for parcel in PACKED)


def test_a_kit_without_slots_speaks_of_none(collection):
    assert "à compléter" not in read(collection, RELEASED)


@pytest.mark.parametrize("name", ["CC-BY-4.0", "press-use", "owner"])
def test_every_licence_of_the_manifest_is_explained_in_both_languages(collection, name):
    told = licence(desks(collection, PROOF)).data.decode()

    assert len(re.findall(rf"^{name}\s?: ", told, re.M)) == len(LANGUAGES)


def test_the_licence_gives_the_line_to_print(collection):
    assert '"The garden and the pump", The Small Parcel Books, volume 1, CC BY 4.0' in plain(
        licence(desks(collection, PROOF))
    ).replace("“", '"').replace("”", '"')


@pytest.mark.parametrize(("state", "is_told"), [(HELD, True), (RELEASED, False)])
def test_boilerplates_open_with_the_embargo_while_it_lasts(collection, state, is_told):
    assert plain(boilerplates(desks(collection, state)[1])).startswith("UNDER EMBARGO UNTIL") == is_told
