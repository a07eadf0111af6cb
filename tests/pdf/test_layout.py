"""Laying out: numbers bound from outside, resources from inside only, every complaint told."""

from __future__ import annotations

from pathlib import Path

import pytest

from bindery.diagnostics import ERROR, Diagnostic
from bindery.pdf import layout as layout_module
from bindery.pdf.layout import Layout, lay_out
from tests.pdf import specimen

LONG = "<p>word</p>" * 60


def said(html: str, base: Path, roots: tuple[Path, ...] = ()) -> dict[str, Diagnostic]:
    return {diagnostic.code: diagnostic for diagnostic in lay_out(html, base, roots).diagnostics}


def test_the_specimen_lays_out_without_complaint(layout: Layout) -> None:
    assert layout.diagnostics == ()


def test_page_numbers_name_the_page_of_their_target(layout: Layout) -> None:
    numbers = [n for n in layout.reading.numbers if len(n.targets) == 1]

    assert len(numbers) == 10
    assert all(n.printed == layout.page_map.folio_of(n.targets[0]) for n in numbers)


def test_index_places_are_sorted_merged_and_linked(layout: Layout) -> None:
    (roofs,) = [n for n in layout.reading.numbers if len(n.targets) > 1]
    index = next(e for e in layout.root.iter() if e.get("id") == "roofs")

    assert roofs.printed == "3–6, 11–14"
    assert [a.get("href") for a in index.iter("a")] == ["#ix-1-0", "#ix-1-6", "#ix-2-0", "#ix-2-6"]


def test_a_list_of_no_places_prints_what_it_is_told(layout: Layout) -> None:
    assert [n.printed for n in layout.reading.numbers if not n.targets] == ["–"]


def test_numbers_that_never_rest_are_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    turns = iter(range(100))
    monkeypatch.setattr(layout_module, "anchors_of", lambda pages: {"a": next(turns) % 2})
    html = specimen.page('<p id="a">See <span class="folio-of" data-target="a">0</span></p>')

    assert "`a`" in said(html, tmp_path)["page-numbers-unstable"].message


def test_nothing_is_fetched_from_the_network(tmp_path: Path) -> None:
    refused = said(specimen.page('<img src="https://example.org/a.png" alt="x">'), tmp_path)

    assert list(refused) == ["resource-remote"]
    assert refused["resource-remote"].severity is ERROR


def test_files_outside_the_roots_are_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.svg").write_text(specimen.DRAWING)
    (tmp_path / "book").mkdir()
    refused = said(specimen.page('<img src="../secret.svg" alt="x">'), tmp_path / "book", (tmp_path / "book",))

    assert list(refused) == ["resource-outside"]


def test_a_link_that_climbs_out_of_the_roots_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.svg").write_text(specimen.DRAWING)
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "innocent.svg").symlink_to(tmp_path / "secret.svg")
    refused = said(specimen.page('<img src="innocent.svg" alt="x">'), tmp_path / "book", (tmp_path / "book",))

    assert list(refused) == ["resource-outside"]


def test_files_below_the_roots_are_read(tmp_path: Path) -> None:
    (tmp_path / "an image.svg").write_text(specimen.DRAWING)

    assert said(specimen.page('<img src="an%20image.svg" alt="x">'), tmp_path, (tmp_path,)) == {}


def test_a_missing_file_is_named_as_the_author_wrote_it(tmp_path: Path) -> None:
    missing = said(specimen.page('<img src="figures/none.png" alt="x">'), tmp_path, (tmp_path,))

    assert "`figures/none.png`" in missing["resource-missing"].message
    assert str(tmp_path) not in missing["resource-missing"].message


def test_a_style_that_is_not_understood_is_told(tmp_path: Path) -> None:
    assert "colour" in said(specimen.page("<p>x</p>", "p { colour: red }"), tmp_path)["layout"].message


def test_a_failure_of_the_engine_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def fail(*_: object) -> None:
        raise NotImplementedError("a border")

    monkeypatch.setattr(layout_module, "_lay_out_until_true", fail)
    layout = lay_out(specimen.page("<p>x</p>"), tmp_path, ())

    assert [d.code for d in layout.diagnostics] == ["layout-crash"]
    assert layout.page_map.extent == 0
