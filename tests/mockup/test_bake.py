"""Baking asks for Mitsuba by name, and only then."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import numpy as np
import pytest

from bindery.mockup import bake

PROJECT = Path(__file__).parents[2] / "pyproject.toml"


@pytest.fixture
def without_mitsuba(monkeypatch):
    monkeypatch.setitem(sys.modules, "mitsuba", None)


def test_without_mitsuba_the_exit_code_is_three(without_mitsuba, capsys):
    assert bake.main() == 3


def test_without_mitsuba_the_command_to_type_is_said(without_mitsuba, capsys):
    bake.main()

    assert "-m pip install mitsuba==" in capsys.readouterr().err


def test_an_unknown_scene_is_a_fault_of_usage(capsys):
    assert bake.main(["herro"]) == 2
    assert "herro" in capsys.readouterr().err


def test_the_command_installs_what_the_project_declares():
    declared = tomllib.loads(PROJECT.read_text())["project"]["optional-dependencies"]["bake"]

    assert tuple(declared) == bake.REQUIREMENTS


def test_composing_needs_no_mitsuba(without_mitsuba, photograph):
    assert photograph.width == 300


def test_clouds_on_the_lit_floor_are_evened_out():
    clouds = 0.985 + 0.015 * np.sin(np.arange(240) / 4)
    floor = np.tile(clouds.astype(np.float32), (120, 1))

    assert np.ptp(bake.evened(floor)[:, 60:180]) < 0.25 * np.ptp(floor)


def test_shadows_stay_as_they_are_and_spread_nowhere():
    floor = np.ones((120, 240), np.float32)
    floor[:, 100:] = 0.4

    assert np.allclose(bake.evened(floor), floor, atol=1e-5)
