"""The cover: what the volume says of itself, laid over its territory; the whole wrap, and the front alone.

In: a Collection, an Edition, the thickness of its book block. Out: HTML of the wrap and of the front; the edition of a
volume that stands on the shelf beside the one that is shown.
"""

from __future__ import annotations

from dataclasses import replace

from bindery.art.cover import CoverCopy, CoverLogo, cover_context
from bindery.languages import LANGUAGES
from bindery.model import Collection, Edition, Text, Volume
from bindery.render import Render
from bindery.tokens import Tokens
from bindery.typography import set_text

SHEET_BLEED_MM = 8.0  # laid out with room for marks; the printer's bleed is cut from it


def cover_copy(collection: Collection, edition: Edition, spine_width_mm: float) -> CoverCopy:
    """Gather every word of the cover, set for its language."""
    volume, text, code = edition.volume, edition.text, edition.language
    trim = volume.trim
    assert trim is not None

    def typeset(words: str) -> str:
        return set_text(words, code, collection.as_typed)

    return CoverCopy(
        language=code,
        collection_title=typeset(collection.titles[code]),
        series_label=typeset(collection.series_labels[code]),
        title=typeset(text.title),
        subtitle=typeset(text.subtitle),
        numeral=str(volume.number),
        count=str(len(collection.volumes)),
        blurb=tuple(typeset(paragraph) for paragraph in text.blurb),
        publisher=typeset(collection.publisher.names[code]),
        publisher_line=typeset(collection.publisher.houses[code]),
        support_sentence=typeset(collection.support_sentence[code]),
        logos=tuple(
            CoverLogo(s.names[code], s.logos["colour"].path.read_text(encoding="utf-8"), s.minimum_width_mm)
            for s in collection.supporters
        ),
        isbn=edition.isbn,
        slot_label=typeset(f"ISBN: {LANGUAGES[code].words['to-be-filled']}"),
        price_line=typeset(volume.price.get(code, "")),
        spine_width_mm=spine_width_mm,
        trim_width_mm=trim.width_mm,
        trim_height_mm=trim.height_mm,
        bleed_mm=SHEET_BLEED_MM,
    )


def shelf_edition(volume: Volume, code: str, like: Volume) -> Edition:
    """Stand a volume beside another, as large as that one; of one that nobody has written only its titles are known."""
    unwritten = Text(code, volume.titles[code], volume.subtitles.get(code, ""), "", (), (), (), (), volume.source)
    return Edition(replace(volume, trim=like.trim), volume.texts.get(code, unwritten), "print")


def wrap_html(copy: CoverCopy, volume: Volume, tokens: Tokens, render: Render) -> str:
    """Write the whole wrap: back, spine and front."""
    return render("cover/wrap.html", **cover_context(copy, tokens, tokens.palette(volume.palette), volume.number))


def front_html(copy: CoverCopy, volume: Volume, tokens: Tokens, render: Render) -> str:
    """Write the front alone."""
    return render("cover/front.html", **cover_context(copy, tokens, tokens.palette(volume.palette), volume.number))
