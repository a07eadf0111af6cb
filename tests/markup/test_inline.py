"""Notes, citations, references, terms, index entries, links, variables and HTML within the text."""

from __future__ import annotations

import json

import pytest

from bindery.diagnostics import WARNING
from bindery.markup.citations import read_place
from tests.markup.read import one, read, root_of, told, tree, words

# --- notes


def test_notes_are_numbered_where_they_are_called():
    root = tree("One[^b], two[^a].\n\n[^a]: First given.\n\n[^b]: Second given.")

    assert [(a.text, a.get("href")) for a in root.iter("a")] == [("1", "#fn-notions-b"), ("2", "#fn-notions-a")]
    assert [words(e) for e in root.findall("./section/aside")] == ["Second given.", "First given."]


def test_a_note_called_twice_keeps_its_number_and_has_two_anchors():
    root = tree("One[^a], two[^a].\n\n[^a]: Note.")

    assert [(a.text, a.get("id")) for a in root.iter("a")] == [("1", "fnref-notions-a"), ("1", "fnref-notions-a-2")]


def test_a_note_may_hold_paragraphs_citations_and_lists():
    note = one(tree("One[^a].\n\n[^a]: Note [@eca2018].\n\n    - item\n\n    End.\n\nText."), "./section/aside")

    assert [e.tag for e in note] == ["p", "ul", "p"]
    assert note.get("role") == "doc-footnote"


def test_a_note_given_in_a_box_leaves_it():
    root = tree("::: advice\nText[^a].\n\n[^a]: Note.\n:::")

    assert words(one(root, "./section/aside")) == "Note."


def test_a_note_called_by_print_alone_goes_with_its_call():
    root = tree("::: only-print\nText[^a].\n:::\n\n[^a]: Note.")

    assert words(one(root, "./section/div[@class='only-print']/aside")) == "Note."


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("One[^a].", [("note-undefined", 1)]),
        ("One.\n\n[^a]: Note.", [("note-unused", 3)]),
        ("One[^a].\n\n[^a]: Note.\n\n[^a]: Again.", [("duplicate-id", 5)]),
        ("One[^a].\n\n[^a]: Note[^b].\n\n[^b]: More.", [("unknown-form", 3), ("note-unused", 5)]),
        ("One[^a].\n\n[^a]:", [("note-undefined", 3)]),
    ],
)
def test_notes_that_miss_their_call_are_told(text: str, codes: list[tuple[str, int]]):
    assert told(text) == codes


def test_an_unused_note_is_a_warning():
    assert [d.severity for d in read("One.\n\n[^a]: Note.").diagnostics] == [WARNING]


# --- citations


def cites(text: str, language: str = "en"):
    return json.loads(one(tree(text, language), "//span[@class='citation']").get("data-cite") or "")


def test_a_citation_says_its_work_and_page():
    assert cites("Said [@eca2018, p. 3].") == [
        {"id": "eca2018", "label": "page", "locator": "3", "prefix": "", "suffix": ""}
    ]


def test_a_cluster_keeps_its_order_its_prefix_and_its_suffix():
    assert cites("Said [see @law2016, art. 40, in the end; @eca2018].") == [
        {"id": "law2016", "label": "article", "locator": "40", "prefix": "see", "suffix": "in the end"},
        {"id": "eca2018", "label": "", "locator": "", "prefix": "", "suffix": ""},
    ]


@pytest.mark.parametrize(
    ("rest", "place"),
    [
        ("p. 3", ("page", "3", "")),
        ("pp. 3-5", ("page", "3-5", "")),
        ("p. 3 et 7", ("page", "3 et 7", "")),
        ("12", ("page", "12", "")),
        ("art. 3.167", ("article", "3.167", "")),
        ("§ 4", ("paragraph", "4", "")),
        ("point 2", ("", "point 2", "")),
        ("p. 3, table 2", ("page", "3", "table 2")),
        ("in the preface", ("", "", "in the preface")),
        ("", ("", "", "")),
    ],
)
def test_places_in_a_work_are_read(rest: str, place: tuple[str, str, str]):
    assert read_place(rest) == place


def test_a_citation_may_run_over_two_lines():
    assert [d.source.line for d in read("One\n[@eca2018,\np. 3] two\n[@nobody].").diagnostics] == [4]


def test_an_unknown_work_is_told_with_the_nearest_key():
    marked = read("Said [@eca2019].")

    assert [(d.code, d.hint) for d in marked.diagnostics] == [("unknown-citation", "the nearest key is `eca2018`")]


def test_an_address_in_brackets_is_no_citation():
    assert words(tree("Write [to ada@example.org] now.")) == "Write [to ada@example.org] now."


# --- cross-references


@pytest.mark.parametrize("anchor", ["fig-scale", "tbl-x", "sec-why", "box-a-b-2"])
def test_a_reference_is_an_empty_link(anchor: str):
    link = one(tree(f"See @{anchor}. (@{anchor})"), "./p/a[1]")

    assert (link.get("class"), link.get("href"), link.text) == ("xref", f"#{anchor}", None)
    assert link.tail == ". ("


