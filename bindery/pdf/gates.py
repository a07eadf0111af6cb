"""Gates: what every build must pass before anything is painted, told as diagnostics.

In: what was read back from a layout. Out: a diagnostic for each note lost or doubled, each printed number that is not
true, each link to nowhere, each gap in the folios, each word that did not reach a page. `GATES` is the table of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from bindery.diagnostics import ERROR, Diagnostic, Source
from bindery.pdf.layout import PRINT, Layout
from bindery.pdf.page_map import PageMap
from bindery.pdf.reading import HYPHENS, PrintedNumber, Reading
from bindery.pdf.slots import number_text

Finding = tuple[str, str]  # code, message
Gate = Callable[[Reading], Iterator[Finding]]


def every_note_once(reading: Reading) -> Iterator[Finding]:
    """Each note is printed, whole and once."""
    for note, words in reading.notes.items():
        if not words.printed and words.written:
            yield "note-lost", f"the note `{note}` is not printed"
        elif words.printed == words.written * 2:
            yield "note-doubled", f"the note `{note}` is printed twice"
        elif words.printed != words.written:
            yield "note-garbled", f"the note `{note}` is not printed as it was written"


def every_number_true(reading: Reading) -> Iterator[Finding]:
    """Each page number in the text, the contents and the index names the page its target is on."""
    page_map = reading.page_map
    for number in reading.numbers:
        unknown = [target for target in number.targets if target not in page_map.anchors]
        for target in unknown:
            yield "page-number-target", f"a page number speaks of `{target}`, which is on no page"
        if number.targets and not unknown and number.printed.strip() != _expected(number, page_map):
            yield (
                "page-number-false",
                f"page {page_map.folios[number.page_index]} says `{number.printed}` of {' '.join(number.targets)}; "
                f"true is `{_expected(number, page_map)}`",
            )


def _expected(number: PrintedNumber, page_map: PageMap) -> str:
    pages = sorted({page_map.anchors[target] for target in number.targets})
    first = int(page_map.folios[0])
    return number_text([first + page for page in pages])


def every_link_resolves(reading: Reading) -> Iterator[Finding]:
    """Each link inside the book leads somewhere."""
    for target in sorted({link.target for link in reading.links if link.target not in reading.page_map.anchors}):
        yield "link-target", f"a link leads to `{target}`, which is on no page"


def folios_without_gap(reading: Reading) -> Iterator[Finding]:
    """Each page that shows a folio shows its own."""
    for folio, printed in zip(reading.page_map.folios, reading.printed_folios, strict=True):
        for number in printed:
            if number.strip() != folio:
                yield "folio-false", f"page {folio} of the book shows the folio {number.strip()}"


def every_word_printed(reading: Reading) -> Iterator[Finding]:
    """Each block reaches the pages with all its letters, once."""
    for block, words in reading.blocks.items():
        written, printed = _letters(words.written), _letters(words.printed)
        if written - printed:
            yield (
                "words-lost",
                f"the block `{block}` loses {(written - printed).total()} characters on its way to the page",
            )
        elif printed - written:
            yield (
                "words-doubled",
                f"the block `{block}` gains {(printed - written).total()} characters on its way to the page",
            )


def _letters(text: str) -> Counter[str]:
    return Counter(character for character in text if character not in HYPHENS)


def some_page(reading: Reading) -> Iterator[Finding]:
    """The book has pages, and each of its anchors stands on one of them."""
    extent = reading.page_map.extent
    if extent == 0:
        yield "extent", "the book has no page"
    for anchor, page_index in reading.page_map.anchors.items():
        if not 0 <= page_index < extent:
            yield "extent", f"`{anchor}` stands on page {page_index + 1} of {extent}"


GATES: tuple[Gate, ...] = (
    every_note_once,
    every_number_true,
    every_link_resolves,
    folios_without_gap,
    every_word_printed,
    some_page,
)
HINTS = {
    "note": "shorten the note, or move its call: it does not fit the page it is called on",
    "page-number": "the layout did not come to rest; move the reference by a word",
    "link-target": "check the anchor",
    "folio": "the styles must count each page once, from the first",
    "words": "look at the page: something is cut off, hidden or overlaid by the styles",
}


def judge(reading: Reading, source: Source = PRINT) -> Iterator[Diagnostic]:
    """Run every gate over what was read from the pages."""
    for gate in GATES:
        for code, message in gate(reading):
            hint = next((hint for prefix, hint in HINTS.items() if re.match(prefix, code)), "")
            yield Diagnostic(ERROR, code, source, message, hint=hint)


def pass_gates(layout: Layout, source: Source = PRINT) -> Iterator[Diagnostic]:
    """Run every gate over a layout."""
    return judge(layout.reading, source)
