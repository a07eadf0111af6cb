"""Social visuals: what networks show of a volume, in five sizes, from its own words, colours and mockup.

In: a Collection, a volume and its text, the book photographed on nothing (PNG with alpha) or its flat front. Out: PNG
files in sRGB, of exactly the pixels their names say. The page is laid out and painted at twice the size and reduced;
the book is laid over it last, so that it is resized once only.
"""

from __future__ import annotations

import io
from datetime import date

from PIL import Image

from bindery.art.cover import CoverLogo
from bindery.art.social import SIZES, SocialCopy, SocialSize, social_context
from bindery.kit.made import Studio
from bindery.kit.posts import volume_posts
from bindery.languages import LANGUAGES, Language
from bindery.mockup.flat import flat_picture
from bindery.mockup.png import png_bytes
from bindery.model import Collection, Text, Volume
from bindery.typography import set_text

CSS_PPI = 96
OVERSAMPLED = 2
SOLID = 200  # alpha from which a pixel is the book, below it is shadow; of 255
DARKEST_SHADOW = 96  # alpha of what shadow the book casts on the wall behind it, at most


def social_visuals(
    collection: Collection, volume: Volume, text: Text, hero_png: bytes, studio: Studio
) -> tuple[tuple[str, bytes], ...]:
    """Draw the visuals of a volume in one language; files are named `<slug>-social-1200x630-fr.png`."""
    promise = volume_posts(collection, volume, text, studio.project).promise
    copy = social_copy(collection, volume, text, promise)
    book = Image.open(io.BytesIO(hero_png)).convert("RGBA")
    return tuple(
        (visual_name(volume, size, text.language), png_bytes(_visual(copy, size, collection, volume, book, studio)))
        for size in SIZES
    )


def visual_name(volume: Volume, size: SocialSize, language: str) -> str:
    """Name the file of a visual."""
    return f"{volume.slug}-social-{size.name}-{language}.png"


def social_copy(collection: Collection, volume: Volume, text: Text, promise: str) -> SocialCopy:
    """Gather every word of the visuals, set for their language; the promise is set already."""
    code, launch = text.language, volume.launch

    def typeset(words: str) -> str:
        return set_text(words, code, collection.as_typed)

    day, month = _day_and_month(launch.date, LANGUAGES[code]) if launch else ("", "")
    return SocialCopy(
        language=code,
        series_label=typeset(collection.series_labels[code]),
        numeral=str(volume.number),
        title=typeset(text.title),
        promise=promise,
        day=day,
        month=month,
        event=typeset(launch.event[code]) if launch else "",
        place=typeset(launch.place[code]) if launch else "",
        publisher=typeset(collection.publisher.names[code]),
        house=typeset(collection.publisher.houses[code]),
        support_sentence=typeset(collection.support_sentence[code]),
        logos=tuple(
            CoverLogo(s.names[code], s.logos["colour"].path.read_text(encoding="utf-8"), s.minimum_width_mm)
            for s in collection.supporters
        ),
    )


def _day_and_month(day: date, language: Language) -> tuple[str, str]:
    return language.first_of_month if day.day == 1 else str(day.day), language.month(day)


def _visual(
    copy: SocialCopy, size: SocialSize, collection: Collection, volume: Volume, book: Image.Image, studio: Studio
) -> Image.Image:
    """Draw one visual: the page, then the book on it."""
    tokens = studio.tokens
    html = studio.render(
        "social/visual.html", **social_context(copy, size, tokens, tokens.palette(volume.palette), volume.number)
    )
    layout = studio.lay_out(html, collection.root, volume.source)
    page = flat_picture(layout.document.write_pdf(), ppi=CSS_PPI * OVERSAMPLED)
    page = page.crop((0, 0, size.width * OVERSAMPLED, size.height * OVERSAMPLED)).reduce(OVERSAMPLED)
    return _with_book(page, book, size)


def _with_book(page: Image.Image, book: Image.Image, size: SocialSize) -> Image.Image:
    """Lay the book over a page: its solid part fills the box one way, and stands on the middle of its foot."""
    box, solid = size.book, book.getchannel("A").point(lambda alpha: 255 * (alpha >= SOLID)).getbbox()
    left, top, right, bottom = solid or (0, 0, *book.size)
    scale = min(box.width / (right - left), box.height / (bottom - top))
    small = book.resize((round(book.width * scale), round(book.height * scale)), Image.Resampling.LANCZOS)
    x = round(box.left + box.width / 2 - (left + right) / 2 * scale)
    y = round(box.top + box.height - bottom * scale)
    whole = Image.new("RGBA", page.size)
    whole.paste(small, (x, y))
    return Image.alpha_composite(page.convert("RGBA"), _without_wall_shadow(whole, size.floor)).convert("RGB")


def _without_wall_shadow(book: Image.Image, floor: int) -> Image.Image:
    """Take the shadow away above the floor, where it would lie on words; the edges of the book stay smooth."""
    alpha = book.getchannel("A")
    wall = alpha.crop((0, 0, book.width, floor))
    span = 255 - DARKEST_SHADOW
    alpha.paste(wall.point(lambda value: max(0, value - DARKEST_SHADOW) * 255 // span), (0, 0))
    book.putalpha(alpha)
    return book