@pytest.mark.parametrize("text", ["ada@fig-x.org", r"\@fig-x", "`@fig-x`"])
def test_what_only_looks_like_a_reference_is_none(text: str):
    assert tree(text).find(".//a") is None


def test_a_misspelt_reference_is_told():
    marked = read("See @fig:Scale_1.")

    assert [(d.code, d.hint) for d in marked.diagnostics] == [("bad-id", "anchors look like `@fig-scale-1`")]


# --- terms and index


def test_a_term_is_linked_at_its_first_use_only():
    root = tree("A [living lab]{term=living-lab}, a [lab]{term=living-lab}.")

    assert [(a.get("class"), a.get("href"), words(a)) for a in root.iter("a")] == [
        ("term", "#term-living-lab", "living lab")
    ]
    assert words(root) == "A living lab, a lab."


def test_an_unknown_term_is_told_with_the_nearest():
    marked = read("A [lab]{term=livinglab}.")

    assert [(d.code, d.hint) for d in marked.diagnostics] == [("unknown-term", "the nearest term is `living-lab`")]


def test_index_entries_are_numbered_and_keep_their_words():
    spans = tree('The [town]{index="town!small"} and[]{index="city" see="town"}.').findall(".//span")

    assert [dict(s.attrib) for s in spans] == [
        {"class": "index-entry", "id": "ix-notions-1", "data-entry": "town!small"},
        {"class": "index-entry", "id": "ix-notions-2", "data-entry": "city", "data-see": "town"},
    ]
    assert [s.text for s in spans] == ["town", None]


def test_an_index_entry_says_how_far_it_goes():
    span = one(tree('[Town]{index="town" to="sec-towns"}'), ".//span")

    assert (span.get("data-entry"), span.get("data-to")) == ("town", "sec-towns")


def test_a_term_may_be_an_entry_too():
    link = one(tree('A [lab]{term=living-lab index="lab" sort="laboratory" see-also="town"}.'), "./p/a")

    assert (link.get("class"), link[0].get("data-entry"), link[0].get("data-sort")) == ("term", "lab", "laboratory")
    assert (link[0].get("data-see-also"), words(link)) == ("town", "lab")


def test_a_span_may_hold_markup():
    assert one(tree('[*the* town]{index="town"}'), "./p/span/em").text == "the"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[x]{idnex=y}", "unknown-attribute"),
        ("[x]{.red}", "unknown-class"),
        ('[x]{see="y"}', "unknown-form"),
        ("*x*{.red}", "unknown-class"),
        ("*x*{style=color:red}", "unknown-attribute"),
        ("## Title {#why}", "bad-id"),
        ("## Title {.red #sec-a}", "unknown-class"),
        ("Text\n{: onclick=x }", "unknown-attribute"),
    ],
)
def test_what_an_author_may_not_give_is_told(text: str, code: str):
    marked = read(text)

    assert [d.code for d in marked.diagnostics] == [code]
    assert "onclick" not in marked.body and "style=" not in marked.body


def test_words_may_have_a_language_and_a_class():
    span = one(tree("[smart city]{lang=en .nowrap}"), "./p/span")

    assert (span.get("lang"), span.get("class")) == ("en", "nowrap")


# --- links


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("https://example.org/a?b=1&c=2", "https://example.org/a?b=1&c=2"),
        ("#sec-why", "#sec-why"),
        ("02-notions.md#sec-why", "#sec-why"),
        ("02-notions.md", "#notions"),
        ("mailto:ada@example.org", "mailto:ada@example.org"),
    ],
)
def test_links_lead_where_any_edition_can_follow(address: str, target: str):
    assert one(tree(f"[x]({address})"), "./p/a").get("href") == target


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[x](javascript:alert(1))", "raw-html"),
        ("[x](java&#115;cript:alert)", "raw-html"),
        ("<data://x>", "raw-html"),
        ("[x](file.pdf)", "link-target"),
        ("[x]()", "link-target"),
    ],
)
def test_links_that_lead_nowhere_are_told_and_lose_their_target(text: str, code: str):
    marked = read(text)

    assert [d.code for d in marked.diagnostics] == [code]
    assert root_of(marked).find(".//a") is None


def test_mail_addresses_are_plain():
    assert words(tree("<ada@example.org>")) == "ada@example.org"


# --- variables


