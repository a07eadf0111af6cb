"""Preflight: what a printer's and an accessibility checker's first look would find, in pure Python.

In: a finished PDF, opened with pikepdf. Out: diagnostics. `PRINT_CHECKS` and `SCREEN_CHECKS` are tables of functions;
the rules are those of PDF/X-4 (ISO 15930-7), PDF/UA-1 (ISO 14289-1, by the Matterhorn Protocol 1.1) and our own house.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from bindery.diagnostics import ERROR, Diagnostic, Source
from bindery.geometry import points

Finding = tuple[str, str]  # code, message
Check = Callable[[pikepdf.Pdf], Iterator[Finding]]

BLEED_MM = 3.0
TOLERANCE_PT = 0.05
LEAST_PPI = 250
MOST_INK = 3.0
RGB_OPERATORS = frozenset({"rg", "RG"})
RGB_SPACES = frozenset({"/DeviceRGB", "/CalRGB", "/Lab"})
CMYK_CONDITIONS = frozenset({"FOGRA39", "FOGRA47", "FOGRA51", "FOGRA52"})
STANDARD_ROLES = frozenset(
    {"Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct", "Private",
     "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead",
     "TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "Warichu", "Figure",
     "Formula", "Form"}
)  # fmt: skip
# Role -> the roles its parent may have, where the standard says so.
PARENTS: dict[str, frozenset[str]] = {
    "TR": frozenset({"Table", "THead", "TBody", "TFoot"}),
    "TH": frozenset({"TR"}),
    "TD": frozenset({"TR"}),
    "THead": frozenset({"Table"}),
    "TBody": frozenset({"Table"}),
    "TFoot": frozenset({"Table"}),
    "LI": frozenset({"L"}),
    "LBody": frozenset({"LI"}),
    "TOCI": frozenset({"TOC"}),
}


# -- print


def boxes_nested(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Trim, bleed and sheet lie inside each other; the bleed is 3 mm all round; all pages are of one size."""
    sizes = Counter(tuple(round(float(edge), 1) for edge in page.trimbox) for page in pdf.pages)
    if len(sizes) > 1:
        yield "boxes", f"the pages have {len(sizes)} sizes"
    for number, page in enumerate(pdf.pages, 1):
        if not {"/TrimBox", "/BleedBox"} <= set(page.obj.keys()):
            yield "boxes", f"page {number} has no TrimBox or no BleedBox"
            continue
        trim, bleed, media = ([float(edge) for edge in box] for box in (page.trimbox, page.bleedbox, page.mediabox))
        margins = [trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3]]
        if any(abs(margin - points(BLEED_MM)) > TOLERANCE_PT for margin in margins):
            yield "boxes", f"page {number} has not 3 mm of bleed on each side"
        if media[0] > bleed[0] or media[1] > bleed[1] or media[2] < bleed[2] or media[3] < bleed[3]:
            yield "boxes", f"page {number} is cut off inside its bleed"


def no_rgb(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """No operator, picture, group, pattern or shading speaks RGB or Lab."""
    for place, stream in _content_streams(pdf):
        for operands, operator in _operations(stream):
            if str(operator) in RGB_OPERATORS:
                yield "rgb", f"{place}: the colour {' '.join(f'{float(value):g}' for value in operands)} is in RGB"
            elif str(operator) in {"cs", "CS"} and str(operands[0]) in RGB_SPACES:
                yield "rgb", f"{place}: the colour space {operands[0]} is set"
            elif str(operator) in {"INLINE IMAGE", "sh"}:
                yield "rgb", f"{place}: a gradient or a picture inside the text is painted"
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream | Dictionary):
            yield from _rgb_in(item)


def _rgb_in(item: Any) -> Iterator[Finding]:
    space = item.get("/ColorSpace")
    name = f"object {item.objgen[0]}"
    if item.get("/Subtype") == Name.Image and not _is_press_space(space):
        yield "rgb", f"{name}: a picture is in {_space_name(space)}"
    if "/ShadingType" in item:
        yield "rgb", f"{name}: a gradient is in the file"
    group = item.get("/Group")
    if isinstance(group, Dictionary) and group.get("/CS") is not None and not _is_press_space(group.CS):
        yield "rgb", f"{name}: a group mixes its colours in {_space_name(group.CS)}"


def _space_name(space: Any) -> str:
    return str(space[0] if isinstance(space, Array) else space)


def _is_press_space(space: Any) -> bool:
    """Tell whether a colour space is one the press knows."""
    if space is None:
        return True  # a mask, or a JPEG 2000: no colour of its own
    if isinstance(space, Array) and str(space[0]) == "/Indexed":
        return _is_press_space(space[1])
    return _space_name(space) in {"/DeviceCMYK", "/DeviceGray", "/Separation", "/DeviceN"}


