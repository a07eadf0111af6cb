"""The report keeps what is true of the output folder, and `check` tells the layout from it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bindery.checks import layout_report
from bindery.cli import GOOD, main
from bindery.diagnostics import WARNING, Diagnostic, Source
from bindery.model import Artifact
from bindery.remarks import RemarkedPage, remarks_in
from bindery.report import Report, as_json, with_earlier, write_report
from bindery.studio import Studio
from tests.stock import stock_book

PROJECT = Path(__file__).parent.parent
TORN = Diagnostic(WARNING, "layout-torn", Source("chapter.md", 7), "en, p. 4: torn", "move it")
ENGLISH = RemarkedPage("4", (TORN,), b"png")


def artifact(path: str) -> Artifact:
    return Artifact(path, "screen PDF", "0" * 64, 3, 1)


def written(output: Path, *paths: str) -> tuple[Artifact, ...]:
    for path in paths:
        (output / path).parent.mkdir(parents=True, exist_ok=True)
        (output / path).write_bytes(b"pdf")
    return tuple(artifact(path) for path in paths)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A folder with a text in two languages, of which one has a remark."""
    files = written(tmp_path, "volume-1/en/a-screen.pdf", "volume-1/fr/a-screen.pdf")
    report = Report(files, (), {}, {"volume-1/en": (ENGLISH,), "volume-1/fr": ()})
    write_report(tmp_path, report, Studio(PROJECT).render)
    return tmp_path


def test_check_tells_what_the_last_build_remarked(output):
    assert layout_report(output) == (TORN,)


def test_the_page_shows_each_remark_with_its_picture(output):
    page = (output / "report.html").read_text(encoding="utf-8")

    assert "Layout: 1 remark" in page and "en, p. 4: torn" in page and "chapter.md:7" in page
    assert 'src="data:image/png;base64,cG5n"' in page and 'alt="Page 4, with' in page


def test_the_page_says_of_which_text_there_is_nothing_to_remark(output):
    after = (output / "report.html").read_text(encoding="utf-8").partition("volume-1/fr</h3>")[2]

    assert "Nothing: a compositor would sign these pages." in after


def test_remarks_on_texts_that_are_not_made_again_are_kept(output):
    (french,) = written(output, "volume-1/fr/a-screen.pdf")
    kept = with_earlier(Report((french,), (), {}, {"volume-1/fr": ()}), output)

    assert kept.layout == {"volume-1/en": (ENGLISH,), "volume-1/fr": ()}


def test_remarks_on_a_text_made_again_are_replaced(output):
    kept = with_earlier(Report((), (), {}, {"volume-1/en": ()}), output)

    assert remarks_in(kept.layout) == ()


def test_remarks_on_a_text_that_is_gone_are_forgotten(output):
    (output / "volume-1/en/a-screen.pdf").unlink()

    assert "volume-1/en" not in with_earlier(Report((), (), {}), output).layout


@pytest.mark.parametrize("text", ["", "[]", "{", '{"artifacts": 3}', '{"artifacts": [], "layout": {"a": [{}]}}'])
def test_a_damaged_report_tells_nothing(tmp_path, text):
    (tmp_path / "report.json").write_text(text, encoding="utf-8")

    assert layout_report(tmp_path) == ()
    assert with_earlier(Report((), (), {}), tmp_path) == Report((), (), {})


def test_a_report_of_an_older_engine_is_read(tmp_path):
    (tmp_path / "report.json").write_text('{"artifacts": [], "diagnostics": []}', encoding="utf-8")

    assert layout_report(tmp_path) == ()


def test_on_standard_output_there_are_no_pictures():
    report = Report((), (), {}, {"volume-1/en": (ENGLISH,)})
    (page,) = json.loads(as_json(report, with_pictures=False))["layout"]["volume-1/en"]

    assert page["remarks"][0]["code"] == "layout-torn" and "picture" not in page


# -- as users run it


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The stock book in English, on the screen, whose foreword leaves its page nearly empty."""
    root = stock_book(tmp_path_factory.mktemp("layout"))
    assert run(root, "screen", "--lang", "en", "--jobs", "1", "--quiet") == GOOD
    return root


def run(root: Path, *words: str) -> int:
    return main([*words, "--content", str(root), "--output", str(root.parent / "output")])


def test_a_build_tells_only_how_many_remarks_there_are(root, capsys):
    run(root, "screen", "--lang", "en", "--jobs", "1")
    said = capsys.readouterr()

    assert "layout: " in said.out and "remarks: see `check` or output/report.html" in said.out
    assert "layout-" not in said.out + said.err


def test_check_lists_each_with_page_and_line_and_does_not_fail(root, capsys):
    assert run(root, "check") == GOOD

    said = capsys.readouterr().err
    assert "00-foreword.md:5: warning[layout-page-empty]: en, p. 5: the page is less than a third full" in said


def test_the_report_shows_the_page(root):
    layout = json.loads((root.parent / "output" / "report.json").read_text(encoding="utf-8"))["layout"]
    foreword = next(page for page in layout["volume-1/en"] if page["folio"] == "5")

    assert foreword["remarks"][0]["path"].endswith("volume-1/en/00-foreword.md")
    assert foreword["picture"] in (root.parent / "output" / "report.html").read_text(encoding="utf-8")


def test_an_e_book_alone_leaves_the_remarks_as_they_were(root):
    before = layout_report(root.parent / "output")

    assert run(root, "epub", "--lang", "en", "--jobs", "1", "--quiet") == GOOD
    assert before and layout_report(root.parent / "output") == before


def test_the_same_remarks_are_made_without_the_store(root, tmp_path):
    words = ("screen", "--lang", "en", "--jobs", "2", "--no-cache", "--quiet")
    layouts = []
    for output in (root.parent / "output", tmp_path / "again"):
        if not output.exists():
            assert main([*words, "--content", str(root), "--output", str(output)]) == GOOD
        layouts.append(json.loads((output / "report.json").read_text(encoding="utf-8"))["layout"])

    assert layouts[0] == layouts[1] != {}
