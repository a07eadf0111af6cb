"""The light shipped with the project is the light of its scenes."""

from __future__ import annotations

from dataclasses import fields, make_dataclass, replace

import pytest

from bindery.mockup.geometry import scene_parts
from bindery.mockup.layers import BAKED, read_baked
from bindery.mockup.parts import COVER
from bindery.mockup.scenes import SCENES, scene_key

AGAIN = "the scene's numbers have changed since its light was baked: run `python3 build.py bake`"


@pytest.mark.parametrize("scene", SCENES.values(), ids=lambda scene: scene.name)
def test_the_light_was_baked_from_the_numbers_of_today(scene):
    assert read_baked(scene.name).key == scene_key(scene), AGAIN


@pytest.mark.parametrize("scene", SCENES.values(), ids=lambda scene: scene.name)
def test_every_cover_has_light_on_its_whole_chart(scene):
    baked = read_baked(scene.name)
    covers = [part for part in scene_parts(scene, {}) if part.material == COVER]

    assert [baked.lights[part.name].shape[:2] for part in covers] == [(part.rows, part.columns) for part in covers]


def test_all_the_light_stays_under_sixty_megabytes():
    assert 0 < sum(file.stat().st_size for file in BAKED.iterdir()) < 60e6


def test_development_asks_for_no_new_bake():
    hero = SCENES["hero"]

    assert scene_key(replace(hero, finish=replace(hero.finish, exposure=2))) == scene_key(hero)


def test_another_lamp_asks_for_a_new_bake():
    hero = SCENES["hero"]

    assert scene_key(replace(hero, lights=hero.lights[:-1])) != scene_key(hero)


def test_a_new_kind_of_number_asks_for_no_new_bake_where_it_is_as_usual():
    hero = SCENES["hero"]
    numbers = {number.name: getattr(hero, number.name) for number in fields(hero)}
    foggy = make_dataclass("Scene", [("fog", float, 0.0)], bases=(type(hero),), frozen=True)

    assert scene_key(foggy(**numbers)) == scene_key(hero)
    assert scene_key(foggy(**numbers, fog=0.5)) != scene_key(hero)
