"""Ink: sRGB becomes the press's colours: tokens by table, pictures once through the ICC profile.

In: a painted section and the table {"#rrggbb": (C, M, Y, K) in percent}. Out: the same pages without a trace of RGB,
and a finding for each colour, picture or gradient that has no place in print: told of the line of the styles or of the
drawing that asks for it (rules.py), else of the section, with its page there and what stands on it.

Colours are replaced in the operators, as our painter writes them: each on a line of its own, and text in hexadecimal
strings, where no operator can hide. preflight.py reads the result with a real parser and misses nothing.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops, ImageCms

from bindery.diagnostics import ERROR, WARNING, Diagnostic, Severity, Source, in_order
from bindery.pdf.facts import parent_tree, streams_of
from bindery.pdf.rules import Files, gradient_in, rules_of

Cmyk = tuple[float, float, float, float]  # percent, 0–100
InkTable = Mapping[str, Cmyk]  # "#rrggbb", lower case

NUMBER = rb"(-?\d*\.?\d+)"
RGB = re.compile(rb"^" + rb" ".join([NUMBER] * 3) + rb" (rg|RG)\b", re.MULTILINE)
SHOWN = re.compile(rb"/(\w+) [-\d.]+ Tf|<([0-9a-fA-F]+)>|/(\S+) Do|\bET\b|MCID (\d+)>>")
USED = re.compile(rb"/(\S+) (?:Do|scn)\b")
EFFECT = re.compile(rb"/(\S+) (gs|sh|scn|SCN)\b")
EFFECTS = {  # code -> what is painted, what to do
    "gradient": ("a gradient is painted", "use flat colours of the tokens"),
    "opacity": (
        "something is half transparent", "mix the colour in the tokens instead of using opacity, shadows or masks"
    ),
}  # fmt: skip
JPEG_QUALITY = 92
PLACE_LENGTH = 40


Letters = Mapping[str, Mapping[int, str]]  # of each font, by the name the content streams call it: glyph -> text


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a sheet comes from, to tell of it: the section, its file, the texts of its styles and drawings."""

    name: str
    source: Source
    files: Files = field(default_factory=dict)


@dataclass(slots=True)
class Findings:
    """What stands against printing a sheet, gathered while inking."""

    origin: Origin
    found: list[Diagnostic] = field(default_factory=list)

    def add(self, code: str, message: str, hint: str, severity: Severity = ERROR, source: Source | None = None) -> None:
        """Note one finding; of the sheet, unless another source is known."""
        self.found.append(Diagnostic(severity, code, source or self.origin.source, message, hint=hint))

    def blame(self, find: Callable[[Files], Source | None], drawing: str | None) -> Source | None:
        """Find the line that asks for a paint: in drawings first when it stands in one, else in styles first."""
        files = self.origin.files
        likeliest_first = sorted(files, key=lambda path: path.endswith(".svg") != (drawing is not None))
        return find({path: files[path] for path in likeliest_first})


def ink(pdf: pikepdf.Pdf, inks: InkTable, profile: Path, letters: Letters, origin: Origin) -> tuple[Diagnostic, ...]:
    """Turn every colour of a painted file into ink, in place; `profile` is the ICC profile of the press."""
    findings = Findings(origin)
    places = dict(_places(Original(pdf, origin.name, letters)))
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
class Original:
    """What is inked: a painted section, its name, and the letters of its fonts."""

    pdf: pikepdf.Pdf
    name: str
    letters: Letters


@dataclass(frozen=True, slots=True)
class Place:
    """A content stream or a picture: the page it is painted on, and the resources it draws from."""

    original: Original
    number: int  # of the page, in the section
    page: pikepdf.Page
    stream: Any
    resources: Any
    before: tuple[Any, ...] = ()  # the other streams of the page, which one text may run through
    after: tuple[Any, ...] = ()
    holder: Place | None = None  # what paints it, by its name there
    name: str = ""

    def __str__(self) -> str:
        return f"page {self.number} of `{self.original.name}`"


def _places(original: Original) -> Iterator[tuple[tuple[int, int], Place]]:
    """Find the page each content stream, form, pattern and picture is first used on."""
    seen: set[tuple[int, int]] = set()
    for number, page in enumerate(original.pdf.pages, 1):
        streams = tuple(streams_of(page))
        waiting = [
            Place(original, number, page, stream, page.resources, streams[:at], streams[at + 1 :])
            for at, stream in enumerate(streams)
        ]
        while waiting:
            place = waiting.pop()
            if place.stream.objgen in seen:
                continue
            seen.add(place.stream.objgen)
            yield place.stream.objgen, place
            if place.stream.get("/Subtype") != Name.Image:
                waiting += _used(place)


def _used(place: Place) -> Iterator[Place]:
    """Give the forms, pictures and patterns a content stream paints."""
    for name in sorted({used.decode() for used in USED.findall(place.stream.read_bytes())}):
        for kind in ("/XObject", "/Pattern"):
            target = place.resources.get(kind, Dictionary()).get(f"/{name}")
            if isinstance(target, pikepdf.Stream):
                resources = target.get("/Resources", place.resources)
                yield Place(place.original, place.number, place.page, target, resources, holder=place, name=name)


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
        drawing = _drawing_around(data, match.end(), place)
        findings.add(
            "colour-untabled",
            f"{place}: the colour {hexadecimal} has no ink{_named(drawing) or _nearby(data, match.end(), place)}",
            "use a colour of styles/tokens.yaml, or add it there with its CMYK",
            source=findings.blame(partial(rules_of, hexadecimal), drawing),
        )
        cmyk = (0, 0, 0, 100)
    operator = b" k" if match[4] == b"rg" else b" K"
    return b" ".join(f"{percent / 100:g}".encode() for percent in cmyk) + operator


