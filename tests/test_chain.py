"""The chain as its users run it: words in, files and an exit code out. On the stock book, small pictures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import html

from bindery import exhibits, showing
from bindery.cli import CONTENT_AT_FAULT, GOOD, USAGE, main
from bindery.formats import mockup
from tests.stock import change, stock_book

TEXTS = ("print", "screen", "epub")
STEM = "volume-1/en/{slug}-en"


def run(root: Path, *words: str) -> int:
    return main([*words, "--content", str(root), "--output", str(root.parent / "output")])


def files(output: Path) -> dict[str, bytes]:
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in sorted(output.rglob("*"))
        if path.is_file() and ".cache" not in path.parts
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The stock book, everything of it, built once."""
    root = stock_book(tmp_path_factory.mktemp("stock"))
    with pytest.MonkeyPatch.context() as patch:
        make_small(patch)
        assert run(root, "all", "--jobs", "2", "--quiet") == GOOD
    return root


def make_small(patch: pytest.MonkeyPatch) -> None:
    """Photograph in small, for the site and the visuals too."""
    patch.setattr(mockup, "WIDTHS_PX", (300,))
    patch.setattr(exhibits, "WEB_MOCKUP", "hero-transparent-300px.png")
    patch.setattr(showing, "SOCIAL_MOCKUP", "hero-transparent-300px.png")


def slug(output: Path) -> str:
    return next((output / "volume-1" / "en").glob("*-en-print.pdf")).name.removesuffix("-en-print.pdf")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("ending", ["-print.pdf", "-cover.pdf", "-screen.pdf", ".epub"])
def test_a_run_makes_the_files_of_the_contract(built, language, ending):
    output = built.parent / "output"

    assert (output / "volume-1" / language / f"{slug(output)}-{language}{ending}").stat().st_size > 1000


def test_a_run_makes_mockups_a_press_kit_a_site_and_a_report(built):
    made = files(built.parent / "output")
    name = slug(built.parent / "output")

    assert f"volume-1/press-kit/{name}-press-kit-embargo.zip" in made
    assert f"volume-1/press-kit/{name}-press-kit-embargo-light.zip" in made
    assert any(path.startswith("volume-1/mockups/") and path.endswith(".png") for path in made)
    assert {"site/index.html", "site/fr/index.html", "site/en/index.html", "report.html"} <= made.keys()


def test_the_kit_holds_the_visuals_of_both_languages(built):
    made = [path.rpartition("/")[2] for path in files(built.parent / "output") if "-embargo/social/" in path]

    assert sum(path.endswith("-fr.png") for path in made) == sum(path.endswith("-en.png") for path in made) == 5


@pytest.mark.parametrize(("language", "said"), [("fr", "debout"), ("en", "standing")])
def test_the_announcement_says_what_its_picture_of_the_book_shows(built, language, said):
    page = html.parse(built.parent / "output" / "site" / language / "index.html")
    (picture,) = page.xpath("//img[contains(@class, 'mockup')]")

    assert said in picture.get("alt")
    assert picture.get("src").endswith("-mockup.webp")


def test_nothing_else_lands_in_the_output_folder(built):
    tops = {path.name for path in (built.parent / "output").iterdir()}

    assert tops == {"volume-1", "site", "report.json", "report.html", ".cache"}


def test_the_report_names_every_file_with_its_hash(built):
    output = built.parent / "output"
    report = json.loads((output / "report.json").read_text(encoding="utf-8"))
    reported = {artifact["path"] for artifact in report["artifacts"]}

    assert reported == files(output).keys() - {"report.json", "report.html"}
    assert all(len(artifact["sha256"]) == 64 for artifact in report["artifacts"])


def test_a_run_for_one_file_keeps_what_was_said_of_the_others(built):
    output = built.parent / "output"
    before = json.loads((output / "report.json").read_text(encoding="utf-8"))["artifacts"]

    assert run(built, "epub", "--lang", "en", "--quiet") == GOOD
    after = json.loads((output / "report.json").read_text(encoding="utf-8"))["artifacts"]
    assert {a["path"]: a["sha256"] for a in after} == {a["path"]: a["sha256"] for a in before}


def test_no_check_of_the_files_fails(built):
    report = json.loads((built.parent / "output" / "report.json").read_text(encoding="utf-8"))
    checked = [artifact["checks"] for artifact in report["artifacts"] if artifact["path"].endswith((".pdf", ".epub"))]

    assert sum(counts["passed"] for counts in checked) > 50
    assert sum(counts["failed"] for counts in checked) == 0


def test_check_finds_no_error(built, capsys):
    assert run(built, "check") == GOOD
    assert "check: no error" in capsys.readouterr().out


def test_check_tells_a_file_that_was_changed_after_the_build(built, capsys):
    output = built.parent / "output"
    book = output / "volume-1" / "en" / f"{slug(output)}-en.epub"
    good = book.read_bytes()
    book.write_bytes(good + b" ")
    try:
        assert run(built, "check") == CONTENT_AT_FAULT
    finally:
        book.write_bytes(good)
    assert "error[file-changed]" in capsys.readouterr().err


def test_a_second_run_finds_everything_made(built, capsys):
    before = files(built.parent / "output")

    assert run(built, *TEXTS) == GOOD
    assert "nothing has changed" in capsys.readouterr().out
    assert "laying out" not in capsys.readouterr().out
    assert {p: d for p, d in files(built.parent / "output").items() if not p.startswith("report")} == {
        p: d for p, d in before.items() if not p.startswith("report")
    }


