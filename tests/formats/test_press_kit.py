"""The press kit, made from the stock book and read back: what a journalist finds in it."""

from __future__ import annotations

import io
import json
import re
from hashlib import sha256
from zipfile import ZipFile

import pikepdf
import pytest
from lxml import html
from pypdf import PdfReader

from bindery.checks import check_file
from bindery.diagnostics import has_errors
from bindery.kit.fact_sheet import fact_sheet
from bindery.kit.release import release
from bindery.model import Collection
from bindery.pdf.preflight import SCREEN_CHECKS
from tests.checks.kit_by_hand import repacked
from tests.kit.kits import Kit, inside, stock_kit
from tests.kit.made_by_hand import EXTENTS, PROJECT, made, stock_collection, stock_desk
from tests.validators import verapdf, vnu

TOP = "volume-1/press-kit/small-book-1-press-kit-embargo"
QUOTED = "---\ntitle: Ada Semeur, jardinière\n---\n\nLa pompe est à nous deux.\n"
VOLUME_6 = PROJECT / "content" / "volume-6"


@pytest.fixture(scope="module")
def collection(tmp_path_factory) -> Collection:
    return stock_collection(tmp_path_factory.mktemp("kit"))


@pytest.fixture(scope="module")
def kit() -> Kit:
    return stock_kit()


@pytest.fixture(scope="module")
def files(kit) -> dict[str, bytes]:
    return inside(kit, TOP.rpartition("/")[2])


@pytest.fixture(scope="module")
def manifest(files) -> dict[str, object]:
    return json.loads(files["manifest.json"])


def pages(pdf: bytes) -> list[str]:
    return [plain(page.extract_text()) for page in PdfReader(io.BytesIO(pdf)).pages]


def plain(text: str) -> str:
    return re.sub(r"[\s\u00a0\u202f]+", " ", text)


def papers(files: dict[str, bytes]) -> dict[str, str]:
    """Read every paper as plain text."""
    read = {
        path: " ".join(pages(data))
        for path, data in files.items()
        if path.endswith(("release-fr-embargo.pdf", "release-en-embargo.pdf"))
    }
    read |= {path: " ".join(pages(data)) for path, data in files.items() if "fact-sheet" in path}
    read |= {path: plain(data.decode()) for path, data in files.items() if path.endswith(".txt")}
    return read | {
        path: plain(html.fromstring(data.decode()).find(".//main").text_content())
        for path, data in files.items()
        if path.endswith(".html")
    }


def test_the_zip_holds_the_files_beside_it(kit, files):
    archive = ZipFile(io.BytesIO(kit[0][f"{TOP}.zip"]))
    top = TOP.rpartition("/")[2]

    assert {name: archive.read(name) for name in archive.namelist()} == {f"{top}/{path}": files[path] for path in files}


def test_the_kit_holds_every_paper_in_every_language(files):
    items = ("press-release-{}-embargo.pdf", "press-release-{}-embargo.docx", "press-release-{}-embargo.html",
             "fact-sheet-{}-embargo.pdf", "excerpt-{}-embargo.pdf", "boilerplates-{}-embargo.txt")  # fmt: skip
    stems = {f"{code}/small-book-1-{item.format(code)}" for code in EXTENTS for item in items}

    assert stems <= files.keys()


def test_names_tell_the_volume(files):
    assert all(path[3:].startswith("small-book-1-") for path in files if path[:3] in {"fr/", "en/"})


def test_the_manifest_proves_every_other_file(files, manifest):
    listed = {file["path"]: file["sha256"] for file in manifest["files"]}

    assert listed == {path: sha256(data).hexdigest() for path, data in files.items() if path != "manifest.json"}


def test_the_manifest_holds_the_embargo_as_one_instant(manifest):
    assert manifest["embargo"] == "2022-11-15T09:00:00+01:00"


def test_every_picture_has_its_words_in_every_language(manifest):
    pictures = [file for file in manifest["files"] if file["path"].endswith((".png", ".jpg", ".svg"))]

    assert pictures
    assert all(file[words].keys() == {"fr", "en"} for file in pictures for words in ("alt", "caption", "credit"))


def test_the_excerpt_is_that_of_the_text(files):
    assert files["fr/small-book-1-excerpt-fr-embargo.pdf"] == made("fr").excerpt_pdf


@pytest.mark.parametrize("language", EXTENTS)
def test_the_fact_sheet_is_one_page(files, language):
    assert len(pages(files[f"{language}/small-book-1-fact-sheet-{language}-embargo.pdf"])) == 1


@pytest.mark.parametrize("language", EXTENTS)
def test_the_release_is_two_pages_at_most(files, language):
    assert len(pages(files[f"{language}/small-book-1-press-release-{language}-embargo.pdf"])) <= 2


@pytest.mark.parametrize("paper", ["press-release", "fact-sheet"])
def test_figures_equal_the_data(files, paper):
    text = papers(files)[f"fr/small-book-1-{paper}-fr-embargo.pdf"]

    for told in (f"français, {EXTENTS['fr']} pages", f"anglais, {EXTENTS['en']} pages", "gratuit", "15 novembre 2022"):
        assert told in text


@pytest.mark.parametrize("ending", ["pdf", "html"])
def test_the_release_opens_with_the_embargo(files, ending):
    text = papers(files)[f"en/small-book-1-press-release-en-embargo.{ending}"].casefold()

    assert text.index("under embargo until 15 november 2022 at 9:00 (utc+01:00)") < text.index(
        "the garden and the pump"
    )


def test_every_paper_names_the_support_in_words(files, collection):
    for path, text in papers(files).items():
        code = "en" if "-en-" in path else "fr"
        assert plain(collection.support_sentence[code]) in text, path