# -- what stands there, in words


def _named(drawing: str | None) -> str:
    return "" if drawing is None else f", in the drawing “{drawing[:PLACE_LENGTH]}”"


def _drawing_around(data: bytes, offset: int, place: Place) -> str | None:
    """Give the text that stands for the drawing or picture an operator belongs to; None when it belongs to none."""
    data, offset = _with_neighbours(data, offset, place)
    opened = data.rfind(b"MCID ", 0, offset)
    if opened > data.rfind(b"EMC", 0, offset) and data.rfind(b"/Figure", 0, opened) > data.rfind(b"EMC", 0, opened):
        return _described(int(data[opened + 5 :].split(b">")[0]), place)
    return _drawing_of(place)


def _drawing_of(place: Place) -> str | None:
    """Give the text that stands for the drawing or picture that a form or a picture is painted in."""
    if place.holder is None:
        return None
    data = place.holder.stream.read_bytes()
    return _drawing_around(data, max(0, data.find(f"/{place.name} ".encode())), place.holder)


def _described(mcid: int, place: Place) -> str:
    """Give the text that stands for a drawing, by the number of its marked content."""
    owners = parent_tree(place.original.pdf).get(int(place.page.obj.get("/StructParents", -1)), Array())
    owner = owners[mcid] if mcid < len(owners) else None
    return str(owner.get("/Alt", "")) if isinstance(owner, Dictionary) else ""


def _nearby(data: bytes, offset: int, place: Place) -> str:
    """Say which words are painted with a colour."""
    data, offset = _with_neighbours(data, offset, place)
    font, words = "", ""
    earlier_font = re.findall(rb"/(\w+) [-\d.]+ Tf", data[:offset])
    if earlier_font:
        font = earlier_font[-1].decode()
    for match in SHOWN.finditer(data, offset, offset + 4000):
        if match[1]:
            font = match[1].decode()
        elif match[2]:
            words += _decoded(match[2], place.original.letters.get(font, {}))
        elif match[3] or (match[0] == b"ET" and words.strip()):
            break
    words = " ".join(words.split())
    return f", near “{words[:PLACE_LENGTH]}”" if words else ""


def _with_neighbours(data: bytes, offset: int, place: Place) -> tuple[bytes, int]:
    """Put the other streams of the page around one, and tell where its offset comes to lie."""
    before, after = (b"".join(stream.read_bytes() + b"\n" for stream in part) for part in (place.before, place.after))
    return before + data + b"\n" + after, offset + len(before)


def _decoded(codes: bytes, letters: Mapping[int, str]) -> str:
    """Read shown glyphs back."""
    return "".join(letters.get(int(codes[at : at + 4], 16), "") for at in range(0, len(codes), 4))


# -- pictures


def _ink_picture(stream: pikepdf.Stream, profile: Path, place: Place, findings: Findings) -> None:
    """Convert a picture to the press's colours, or to grey when it has none; transparency is laid on white."""
    space = stream.get("/ColorSpace")
    if "/SMask" not in stream and space in (Name.DeviceGray, Name.DeviceCMYK):
        return
    if space not in (Name.DeviceRGB, Name.DeviceGray):
        findings.add(
            "picture-colour-space",
            f"{place}: {_picture(place)} is in {_space_name(space)}",
            "save the picture as sRGB JPEG or PNG",
        )
        return
    is_photograph = stream.get("/Filter") == Name.DCTDecode
    image = _pixels(stream, "L" if space == Name.DeviceGray else "RGB")
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


def _pixels(stream: pikepdf.Stream, mode: str) -> Image.Image:
    """Read a picture; one without loss, of eight bits, is decoded but once."""
    if stream.get("/Filter") == Name.FlateDecode and stream.get("/BitsPerComponent") == 8:
        return Image.frombytes(mode, (int(stream.Width), int(stream.Height)), stream.read_bytes())
    return pikepdf.PdfImage(stream).as_pil_image().convert(mode)


def _picture(place: Place) -> str:
    described = _drawing_of(place)
    return f"the picture “{described[:PLACE_LENGTH]}”" if described else "a picture"


def _space_name(space: Any) -> str:
    return str(space[0] if isinstance(space, Array) else space).lstrip("/")


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
    findings.add("picture-transparent", f"{place}: {_picture(place)} is transparent and laid on white",
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
    for name, operator in sorted(set(EFFECT.findall(data))):
        code = _effect(name.decode(), operator, place)
        if code:
            drawing = _drawing_around(data, data.index(b"/%s %s" % (name, operator)), place)
            what, hint = EFFECTS[code]
            source = findings.blame(gradient_in, drawing) if code == "gradient" else None
            findings.add(code, f"{place}: {what}{_named(drawing)}", hint, source=source)


def _effect(name: str, operator: bytes, place: Place) -> str:
    """Name the effect that an operator brings about; empty when it paints flat and opaque."""
    if operator == b"gs":
        return "opacity" if _is_transparent(place.resources.ExtGState[f"/{name}"]) else ""
    pattern = place.resources.get("/Pattern", Dictionary()).get(f"/{name}")
    is_gradient = operator == b"sh" or (pattern is not None and pattern.get("/PatternType") == 2)
    return "gradient" if is_gradient else ""


def _is_transparent(state: Any) -> bool:
    """Tell whether a graphics state paints less than fully opaque."""
    alphas = [float(state.get(key, 1)) for key in ("/ca", "/CA")]
    return any(alpha not in {0.0, 1.0} for alpha in alphas) or isinstance(state.get("/SMask"), Dictionary)
