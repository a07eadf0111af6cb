"""What every test of two languages does: write a chapter twice, and look at what is told."""

from __future__ import annotations

from bindery.bitext.compare import Bitext, bitexts, told
from bindery.bitext.ledger import written
from bindery.bitext.settle import Settled, settle
from bindery.diagnostics import Diagnostic, Source
from bindery.model import Chapter, Ledger, Text, Volume

LANGUAGES = ("fr", "en")
LEDGER = Source("content/volume-6/agreed/02-notions.txt")


def path(language: str) -> str:
    return f"content/volume-6/{language}/02-notions.md"


def chapter(language: str, markdown: str) -> Chapter:
    """Make a chapter whose body starts at line 1 of its file."""
    return Chapter("notions", "chapter", "Notions", "Notions", "", markdown, Source(path(language), 1))


def text(language: str, markdown: str) -> Text:
    return Text(
        language, "", "", "", (), (), (chapter(language, markdown),), (), Source("content/volume-6/volume.yaml")
    )


def volume(*markdowns: str, ledger: str = "", languages: tuple[str, ...] = LANGUAGES) -> Volume:
    """Make a volume of one chapter in some languages, with what was agreed on."""
    texts = {code: text(code, markdown) for code, markdown in zip(languages, markdowns, strict=True)}
    ledgers = {"02-notions": Ledger(ledger, LEDGER)} if ledger else {}
    return Volume(6, 2022, "ppp", 6, {}, {}, (), texts, Source("content/volume-6/volume.yaml"), ledgers=ledgers)


def bitext(*markdowns: str, ledger: str = "", languages: tuple[str, ...] = LANGUAGES) -> Bitext:
    """Pair a chapter in two languages."""
    (both,) = bitexts(volume(*markdowns, ledger=ledger, languages=languages), languages)
    return both


def faults(first: str, other: str, ledger: str = "", languages: tuple[str, ...] = LANGUAGES) -> list[Diagnostic]:
    """Give what is told of a chapter in two languages, but for its never having been agreed on at all."""
    found = told(bitext(first, other, ledger=ledger, languages=languages))
    return [fault for fault in found if not fault.message.startswith("none of the")]


def codes(first: str, other: str, ledger: str = "") -> list[str]:
    return [fault.code for fault in faults(first, other, ledger)]


def settled(first: str, other: str, ledger: str = "", at: str = "", line: int = 0) -> Settled:
    """Settle the pair at a line, or the whole chapter."""
    return settle(bitext(first, other, ledger=ledger), [Source(path(at or "en"), line)])


def ledger_of(first: str, other: str, ledger: str = "") -> str:
    """Settle the whole chapter, and write its ledger."""
    return written(settled(first, other, ledger).agreed)
