"""The style book: it looks as it did, it shows every device there is, and both languages show the same.

The committed `docs/style-book.pdf` is the reference: nothing is stored beside it. When the look was changed on purpose,
`python3 build.py style-book` makes it anew; look at it, and commit it.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from bindery.charts import TYPES
from bindery.cli import PROJECT
from bindery.exhibits import examine
from bindery.jobs import Workplace
from bindery.load import load_collection
from bindery.markup import KINDS
from bindery.markup.desk import AUTHOR_CLASSES
from bindery.markup.figures import WIDTHS
from bindery.markup.spans import SPAN_ATTRIBUTES
from bindery.model import AUTHORED_ROLES, BACK, BODY, FRONT, OPENING_ROLES, Volume
from bindery.style_book import BOOKS, CONTENT, PICTURE, PICTURED_LANGUAGE, Made, make_book, spread_picture
from bindery.style_book.specimens import specimens_in
from tests import look
from tests.validators import needs, verapdf

ACCEPT = "python3 build.py style-book"
MOST_BYTES = 1_500_000
LONGEST_LINE = 70  # characters, in the face and size of styles/style-book.css


@pytest.fixture(scope="module")
def books() -> dict[str, Made]:
    """The style book as the sources and styles make it now, in each language."""
    return {language: make_book(PROJECT, language) for language in BOOKS}


@pytest.fixture(scope="module")
def volume() -> Volume:
    collection = load_collection(PROJECT / CONTENT, PROJECT).collection
    assert collection is not None
    return collection.volumes[0]


def committed(language: str) -> bytes:
    return (PROJECT / BOOKS[language]).read_bytes()


def specimens(volume: Volume, language: str) -> str:
    return "\n".join(specimens_in(volume.texts[language].chapters))


# -- the look


@pytest.mark.parametrize("language", BOOKS)
def test_the_book_has_as_many_pages_as_the_committed_one(books, language):
    assert look.extent(books[language].pdf) == look.extent(committed(language)), f"if that is meant: {ACCEPT}"


@pytest.mark.parametrize("language", BOOKS)
def test_the_pages_look_as_the_committed_ones(books, language, tmp_path):
    found = look.differences(committed(language), books[language].pdf)

    assert not found, look.report(Path(BOOKS[language]).stem, found, tmp_path, ACCEPT)


def test_a_changed_rule_is_found_and_pictured(books, tmp_path):
    project = a_copy_of_the_project(tmp_path)
    with (project / "styles" / "print.css").open("a", encoding="utf-8") as styles:
        styles.write("\n.example { border-width: 2pt; }\n")

    found = look.differences(books["en"].pdf, make_book(project, "en").pdf)
    told = look.report("style-book", found, tmp_path, ACCEPT)

    (pictured,) = tmp_path.glob("*.png")  # the one page with an example on it
    assert str(pictured) in told and ACCEPT in told
    assert has_red(Image.open(pictured))


def a_copy_of_the_project(folder: Path) -> Path:
    for part in ("styles", "templates", CONTENT):
        shutil.copytree(PROJECT / part, folder / "project" / part)
    return folder / "project"


def has_red(picture: Image.Image) -> bool:
    """Tell whether the last third of a picture has the red of what differs."""
    width, height = picture.size
    third = picture.convert("RGB").crop((width * 2 // 3, 0, width, height))
    return any(colour == look.RED for _, colour in third.getcolors(third.width * third.height))


def test_edges_a_quarter_of_a_pixel_off_are_tolerated(books):
    with look.pypdfium2.PdfDocument(books["en"].pdf) as document:
        fine = document[books["en"].folios["text"]].render(scale=4 * look.PPI / 72).to_pil().convert("RGB")
    size = fine.width // 4, fine.height // 4
    here, there = (each.resize(size, Image.Resampling.BOX) for each in (fine, ImageChops.offset(fine, 1, 1)))

    assert here != there
    assert look.difference(0, here, there) is None


def test_the_picture_in_the_readme_shows_the_committed_book(books, tmp_path):
    drawn = tmp_path / "now.png"
    drawn.write_bytes(spread_picture(books[PICTURED_LANGUAGE]))
    pages = [Image.open(path).convert("RGB") for path in (PROJECT / PICTURE, drawn)]
    found = look.difference(0, *pages)

    assert found is None, look.report("picture", [found], tmp_path, ACCEPT)


# -- what is in it


@pytest.mark.parametrize("language", BOOKS)
def test_nothing_is_wrong_with_it(books, language):
    assert [str(told) for told in books[language].diagnostics] == []


@pytest.mark.parametrize("language", BOOKS)
def test_no_line_that_is_to_be_typed_is_cut_by_its_panel(volume, language):
    assert [line for line in specimens(volume, language).splitlines() if len(line) > LONGEST_LINE] == []


@pytest.mark.parametrize("language", BOOKS)
def test_every_kind_of_block_has_its_specimen(volume, language):
    shown = specimens(volume, language)

    assert [kind for kind in KINDS if not re.search(rf"^::: (?:{{\.)?{kind}\b", shown, re.MULTILINE)] == []


@pytest.mark.parametrize("language", BOOKS)
def test_every_attribute_has_its_specimen(volume, language):
    shown = specimens(volume, language)
    of_blocks = {name for kind in KINDS.values() for name in kind.attributes}

    assert [name for name in sorted(of_blocks | set(SPAN_ATTRIBUTES)) if f"{name}=" not in shown] == []
    assert [name for name in AUTHOR_CLASSES if f"{{.{name}}}" not in shown] == []


@pytest.mark.parametrize("language", BOOKS)
def test_every_type_of_chart_and_width_of_figure_has_its_specimen(volume, language):
    shown = specimens(volume, language)

    assert [name for name in TYPES if f"type={name} " not in shown] == []
    assert [width for width in WIDTHS[1:] if f"width={width}" not in shown] == []  # the first one goes without saying


def test_every_opener_and_every_part_of_a_book_is_shown(volume):
    roles = {chapter.role for chapter in volume.texts["en"].chapters}

    assert roles >= OPENING_ROLES
    assert {AUTHORED_ROLES[role] for role in roles} == {FRONT, BODY, BACK}


def test_every_palette_is_shown(books, volume):
    styles = (PROJECT / "styles" / "tokens.yaml").read_text(encoding="utf-8").partition("palettes:")[2]
    palettes = re.findall(r"^  (\d+):", styles, re.MULTILINE)

    assert palettes and all(f"fig-colours-{number}" in books["en"].folios for number in palettes)


def test_both_languages_show_the_same_devices(volume):
    opening = re.compile(r"^(::: .*?[\w-]+|#{2,4}|[->] |\d\. )", re.MULTILINE)
    shown = [opening.findall(specimens(volume, language)) for language in BOOKS]

    assert shown[0] == shown[1]


# -- the file


@pytest.mark.parametrize("language", BOOKS)
def test_the_committed_file_is_small_and_passes_the_checks_of_a_screen_edition(language):
    data = committed(language)
    examined = examine(Workplace(PROJECT, PROJECT / CONTENT), f"volume-1/{language}/book-{language}-screen.pdf", data)

    assert len(data) < MOST_BYTES
    assert examined.found == () and examined.passed


@needs("verapdf")
@pytest.mark.parametrize("language", BOOKS)
def test_the_committed_file_is_accessible(language):
    assert verapdf(PROJECT / BOOKS[language], "ua1") == []
