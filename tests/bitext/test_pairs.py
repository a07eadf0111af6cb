"""Laws of pairing: a text is in step with itself; one block that is missing is one fault; what is agreed is silent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bindery.bitext.blocks import Block, blocks_of
from bindery.bitext.pairs import pairs_of
from tests.bitext.texts import chapter, codes, faults, ledger_of

PATIENTLY = settings(deadline=None)
WORDS = st.sampled_from(
    ["plot", "soil", "two", "12", "1,749", "rent", "[@law2016, art. 3]", "@sec-soil", "lab[^n]", "{{ facts.rent }}"]
)
PROSE = st.lists(WORDS, min_size=1, max_size=5).map(lambda words: f"So {' '.join(words)}.")
KINDS = st.sampled_from(["advice", "example", "legal", "in-short"])
ITEMS = st.lists(PROSE, min_size=1, max_size=3).map(lambda items: "\n".join(f"- {item}" for item in items))
BOX = st.builds(lambda kind, *inside: f"::: {kind}\n" + "\n\n".join(inside) + "\n:::", KINDS, PROSE, ITEMS)
PIECE = st.one_of(PROSE, PROSE, st.just("### Heading"), BOX)


PIECES = st.lists(st.tuples(PIECE, st.booleans()), min_size=1, max_size=8)


def text_of(pieces: Sequence[tuple[str, bool]]) -> str:
    """Join pieces to a text, some after a heading with an anchor of its own."""
    parts = ((f"## Part {{#sec-{at}}}" if is_named else "", piece) for at, (piece, is_named) in enumerate(pieces))
    return "\n\n".join(part for both in parts for part in both if part)


TEXTS = PIECES.map(text_of)


def without(blocks: Sequence[Block]) -> Iterator[tuple[Block, ...]]:
    """Take each block out in turn, with what it holds."""
    for at, block in enumerate(blocks):
        yield (*blocks[:at], *blocks[at + 1 :])
        for children in without(block.children):
            yield (*blocks[:at], replace(block, children=children), *blocks[at + 1 :])


@PATIENTLY
@given(TEXTS)
def test_a_text_is_in_step_with_itself(text):
    assert faults(text, text, languages=("en", "fr")) == faults(text, text) == []


@PATIENTLY
@given(TEXTS)
def test_a_block_that_is_missing_leaves_all_others_paired(text):
    blocks = blocks_of(chapter("en", text), "en")
    for fewer in without(blocks):
        pairs = [pair for pair in pairs_of(blocks, fewer) if not pair.is_held]
        assert [pair.is_whole for pair in pairs].count(False) == 1
        assert all(pair.first.digest == pair.other.digest for pair in pairs if pair.first and pair.other)


@PATIENTLY
@given(PIECES, st.data())
def test_a_piece_that_is_missing_is_told_once(pieces, data):
    gone = data.draw(st.integers(0, len(pieces) - 1))
    fewer = [("" if at == gone else piece, is_named) for at, (piece, is_named) in enumerate(pieces)]

    assert codes(text_of(pieces), text_of(fewer)) == ["step-missing"]


@PATIENTLY
@given(TEXTS)
def test_what_is_agreed_on_is_silent(text):
    ledger = ledger_of(text, text.replace("So", "Thus"))

    assert faults(text, text.replace("So", "Thus"), ledger) == []
