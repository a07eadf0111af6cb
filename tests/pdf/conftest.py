"""The specimen, laid out, painted and finished once for all tests."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bindery.pdf.fold import Sheet
from bindery.pdf.gather import sheet_of
from bindery.pdf.layout import Layout, lay_out
from bindery.pdf.metadata import Metadata
from bindery.pdf.paint import Painted, paint
from bindery.pdf.screen import finish_screen
from bindery.pdf.x4 import PressProfile, Printed, press_profile
from tests.pdf import specimen
from tests.pdf.press import pressed

PROJECT = Path(__file__).parents[2]
METADATA = Metadata(
    title="Specimen",
    subtitle="A <test> & more",
    language="fr",
    authors=("A. Author", "É. Autrice"),
    publisher="House",
    description="What it holds",
    keywords=("one", "two"),
    rights="CC BY 4.0",
    modified=datetime(2022, 11, 15, 9, 0, tzinfo=UTC),
)


@pytest.fixture(scope="session")
def layout() -> Layout:
    return lay_out(specimen.book(), PROJECT, ())


@pytest.fixture(scope="session")
def painted(layout: Layout) -> Painted:
    return paint(layout, lay_out(specimen.front(), PROJECT, ()))


@pytest.fixture(scope="session")
def screen(painted: Painted) -> bytes:
    return finish_screen(painted, METADATA)


@pytest.fixture(scope="session")
def profile() -> PressProfile:
    return press_profile(PROJECT / "styles" / "profiles", "ISOcoated_v2_300_bas.icc")


@pytest.fixture(scope="session")
def sheet(layout: Layout) -> Sheet:
    return sheet_of(layout)


@pytest.fixture(scope="session")
def printed(sheet: Sheet, profile: PressProfile) -> Printed:
    return pressed((sheet,), METADATA, profile)


@pytest.fixture(scope="session")
def metadata() -> Metadata:
    return METADATA
