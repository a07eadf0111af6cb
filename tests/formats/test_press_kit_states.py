"""The press kit in its three states: provisional, held, released; from the same source, each passing its own checks."""

from __future__ import annotations

import io
import json
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from bindery.checks import check_file
from bindery.embargo import HELD, PROOF, RELEASED
from bindery.kit import parcels
from bindery.kit.archive import KitFile
from bindery.kit.fact_sheet import fact_sheet
from bindery.kit.papers import PAPERS
from bindery.kit.release import release
from tests.kit.kits import FOLDER, NAME, inside, stock_kit

LISTS = {"README.txt", "manifest.json", "images.csv"}
STATES = (PROOF, HELD, RELEASED)
NAMES = {PROOF: f"{NAME}-embargo", HELD: f"{NAME}-embargo", RELEASED: NAME}


def made(state: str):
    """Make the kit as it would be in that state: a release has no slot left; the held one with two of its papers."""
    return stock_kit(state, is_filled=state != PROOF, papers=(release, fact_sheet) if state == HELD else PAPERS)


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


def without_lists(files):
    return {path: data for path, data in files.items() if path not in LISTS}


@pytest.fixture(scope="module")
def split():
    """Make a kit without papers, then again, a little too heavy to be sent."""
    whole = without_lists(inside(stock_kit(papers=()), NAMES[PROOF]))
    heavy = parcels.weight_bytes(KitFile(path, data) for path, data in whole.items())
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(parcels.LIMITS_BYTES, parcels.FULL, parcels.NOTICES_BYTES + heavy - 1)
        return stock_kit.__wrapped__(papers=())


def test_a_kit_too_heavy_to_travel_is_in_parts_that_pass_their_checks(split):
    parts = {path: data for path, data in split[0].items() if "-part-" in path}

    assert len(parts) > 1
    assert [str(found) for path, data in parts.items() for found in check_file(path, data)[0]] == []


def test_a_split_is_told(split):
    assert "press-kit-size" in {said.code for said in split[1]}


def test_a_kit_made_again_has_the_same_bytes_in_parts_or_not(split):
    assert without_lists(inside(split, NAMES[PROOF])) == without_lists(inside(stock_kit(papers=()), NAMES[PROOF]))


def test_each_part_has_a_readme_of_its_own(split):
    parts = sorted(path for path in split[0] if "-part-" in path)
    for number, path in enumerate(parts, start=1):
        name = path.removeprefix(f"{FOLDER}/").removesuffix(".zip")
        readme = ZipFile(io.BytesIO(split[0][path])).read(f"{name}/README.txt").decode()

        assert f"This archive: the whole kit, part {number} of {len(parts)}" in " ".join(readme.split())
