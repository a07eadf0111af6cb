"""What a build says at its end: the files somebody opens, one by one; pictures by the folder."""

from __future__ import annotations

import pytest

from bindery import cli
from bindery.model import PICTURE, Artifact
from bindery.report import Report

SCREEN = Artifact("volume-6/fr/guide-6-fr-screen.pdf", "screen PDF", "0", 2_000_000, 132)
MOCKUPS = [Artifact(f"volume-6/mockups/guide-6-fr-{scene}.png", PICTURE, "0", 1_500_000) for scene in ("hero", "row")]
PAGE = Artifact("site/index.html", "page", "0", 4_000)
UNZIPPED = Artifact("volume-6/press-kit/guide-6-press-kit/README.txt", "txt", "0", 4_000)


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> list[str]:
    options = cli._parser().parse_args([])
    assert cli._say_made(options, Report((PAGE, *MOCKUPS, SCREEN, UNZIPPED), (), {})) == cli.GOOD
    return capsys.readouterr().out.splitlines()


def test_a_file_is_said_with_its_size_and_its_extent(said):
    assert said[0].split() == ["volume-6/fr/guide-6-fr-screen.pdf", "2.00", "MB", "132", "pages"]


def test_pictures_of_a_folder_are_said_in_one_line(said):
    assert said[1].split() == ["volume-6/mockups/", "3.00", "MB", "2", "pictures"]


def test_pages_of_the_site_and_unzipped_files_are_only_counted(said):
    assert len(said) == 3
    assert said[2].startswith("  5 files in all")