def test_one_process_without_the_store_gives_the_same_bytes(built, tmp_path):
    again = stock_book(tmp_path)

    assert run(again, *TEXTS, "--jobs", "1", "--no-cache", "--quiet") == GOOD
    made, first = files(again.parent / "output"), files(built.parent / "output")
    texts = [path for path in made if path.endswith((".pdf", ".epub"))]

    assert len(texts) == 8
    assert [path for path in texts if made[path] != first[path]] == []


def test_a_fault_leaves_the_last_good_files_untouched(built, tmp_path, capsys):
    root = stock_book(tmp_path)
    output = root.parent / "output"
    good = output / "volume-1" / "en" / "kept.pdf"
    good.parent.mkdir(parents=True)
    good.write_bytes(b"the last good one")
    change(root / "volume-1" / "en" / "01-garden.md", "::: advice", "::: advise")

    assert run(root, "print") == CONTENT_AT_FAULT
    said = capsys.readouterr().err

    assert "01-garden.md:" in said
    assert "error[unknown-box]" in said
    assert "hint: " in said
    assert files(output).keys() == {"volume-1/en/kept.pdf", "report.json", "report.html"}


def test_faults_of_data_and_of_text_are_told_in_one_run(tmp_path, capsys):
    root = stock_book(tmp_path, "unknown-key", "xref-target")

    assert run(root) == CONTENT_AT_FAULT
    said = capsys.readouterr().err

    assert "error[unknown-key]" in said
    assert "error[xref-target]" in said


def test_release_refuses_empty_slots(tmp_path, capsys):
    root = stock_book(tmp_path)

    assert run(root, "print", "--release") == CONTENT_AT_FAULT
    assert "error[placeholder]" in capsys.readouterr().err
    assert not (root.parent / "output" / "volume-1").exists()


def test_a_dry_run_says_what_would_be_made_and_makes_nothing(tmp_path, capsys):
    root = stock_book(tmp_path)

    assert run(root, "epub", "--lang", "fr", "--dry-run") == GOOD
    assert "-fr.epub" in capsys.readouterr().out
    assert not (root.parent / "output").exists()


def test_a_run_for_one_language_lays_out_no_other(tmp_path, capsys):
    assert run(stock_book(tmp_path), "epub", "--lang", "fr") == GOOD
    said = capsys.readouterr().out

    assert "volume 1 fr: epub" in said
    assert "volume 1 en" not in said


def test_an_unknown_word_is_a_usage_error_with_a_hint(capsys):
    with pytest.raises(SystemExit) as stop:
        main(["epuub"])

    assert stop.value.code == USAGE
    assert "`epub`" in capsys.readouterr().err


@pytest.mark.parametrize(("option", "value", "words"), [("--volume", "9", "no volume 9"), ("--lang", "nl", "`nl`")])
def test_a_choice_the_collection_does_not_have_is_a_usage_error(tmp_path, capsys, option, value, words):
    assert run(stock_book(tmp_path), "print", option, value) == USAGE
    assert words in capsys.readouterr().err


def test_a_broken_collection_is_told_without_a_stack_trace(tmp_path, capsys):
    root = stock_book(tmp_path)
    (root / "collection.yaml").write_text("volumes: [", encoding="utf-8")

    assert run(root) == CONTENT_AT_FAULT
    assert "error[bad-yaml]" in capsys.readouterr().err


def test_list_shows_volumes_and_languages(tmp_path, capsys):
    assert run(stock_book(tmp_path), "list") == GOOD
    assert "en 3 chapters, fr 3 chapters" in capsys.readouterr().out


def test_clean_leaves_a_folder_alone_that_is_not_an_output(tmp_path, capsys):
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "thesis.md").write_text("text", encoding="utf-8")

    assert main(["clean", "--output", str(tmp_path / "precious")]) == USAGE
    assert (tmp_path / "precious" / "thesis.md").exists()


def test_a_new_chapter_builds_as_it_stands(tmp_path, capsys):
    root = stock_book(tmp_path)
    assert run(root, "new", "chapter", "--volume", "1") == GOOD
    line = next(line for line in capsys.readouterr().out.splitlines() if "role: chapter" in line)
    change(
        root / "volume-1" / "volume.yaml",
        "  - {role: case-study, id: pump, file: 02-pump}",
        f"  - {{role: case-study, id: pump, file: 02-pump}}\n{line}",
    )

    assert run(root, "check", "--quiet") == GOOD


def test_content_may_not_be_read_from_outside_its_folder(tmp_path, capsys):
    root = stock_book(tmp_path, "path-outside")

    assert run(root, "print") == CONTENT_AT_FAULT
    assert "error[path-outside]" in capsys.readouterr().err


def test_an_unknown_printing_condition_is_told_with_the_known_ones(tmp_path, capsys):
    root = stock_book(tmp_path)
    change(root / "volume-1" / "volume.yaml", "profile: ISOcoated_v2_300_bas", "profile: ISOcoated_v3")

    assert run(root, "print", "--lang", "en") == CONTENT_AT_FAULT
    assert "error[unknown-profile]" in capsys.readouterr().err


def test_a_colour_without_ink_is_told_at_the_line_of_the_drawing(tmp_path, capsys):
    root = stock_book(tmp_path)
    change(root / "volume-1" / "figures" / "plan.svg", "#2f5bd0", "rgb(0, 128, 0)")

    assert run(root, "print", "--lang", "en") == CONTENT_AT_FAULT
    told = capsys.readouterr().err
    assert "content/volume-1/figures/plan.svg:3: error[colour-untabled]: page 1 of `garden`: the colour #008000" in told
