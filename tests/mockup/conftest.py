"""One small photograph of a plain cover, taken once and shared."""

from __future__ import annotations

import pytest
from PIL import Image

from bindery.mockup.compose import compose
from bindery.mockup.layers import BakedScene, read_baked
from tests.mockup.covers import plain_cover


@pytest.fixture(scope="session")
def hero() -> BakedScene:
    return read_baked("hero")


@pytest.fixture(scope="session")
def photograph(hero: BakedScene) -> Image.Image:
    """The blue book on nothing, 300 px across."""
    return compose(hero, plain_cover(), "transparent", 300)
