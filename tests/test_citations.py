"""What the reader finds in the text and in the bibliography, and what the author hears about faulty items."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from datetime import date

import pytest
from citeproc import CitationStylesStyle
from lxml import etree

from bindery.citations import STYLES, Cite, Cited, cite, date_of
from bindery.diagnostics import ERROR, Source

ITEMS: tuple[Mapping[str, object], ...] = (
    {
        "id": "eca2018",
        "type": "report",
        "title": {"fr": "Les partenariats public-privé", "en": "Public private partnerships"},
        "author": [{"literal": {"fr": "Cour des comptes européenne", "en": "European Court of Auditors"}}],
        "issued": 2018,
        "genre": {"fr": "rapport spécial", "en": "special report"},
        "number": "09/2018",
        "publisher": "Office",
        "publisher-place": "Luxembourg",
        "URL": "https://example.org/ppp?a=1&b=2",
        "accessed": "2026-03-01",
    },
    {"id": "echo", "type": "book", "title": "Ville & <droit>", "author": "Échevin", "issued": "2020"},
    {"id": "abel", "type": "book", "title": "Deux", "author": [{"family": "Abel", "given": "Anne"}], "issued": 2020},
    {"id": "abel-2", "type": "book", "title": "Cinq", "author": [{"family": "Abel", "given": "Anne"}], "issued": 2020},
    {"id": "fabre", "type": "book", "title": "Ça va ?", "author": [{"family": "Fabre"}], "issued": date(2021, 5, 4)},
    {
        "id": "law",
        "type": "legislation",
        "title": "Loi du 17 juin 2016 relative aux marchés publics",
        "title-short": "loi du 17 juin 2016",
        "issued": "2016-06-17",
        "language": "fr",
    },
    {
        "id": "three",
        "type": "article-journal",
        "title": "Comparative analysis",
        "author": [{"family": "Huovila", "given": "A."}, {"family": "Bosch"}, {"family": "Airaksinen"}],
        "issued": 2019,
        "container-title": "Cities",
        "page": "141-153",
        "DOI": "doi:10.1016/x",
        "language": "en",
    },
)


def cited(language: str, *cites: Cite, items: tuple[Mapping[str, object], ...] = ITEMS) -> Cited:
    return cite(items, language, [(one,) for one in cites])


def plain(xhtml: str) -> str:
    return "".join(map(str, etree.fromstring(f"<p>{xhtml}</p>").itertext()))


def test_citation_names_author_year_and_page_in_french() -> None:
    text = cited("fr", Cite("eca2018", "3", "page")).texts[0]

    assert text == '(<a class="cite" href="#ref-eca2018">Cour des comptes européenne, 2018, p.\u00a03</a>)'


def test_citation_names_the_author_in_the_language_of_the_book() -> None:
    assert plain(cited("en", Cite("eca2018", "3-5", "page")).texts[0]) == (
        "(European Court of Auditors, 2018, pp.\u00a03–5)"
    )


def test_article_of_a_law_is_cited_without_a_year() -> None:
    assert plain(cited("fr", Cite("law", "40", "article")).texts[0]) == "(loi du 17 juin 2016, art.\u00a040)"


def test_locator_of_an_unknown_label_stays_as_written() -> None:
    assert plain(cited("en", Cite("eca2018", "Annex II", "annex")).texts[0]).endswith("2018, Annex II)")


def test_prefix_and_suffix_stand_outside_the_link() -> None:
    text = cited("en", Cite("fabre", prefix="see", suffix="and <others>")).texts[0]

    assert text == '(see <a class="cite" href="#ref-fabre">Fabre, 2021</a> and &lt;others&gt;)'


def test_works_of_a_cluster_stand_in_the_order_of_the_bibliography() -> None:
    texts = cite(ITEMS, "fr", [(Cite("fabre"), Cite("echo"))]).texts

    assert plain(texts[0]) == "(Échevin, 2020\u202f; Fabre, 2021)"


def test_bibliography_holds_only_the_works_cited() -> None:
    assert [entry.id for entry in cited("fr", Cite("fabre"), Cite("law")).bibliography] == ["ref-fabre", "ref-law"]


def test_accented_names_are_filed_as_plain_ones() -> None:
    entries = cited("fr", Cite("fabre"), Cite("echo"), Cite("eca2018")).bibliography

    assert [entry.id for entry in entries] == ["ref-eca2018", "ref-echo", "ref-fabre"]


def test_two_works_of_one_author_and_year_get_letters_in_text_and_bibliography() -> None:
    result = cited("fr", Cite("abel"), Cite("abel-2"))

    assert [plain(text) for text in result.texts] == ["(Abel, 2020b)", "(Abel, 2020a)"]
    assert [plain(entry.body)[:20] for entry in result.bibliography] == ["Abel, Anne (2020a). ", "Abel, Anne (2020b). "]


def test_a_work_alone_in_its_year_gets_no_letter() -> None:
    assert plain(cited("fr", Cite("abel")).texts[0]) == "(Abel, 2020)"


def test_report_entry_says_all_that_finds_it() -> None:
    entry = cited("fr", Cite("eca2018")).bibliography[0]

    assert plain(entry.body) == (
        "Cour des comptes européenne (2018). Les partenariats public-privé, rapport spécial nº\u00a009/2018. "
        "Luxembourg, Office. https://example.org/ppp?a=1&b=2 (consulté le 1er\u00a0mars 2026)."
    )


def test_address_is_a_link() -> None:
    link = etree.fromstring(f"<p>{cited('en', Cite('eca2018')).bibliography[0].body}</p>").find("a")

    assert link is not None
    assert link.get("href") == "https://example.org/ppp?a=1&b=2"


def test_doi_becomes_an_address() -> None:
    assert 'href="https://doi.org/10.1016/x"' in cited("en", Cite("three")).bibliography[0].body


def test_three_authors_are_shortened_in_the_text() -> None:
    assert plain(cited("fr", Cite("three")).texts[0]) == "(Huovila et al., 2019)"


def test_title_in_another_language_is_marked() -> None:
    body = cited("fr", Cite("three")).bibliography[0].body

    assert '<span lang="en" xml:lang="en">Comparative analysis</span>' in body


def test_characters_of_xml_are_escaped() -> None:
    assert "Ville &amp; &lt;droit&gt;" in cited("fr", Cite("echo")).bibliography[0].body


def test_title_that_ends_with_a_question_gets_no_full_stop() -> None:
    assert plain(cited("fr", Cite("fabre")).bibliography[0].body) == "Fabre (2021). Ça va ?"


def test_unknown_key_is_shown_without_a_link() -> None:
    assert cited("fr", Cite("no<thing")).texts == ("(no&lt;thing)",)


def test_keys_that_differ_by_case_are_two_works() -> None:
    items = ({"id": "a", "type": "book", "title": "One"}, {"id": "A", "type": "book", "title": "Two"})

    assert [plain(text) for text in cited("en", Cite("a"), Cite("A"), items=items).texts] == [
        "(One, n.d.)",
        "(Two, n.d.)",
    ]


FAULTS: Mapping[str, tuple[Mapping[str, object], str]] = {
    "type": ({"id": "x", "type": "raport", "title": "T"}, "unknown type `raport`"),
    "title": ({"id": "x", "type": "book"}, "no title"),
    "id": ({"type": "book", "title": "T"}, "no `id`"),
    "date": ({"id": "x", "type": "book", "title": "T", "issued": "spring"}, "not a date"),
    "calendar": ({"id": "x", "type": "book", "title": "T", "issued": "2018-13-01"}, "not a date"),
    "names": ({"id": "x", "type": "book", "title": "T", "author": [{"name": "N"}]}, "not a list of names"),
    "field": ({"id": "x", "type": "book", "title": "T", "publsher": "P"}, "unknown field `publsher`"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_of_an_item_is_told(fault: str) -> None:
    item, message = FAULTS[fault]

    found = cite([item], "fr", [(Cite("x"),)]).diagnostics

    assert [d.code for d in found] == ["bad-reference"]
    assert message in found[0].message


def test_misspelt_type_is_an_error_at_its_place_with_a_hint() -> None:
    item, _ = FAULTS["type"]

    found = cite([item], "fr", [], {"x": Source("references.yaml", 7)}).diagnostics[0]

    assert (found.severity, found.source, found.hint) == (
        ERROR,
        Source("references.yaml", 7),
        "the nearest type is `report`",
    )


def test_one_key_for_two_works_is_told() -> None:
    twins = [{"id": "x", "type": "book", "title": "One"}, {"id": "x", "type": "book", "title": "Two"}]

    assert "given to 2 works" in cite(twins, "fr", []).diagnostics[0].message


def test_item_without_title_is_cited_by_its_key() -> None:
    assert plain(cited("en", Cite("x"), items=({"id": "x", "type": "book"},)).texts[0]) == "(x, n.d.)"


@pytest.mark.parametrize(
    "written",
    [2018, "2018", [2018], {"year": 2018}, {"date-parts": [[2018]]}, [{"year": 2018}], {"date-parts": [["2018"]]}],
)
def test_year_is_read_however_it_is_written(written: object) -> None:
    assert date_of(written) == {"date-parts": [[2018]]}


def test_span_within_a_year_is_cited_by_that_year() -> None:
    item = {"id": "x", "type": "book", "title": "T", "issued": {"date-parts": [[2018, 1], [2018, 3]]}}

    assert plain(cited("en", Cite("x"), items=(item,)).texts[0]) == "(T, 2018)"


def test_same_input_gives_the_same_text() -> None:
    cites = [Cite(str(item["id"])) for item in ITEMS]

    assert cited("fr", *cites) == cited("fr", *cites)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_style_is_valid_csl(language: str) -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        CitationStylesStyle(str(STYLES / f"guide-{language}.csl"), validate=True)

    assert not [str(warning.message) for warning in caught]


def test_law_is_filed_under_its_title_whoever_signed_it() -> None:
    law = {"id": "l", "type": "legislation", "title": "Règlement", "author": "Zoé", "issued": 2013}

    assert plain(cited("fr", Cite("l"), items=(law,)).bibliography[0].body) == "Règlement. 2013."


def test_guillemets_inside_a_title_take_the_second_rank() -> None:
    article = {"id": "a", "type": "article-newspaper", "title": "Les « petits » pas", "issued": 2013}

    assert plain(cited("fr", Cite("a"), items=(article,)).bibliography[0].body).startswith(
        "«\u00a0Les “petits” pas\u00a0» (2013)."
    )


def test_single_page_is_singular() -> None:
    article = {"id": "a", "type": "article-journal", "title": "T", "container-title": "C", "page": "4"}

    assert plain(cited("en", Cite("a"), items=(article,)).bibliography[0].body) == "“T” (n.d.). C, p.\u00a04."
