"""The territories: the same every time, six of them, and nothing in them that a press dislikes."""

from __future__ import annotations

import re
import subprocess
import sys
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest

from bindery.art.motifs import _STATIONS, _STREAMS, MOTIFS, _course
from bindery.art.territory import night, opener_svg, territory_svg
from bindery.tokens import Tokens, contrast_ratio

VOLUMES = range(1, 7)
FORBIDDEN = ("gradient", "opacity", "filter", "<image", "<style", "rgba", "currentcolor", "clip", "mask")


def _front(tokens: Tokens, number: int) -> str:
    return territory_svg(number, 186, 256, tokens.palette(number), left_mm=-8, top_mm=-8)


def _back(tokens: Tokens, number: int) -> str:
    return territory_svg(number, 178, 256, tokens.palette(number), left_mm=-185, top_mm=-8, darkened=True)


@pytest.mark.parametrize("number", VOLUMES)
def test_art_uses_the_tokens_of_its_volume_only(tokens: Tokens, number: int) -> None:
    drawings = _front(tokens, number) + _back(tokens, number) + opener_svg(number, 186, 70, tokens.palette(number))
    colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', drawings)) - {"none"}

    assert colours <= {ink.rgb for ink in tokens.palette(number)}


@pytest.mark.parametrize("number", VOLUMES)
def test_art_has_nothing_that_a_press_dislikes(tokens: Tokens, number: int) -> None:
    drawing = _front(tokens, number).lower()

    assert not [word for word in FORBIDDEN if word in drawing]


@pytest.mark.parametrize("number", VOLUMES)
def test_art_is_well_formed(tokens: Tokens, number: int) -> None:
    assert ElementTree.fromstring(_front(tokens, number)).tag == "{http://www.w3.org/2000/svg}svg"


@pytest.mark.parametrize("number", VOLUMES)
def test_art_says_no_number_it_could_not_compute(tokens: Tokens, number: int) -> None:
    assert not re.search(r"nan|inf|e-\d", re.sub(r"<[a-z]+ ", "", _front(tokens, number)))


def test_two_runs_draw_the_same_bytes(tokens: Tokens) -> None:
    code = (
        "import sys; from pathlib import Path; from bindery.tokens import load_tokens; "
        "from bindery.art.territory import territory_svg; "
        "tokens = load_tokens(Path('styles/tokens.yaml')); "
        "sys.stdout.write(territory_svg(2, 186, 256, tokens.palette(2), left_mm=-8, top_mm=-8))"
    )
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert other == _front(tokens, 2)


def test_the_six_territories_differ(tokens: Tokens) -> None:
    shapes = {re.sub(r"#[0-9a-f]{6}", "", _front(tokens, number)) for number in VOLUMES}

    assert len(shapes) == len(MOTIFS) == 6


def test_two_windows_on_a_territory_show_the_same_parcels(tokens: Tokens) -> None:
    palette = tokens.palette(6)
    left, both = (
        set(re.findall(r"<rect[^>]+rx[^>]+>", territory_svg(6, width, 240, palette, left_mm=0))) for width in (60, 170)
    )

    assert left
    assert left <= both


def test_the_path_of_the_strategy_has_fifteen_stations() -> None:
    assert len(set(_STATIONS)) == 15


@pytest.mark.parametrize("number", VOLUMES)
def test_the_night_is_darker_than_the_day(tokens: Tokens, number: int) -> None:
    day = tokens.palette(number)
    dark = night(day)

    for role in ("mid", "light", "accent", "paper"):
        by_night, by_day = getattr(dark, role).rgb, getattr(day, role).rgb
        assert contrast_ratio("#000000", by_night) < contrast_ratio("#000000", by_day)


def test_a_volume_beyond_the_sixth_still_has_a_territory(tokens: Tokens) -> None:
    assert territory_svg(8, 50, 50, tokens.palette(8)) != territory_svg(2, 50, 50, tokens.palette(2))


def test_the_streams_of_data_cross_and_never_run_along_each_other() -> None:
    courses = [_course(*stream) for stream in _STREAMS]
    stretches = [set(pairwise(course)) for course in courses]

    assert all(not one & other for one, other in combinations(stretches, 2))
    assert any(set(one) & set(other) for one, other in combinations(courses, 2))
