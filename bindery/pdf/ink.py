"""Ink: sRGB becomes the press's colours: tokens by table, pictures once through the ICC profile.

In: a painted PDF and the table {"#rrggbb": (C, M, Y, K) in percent}. Out: the same pages without a trace of RGB, and a
finding for each colour, picture or gradient that has no place in print, with its page and what stands there.

Colours are replaced in the operators, as our painter writes them: each on a line of its own, and text in hexadecimal
strings, where no operator can hide. preflight.py reads the result with a real parser and misses nothing.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops, ImageCms

from bindery.diagnostics import ERROR, WARNING, Diagnostic, Severity, Source, in_order
from bindery.pdf.facts import parent_tree, streams_of

Cmyk = tuple[float, float, float, float]  # percent, 0–100
InkTable = Mapping[str, Cmyk]  # "#rrggbb", lower case

NUMBER = rb"(-?\d*\.?\d+)"
RGB = re.compile(rb"^" + rb" ".join([NUMBER] * 3) + rb" (rg|RG)\b", re.MULTILINE)
SHOWN = re.compile(rb"/(\w+) [-\d.]+ Tf|<([0-9a-fA-F]+)>|/(\S+) Do|\bET\b|MCID (\d+)>>")
BFCHAR = re.compile(rb"<([0-9a-fA-F]+)>\s+<([0-9a-fA-F]+)>")
USED = re.compile(rb"/(\S+) (?:Do|scn)\b")
JPEG_QUALITY = 92
PLACE_LENGTH = 40


@dataclass(slots=True)
class Findings:
    """What stands against printing, gathered while inking."""

    source: Source
    found: list[Diagnostic] = field(default_factory=list)

    def add(self, code: str, message: str, hint: str, severity: Severity = ERROR) -> None:
        """Note one finding."""
        self.found.append(Diagnostic(severity, code, self.source, message, hint=hint))


def ink(pdf: pikepdf.Pdf, inks: InkTable, profile: Path, source: Source) -> tuple[Diagnostic, ...]:
    """Turn every colour of a painted file into ink, in place; `profile` is the ICC profile of the press."""
    findings = Findings(source)
    places = dict(_places(pdf))
    for stream in list(pdf.objects):
        if not isinstance(stream, pikepdf.Stream):
            continue
        place = places.get(stream.objgen)
        if stream.get("/Subtype") == Name.Image:
            if place is not None:
                _ink_picture(stream, profile, place, findings)
        elif place is not None:
            _ink_stream(stream, inks, place, findings)
    return in_order(findings.found)


@dataclass(frozen=True, slots=True)
class Place:
    """A content stream: the page it paints, and the resources it draws from."""

    pdf: pikepdf.Pdf
    page_label: str
    page: pikepdf.Page
    resources: Any
    before: tuple[Any, ...] = ()  # the other streams of the page, which one text may run through
    after: tuple[Any, ...] = ()

    def __str__(self) -> str:
        return f"page {self.page_label}"


def _places(pdf: pikepdf.Pdf) -> Iterator[tuple[tuple[int, int], Place]]:
    """Find the page each content stream, form, pattern and picture is first used on."""
    seen: set[tuple[int, int]] = set()
    for page in pdf.pages:
        label, streams = str(page.label), tuple(streams_of(page))
        waiting = [
            (stream, Place(pdf, label, page, page.resources, streams[:at], streams[at + 1 :]))
            for at, stream in enumerate(streams)
        ]
        while waiting:
            stream, place = waiting.pop()
            if stream.objgen in seen:
                continue
            seen.add(stream.objgen)
            yield stream.objgen, place
            if stream.get("/Subtype") != Name.Image:
                waiting += [
                    (used, Place(pdf, label, page, used.get("/Resources", place.resources)))
                    for used in _used(stream, place.resources)
                ]


def _used(stream: Any, resources: Any) -> Iterator[Any]:
    """Give the forms, pictures and patterns a content stream paints."""
    for name in {f"/{used.decode()}" for used in USED.findall(stream.read_bytes())}:
        for kind in ("/XObject", "/Pattern"):
            target = resources.get(kind, Dictionary()).get(name)
            if isinstance(target, pikepdf.Stream):
                yield target


def _ink_stream(stream: pikepdf.Stream, inks: InkTable, place: Place, findings: Findings) -> None:
    """Replace the colours of a content stream."""
    data = stream.read_bytes()
    inked = RGB.sub(partial(_ink_operator, inks=inks, data=data, place=place, findings=findings), data)
    if inked != data:
        stream.write(inked)
    _refuse_effects(data, place, findings)
    if "/Group" in stream:
        stream.Group.CS = Name.DeviceCMYK


def _ink_operator(match: re.Match[bytes], inks: InkTable, data: bytes, place: Place, findings: Findings) -> bytes:
    """Write one colour operator in CMYK; a colour without ink is told and painted in black."""
    hexadecimal = "#" + "".join(f"{round(float(match[part]) * 255):02x}" for part in (1, 2, 3))
    cmyk = inks.get(hexadecimal)
    if cmyk is None:
        findings.add(
            "colour-untabled",
            f"{place}: the colour {hexadecimal} has no ink{_nearby(data, match.end(), place)}",
            "use a colour of styles/tokens.yaml, or add it there with its CMYK",
        )
        cmyk = (0, 0, 0, 100)
    operator = b" k" if match[4] == b"rg" else b" K"
    return b" ".join(f"{percent / 100:g}".encode() for percent in cmyk) + operator


def _nearby(data: bytes, offset: int, place: Place) -> str:
    """Say what is painted with a colour: the words that follow it, or the picture it belongs to."""
    font, words = "", ""
    before, after = (b"".join(stream.read_bytes() + b"\n" for stream in part) for part in (place.before, place.after))
    data, offset = before + data + b"\n" + after, offset + len(before)
    opened = data.rfind(b"MCID ", 0, offset)
    if opened > data.rfind(b"EMC", 0, offset) and data.rfind(b"/Figure", 0, opened) > data.rfind(b"EMC", 0, opened):
        return f", in the drawing “{_described(int(data[opened + 5 :].split(b'>')[0]), place)}”"
    earlier_font = re.findall(rb"/(\w+) [-\d.]+ Tf", data[:offset])
    if earlier_font:
        font = earlier_font[-1].decode()
    for match in SHOWN.finditer(data, offset, offset + 4000):
        if match[1]:
            font = match[1].decode()
        elif match[2]:
            words += _decoded(match[2], font, place.resources)
        elif match[3] or (match[0] == b"ET" and words.strip()):
            break
    words = " ".join(words.split())
    return f", near “{words[:PLACE_LENGTH]}”" if words else ""


def _described(mcid: int, place: Place) -> str:
    """Give the text that stands for a drawing, by the number of its marked content."""
    owners = parent_tree(place.pdf).get(int(place.page.obj.get("/StructParents", -1)), Array())
    owner = owners[mcid] if mcid < len(owners) else None
    return str(owner.get("/Alt", ""))[:PLACE_LENGTH] if isinstance(owner, Dictionary) else ""


def _decoded(codes: bytes, font: str, resources: Dictionary) -> str:
    """Read shown glyphs back through the font's ToUnicode table."""
    described = resources.get("/Font", Dictionary()).get(f"/{font}")
    if described is None or "/ToUnicode" not in described:
        return ""
    table = {code.lower(): bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
             for code, text in BFCHAR.findall(described.ToUnicode.read_bytes())}  # fmt: skip
    return "".join(table.get(codes[at : at + 4].lower(), "") for at in range(0, len(codes), 4))