def ink_sums(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """No flat colour takes more than 300 % of ink, and full black stands alone."""
    told: set[tuple[float, ...]] = set()
    for place, stream in _content_streams(pdf):
        for operands, operator in _operations(stream):
            if str(operator) not in {"k", "K"}:
                continue
            colour = tuple(round(float(value), 4) for value in operands)
            if colour in told:
                continue
            told.add(colour)
            shown = " ".join(f"{value * 100:g}" for value in colour)
            if sum(colour) > MOST_INK:
                yield "ink-total", f"{place}: the colour {shown} takes {sum(colour) * 100:g} % of ink"
            if colour[3] == 1 and any(colour[:3]):
                yield "ink-black", f"{place}: the black {shown} mixes inks, which never fit exactly behind text"


def one_press_intent(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """One PDF/X output intent names a registered condition and holds its CMYK profile."""
    intents = [intent for intent in pdf.Root.get("/OutputIntents", Array()) if intent.get("/S") == Name.GTS_PDFX]
    if len(intents) != 1:
        yield "output-intent", f"the file has {len(intents)} PDF/X output intents; 1 is needed"
        return
    profile = intents[0].get("/DestOutputProfile")
    if profile is None or int(profile.get("/N", 0)) != 4:
        yield "output-intent", "the output intent holds no CMYK profile"
    condition = str(intents[0].get("/OutputConditionIdentifier", ""))
    if condition not in CMYK_CONDITIONS:
        yield "output-intent", f"`{condition}` is no registered printing condition"


def says_it_is_x4(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """The metadata claim PDF/X-4 and say that nothing is trapped."""
    packet = _packet(pdf)
    if "GTS_PDFXVersion>PDF/X-4<" not in packet:
        yield "metadata", "the metadata do not claim PDF/X-4"
    if pdf.trailer.get("/Info", Dictionary()).get("/Trapped") != Name("/False"):
        yield "metadata", "the file does not say that it is not trapped"
    if "/ID" not in pdf.trailer:
        yield "metadata", "the file has no identifier"


def nothing_active(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """No annotation, script, form or encryption."""
    pages = [str(number) for number, page in enumerate(pdf.pages, 1) if page.obj.get("/Annots")]
    if pages:
        yield "active", f"there are links or notes on page {', '.join(pages[:10])}"
    yield from _no_scripts(pdf)


def _no_scripts(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    names = pdf.Root.get("/Names", Dictionary())
    for key, holder in (("/AcroForm", pdf.Root), ("/OpenAction", pdf.Root), ("/AA", pdf.Root), ("/JavaScript", names)):
        if key in holder:
            yield "active", f"the file holds {key}"
    if pdf.is_encrypted:
        yield "active", "the file is encrypted"


def fonts_embedded(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Every font is in the file, and says which letters its glyphs are."""
    for item in pdf.objects:
        if not isinstance(item, Dictionary) or item.get("/Type") != Name.Font:
            continue
        name = str(item.get("/BaseFont", "?")).lstrip("/")
        descendants = item.get("/DescendantFonts")
        described = descendants[0] if descendants is not None else item
        descriptor = described.get("/FontDescriptor", Dictionary())
        is_embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
        if item.get("/Subtype") != Name.Type3 and not is_embedded:
            yield "font", f"the font {name} is not embedded"
        if descendants is not None and "/ToUnicode" not in item:
            yield "font", f"the font {name} does not say which letters its glyphs are"


def pictures_sharp(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Every picture is placed at 250 pixels per inch or more."""
    for place, stream, resources in _placed(pdf):
        scales: list[tuple[float, float]] = [(1, 1)]
        for operands, operator in _operations(stream):
            match str(operator):
                case "q":
                    scales.append(scales[-1])
                case "Q":
                    scales.pop()
                case "cm":
                    a, b, c, d = (float(value) for value in list(operands)[:4])
                    width, height = scales[-1]
                    scales[-1] = (width * (a * a + b * b) ** 0.5, height * (c * c + d * d) ** 0.5)
                case "Do":
                    picture = resources.get("/XObject", Dictionary()).get(str(operands[0]))
                    if picture is not None and picture.get("/Subtype") == Name.Image:
                        ppi = 72 * min(int(picture.Width) / scales[-1][0], int(picture.Height) / scales[-1][1])
                        if ppi < LEAST_PPI:
                            yield (
                                "picture-resolution",
                                f"{place}: a picture prints at {ppi:.0f} ppi; {LEAST_PPI} are needed",
                            )


# -- screen


def tagged_and_titled(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """The file is tagged, has a language and a title, shows the title, and claims PDF/UA-1 and PDF/A."""
    if "/StructTreeRoot" not in pdf.Root or not pdf.Root.get("/MarkInfo", Dictionary()).get("/Marked", False):
        yield "tags", "the file is not tagged"
    if not str(pdf.Root.get("/Lang", "")):
        yield "tags", "the file does not say its language"
    if not pdf.Root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle", False):
        yield "tags", "the window would show the file's name in place of its title"
    packet = _packet(pdf)
    for claim in ("<pdfuaid:part>1<", "<pdfaid:part>2<", "<dc:title>"):
        if claim not in packet:
            yield "metadata", f"the metadata lack {claim.strip('<>')}"


def content_in_tree(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Every painted piece is an artifact or belongs to an element that can be reached from the root."""
    if "/StructTreeRoot" not in pdf.Root:
        return
    reachable = {element.objgen for element, _ in _elements(pdf)}
    entries = _parent_tree(pdf)
    keys = Counter(int(page.obj.get("/StructParents", -1)) for page in pdf.pages)
    for key, count in keys.items():
        if count > 1 and key >= 0:
            yield "tags", f"{count} pages share one entry of the parent tree"
    for number, page in enumerate(pdf.pages, 1):
        owners = entries.get(int(page.obj.get("/StructParents", -1)), Array())
        yield from _untagged(number, page, owners, reachable)


def _untagged(number: int, page: pikepdf.Page, owners: Any, reachable: set[tuple[int, int]]) -> Iterator[Finding]:
    depth: list[bool] = []  # of each open marked content: whether it says what it is
    for operands, operator in _operations(page):
        match str(operator):
            case "BDC" | "BMC":
                entry = operands[1] if len(operands) > 1 else Dictionary()
                is_artifact = operands[0] == Name.Artifact
                has_mark = isinstance(entry, Dictionary) and "/MCID" in entry
                if has_mark:
                    mcid = int(entry.MCID)
                    owner = owners[mcid] if mcid < len(owners) else None
                    if not isinstance(owner, Dictionary) or owner.objgen not in reachable:
                        yield "tags", f"page {number}: marked content {mcid} belongs to no element"
                    if any(depth):
                        yield "tags", f"page {number}: marked content {mcid} stands inside another"
                depth.append(is_artifact or has_mark)
            case "EMC":
                depth.pop()
            case "Tj" | "TJ" | "Do" | "f" | "S" | "B" | "f*" | "B*":
                if not any(depth):
                    yield "tags", f"page {number}: something painted is neither tagged nor an artifact"
                    return


def roles_in_place(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Every element has a role of the standard, under a parent that may hold it."""
    role_map = {key[1:]: str(value)[1:] for key, value in _root(pdf).get("/RoleMap", Dictionary()).items()}
    for element, parent in _elements(pdf):
        role, above = (role_map.get(name, name) for name in (_role(element), _role(parent)))
        if role not in STANDARD_ROLES:
            yield "tags", f"`{role}` is no role of the standard"
        if role in PARENTS and above not in PARENTS[role]:
            yield "tags", f"a {role} stands in a {above}"


def tables_with_heads(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Every table has rows, and head cells that say what they head."""
    for element, _ in _elements(pdf):
        if _role(element) != "Table":
            continue
        inside = list(_descendants(element))
        roles = Counter(_role(kid) for kid in inside)
        if not roles["TR"] or not roles["TH"]:
            yield "tags", f"a table has {roles['TR']} rows and {roles['TH']} head cells"
        for kid in inside:
            if _role(kid) == "TH" and "/Scope" not in kid.get("/A", Dictionary()):
                yield "tags", "a head cell does not say whether it heads a row or a column"


def headings_in_order(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Headings start at the first level and skip none on the way down."""
    level = 0
    for element, _ in _elements(pdf):
        role = _role(element)
        if len(role) == 2 and role[0] == "H" and role[1].isdigit():
            if int(role[1]) > level + 1:
                yield "tags", f"a heading of level {role[1]} follows one of level {level}"
            level = int(role[1])


def pictures_described(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Every figure has an alternative text."""
    for element, _ in _elements(pdf):
        if _role(element) == "Figure" and not str(element.get("/Alt", "")) and not str(element.get("/ActualText", "")):
            yield "tags", "a figure has no alternative text"


def notes_identified(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Every note has an identifier of its own, which the tree's index knows."""
    notes = [bytes(element.get("/ID", b"")) for element, _ in _elements(pdf) if _role(element) == "Note"]
    names = _root(pdf).get("/IDTree", Dictionary()).get("/Names", Array())
    known = {bytes(names[index]) for index in range(0, len(names), 2)}
    for identifier, count in Counter(notes).items():
        if not identifier or count > 1:
            yield "tags", f"{count} notes share the identifier `{identifier.decode(errors='replace')}`"
        elif identifier not in known:
            yield "tags", f"the note `{identifier.decode(errors='replace')}` is not in the index of identifiers"


def links_described(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Every link says in words where it leads, and belongs to a Link element; pages are tabbed in reading order."""
    entries = _parent_tree(pdf)
    for number, page in enumerate(pdf.pages, 1):
        annotations = list(page.obj.get("/Annots", Array()))
        if annotations and page.obj.get("/Tabs") != Name.S:
            yield "tags", f"page {number}: links are not tabbed in reading order"
        for annotation in annotations:
            owner = entries.get(int(annotation.get("/StructParent", -1)))
            if not isinstance(owner, Dictionary) or _role(owner) != "Link":
                yield "tags", f"page {number}: a link belongs to no Link element"
            if not str(annotation.get("/Contents", "")):
                yield "tags", f"page {number}: a link does not say where it leads"


def nothing_scripted(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """No script, form or encryption."""
    yield from _no_scripts(pdf)


def boxes_trimmed(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """The screen edition shows the trim, no more."""
    for number, page in enumerate(pdf.pages, 1):
        if "/BleedBox" in page.obj or list(page.cropbox) != list(page.mediabox):
            yield "boxes", f"page {number} shows more than the trim"


def labels_given(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Pages carry the labels that are printed on them, and the outline leads into the book."""
    if "/PageLabels" not in pdf.Root:
        yield "navigation", "the pages have no labels"
    if "/Outlines" not in pdf.Root:
        yield "navigation", "the file has no outline"


PRINT_CHECKS: tuple[Check, ...] = (
    boxes_nested,
    no_rgb,
    ink_sums,
    one_press_intent,
    says_it_is_x4,
    nothing_active,
    fonts_embedded,
    pictures_sharp,
)
SCREEN_CHECKS: tuple[Check, ...] = (
    tagged_and_titled,
    content_in_tree,
    roles_in_place,
    tables_with_heads,
    headings_in_order,
    pictures_described,
    notes_identified,
    links_described,
    nothing_scripted,
    fonts_embedded,
    boxes_trimmed,
    labels_given,
)


def preflight(pdf: bytes | Path, checks: Iterable[Check], source: Source) -> Iterator[Diagnostic]:
    """Run checks over a finished file; every finding once."""
    with pikepdf.open(io.BytesIO(pdf) if isinstance(pdf, bytes) else pdf) as opened:
        for check in checks:
            for code, message in dict.fromkeys(check(opened)):
                yield Diagnostic(ERROR, f"preflight-{code}", source, message, hint=(check.__doc__ or "").strip())


# -- reading the file


def _root(pdf: pikepdf.Pdf) -> Any:
    return pdf.Root.get("/StructTreeRoot", Dictionary())


def _role(element: Any) -> str:
    return str(element.get("/S", "/"))[1:]


def _kids(element: Any) -> Iterator[Any]:
    kids = element.get("/K", Array())
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid


def _elements(pdf: pikepdf.Pdf) -> Iterator[tuple[Any, Any]]:
    """Walk the structure tree in reading order: (element, parent)."""
    waiting = [(kid, _root(pdf)) for kid in reversed(list(_kids(_root(pdf))))]
    while waiting:
        element, parent = waiting.pop()
        yield element, parent
        waiting += [(kid, element) for kid in reversed(list(_kids(element)))]


def _descendants(element: Any) -> Iterator[Any]:
    for kid in _kids(element):
        yield kid
        yield from _descendants(kid)


def _parent_tree(pdf: pikepdf.Pdf) -> dict[int, Any]:
    numbers = _root(pdf).get("/ParentTree", Dictionary()).get("/Nums", Array())
    return {int(numbers[index]): numbers[index + 1] for index in range(0, len(numbers), 2)}


def _packet(pdf: pikepdf.Pdf) -> str:
    metadata = pdf.Root.get("/Metadata")
    return metadata.read_bytes().decode("utf-8", "replace") if metadata is not None else ""


def _operations(content: Any) -> Iterator[tuple[Any, Any]]:
    for instruction in pikepdf.parse_content_stream(content):
        yield instruction.operands, instruction.operator


def _content_streams(pdf: pikepdf.Pdf) -> Iterator[tuple[str, Any]]:
    """Give each content stream, form and tile of the file, with its place in words."""
    for number, page in enumerate(pdf.pages, 1):
        yield f"page {number}", page
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream) and (item.get("/Subtype") == Name.Form or item.get("/PatternType") == 1):
            yield f"drawing {item.objgen[0]}", item


def _placed(pdf: pikepdf.Pdf) -> Iterator[tuple[str, Any, Any]]:
    for number, page in enumerate(pdf.pages, 1):
        yield f"page {number}", page, page.resources
