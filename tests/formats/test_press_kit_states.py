"""The press kit in its three states: provisional, held, released; from the same source, each passing its own checks."""

from __future__ import annotations

import io
import json
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from bindery.checks import check_file
from bindery.embargo import HELD, PROOF, RELEASED
from tests.kit.kits import FOLDER, NAME, inside, stock_kit

STATES = (PROOF, HELD, RELEASED)
NAMES = {PROOF: f"{NAME}-embargo", HELD: f"{NAME}-embargo", RELEASED: NAME}


def made(state: str):
    """Make the kit as it would be in that state: a release has no slot left."""
    return stock_kit(state, is_filled=state != PROOF)


@pytest.mark.parametrize("state", STATES)
def test_folder_and_zips_tell_whether_the_news_may_be_told(state):
    tops = {path.removeprefix(f"{FOLDER}/").partition("/")[0] for path in made(state)[0]}

    assert tops == {NAMES[state], f"{NAMES[state]}.zip", f"{NAMES[state]}-light.zip"}


@pytest.mark.parametrize("state", STATES)
def test_every_zip_passes_its_checks(state):
    zips = [(path, data) for path, data in made(state)[0].items() if path.endswith(".zip")]

    assert [str(found) for path, data in zips for found in check_file(path, data)[0]] == []


@pytest.mark.parametrize("state", STATES)
def test_the_manifest_tells_the_state_and_the_instant(state):
    manifest = json.loads(inside(made(state), NAMES[state])["manifest.json"])

    assert (manifest["state"], manifest["embargo"]) == (state, "2022-11-15T09:00:00+01:00")


@pytest.mark.parametrize("state", [HELD, RELEASED])
def test_a_kit_whose_slots_are_filled_tells_no_placeholder(state):
    assert [str(said) for said in made(state)[1] if said.code == "placeholder"] == []


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("item", ["press-release", "fact-sheet"])
def test_papers_carry_the_embargo_until_it_is_over(state, item):
    suffix = NAMES[state].removeprefix(NAME)
    paper = inside(made(state), NAMES[state])[f"en/small-book-1-{item}-en{suffix}.pdf"]
    text = " ".join(PdfReader(io.BytesIO(paper)).pages[0].extract_text().split()).casefold()

    assert ("under embargo until 15 november 2022" in text) == (state != RELEASED)


@pytest.mark.parametrize("state", STATES)
def test_the_light_zip_holds_a_readme_and_a_manifest_of_its_own(state):
    name = f"{NAMES[state]}-light"
    light = ZipFile(io.BytesIO(made(state)[0][f"{FOLDER}/{name}.zip"]))
    manifest = json.loads(light.read(f"{name}/manifest.json"))

    assert manifest["archive"] == f"{name}.zip"
    assert {f"{name}/{file['path']}" for file in manifest["files"]} == {*light.namelist()} - {f"{name}/manifest.json"}


def test_the_held_kit_made_again_is_the_same():
    again = stock_kit.__wrapped__(HELD, is_filled=True)

    assert again[0] == made(HELD)[0]