def test_an_empty_contact_is_a_slot_in_every_paper_that_has_one(files):
    told = papers(files)

    for path in (
        "README.txt",
        "fr/small-book-1-press-release-fr-embargo.pdf",
        "fr/small-book-1-fact-sheet-fr-embargo.pdf",
    ):
        assert "à compléter : nom, téléphone, courriel" in told[path]


def test_empty_slots_are_told(kit):
    told = {d.message for d in kit[1] if d.code == "placeholder"}

    assert {"nobody is named as contact", "the press release quotes nobody"} <= told
    assert not has_errors(kit[1])


def test_nobody_is_presented_as_the_author_of_this_text(files):
    for text in papers(files).values():
        named = text.count("Ada Semeur")
        assert named == text.count("Ada Semeur (autre texte que celui-ci)") + text.count(
            "Ada Semeur (another text than"
        )


def test_placeholders_of_logos_say_so_in_their_names(files):
    logos = [path for path in files if path.startswith("logos/") and path.endswith(".svg")]

    assert len(logos) == 6
    assert all("-placeholder." in path for path in logos)


def test_the_rules_of_the_logos_name_owner_and_place_held(files, collection):
    rules = plain(files["logos/README.txt"].decode())

    for supporter in collection.supporters:
        assert plain(supporter.owner["en"]) in rules
        assert plain(supporter.ask["fr"]) in rules
    assert "NOT A LOGO" in rules


@pytest.mark.parametrize("paper", ["press-release", "fact-sheet"])
@pytest.mark.parametrize("language", EXTENTS)
def test_papers_pass_the_checks_of_accessible_pdf(files, paper, language):
    with pikepdf.open(io.BytesIO(files[f"{language}/small-book-1-{paper}-{language}-embargo.pdf"])) as pdf:
        assert [found for check in SCREEN_CHECKS for found in check(pdf)] == []


@pytest.mark.needs("verapdf")
@pytest.mark.parametrize("flavour", ["ua1", "2a"])
@pytest.mark.parametrize("paper", ["press-release", "fact-sheet"])
def test_papers_are_accessible_and_archivable(files, tmp_path, paper, flavour):
    (tmp_path / "paper.pdf").write_bytes(files[f"fr/small-book-1-{paper}-fr-embargo.pdf"])

    assert verapdf(tmp_path / "paper.pdf", flavour) == []


@pytest.mark.needs("vnu")
def test_the_release_is_valid_html(files, tmp_path):
    for code in EXTENTS:
        (tmp_path / f"{code}.html").write_bytes(files[f"{code}/small-book-1-press-release-{code}-embargo.html"])

    assert vnu(tmp_path) == []


@pytest.mark.parametrize("language", EXTENTS)
def test_the_release_in_html_shows_only_pictures_of_the_kit(files, language):
    page = html.fromstring(files[f"{language}/small-book-1-press-release-{language}-embargo.html"].decode())
    shown = page.xpath("//img/@src | //link/@href | //script/@src")

    assert shown
    assert {src.removeprefix("../") for src in shown} <= files.keys()


def test_the_readme_lists_every_folder_and_paper(files):
    readme = files["README.txt"].decode()

    for path in files:
        named = path if path.startswith(("fr/", "en/")) else path.partition("/")[0]
        assert named in readme


def test_a_paper_made_again_is_the_same(collection):
    assert fact_sheet(stock_desk(collection)).files == fact_sheet(stock_desk(collection)).files


def test_a_quotation_is_printed_with_the_name_of_who_spoke(tmp_path):
    paper = release(stock_desk(stock_collection(tmp_path, fr_quotation=QUOTED)))
    text = " ".join(pages(paper.files[0].data))

    assert "La pompe est à nous deux." in text
    assert "Ada Semeur, jardinière" in text
    assert "à compléter : citation" not in text


def test_a_fact_sheet_that_runs_over_is_an_error(tmp_path):
    long = "---\ntitle: Long\n---\n\n" + "Une ligne de trop, puis une autre.\n\n" * 60
    told = fact_sheet(stock_desk(stock_collection(tmp_path, fr_fact_sheet=long))).diagnostics

    assert [d.code for d in told] == ["press-too-long"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_figures_of_volume_6_are_those_of_its_chapters(language):
    chapters = {path.stem[:2]: path.read_text(encoding="utf-8") for path in (VOLUME_6 / language).glob("*.md")}
    forms = chapters["04"].split("#tbl-forms ")[1].split(":::")[0]
    cases = "".join(chapters.values()).count("::: {.case-study ")
    quick = chapters["14"].split("#box-before ")[1].split(":::")[0].count("- [ ] ")
    counted = [len(re.findall(r"^\|", forms, re.M)) - 2, cases, chapters["13"].count("::: {.step "), quick]
    told = (VOLUME_6 / "press" / language / "fact-sheet.md").read_text(encoding="utf-8")

    assert [int(number) for number in re.findall(r"\*\*(\d+)\*\*", told)] == counted


@pytest.mark.parametrize("ending", ["pdf", "docx", "html"])
def test_facts_are_read_back_from_every_kind_of_paper(kit, files, ending):
    manifest = files["manifest.json"].replace("français, 34 pages".encode(), "français, 35 pages".encode())
    data = repacked(kit[0][f"{TOP}.zip"], {f"{TOP.rpartition('/')[2]}/manifest.json": manifest})
    found = [d.message for d in check_file(f"{TOP}.zip", data)[0] if d.code == "kit-figure"]

    assert any(f"press-release-fr-embargo.{ending}` does not tell `français, 35 pages`" in said for said in found)