def _ink_picture(stream: pikepdf.Stream, profile: Path, place: Place, findings: Findings) -> None:
    """Convert a picture to the press's colours, or to grey when it has none; transparency is laid on white."""
    space = stream.get("/ColorSpace")
    if "/SMask" not in stream and space in {Name.DeviceGray, Name.DeviceCMYK}:
        return
    if space not in {Name.DeviceRGB, Name.DeviceGray}:
        findings.add(
            "picture-colour-space", f"{place}: a picture is in {space}", "save the picture as sRGB JPEG or PNG"
        )
        return
    is_photograph = stream.get("/Filter") == Name.DCTDecode
    image = pikepdf.PdfImage(stream).as_pil_image().convert("L" if space == Name.DeviceGray else "RGB")
    if "/SMask" in stream:
        image = _on_white(image, stream.SMask, place, findings)
        del stream["/SMask"]
    if image.mode == "RGB" and is_grey(image):
        image = image.getchannel("R")
    if image.mode == "RGB":
        converted = ImageCms.applyTransform(image, _to_press(profile))
        assert converted is not None
        image = converted
    _write_picture(stream, image, is_photograph)


@cache
def _to_press(profile: Path) -> ImageCms.ImageCmsTransform:
    """Make the way from sRGB to a press, once a process."""
    return ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"), str(profile), "RGB", "CMYK", ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )  # fmt: skip


