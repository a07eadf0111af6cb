"""Gates: what every build must pass before anything is painted, told as diagnostics.

In: what was read back from a layout, and where the author wrote what stands on its pages. Out: a diagnostic for each
note lost or doubled, each printed number that is not true, each link to nowhere, each gap in the folios, each word that
did not reach a page, at the line of the author's file where it is known. `GATES` is the table of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from bindery.assemble.folios import anchor_of_each, anchors_in
from bindery.diagnostics import ERROR, Diagnostic, Source
from bindery.pdf.layout import PRINT
from bindery.pdf.page_map import PageMap
from bindery.pdf.reading import HYPHENS, PrintedNumber, Reading
from bindery.pdf.slots import number_text


@dataclass(frozen=True, slots=True)
class Finding:
    """What a gate found, the block, note or anchor it speaks of, and the page where it shows, if it shows on one."""

    code: str
    message: str
    about: str = ""
    page_index: int | None = None


Gate = Callable[[Reading], Iterator[Finding]]


def every_note_once(reading: Reading) -> Iterator[Finding]:
    """Each note is printed, whole and once."""
    for note, words in reading.notes.items():
        if not words.printed and words.written:
            yield Finding("note-lost", f"the note `{note}` is not printed", note)
        elif words.printed == words.written * 2:
            yield Finding("note-doubled", f"the note `{note}` is printed twice", note)
        elif words.printed != words.written:
            yield Finding("note-garbled", f"the note `{note}` is not printed as it was written", note)


def every_number_true(reading: Reading) -> Iterator[Finding]:
    """Each page number in the text, the contents and the index names the page its target is on."""
    page_map = reading.page_map
    for number in reading.numbers:
        named = [anchor for place in number.targets for anchor in anchors_in(place)]
        unknown = [target for target in named if target not in page_map.anchors]
        for target in unknown:
            message = f"a page number speaks of `{target}`, which is on no page"
            yield Finding("page-number-target", message, target, number.page_index)
        if number.targets and not unknown and _squeezed(number.printed) != _squeezed(_expected(number, page_map)):
            message = (
                f"page {page_map.folios[number.page_index]} says `{number.printed}` of {' '.join(number.targets)}; "
                f"true is `{_expected(number, page_map)}`"
            )
            yield Finding("page-number-false", message, named[0], number.page_index)


def _squeezed(text: str) -> str:
    """Leave out white space: that at the end of a line is not printed."""
    return "".join(text.split())


def _expected(number: PrintedNumber, page_map: PageMap) -> str:
    first = int(page_map.folios[0])
    return number_text([first + page for page in anchor_of_each(number.targets, page_map.anchors)])


def every_index_page_holds_its_words(reading: Reading) -> Iterator[Finding]:
    """Each page that the index names holds the words that were marked for it, whole."""
    named = dict.fromkeys(a for number in reading.numbers for place in number.targets for a in anchors_in(place))
    for anchor in named:
        mark, page_index = reading.marks.get(anchor), reading.page_map.anchors.get(anchor)
        if mark is None or page_index is None or not mark.words.written:
            continue
        if mark.words.printed != mark.words.written:
            message = f"the index sends to words that are printed otherwise: `{mark.words.printed}`"
            yield Finding("index-place", message, anchor)
        elif mark.page_index != page_index:
            folios = reading.page_map.folios
            message = f"the index says page {folios[page_index]} of words that are on page {folios[mark.page_index]}"
            yield Finding("index-place", message, anchor)


def every_link_resolves(reading: Reading) -> Iterator[Finding]:
    """Each link inside the book leads somewhere."""
    lost: dict[str, int] = {}
    for link in reading.links:
        if link.target not in reading.page_map.anchors:
            lost.setdefault(link.target, link.page_index)
    for target, page_index in sorted(lost.items()):
        yield Finding("link-target", f"a link leads to `{target}`, which is on no page", target, page_index)


def folios_without_gap(reading: Reading) -> Iterator[Finding]:
    """Each page that shows a folio shows its own."""
    for page_index, (folio, printed) in enumerate(zip(reading.page_map.folios, reading.printed_folios, strict=True)):
        for number in printed:
            if number.strip() != folio:
                message = f"page {folio} of the book shows the folio {number.strip()}"
                yield Finding("folio-false", message, page_index=page_index)


def every_word_printed(reading: Reading) -> Iterator[Finding]:
    """Each block reaches the pages with all its letters, once."""
    for block, words in reading.blocks.items():
        written, printed = _letters(words.written), _letters(words.printed)
        lost, gained = (written - printed).total(), (printed - written).total()
        if lost:
            message = f"the block `{block}` loses {lost} characters on its way to the page"
            yield Finding("words-lost", message, block)
        elif gained:
            message = f"the block `{block}` gains {gained} characters on its way to the page"
            yield Finding("words-doubled", message, block)


def _letters(text: str) -> Counter[str]:
    return Counter(character for character in text if character not in HYPHENS)


def some_page(reading: Reading) -> Iterator[Finding]:
    """The book has pages, and each of its anchors stands on one of them."""
    extent = reading.page_map.extent
    if extent == 0:
        yield Finding("extent", "the book has no page")
    for anchor, page_index in reading.page_map.anchors.items():
        if not 0 <= page_index < extent:
            yield Finding("extent", f"`{anchor}` stands on page {page_index + 1} of {extent}", anchor)


GATES: tuple[Gate, ...] = (
    every_note_once,
    every_number_true,
    every_index_page_holds_its_words,
    every_link_resolves,
    folios_without_gap,
    every_word_printed,
    some_page,
)
HINTS = {
    "note": "shorten the note, or move its call: it does not fit the page it is called on",
    "page-number": "the layout did not come to rest; move the reference by a word",
    "index-place": "look at the page: the marked words are hidden, cut or moved by the styles",
    "link-target": "check the anchor",
    "folio": "the styles must count each page once, from the first",
    "words": "look at the page: something is cut off, hidden or overlaid by the styles",
}


NOWHERE_KNOWN: Mapping[str, Source] = {}


def judge(
    reading: Reading, source: Source = PRINT, places: Mapping[str, Source] = NOWHERE_KNOWN
) -> Iterator[Diagnostic]:
    """Run every gate over what was read from the pages.

    `places` tells where blocks, notes and anchors were written; what it does not know is told of `source`, the whole.
    """
    for gate in GATES:
        for found in gate(reading):
            hint = next((hint for prefix, hint in HINTS.items() if re.match(prefix, found.code)), "")
            where = _place_of(found, reading.page_map, places) or source
            yield Diagnostic(ERROR, found.code, where, found.message, hint=hint)


def _place_of(found: Finding, page_map: PageMap, places: Mapping[str, Source]) -> Source | None:
    """Find the source of the page where a fault shows, which tells the chapter; else of what the fault speaks of."""
    if found.page_index is not None:
        for name in _held_nearest(found.page_index, page_map):
            if name in places:
                return places[name]
    return places.get(found.about)


def _held_nearest(page_index: int, page_map: PageMap) -> tuple[str, ...]:
    """Name what a page holds, its first block before its anchors; of a page without either, what one before it held."""
    for index in range(page_index, -1, -1):
        start = page_map.starts[index]
        held = (*((start.block,) if start else ()), *(a for a, page in page_map.anchors.items() if page == index))
        if held:
            return held
    return ()
