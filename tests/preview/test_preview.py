"""The preview: pages from memory, made anew when a file changes, faults on the page, for this machine alone."""

from __future__ import annotations

import http.client
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bindery.preview import Preview, Subject, make_proof, open_preview
from tests.stock import change, stock_book

PROJECT = Path(__file__).parents[2]
PATIENCE_S = 20.0
CHAPTER = "volume-1/en/01-garden.md"


@pytest.fixture
def subject(tmp_path: Path) -> Subject:
    """The stock book in English, with styles and templates of its own to change."""
    for folder in ("styles", "templates"):
        shutil.copytree(PROJECT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("profiles", "print", "epub"))
    return Subject(stock_book(tmp_path), tmp_path, 1, ("en",))


@pytest.fixture
def preview(subject: Subject) -> Iterator[Preview]:
    with open_preview(subject, port=0) as opened:
        yield opened


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: status, headers, words."""

    status: int
    headers: Message
    words: str


@contextmanager
def asked(preview: Preview, path: str, method: str = "GET", **headers: str) -> Iterator[http.client.HTTPResponse]:
    connection = http.client.HTTPConnection(urlsplit(preview.address).netloc, timeout=PATIENCE_S)
    try:
        connection.request(method, path, headers=headers)
        with connection.getresponse() as answer:
            yield answer
    finally:
        connection.close()


def get(preview: Preview, path: str, method: str = "GET", **headers: str) -> Reply:
    with asked(preview, path, method, **headers) as answer:
        return Reply(answer.status, answer.headers, answer.read().decode(errors="replace"))


def text(preview: Preview, path: str) -> str:
    return get(preview, path).words


def line_of(subject: Subject, words: str) -> int:
    lines = (subject.content / CHAPTER).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if words in line)


def after_change(preview: Preview, path: Path, find: str, put: str) -> None:
    """Change a file and wait until a proof of it is made."""
    edition = preview.desk.proof.edition
    change(path, find, put)
    assert preview.desk.next_after(edition, PATIENCE_S).edition != edition


def test_the_address_leads_to_the_first_page_of_the_text(preview: Preview) -> None:
    answer = get(preview, "/")

    assert (answer.status, answer.headers["Location"]) == (302, "/en/volume-1/foreword.html")


def test_a_page_comes_with_all_it_shows(preview: Preview) -> None:
    page = get(preview, "/en/volume-1/garden.html")

    assert page.status == 200 and page.headers["Content-Type"] == "text/html; charset=utf-8"
    for path in ("/assets/site.css", "/assets/volume-1/icon-advice.svg", "/preview.js", "/preview.css"):
        assert get(preview, path).status == 200, path


def test_each_block_knows_its_line_and_the_page_its_file(preview: Preview, subject: Subject) -> None:
    page = text(preview, "/en/volume-1/garden.html")

    assert f'data-source="content/{CHAPTER}"' in page
    assert f'<h2 data-line="{line_of(subject, "## The plot")}" id="sec-plot">' in page


def test_a_change_of_the_text_is_seen(preview: Preview, subject: Subject) -> None:
    after_change(preview, subject.content / CHAPTER, "Start small.", "Start very small.")

    assert "Start very small." in text(preview, "/en/volume-1/garden.html")


def test_a_change_of_a_style_is_seen(preview: Preview, subject: Subject) -> None:
    after_change(preview, subject.project / "styles" / "web.css", "scroll-behavior: smooth", "scroll-behavior: auto")

    assert "scroll-behavior: smooth" not in text(preview, "/assets/site.css")


def test_a_file_touched_but_not_changed_makes_no_new_proof(preview: Preview, subject: Subject) -> None:
    before = preview.desk.proof

    (subject.content / CHAPTER).touch()

    assert preview.desk.next_after(before.edition, within_s=2) is before


def test_a_fault_is_told_on_the_page_with_its_file_and_line(preview: Preview, subject: Subject) -> None:
    after_change(preview, subject.content / CHAPTER, "::: advice", "::: advise")

    page = text(preview, "/en/volume-1/foreword.html")

    assert "1 error: a build would be refused" in page
    assert f"<code>content/{CHAPTER}:{line_of(subject, '::: advise')}</code>" in page and "unknown-box" in page


def test_the_rest_of_a_faulty_chapter_is_still_shown(preview: Preview, subject: Subject) -> None:
    after_change(preview, subject.content / CHAPTER, "::: advice", "::: advise")

    assert "Two neighbours, one rake." in text(preview, "/en/volume-1/garden.html")


def test_a_mended_fault_goes_away(preview: Preview, subject: Subject) -> None:
    after_change(preview, subject.content / CHAPTER, "::: advice", "::: advise")
    after_change(preview, subject.content / CHAPTER, "::: advise", "::: advice")

    assert "a build would be refused" not in text(preview, "/en/volume-1/garden.html")


def test_broken_data_leave_the_preview_alive(preview: Preview, subject: Subject) -> None:
    after_change(preview, subject.content / "collection.yaml", "slug: parcel-books", "slug: [")

    answer = get(preview, "/en/volume-1/garden.html")

    assert answer.status == 404
    assert "bad-yaml" in answer.words


def test_a_fault_in_a_template_is_told_with_its_line(subject: Subject) -> None:
    change(subject.project / "templates" / "web" / "volume.html", "{% if volume.cover %}", "{% if volume.cover")

    (fault,) = [d for d in make_proof(subject).diagnostics if d.code == "preview"]

    assert str(fault.source).startswith("templates/web/volume.html:")


def test_the_stream_names_the_edition_at_each_change(preview: Preview, subject: Subject) -> None:
    with asked(preview, "/events") as stream:
        first, _ = stream.readline(), stream.readline()
        after_change(preview, subject.content / CHAPTER, "Start small.", "Start smaller.")
        second = stream.readline()

    assert stream.headers["Content-Type"] == "text/event-stream"
    assert second == f"data: {preview.desk.proof.edition}\n".encode() != first


def test_a_page_knows_the_edition_it_was_made_from(preview: Preview) -> None:
    assert f'data-edition="{preview.desk.proof.edition}"' in text(preview, "/en/volume-1/garden.html")


def test_a_page_that_is_not_there_says_so_and_comes_back(preview: Preview) -> None:
    answer = get(preview, "/en/volume-1/nowhere.html")

    assert answer.status == 404
    assert "/preview.js" in answer.words


@pytest.mark.parametrize("path", ["/../pyproject.toml", "/%2e%2e/pyproject.toml", "/etc/passwd", "//etc/passwd"])
def test_nothing_beside_the_proof_is_served(preview: Preview, path: str) -> None:
    assert get(preview, path).status == 404


def test_a_page_from_elsewhere_cannot_read_the_text(preview: Preview) -> None:
    assert get(preview, "/en/volume-1/garden.html", Host="books.example").status == 403


def test_the_head_of_a_page_can_be_asked_for_alone(preview: Preview) -> None:
    answer = get(preview, "/en/volume-1/garden.html", method="HEAD")

    assert (answer.status, answer.words) == (200, "")


def test_the_published_site_holds_nothing_of_the_preview(preview: Preview) -> None:
    assert preview.desk.proof.files["en/volume-1/garden.html"].count(b"/preview.js") == 1
    assert not [path for path in (PROJECT / "templates" / "web").iterdir() if "preview" in path.read_text()]
