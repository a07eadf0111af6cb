"""The style sheet of the site and all that it draws with: colours of each volume, signs of the boxes, fonts.

In: the tokens and `styles/web*.css`. Out: files below `assets/`. A page asks for colours by the class of its volume, so
that no style stands in the page itself and a strict Content Security Policy holds (https://www.w3.org/TR/CSP3/).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from lxml import etree

from bindery.art.icons import ICONS, icon_svg
from bindery.art.svg import block_data, dot_data, rect, shape
from bindery.art.territory import territory_svg
from bindery.model import Collection, Supporter
from bindery.site.addresses import volume_folder
from bindery.tokens import Ink, Palette, Tokens

FONT_FILE = re.compile(r'url\("(?P<name>[\w.-]+\.(?:woff2|ttf))"\)')
STRIP_MM = (300.0, 26.0)  # above a page: wide and low
CARD_MM = (96.0, 42.0)  # of a volume in the collection
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
PARTED = re.compile(r'("[^"]*")|\s*([{};,])\s*|(:)\s+')  # what is quoted stays as it is
LOGO_HEIGHT_PX = 56
COVER_INKS = "back-"  # inks that only covers are painted with
DARK_BOXES = frozenset({"in-short"})  # boxes whose ground is dark by day too
PX_PER_MM = 96 / 25.4


def site_sheets(
    collection: Collection, tokens: Tokens, styles: Path, written: frozenset[int]
) -> Iterator[tuple[str, bytes]]:
    """Write the style sheet, the fonts it names, the drawings it shows and the supporters' logos.

    `written` are the volumes that can be read here; their pages need the signs of the boxes.
    """
    sheet = (styles / "web.css").read_text(encoding="utf-8")
    yield "assets/site.css", (colour_rules(collection, tokens) + spare(sheet)).encode()
    for font in sorted(set(FONT_FILE.findall(sheet))):
        yield f"assets/{font}", (styles / "fonts" / font).read_bytes()
    for name in ("web-announcement", "web-reading"):
        yield f"assets/{name.removeprefix('web-')}.css", spare((styles / f"{name}.css").read_text("utf-8")).encode()
    for volume in collection.volumes:
        has_text = volume.number in written
        yield from _drawings(volume.number, tokens.palette(volume.palette), has_text)
        if has_text:
            yield f"assets/{volume_folder(volume.number)}/signs.css", "\n".join((*sign_rules(), "")).encode()
    for supporter in collection.supporters:
        for logo in supporter.logos.values():
            yield f"assets/{supporter.slug}-{logo.variant}{logo.path.suffix}", logo.path.read_bytes()


def spare(sheet: str) -> str:
    """Leave out of a style sheet what only its authors read: comments, and the white around signs."""
    return PARTED.sub(lambda part: "".join(filter(None, part.groups())), COMMENT.sub("", sheet)).strip() + "\n"


def _drawings(number: int, palette: Palette, has_text: bool) -> Iterator[tuple[str, bytes]]:
    folder = f"assets/{volume_folder(number)}"
    width, height = CARD_MM
    yield f"{folder}/card.svg", territory_svg(number, width, height, palette, left_mm=30, top_mm=92).encode()
    width, height = STRIP_MM
    yield f"{folder}/strip.svg", territory_svg(number, width, height, palette, left_mm=-150, top_mm=104).encode()
    yield f"{folder}/favicon.svg", favicon_svg(palette).encode()
    if has_text:
        for kind in ICONS:
            yield f"{folder}/icon-{kind}.svg", icon_svg(kind, palette).encode()
            yield f"{folder}/night-{kind}.svg", icon_svg(kind, night_palette(palette)).encode()


def colour_rules(collection: Collection, tokens: Tokens) -> str:
    """Write the colours common to all, then those of each volume under its class, and its drawings."""
    rules = [f":root{{{_properties(tokens.commons.values())}}}"]
    for volume in collection.volumes:
        palette, name = tokens.palette(volume.palette), volume_folder(volume.number)
        inks = (ink for ink in palette if not ink.name.startswith(COVER_INKS))
        rules.append(f".{name}{{{_properties(inks)}{_night(palette, tokens)}}}")
        rules.append(f".{name}>.card-art{{background-image:url({name}/card.svg)}}")
        rules.append(f".{name}>body>.strip{{background-image:url({name}/strip.svg)}}")
    return "\n".join(rules) + "\n"


def sign_rules() -> Iterator[str]:
    """Write the rules that show the signs of the volume whose folder they lie in: by night those of dark grounds."""
    for kind in ICONS:
        day = "night" if kind in DARK_BOXES else "icon"
        yield f"{_box(kind)},{_legend(kind)}{{background-image:url(icon-{kind}.svg)}}"
        if day != "icon":
            yield f"{_box(kind)}{{background-image:url({day}-{kind}.svg)}}"
    night = (f"{_box(kind)},{_legend(kind)}{{background-image:url(night-{kind}.svg)}}" for kind in ICONS)
    yield f"@media (prefers-color-scheme:dark){{{''.join(night)}}}"


def _box(kind: str) -> str:
    return f".{kind}>.box-label::before"


def _legend(kind: str) -> str:
    return f".sign-{kind}::before"


def night_palette(palette: Palette) -> Palette:
    """Change the parts of a palette for a sign on a dark ground: a parcel of the paper's tone, its sign dark."""
    return replace(palette, dark=palette.paper, paper=palette.dark)


