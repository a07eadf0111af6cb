"""Whatever is written, a chapter is read: well-formed XML, anchors once, nothing active, the same every time."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from bindery.markup import parse
from tests.markup.read import chapter, context, read

PIECES = """
::: |::: advice|::: {.figure #fig-a src="plan.svg" alt="b"}|::: {.table #tbl-a}|::: checklist|::: {.step title='a'}
- |- [ ] |1. |> |# |## |### |##### |*|**|_|`|```|~~~|[|]|(|)|{|}|[^a]|[^a]: |[@a, p. 3]|[@|@fig-a|@sec_
{{ launch.date }}
{{|}}|<div>|</div>|<b>|</b>|<script>|<!--|-->|<a href='javascript:x'>|<br>|&amp;|&nbsp;|&#0;|&|Term|:   def|\\|"|'|$
![a](photo.jpg)|[x](http://y)|[x]: http://z "t"|{term=living-lab}|{index="a!b"}|{#sec-a}|{.x}|{: lang=fr}|<x@y.z>|***
---|===|<?x?>|<![CDATA[|]]>|::: {.chart #fig-c type=bar data="thresholds.csv" alt="a"}|::: only-print|^|~|<td>|<p>|</p>
<svg>|<style>|wzxhzdk:0|klzzwxh:0001|aside:0|a | b|---|---|1 | 2|word|é
"""
TOKENS = [piece for line in PIECES.strip().split("\n") for piece in line.split("|")]
TOKENS += ["\n", "\n\n", "\n    ", "  ", "\t", "|", "\x00", "\x02", "\x03", "\ud800", "\u2028", "\r", "\x0b"]
ACTIVE = {"script", "style", "iframe", "object", "embed", "form", "input", "tag"}


def check(text: str) -> None:
    body = read(text).body
    root = etree.fromstring(f"<body>{body}</body>".encode())
    anchors = Counter(e.get("id") for e in root.iter() if e.get("id"))
    assert [anchor for anchor, count in anchors.items() if count > 1] == []
    assert not {e.tag for e in root.iter() if isinstance(e.tag, str)} & ACTIVE
    assert not [n for e in root.iter() for n in e.attrib if str(n).startswith("on") or n == "style"]
    assert "\x02" not in body and "javascript:" not in "".join(root.xpath("//@href"))


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(TOKENS), max_size=40).map("".join))
def test_any_row_of_the_dialects_own_pieces_is_read(text: str):
    check(text)


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str):
    check(text)


@pytest.mark.parametrize(
    "text",
    ["> " * 800 + "x", "<b>" * 2000, "*a " * 2000, "[" * 5000, "::: advice\n" * 300, "- " * 500, "{{ " * 2000],
    ids=["quotes", "tags", "stars", "brackets", "boxes", "bullets", "braces"],
)
def test_text_that_nests_without_end_is_read(text: str):
    check(text)


def test_the_same_text_gives_the_same_body():
    text = "## A\n\nOne[^n] [@eca2018].\n\n[^n]: Note.\n\n::: advice\nx\n:::"

    assert parse(chapter(text), context()) == parse(chapter(text), context())
