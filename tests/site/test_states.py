"""What the site tells of a volume before and after its embargo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from bindery.embargo import HELD, PROOF, RELEASED
from bindery.formats.web import Bench
from tests.site.stock_site import Site, lay_down, made, pages, select, stock_bench, words
from tests.validators import axe, needs, vnu

Trees = Mapping[str, html.HtmlElement]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return stock_bench(tmp_path_factory.mktemp("stock"))


@pytest.fixture(scope="module")
def proof(bench: Bench) -> Site:
    return made(replace(bench, state=PROOF))


@pytest.fixture(scope="module")
def held(bench: Bench) -> Site:
    return made(replace(bench, state=HELD))


@pytest.fixture(scope="module")
def released(bench: Bench) -> Site:
    return made(replace(bench, state=RELEASED))


def is_kept_from_robots(tree: html.HtmlElement) -> bool:
    return tree.xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_every_page_of_a_proof_says_until_when_it_is_kept(proof: Site) -> None:
    for path, tree in pages(proof).items():
        code = path[:2] if "/" in path else "fr"
        told = {
            "fr": "sous embargo jusqu’au 15 novembre 2022 à 9 h 00",
            "en": "under embargo until 15 November 2022 at 9:00",
        }
        assert told[code] in words(select(tree, "body .banner")[0]).replace("\u00a0", " "), path


def test_no_page_of_a_proof_is_for_robots(proof: Site) -> None:
    assert all(is_kept_from_robots(tree) for tree in pages(proof).values())
    assert b"Disallow: /\n" in proof["robots.txt"]


def test_a_proof_holds_both_announcements(proof: Site) -> None:
    trees = pages(proof)

    assert words(select(trees["en/coming-soon/index.html"], ".coming-day")[0]).startswith("Coming on 15 November 2022")
    assert words(select(trees["en/index.html"], ".kicker")[0]) == "Volume 1 / 2 · Published on 15 November 2022"


def test_the_announcements_of_a_proof_lead_to_one_another(proof: Site) -> None:
    trees = pages(proof)
    links = [
        select(trees[f"fr/{path}"], ".banner a")[0].get("href") for path in ("index.html", "coming-soon/index.html")
    ]

    assert links == ["../fr/coming-soon/index.html", "../../fr/index.html"]


def test_a_page_that_is_held_back_announces_what_is_coming(held: Site) -> None:
    page = pages(held)["fr/index.html"]

    assert words(select(page, ".coming-day")[0]).startswith("À paraître le 15 novembre 2022")
    assert not select(page, ".banner") and not is_kept_from_robots(page)


def test_nothing_to_read_or_to_take_away_is_held_out_before_the_hour(held: Site) -> None:
    told = sorted(path for path in held if not path.startswith("assets/"))
    names = ("index.html", "collection/index.html", "feed.xml", "volume-1/index.html", "volume-2/index.html")

    assert told == sorted(
        ["404.html", "index.html", "robots.txt", "sitemap.xml", *(f"{c}/{n}" for c in ("fr", "en") for n in names)]
    )


def test_no_sentence_of_the_text_is_told_before_the_hour(bench: Bench, held: Site) -> None:
    text = next(text for text in bench.texts if text.language == "en")
    garden = next(section for section in text.book.sections if section.id == "garden")
    sentences = [
        words(p) for p in html.fragment_fromstring(garden.body, create_parent=True).iter("p") if len(words(p)) > 40
    ]
    told = " ".join(words(tree) for tree in pages(held).values())

    assert sentences and not [sentence for sentence in sentences if sentence in told]


def test_no_picture_of_the_text_is_told_before_the_hour(held: Site) -> None:
    assert not [path for path in held if "/figures/" in path]


def test_the_sheet_of_a_volume_that_is_held_gives_no_file_and_no_chapter(held: Site) -> None:
    page = pages(held)["en/volume-1/index.html"]

    assert not select(page, ".downloads") and not select(page, ".outline")
    assert [words(point) for point in select(page, ".points li")] == ["a garden", "a pump"]


def test_a_feed_does_not_tell_a_volume_that_is_held(held: Site, released: Site) -> None:
    assert b"volume-1/index.html" in released["en/feed.xml"] and b"volume-1/index.html" not in held["en/feed.xml"]


def test_a_released_site_has_neither_banner_nor_coming_volumes(released: Site) -> None:
    trees = pages(released)

    assert not [path for path in trees if "coming-soon" in path]
    assert not [path for path, tree in trees.items() if select(tree, ".banner")]
    assert [path for path, tree in trees.items() if is_kept_from_robots(tree)] == ["404.html"]


def test_a_volume_without_a_launch_waits_for_nothing(bench: Bench) -> None:
    volume = replace(bench.collection.volume(1), launch=None)

    assert replace(bench, state=HELD).state_of(volume) == RELEASED


@needs("vnu")
def test_every_page_of_a_proof_and_of_what_is_held_is_valid_html(proof: Site, held: Site, tmp_path: Path) -> None:
    root = lay_down(proof, tmp_path / "proof").parent
    lay_down(held, tmp_path / "held")

    assert vnu(root) == []


@needs("axe", "chromium")
@pytest.mark.parametrize(("width_px", "dark"), [(390, True), (1280, False)], ids=["phone dark", "desk light"])
def test_everyone_can_read_a_proof(proof: Site, tmp_path: Path, width_px: int, dark: bool) -> None:
    root = lay_down(proof, tmp_path)
    opened = ("index.html", "fr/index.html", "en/coming-soon/index.html", "en/volume-1/garden.html")

    assert axe(root, *opened, width_px=width_px, dark=dark) == []