def _on_white(image: Image.Image, mask: Any, place: Place, findings: Findings) -> Image.Image:
    alpha = pikepdf.PdfImage(mask).as_pil_image().convert("L")
    if alpha.getextrema() == (255, 255):
        return image
    findings.add("picture-transparent", f"{place}: a transparent picture is laid on white",
                 "save it without transparency, on the colour it stands on", WARNING)  # fmt: skip
    ground = Image.new(image.mode, image.size, "white")
    return Image.composite(image, ground, alpha.resize(image.size))


def is_grey(image: Image.Image) -> bool:
    """Tell whether an RGB picture holds no colour at all."""
    red, green, blue = image.split()
    return all(ImageChops.difference(red, other).getextrema() == (0, 0) for other in (green, blue))


def _write_picture(stream: pikepdf.Stream, image: Image.Image, is_photograph: bool) -> None:
    """Put converted pixels into the picture: JPEG for a photograph, lossless for anything else."""
    stream.ColorSpace = Name.DeviceCMYK if image.mode == "CMYK" else Name.DeviceGray
    stream.BitsPerComponent = 8
    for key in ("/DecodeParms", "/Decode"):
        if key in stream:
            del stream[key]
    if not is_photograph:
        stream.write(image.tobytes())
        return
    file = io.BytesIO()
    image.save(file, "JPEG", quality=JPEG_QUALITY, subsampling=0)
    stream.write(file.getvalue(), filter=Name.DCTDecode)
    if image.mode == "CMYK":
        stream.Decode = Array([1, 0] * 4)  # Pillow writes Adobe's inverted CMYK


def _refuse_effects(data: bytes, place: Place, findings: Findings) -> None:
    """Tell of gradients, opacity and masks in a content stream."""
    states, patterns = (place.resources.get(kind, Dictionary()) for kind in ("/ExtGState", "/Pattern"))
    named = [patterns.get(f"/{name.decode()}") for name in re.findall(rb"/(\S+) (?:scn|SCN)\b", data)]
    if re.search(rb"/\S+ sh\b", data) or any(p is not None and p.get("/PatternType") == 2 for p in named):
        findings.add("gradient", f"{place}: a gradient is painted", "use flat colours of the tokens")
    if any(_is_transparent(states[f"/{name.decode()}"]) for name in set(re.findall(rb"/(\S+) gs\b", data))):
        findings.add("opacity", f"{place}: something is half transparent",
                     "mix the colour in the tokens instead of using opacity, shadows or masks")  # fmt: skip


def _is_transparent(state: Any) -> bool:
    """Tell whether a graphics state paints less than fully opaque."""
    alphas = [float(state.get(key, 1)) for key in ("/ca", "/CA")]
    return any(alpha not in {0.0, 1.0} for alpha in alphas) or isinstance(state.get("/SMask"), Dictionary)
