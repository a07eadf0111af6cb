"""What machines come for: the feed, the map of the site, robots.txt, addresses shared."""

from __future__ import annotations

from dataclasses import replace
from email.utils import parsedate_to_datetime

import pytest
from lxml import etree

from bindery.formats.web import Bench
from bindery.site.sharing import share_links
from tests.site.stock_site import Site, made, pages, stock_bench

HOME = "https://example.org/books/"
NAMES = {"m": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return stock_bench(tmp_path_factory.mktemp("stock"))


@pytest.fixture(scope="module")
def site(bench: Bench) -> Site:
    return made(bench)


@pytest.fixture(scope="module")
def homeless(bench: Bench) -> Site:
    return made(replace(bench, collection=replace(bench.collection, site_url=None)))


def test_a_feed_tells_the_volumes_newest_first(site: Site) -> None:
    feed = etree.fromstring(site["en/feed.xml"])

    assert feed.xpath("//item/title/text()") == ["The hedge", "The garden and the pump"]
    assert feed.xpath("//item/guid/text()") == [f"{HOME}en/volume-{n}/index.html" for n in (2, 1)]


def test_a_feed_tells_when_a_volume_came_out_and_guesses_no_day(site: Site) -> None:
    hedge, garden = etree.fromstring(site["en/feed.xml"]).iter("item")

    assert hedge.find("pubDate") is None
    assert parsedate_to_datetime(garden.findtext("pubDate")).isoformat() == "2022-11-15T09:00:00+01:00"


def test_a_feed_names_itself_and_its_language(site: Site) -> None:
    channel = etree.fromstring(site["fr/feed.xml"]).find("channel")

    assert channel.findtext("language") == "fr"
    assert channel.find(f"{ATOM}link").get("href") == f"{HOME}fr/feed.xml"


def test_every_page_of_a_language_leads_to_its_feed(site: Site) -> None:
    for path, tree in pages(site).items():
        led = tree.xpath("//link[@type='application/rss+xml']/@href")
        assert len(led) == ("/" in path), path


def test_the_map_lists_every_page_but_those_that_only_serve(site: Site) -> None:
    listed = etree.fromstring(site["sitemap.xml"]).xpath("//m:loc/text()", namespaces=NAMES)

    serving = {"404.html", "fr/search/index.html", "en/search/index.html"}
    assert sorted(listed) == sorted(HOME + path for path in pages(site).keys() - serving)


def test_the_map_lists_the_languages_of_a_page(site: Site) -> None:
    garden = f"m:url[m:loc='{HOME}en/volume-1/garden.html']/x:link/@href"
    listed = etree.fromstring(site["sitemap.xml"]).xpath(garden, namespaces=NAMES)

    assert listed == [f"{HOME}{code}/volume-1/garden.html" for code in ("fr", "en")]


def test_robots_are_led_to_the_map(site: Site) -> None:
    assert site["robots.txt"].decode() == f"User-agent: *\nDisallow:\nSitemap: {HOME}sitemap.xml\n"


def test_a_site_without_an_address_has_no_feed_and_no_map(homeless: Site) -> None:
    assert not [path for path in homeless if path.endswith(".xml")]
    assert homeless["robots.txt"] == b"User-agent: *\nDisallow:\n"


def test_a_site_without_an_address_is_shared_by_letter_only(homeless: Site) -> None:
    links = pages(homeless)["en/index.html"].xpath("//section[@class='shares']//a/@href")

    assert [link.partition(":")[0] for link in links] == ["mailto"]


def test_what_is_shared_is_the_address_of_the_page(site: Site) -> None:
    links = pages(site)["en/volume-1/index.html"].xpath("//section[@class='shares']//a/@href")

    assert len(links) == 5
    assert all("https%3A%2F%2Fexample.org%2Fbooks%2Fen%2Fvolume-1%2Findex.html" in link for link in links)


def test_a_title_shared_keeps_its_signs() -> None:
    *_, x, letter = share_links("https://example.org/", "Rent & share?", "Yes.", "en")

    assert "text=Rent%20%26%20share%3F&url=" in x["href"]
    assert letter["href"] == "mailto:?subject=Rent%20%26%20share%3F&body=Yes.%0A%0Ahttps%3A%2F%2Fexample.org%2F"


def test_the_page_for_faults_finds_its_style_from_any_depth(site: Site) -> None:
    page = pages(site)["404.html"]

    assert page.xpath("//link[@rel='stylesheet']/@href")[0] == "/books/assets/site.css"


def test_a_language_names_the_others_and_itself_to_search_engines(site: Site) -> None:
    page = pages(site)["en/index.html"]
    led = dict(zip(page.xpath("//link/@hreflang"), page.xpath("//link[@hreflang]/@href"), strict=True))

    assert led == {"fr": f"{HOME}fr/index.html", "en": f"{HOME}en/index.html", "x-default": f"{HOME}index.html"}


def test_networks_show_the_wide_picture_when_there_is_one(bench: Bench) -> None:
    wide = replace(bench.texts[0].cover, src="assets/volume-1/social.jpg", width=1200, height=630)
    told = made(replace(bench, texts=[replace(text, social=wide) for text in bench.texts]))
    page = pages(told)["fr/index.html"]

    assert page.xpath("//meta[@property='og:image']/@content") == [f"{HOME}assets/volume-1/social.jpg"]
    assert page.xpath("//meta[@name='twitter:card']/@content") == ["summary_large_image"]