@pytest.mark.parametrize(
    ("name", "language", "written"),
    [
        ("launch.date", "fr", "24 novembre 2022"),
        ("launch.date", "en", "24 November 2022"),
        ("facts.threshold", "fr", "5\u202f382\u202f000\u00a0€"),
        ("facts.threshold", "en", "€5,382,000"),
        ("facts.share", "fr", "14,5\u202f%"),
        ("facts.towns", "fr", "262"),
        ("facts.people", "en", "3,600,000"),
        ("volume.year", "en", "2022"),
        ("facts.event", "fr", "Foire"),
    ],
)
def test_values_are_written_in_the_language_of_the_book(name: str, language: str, written: str):
    assert one(tree(f"{{{{ {name} }}}}", language), "./p").text == written


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("{{ facts.treshold }}", "the nearest variable is `facts.threshold`"),
        ("{{ facts.threshold | upper }}", "write a name between the braces, such as `{{ launch.date }}`"),
        ("{{ facts }}", "look at it in `volume.yaml`"),
        ("{{ facts.french_only }}", "look at it in `volume.yaml`"),
        ("{{ launch.date.year }}", "the nearest variable is `launch.date`"),
    ],
)
def test_unknown_variables_are_told(text: str, hint: str):
    assert [(d.code, d.hint) for d in read(text).diagnostics] == [("unknown-variable", hint)]


def test_code_keeps_its_braces():
    assert words(tree("`{{ x }}` and ``{{ y ` }}``")) == "{{ x }} and {{ y ` }}"


# --- HTML


def test_harmless_tags_stay_and_hold_markup():
    p = one(tree('1<sup>*er*</sup> <abbr title="A &amp; B">AB</abbr><br>next'), "./p")

    assert [e.tag for e in p] == ["sup", "abbr", "br"]
    assert p[0][0].tag == "em" and p[1].get("title") == "A & B"


def test_a_block_of_html_is_kept_as_it_is():
    root = tree("<div>\n<p lang='fr'>Un *texte*</p>\n\n<p>Deux</p>\n</div>\n\nAfter")

    assert [words(e) for e in root] == ["Un *texte* Deux", "After"]
    assert [e.get("data-line") for e in root.iter("div", "p")] == ["1", "2", "4", "7"]


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("<script>alert(1)</script>", 1, "`<script>`"),
        ("text <script>alert(1)</script>", 1, "`<script>`"),
        ("one\ntwo <b onclick='x'>b</b>", 2, "`onclick` on `<b>`"),
        ("<div>\n<p style='color:red'>x</p>\n</div>", 2, "`style` on `<p>`"),
        ("<a href='javascript:x'>x</a>", 1, "a link may not start with `javascript:`"),
        ("<iframe src='https://x'></iframe>", 1, "`<iframe>`"),
        ("<form><input></form>", 1, "`<form>`"),
        ("<div>\n<p>x</p>", 1, "`<div>` is never closed"),
        ("*x <b>y* z</b>", 1, "`<b>` is never closed"),
        ("x</b>", 1, "`</b>` closes nothing here"),
        ("<!-- comment", 1, "this comment is never closed"),
    ],
)
def test_what_acts_or_does_not_close_is_removed_and_told(text: str, line: int, what: str):
    marked = read(text)

    assert {(d.code, d.source.line) for d in marked.diagnostics} == {("raw-html", line)}
    assert any(d.message.startswith(what) for d in marked.diagnostics)
    assert not {e.tag for e in root_of(marked).iter()} & {"script", "iframe", "form", "input"}
    assert "javascript" not in marked.body and "style" not in marked.body and "onclick" not in marked.body


def test_comments_leave_no_trace():
    assert words(tree("one <!-- two\nthree --> four `<!-- code -->`")) == "one four <!-- code -->"


def test_entities_become_characters():
    p = one(tree("a&nbsp;b &amp; &lt;c&gt; &eacute; AT&T"), "./p")

    assert p.text == "a\u00a0b & <c> é AT&T"


# --- headings


def test_headings_without_an_anchor_get_one_of_chapter_and_title():
    root = tree("## Démêler, enfin\n\n## Démêler enfin")

    assert [h.get("id") for h in root.iter("h2")] == ["notions-demeler-enfin", "notions-demeler-enfin-2"]


@pytest.mark.parametrize(
    ("text", "line"),
    [("# Title", 1), ("## A\n\n#### B", 3), ("### A", 1), ("## A\n### B\n#### C\n##### D", 4)],
)
def test_levels_that_do_not_follow_are_told(text: str, line: int):
    assert told(text) == [("heading-level", line)]


def test_a_level_too_deep_is_brought_back():
    assert [e.tag for e in root_of(read("## A\n\n##### B"))] == ["h2", "h3"]


# --- leftovers


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("one\ntwo [@eca2018", "citation"),
        ("one\ntwo [ @eca2018 ; ]", "citation"),
        ("one\ntwo @eca2018 says", "citation"),
        ("one\ntwo [^ a]", "call of a note"),
        ("one\ntwo [lab]{term=living-lab", "span"),
        ("one\ntwo ::: advice", "box"),
        ("one\ntwo @fig", "reference"),
    ],
)
def test_an_unfinished_form_is_told_at_its_line(text: str, name: str):
    found = read(text).diagnostics

    assert [(d.code, d.severity, d.source.line) for d in found] == [("unknown-form", WARNING, 2)]
    assert found[0].message.endswith(f"it looks like a {name}")


def test_what_is_escaped_is_meant_to_stay():
    assert words(tree(r"Write \[@key], \[^name], \@fig-x and \:::.")) == "Write [@key], [^name], @fig-x and :::."
