"""The search of the site: passages, the file that its script reads, and what it finds in a browser."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from bindery.assemble.tree import parse_fragment
from bindery.formats.web import Bench
from bindery.site.search import passages
from tests.site.stock_site import Site, lay_down, made, pages, select, stock_bench, words
from tests.validators import CHROMIUM_FLAGS, command, needs

SCRIPT = Path(__file__).parents[1] / "tools" / "search.mjs"


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return stock_bench(tmp_path_factory.mktemp("stock"))


@pytest.fixture(scope="module")
def site(bench: Bench) -> Site:
    return made(bench)


@pytest.fixture(scope="module")
def folder(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_down(site, tmp_path_factory.mktemp("site"))


def cut(fragment: str) -> list[tuple[str, str, str]]:
    return [(each.anchor, each.title, each.text) for each in passages(parse_fragment(fragment))]


def test_passages_begin_at_headings() -> None:
    body = '<p>Before.</p><h2 id="a">First</h2><p>One.</p><p>Two.</p><h3 id="b">Second</h3><p>Three.</p>'

    assert cut(body) == [("", "", "Before."), ("a", "First", "One. Two."), ("b", "Second", "Three.")]


def test_each_term_of_a_glossary_is_a_passage() -> None:
    assert cut('<dl><dt id="t"><dfn>term</dfn></dt><dd>What it means.</dd></dl>') == [("t", "term", "What it means.")]


def test_marks_within_a_word_do_not_cut_it() -> None:
    assert cut(
        '<p>part<span class="page-mark" id="page-2"></span>nership<a class="noteref" href="#n">1</a>, <em>so</em></p>'
    ) == [("", "", "partnership, so")]


def test_words_of_a_drawing_are_not_searched() -> None:
    assert cut("<figure><svg><text>drawn</text></svg><figcaption>A caption.</figcaption></figure>") == [
        ("", "", "A caption.")
    ]


def test_the_file_of_the_search_is_a_script_that_sets_one_value(site: Site) -> None:
    written = site["en/search/texts.js"].decode()
    value = json.loads(written.removeprefix("globalThis.siteTexts=").removesuffix(";\n"))

    assert ["../volume-1/garden.html", "Volume\u00a01, chapter\u00a01", "The garden"] in value["sections"]


def test_the_page_of_the_search_says_what_the_search_costs(site: Site) -> None:
    told = words(select(pages(site)["fr/search/index.html"], ".search-size")[0])

    assert told == "L’index de recherche (0,1 Mo) n’est chargé que lorsqu’on cherche."


def test_the_file_of_the_search_is_asked_for_by_no_page(site: Site) -> None:
    assert not [path for path, tree in pages(site).items() if tree.xpath("//script[contains(@src, 'texts.js')]")]


def test_every_page_to_be_read_leads_to_the_search_without_a_script(site: Site) -> None:
    (form,) = select(pages(site)["en/volume-1/garden.html"], "form")

    assert (form.get("action"), form.get("method")) == ("../../en/search/index.html", "get")


def test_without_a_script_the_search_leads_to_index_and_glossary(site: Site) -> None:
    page = pages(site)["en/search/index.html"]

    assert [link.get("href") for link in select(page, "noscript a")] == [
        "../volume-1/glossary.html",
        "../volume-1/subject_index.html",
        "../volume-1/index.html#contents",
    ]


def test_the_script_writes_no_html(site: Site) -> None:
    script = site["assets/search.js"].decode()

    assert not [
        name for name in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(") if name in script
    ]


def searched(folder: Path, page: str, *asked: str) -> list[dict[str, Any]]:
    """Search from a disk in Chromium: what is told, and the hits as title, address and marked words."""
    node, _ = command("axe")
    order = {
        "chromium": command("chromium")[0],
        "flags": CHROMIUM_FLAGS[1:],
        "page": str(folder / page),
        "asked": asked,
    }
    done = subprocess.run([node, SCRIPT, json.dumps(order)], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@needs("axe", "chromium")
def test_searching_finds_words_whatever_their_accents_capitals_plurals_and_small_words(folder: Path) -> None:
    """One browser for all the claims: it takes seconds to start."""
    asked = ("jardin", "jardins", "JARDÎN", "le jardin de la", "zzz", "<img src=x onerror=alert(1)>")
    plain, plural, capital, small, nothing, tags = searched(folder, "fr/search/index.html", *asked)

    assert "passage" in plain["told"] and plain["hits"]
    assert plural == capital == small == plain
    assert {mark.lower() for hit in plain["hits"] for mark in hit["marked"]} <= {"jardin", "jardins"}
    assert nothing == {"told": "Aucun passage ne contient tous ces mots.", "hits": []}
    assert tags["told"]


@needs("axe", "chromium")
def test_a_hit_leads_to_an_anchor_that_is_there(folder: Path, site: Site) -> None:
    (found,) = searched(folder, "en/search/index.html", "garden")
    trees = pages(site)

    assert found["hits"]
    for hit in found["hits"]:
        path, _, anchor = hit["href"].partition("#")
        tree = trees[str(Path(path).relative_to(folder))]
        assert not anchor or tree.get_element_by_id(anchor) is not None