def _properties(inks: Iterable[Ink]) -> str:
    return "".join(f"--{ink.name}:{ink.rgb};" for ink in inks)


def _night(palette: Palette, tokens: Tokens) -> str:
    """Mix the grounds of the dark scheme from the volume's deepest tone and the ink; they are never printed."""
    ink, white = tokens.commons["ink"], tokens.commons["white"]
    ground = mixed(palette.deepest, ink, 0.45)
    raised = mixed(palette.deepest, palette.dark, 0.45)
    plain, rule = mixed(ink, white, 0.9), mixed(palette.deepest, white, 0.72)
    return f"--night:{ground};--night-raised:{raised};--night-plain:{plain};--night-line:{rule};"


def mixed(one: Ink, other: Ink, share: float) -> str:
    """Mix two inks on screen, `share` of the first: `#141829`."""
    pairs = ((int(one.rgb[i : i + 2], 16), int(other.rgb[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def favicon_svg(palette: Palette) -> str:
    """Draw four parcels of the territory, legible at 16 pixels: a field, a terrace, furrows, an orchard."""
    drawn = (
        rect(0, 0, 32, 32, palette.deepest.rgb, 6),
        rect(3, 3, 12, 12, palette.light.rgb, 2),
        rect(17, 3, 12, 12, palette.paper.rgb, 2),
        shape("M29 5a10 10 0 0 1-10 10h8a2 2 0 0 0 2-2z", palette.accent.rgb),
        rect(3, 17, 12, 12, palette.mid.rgb, 2),
        shape(block_data(5, 20, 8, 1.6) + block_data(5, 24.4, 8, 1.6), palette.paper.rgb),
        rect(17, 17, 12, 12, palette.dark.rgb, 2),
        shape("".join(dot_data((x, y), 1.7) for x in (20.5, 25.5) for y in (20.5, 25.5)), palette.light.rgb),
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">{"".join(drawn)}</svg>'


def logo_pictures(collection: Collection, code: str, up: str) -> list[dict[str, object]]:
    """Give the supporters' logos as the pages show them, at least as wide as their owners ask."""
    return [_logo(supporter, code, up) for supporter in collection.supporters if "colour" in supporter.logos]


def _logo(supporter: Supporter, code: str, up: str) -> dict[str, object]:
    drawing = supporter.logos["colour"].path
    across, high = svg_size(drawing.read_bytes())
    width = max(LOGO_HEIGHT_PX * across / high, supporter.minimum_width_mm * PX_PER_MM)
    return {
        "url": supporter.url,
        "name": supporter.names[code],
        "src": f"{up}assets/{supporter.slug}-colour{drawing.suffix}",
        "white": f"{up}assets/{supporter.slug}-white{drawing.suffix}" if "white" in supporter.logos else "",
        "width": round(width),
        "height": round(width * high / across),
    }


def svg_size(drawing: bytes) -> tuple[float, float]:
    """Read the proportions of a drawing from its viewBox."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    box = (etree.fromstring(drawing, parser).get("viewBox") or "0 0 100 100").replace(",", " ").split()
    return float(box[2]), float(box[3])
