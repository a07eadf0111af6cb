"""The site of the stock collection: what stands on its pages, and that every link of every page leads somewhere."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from lxml import etree, html

from bindery.formats.web import Bench, WebText, make_site
from bindery.model import IndexPlace
from bindery.site.linked_data import launch_data
from bindery.site.weight import page_weights
from tests.site.stock_site import Site, lay_down, made, pages, select, stock_bench, words
from tests.validators import axe, needs, vnu

READ_FIRST, READ_LAST = "foreword.html", "copyright-page.html"


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return stock_bench(tmp_path_factory.mktemp("stock"))


@pytest.fixture(scope="module")
def site(bench: Bench) -> Site:
    return made(bench)


@pytest.fixture(scope="module")
def trees(site: Site) -> dict[str, html.HtmlElement]:
    return pages(site)


def english(trees: Mapping[str, html.HtmlElement], name: str) -> html.HtmlElement:
    return trees[f"en/volume-1/{name}.html"]


# --- addresses ---


def addresses(tree: html.HtmlElement) -> Iterator[str]:
    for name in ("href", "src", "srcset"):
        for element in tree.iter():
            if isinstance(element.tag, str) and element.get(name):
                yield element.get(name)


def dead_links(site: Site) -> list[str]:
    trees, home = pages(site), "https://example.org/books/"
    ids = {path: set(tree.xpath("//@id")) for path, tree in trees.items()}
    dead = []
    for path, tree in trees.items():
        for address in addresses(tree):
            target, anchor = urldefrag(urljoin(home + path, address))
            if not target.startswith(home):
                continue
            there = unquote(target.removeprefix(home))
            if there not in site and there != "1":
                dead.append(f"{path}: {address}")
            elif anchor and anchor not in ids[there]:
                dead.append(f"{path}: {address} has no such anchor")
    sheet = site["assets/site.css"].decode()
    return dead + [name for name in re.findall(r'url\("?([^")]+)"?\)', sheet) if f"assets/{name}" not in site]


def test_every_address_of_every_page_leads_somewhere(site: Site) -> None:
    assert dead_links(site) == []


def test_a_text_in_one_language_has_no_dead_link_either(bench: Bench) -> None:
    alone = [text for text in bench.texts if text.language == "en"]

    assert dead_links(made(replace(bench, texts=alone))) == []


def test_a_site_without_pictures_and_downloads_has_no_dead_link(bench: Bench) -> None:
    bare = [WebText(text.book) for text in bench.texts]

    assert dead_links(made(replace(bench, texts=bare))) == []


def test_a_section_that_one_language_lacks_leads_to_the_volume_in_the_other(bench: Bench) -> None:
    texts = [t if t.language == "fr" else replace(t, book=without(t, "glossary")) for t in bench.texts]

    page = pages(made(replace(bench, texts=texts)))["fr/volume-1/glossary.html"]
    (switch,) = select(page, ".switch a")

    assert switch.get("href") == "../../en/volume-1/index.html"


def without(text: WebText, section: str):
    return replace(text.book, sections=tuple(s for s in text.book.sections if s.id != section))


def test_every_file_is_written_once(bench: Bench) -> None:
    paths = [path for path, _ in make_site(bench)]

    assert sorted(paths) == sorted(set(paths))


def test_same_texts_give_the_same_bytes(bench: Bench, site: Site) -> None:
    assert made(bench) == dict(site)


def test_pages_take_nothing_from_another_host(trees: Mapping[str, html.HtmlElement]) -> None:
    taken = [
        str(address)
        for tree in trees.values()
        for address in tree.xpath("//img/@src | //source/@srcset | //script/@src | //link[@rel!='canonical']/@href")
        if "://" in address and not address.startswith("https://example.org/books/")
    ]

    assert taken == []


def test_the_photograph_of_the_french_text_is_beside_its_page(trees: Mapping[str, html.HtmlElement]) -> None:
    (photograph,) = select(trees["fr/volume-1/garden.html"], "article figure img")

    assert (photograph.get("src"), photograph.get("width")) == ("../../assets/volume-1/figures/photo.png", "640")


# --- every page ---


def test_nothing_on_a_page_needs_a_style_or_a_script_of_its_own(trees: Mapping[str, html.HtmlElement]) -> None:
    for path, tree in trees.items():
        active = tree.xpath(
            "//script[not(@src) and (not(@type) or @type!='application/ld+json')] | //style | //*[@style]"
        )
        handlers = [name for element in tree.iter() for name in element.attrib if name.startswith("on")]
        assert not active and not handlers, path


def test_only_the_search_has_a_script(trees: Mapping[str, html.HtmlElement]) -> None:
    assert [path for path, tree in trees.items() if tree.xpath("//script[@src]")] == [
        "fr/search/index.html",
        "en/search/index.html",
    ]


def test_every_page_names_its_language_its_text_and_itself(trees: Mapping[str, html.HtmlElement]) -> None:
    titles = [tree.findtext("head/title") for tree in trees.values()]

    assert all(titles) and len(set(titles)) == len(titles)
    for path, tree in trees.items():
        assert tree.get("lang") == (path[:2] if "/" in path else "fr"), path
        assert tree.xpath("string(//meta[@name='description']/@content)"), path


def test_headings_go_down_one_step_at_a_time(trees: Mapping[str, html.HtmlElement]) -> None:
    for path, tree in trees.items():
        levels = [int(heading.tag[1]) for heading in tree.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
        assert levels[0] == 1 and levels.count(1) == 1, path
        assert all(after - before <= 1 for before, after in pairwise(levels)), path


def test_the_switch_of_language_speaks_the_language_it_leads_to(trees: Mapping[str, html.HtmlElement]) -> None:
    (switch,) = select(english(trees, "garden"), ".switch a")

    assert (words(switch), switch.get("lang")) == ("Français", "fr")
    assert switch.get("href") == "../../fr/volume-1/garden.html"


def test_pictures_have_a_size_and_words(trees: Mapping[str, html.HtmlElement]) -> None:
    for path, tree in trees.items():
        for picture in tree.iter("img"):
            assert picture.get("width") and picture.get("height") and picture.get("alt"), path


def test_the_supporters_stand_in_words_and_by_logo_on_every_page(
    bench: Bench, trees: Mapping[str, html.HtmlElement]
) -> None:
    for path, tree in trees.items():
        if "/" not in path:
            continue
        code = tree.get("lang")
        foot = select(tree, "footer")[0]
        assert words(select(foot, ".support-sentence")[0]) == bench.collection.support_sentence[code], path
        names = [logo.get("alt") for logo in foot.iter("img")]
        assert names == [supporter.names[code] for supporter in bench.collection.supporters], path


def test_the_disclaimer_stands_on_every_page(bench: Bench, trees: Mapping[str, html.HtmlElement]) -> None:
    said = {tree.get("lang"): bench.collection.disclaimer[tree.get("lang")] for tree in trees.values()}

    for path, tree in trees.items():
        assert "/" not in path or said[tree.get("lang")] in words(select(tree, "footer")[0])


# --- announcement, volume, collection ---


def test_those_of_the_published_edition_are_never_credited_with_the_text_built_here(
    bench: Bench, trees: Mapping[str, html.HtmlElement]
) -> None:
    (contributor,) = bench.collection.volume(1).contributors

    for name in ("en/index.html", "en/volume-1/index.html", "en/collection/index.html", "en/volume-1/about.html"):
        assert contributor.name not in etree.tostring(trees[name], encoding="unicode"), name


def test_those_of_a_volume_that_only_its_publisher_has_are_named_in_the_collection(bench: Bench) -> None:
    volumes = bench.collection.volumes
    second = replace(volumes[1], contributors=volumes[0].contributors)
    told = pages(made(replace(bench, collection=replace(bench.collection, volumes=(volumes[0], second)))))

    assert [words(one) for one in select(told["en/collection/index.html"], ".people dd")] == ["Ada Semeur"]


def test_the_announcement_tells_the_day_the_place_and_the_promise(trees: Mapping[str, html.HtmlElement]) -> None:
    page = trees["en/index.html"]
    (launch,) = select(page, ".launch")

    assert words(launch) == "Launch 15 November 2022 at 9:00 (UTC+01:00) Parcel fair, Nowhere"
    assert select(launch, "time")[0].get("datetime") == "2022-11-15T09:00:00+01:00"
    assert [words(point) for point in select(page, ".points li")] == ["a garden", "a pump"]


def test_the_volume_offers_its_files_with_their_sizes(trees: Mapping[str, html.HtmlElement]) -> None:
    offered = [words(line) for line in select(trees["fr/volume-1/index.html"], ".downloads li")]

    assert offered == ["PDF d’écran 1,2 Mo", "Livre numérique (EPUB) 0,5 Mo"]


def test_every_volume_has_a_page_of_its_own(trees: Mapping[str, html.HtmlElement]) -> None:
    cards = select(trees["en/collection/index.html"], ".card a")

    assert [card.get("href") for card in cards] == ["../volume-1/index.html", "../volume-2/index.html"]


def test_a_volume_without_a_text_tells_what_is_known_and_gives_no_file(trees: Mapping[str, html.HtmlElement]) -> None:
    page = trees["en/volume-2/index.html"]

    assert words(select(page, ".kicker")[0]) == "Volume 2 / 2 · 2023 · 12 pp."
    assert not select(page, ".downloads") and not page.xpath("//a[@download]")
    assert words(select(page, ".sheet-words p")[0]) == "The text of this volume is not on this site."


def test_a_volume_without_a_text_leads_to_its_publisher(bench: Bench) -> None:
    volumes = bench.collection.volumes
    second = replace(volumes[1], url="https://example.org/hedge")
    told = pages(made(replace(bench, collection=replace(bench.collection, volumes=(volumes[0], second)))))

    assert "https://example.org/hedge" in told["en/volume-2/index.html"].xpath("//main//a/@href")


def test_covers_of_the_whole_collection_stand_on_the_announcement(trees: Mapping[str, html.HtmlElement]) -> None:
    covers = [cover.get("src") for cover in select(trees["fr/index.html"], ".card img")]

    assert covers == ["../assets/volume-1/small-book-1-fr-card.webp", "../assets/volume-2/small-book-2-fr-card.webp"]


def test_machines_read_known_facts_and_no_other(bench: Bench, trees: Mapping[str, html.HtmlElement]) -> None:
    data = facts(trees["en/volume-1/index.html"])[0]

    assert (data["@type"], data["name"], data["inLanguage"]) == ("Book", "The garden and the pump", "en")
    assert data["disambiguatingDescription"] == bench.collection.disclaimer["en"]
    assert not {"author", "isbn", "offers", "aggregateRating"} & data.keys()


def facts(page: html.HtmlElement) -> list[dict[str, Any]]:
    data = json.loads(page.xpath("string(//script[@type='application/ld+json'])"))
    return data.get("@graph", [data])


def test_machines_read_when_and_where_the_launch_is(trees: Mapping[str, html.HtmlElement]) -> None:
    event = facts(trees["en/index.html"])[1]

    assert (event["@type"], event["startDate"]) == ("Event", "2022-11-15T09:00:00+01:00")
    assert (event["location"]["name"], event["superEvent"]["name"]) == ("Nowhere", "Parcel fair")


def test_an_hour_that_is_not_known_is_not_told_to_machines(bench: Bench) -> None:
    launch = bench.collection.volume(1).launch
    assert launch is not None

    assert launch_data(replace(launch, hour_is_known=False), "Launch", "en")["startDate"] == "2022-11-15"


def test_the_way_to_a_section_is_told_to_machines(trees: Mapping[str, html.HtmlElement]) -> None:
    (crumbs,) = facts(english(trees, "garden"))

    assert [step["name"] for step in crumbs["itemListElement"]][1:] == ["The garden and the pump", "The garden"]


def test_the_collection_is_a_series_of_all_its_volumes(trees: Mapping[str, html.HtmlElement]) -> None:
    (page,) = facts(trees["en/collection/index.html"])

    assert page["mainEntity"]["@type"] == "BookSeries"
    assert [part["position"] for part in page["mainEntity"]["hasPart"]] == [1, 2]


def test_data_for_machines_cannot_end_its_element(bench: Bench) -> None:
    collection = replace(bench.collection, disclaimer={"fr": "</script><b>", "en": "</script><b>"})

    page = made(replace(bench, collection=collection))["en/volume-1/index.html"].decode()

    assert "</script><b>" not in page


def test_no_page_weighs_200_kb_before_its_pictures(site: Site) -> None:
    assert [f"{path}: {weight}" for path, weight in page_weights(site) if weight >= 200_000] == []


# --- the reading edition ---


def test_reading_goes_from_the_first_section_to_the_last_and_back(trees: Mapping[str, html.HtmlElement]) -> None:
    forth, here = [READ_FIRST], READ_FIRST
    while following := english(trees, here.removesuffix(".html")).xpath("string(//a[@rel='next']/@href)"):
        assert english(trees, following.removesuffix(".html")).xpath("string(//a[@rel='prev']/@href)") == here
        here = following
        forth.append(here)

    assert forth[-1] == READ_LAST
    assert set(forth) == {p.rpartition("/")[2] for p in trees if p.startswith("en/volume-1/")} - {"index.html"}


def test_the_contents_of_a_section_mark_where_the_reader_is(trees: Mapping[str, html.HtmlElement]) -> None:
    here = english(trees, "garden").xpath("//nav[contains(@class, 'toc-open')]//*[@aria-current='page']")

    assert [link.get("href") for link in here] == ["garden.html"]


def test_a_note_leads_back_to_its_call(trees: Mapping[str, html.HtmlElement]) -> None:
    page = english(trees, "garden")
    (call,), (back,) = select(page, ".noteref"), select(page, ".backlink")

    assert select(page.get_element_by_id(call.get("href")[1:]), ".backlink")
    assert back.get("href") == f"#{call.get('id')}" and back.get("aria-label").startswith("Back to the text")


def test_the_index_gives_the_pages_of_the_print_edition(trees: Mapping[str, html.HtmlElement]) -> None:
    links = {link.get("href"): words(link) for link in select(english(trees, "subject_index"), ".folio-link")}

    assert links == {"garden.html#ix-garden-1": "9", "garden.html#ix-garden-2": "9", "garden.html#ix-garden-3": "10"}


def test_the_index_says_a_page_once_when_a_subject_is_met_there_twice(bench: Bench) -> None:
    text = next(text for text in bench.texts if text.language == "en")
    (first, *rest) = text.book.index
    often = replace(first, places=tuple(map(IndexPlace, ("ix-garden-1", "ix-garden-2", "ix-garden-3"))))
    again = replace(text, book=replace(text.book, index=(often, *rest)))

    page = pages(made(replace(bench, texts=[again])))["en/volume-1/subject_index.html"]

    assert words(select(page, ".letter li")[0]).startswith("agreement, 9–10, see also")


def test_each_line_of_the_index_leads_to_the_words_marked_for_it(trees: Mapping[str, html.HtmlElement]) -> None:
    led = {}
    for link in select(english(trees, "subject_index"), ".folio-link"):
        page, _, anchor = link.get("href").partition("#")
        led[anchor] = words(english(trees, page.removesuffix(".html")).get_element_by_id(anchor))

    assert led == {"ix-garden-1": "", "ix-garden-2": "garden", "ix-garden-3": "agreement"}


def test_the_index_sends_to_its_own_entries(trees: Mapping[str, html.HtmlElement]) -> None:
    page = english(trees, "subject_index")
    (link,) = select(page, ".see-entry")

    assert words(page.get_element_by_id(link.get("href")[1:])).startswith("rent")


@pytest.mark.parametrize(("name", "prefix"), [("glossary", "term-"), ("bibliography", "ref-")])
def test_each_term_and_each_work_is_led_to_from_the_text(
    trees: Mapping[str, html.HtmlElement], name: str, prefix: str
) -> None:
    listed = [e.get("id") for e in english(trees, name).iter() if str(e.get("id", "")).startswith(prefix)]
    led = {link.get("href") for link in select(english(trees, "garden"), "a")}

    assert listed
    assert all(f"{name}.html#{anchor}" in led for anchor in listed)


def test_the_pages_of_the_print_edition_are_marked_where_they_begin(trees: Mapping[str, html.HtmlElement]) -> None:
    marks = select(english(trees, "garden"), ".page-mark")

    assert [(mark.get("id"), mark.get("data-page")) for mark in marks] == [("page-9", "9"), ("page-10", "10")]


def test_a_wide_table_can_be_scrolled_from_the_keyboard_by_its_name(trees: Mapping[str, html.HtmlElement]) -> None:
    page = english(trees, "garden")

    for frame in select(page, ".table .table-scroll"):
        assert frame.get("tabindex") == "0"
        assert words(page.get_element_by_id(frame.get("aria-labelledby"))).startswith("Table ")


def test_lines_of_the_sources_stay_in_the_workshop(bench: Bench, site: Site) -> None:
    kept = made(replace(bench, keeps_lines=True))["en/volume-1/garden.html"]

    assert b"data-line=" in kept and b"data-source=" in kept
    assert b"data-line=" not in site["en/volume-1/garden.html"] and b"data-b=" not in site["en/volume-1/garden.html"]


# --- in the hands of the validators ---


@pytest.fixture(scope="module")
def folder(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_down(site, tmp_path_factory.mktemp("site"))


@needs("vnu")
def test_every_page_is_valid_html(folder: Path) -> None:
    assert vnu(folder) == []


NARROW = ("index.html", "fr/search/index.html", "fr/index.html", "fr/volume-1/garden.html", "fr/volume-1/index.html")
READ = ("garden", "pump", "subject_index", "copyright-page")
SEARCHED = "en/search/index.html?q=gardens"
SHEETS = ("en/index.html", "en/collection/index.html", "en/volume-2/index.html", SEARCHED)
WIDE = (*SHEETS, *(f"en/volume-1/{name}.html" for name in READ))


@needs("axe", "chromium")
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("opened", "width_px"), [(NARROW, 320), (WIDE, 1440)], ids=["narrow", "wide"])
def test_everyone_can_read_the_site_under_a_strict_policy(
    folder: Path, opened: tuple[str, ...], width_px: int, dark: bool
) -> None:
    assert axe(folder, *opened, width_px=width_px, dark=dark) == []
