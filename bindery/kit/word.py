"""The press release as a Word file, to copy from: real styles, the language told, the picture described.

In: what the release says, XHTML where authors wrote it. Out: DOCX (ISO/IEC 29500), the same bytes for the same facts:
its dates come from the volume. Slots bear a frame and a ground of their own; under embargo each page has a banner and a
pale word behind the text.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_COLOR_INDEX, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from bindery.assemble.tree import Element, parse_fragment
from bindery.embargo import is_embargoed
from bindery.kit.archive import FILE_MODE, UNIX, ZIP_EPOCH
from bindery.kit.desk import Desk
from bindery.kit.facts import Part, Row
from bindery.kit.paper import news_line, small_jpeg
from bindery.kit.pictures import cover_alt
from bindery.kit.press_texts import PressText
from bindery.languages import LANGUAGES
from bindery.tokens import Ink, Palette

TEXT_FACE, LABEL_FACE = "Georgia", "Arial"  # faces that every desk has: the house's own would be replaced
COVER_MM = 42
SLOT, EMBARGO, SENDER, FACT = "Slot", "Embargo", "Sender", "Fact"  # our own styles, beside Word's
VML = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office"'
)


@dataclass(frozen=True, slots=True)
class Story:
    """What a press release says, in the order in which it is read."""

    title: str
    news: Part
    dateline: str
    body: str
    quotation: PressText
    points: Sequence[str]
    facts: Sequence[Row]
    notes: Sequence[tuple[str, Sequence[Part]]]


def word_file(desk: Desk, kind: str, story: Story) -> bytes:
    """Write a press release as DOCX."""
    document = Document()
    palette = desk.studio.tokens.palette(desk.volume.palette)
    _dress(document, palette, LANGUAGES[desk.language].locale.replace("_", "-"))
    _describe(document, desk, f"{desk.words[kind]} – {story.title}")
    _margins(document, desk, kind)
    _tell(document, desk, story)
    return _packed(document, desk.volume.modified)


def _tell(document: DocumentObject, desk: Desk, story: Story) -> None:
    """Write the release from its sender to its last note."""
    publisher = desk.collection.publisher
    house = desk.typeset(publisher.houses[desk.language])
    document.add_paragraph(f"{publisher.names[desk.language]} · {house}", style=SENDER)
    _write_parts(document.add_paragraph(style=EMBARGO), (story.news,))
    document.add_paragraph(story.title, style="Title")
    if story.dateline:
        document.add_paragraph(story.dateline, style=SENDER)
    _write_blocks(document, parse_fragment(story.body))
    if story.quotation.body:
        _write_blocks(document, parse_fragment(story.quotation.body), "Quote")
        document.add_paragraph(story.quotation.title, style="Quote")
    else:
        _write_slot(document.add_paragraph(style="Quote"), desk, "quotation-slot")
    document.add_paragraph(desk.typeset(desk.words["inside"]), style="Heading 1")
    for point in story.points:
        document.add_paragraph(point, style="List Bullet")
    document.add_paragraph(desk.typeset(desk.words["in-brief"]), style="Heading 1")
    _show_cover(document, desk)
    for row in story.facts:
        _write_fact(document, row, LANGUAGES[desk.language].words["label-value"])
    for title, paragraphs in story.notes:
        document.add_paragraph(title, style="Heading 1")
        for part in paragraphs:
            _write_parts(document.add_paragraph(), (part,))
    document.add_paragraph(desk.typeset(desk.collection.support_sentence[desk.language]), style=SENDER)


def _write_fact(document: DocumentObject, row: Row, joined: str) -> None:
    paragraph = document.add_paragraph(style=FACT)
    paragraph.add_run(joined.format(row.label, "")).bold = True
    _write_parts(paragraph, row.parts)


def _write_parts(paragraph: Paragraph, parts: Sequence[Part]) -> None:
    """Write words and slots one after the other, parts set apart by dots."""
    for position, part in enumerate(parts):
        paragraph.add_run((" · " if position else "") + part.words + (" " if part.words and part.slot else ""))
        if part.slot:
            paragraph.add_run(f"[{part.slot}]", style=SLOT)


def _write_slot(paragraph: Paragraph, desk: Desk, word: str) -> None:
    filled = LANGUAGES[desk.language].words
    what = filled["label-value"].format(filled["to-be-filled"], desk.words[word])
    paragraph.add_run(f"[{desk.typeset(what)}]", style=SLOT)


STYLE_OF = {"h2": "Heading 1", "h3": "Heading 2", "h4": "Heading 3", "p": "Normal", "blockquote": "Quote"}


def _write_blocks(document: DocumentObject, body: Element, style: str = "") -> None:
    """Write the blocks of a text: paragraphs, headings, lists; whatever else as paragraphs."""
    for block in body:
        if block.tag in {"ul", "ol"}:
            for item in block:
                paragraph = document.add_paragraph(style="List Bullet" if block.tag == "ul" else "List Number")
                _write_runs(paragraph, item)
        elif block.tag in STYLE_OF or len(block) == 0:
            _write_runs(document.add_paragraph(style=style or STYLE_OF.get(block.tag, "Normal")), block)
        else:
            _write_blocks(document, block, style)


def _write_runs(paragraph: Paragraph, block: Element) -> None:
    for text, inside in _runs(block, frozenset()):
        run = paragraph.add_run(text)
        run.bold = True if inside & {"strong", "b"} else None
        run.italic = True if inside & {"em", "i"} else None
        run.font.superscript = True if "sup" in inside else None


def _runs(element: Element, inside: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """Read an inline tree: each piece of text, and the elements it stands in."""
    if element.text:
        yield element.text.replace("\n", " "), inside
    for child in element:
        yield from _runs(child, inside | {str(child.tag)})
        if child.tail:
            yield child.tail.replace("\n", " "), inside


def _show_cover(document: DocumentObject, desk: Desk) -> None:
    """Show the cover, described for those who do not see it."""
    document.add_picture(io.BytesIO(small_jpeg(desk.made.front_png)), width=Mm(COVER_MM))
    described = document.inline_shapes[-1]._inline.docPr
    described.set("name", desk.typeset(desk.words["cover-word"]))
    described.set("descr", cover_alt(desk.collection, desk.volume, desk.language, desk.language))


def _dress(document: DocumentObject, palette: Palette, locale: str) -> None:
    """Set the styles: faces, sizes, colours, and the language that Word spells and reads in."""
    _speak(document, locale)
    _style(document, "Normal", TEXT_FACE, 10.5, after_pt=6)
    _style(document, "Title", LABEL_FACE, 20, palette.dark, bold=True, after_pt=8)
    _style(document, "Heading 1", LABEL_FACE, 12.5, palette.dark, bold=True, after_pt=3)
    _style(document, "Heading 2", LABEL_FACE, 11, palette.dark, bold=True, after_pt=3)
    _style(document, "Heading 3", LABEL_FACE, 10.5, palette.dark, bold=True, after_pt=3)
    _style(document, "List Bullet", TEXT_FACE, 10.5, after_pt=2)
    _style(document, "Quote", TEXT_FACE, 11.5, palette.dark, after_pt=6)
    for name in (EMBARGO, SENDER, FACT):
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Normal"]
    _style(document, EMBARGO, LABEL_FACE, 10.5, bold=True, after_pt=10)
    document.styles[EMBARGO].font.all_caps = True
    _style(document, SENDER, LABEL_FACE, 9, after_pt=6)
    _style(document, FACT, LABEL_FACE, 9, after_pt=2)
    slot = document.styles.add_style(SLOT, WD_STYLE_TYPE.CHARACTER)
    slot.font.name, slot.font.bold, slot.font.highlight_color = LABEL_FACE, True, WD_COLOR_INDEX.YELLOW
    border = {"val": "dashed", "sz": "4", "space": "0", "color": "auto"}
    edge = OxmlElement("w:bdr", attrs={qn(f"w:{name}"): value for name, value in border.items()})
    slot.element.get_or_add_rPr().append(edge)


def _style(
    document: DocumentObject,
    name: str,
    face: str,
    size_pt: float,
    ink: Ink | None = None,
    *,
    bold: bool = False,
    after_pt: float,
) -> None:
    style = document.styles[name]
    style.font.name, style.font.size, style.font.bold = face, Pt(size_pt), bold
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    if ink:
        style.font.color.rgb = RGBColor.from_string(ink.rgb[1:].upper())
    style.paragraph_format.space_after = Pt(after_pt)
    if name == "Title":  # Word's own title is underlined
        for rule in style.element.pPr.findall(qn("w:pBdr")):
            style.element.pPr.remove(rule)


def _speak(document: DocumentObject, locale: str) -> None:
    """Tell the language, once for all the text."""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), locale)
    for theme in document.settings.element.iter(qn("w:themeFontLang")):
        theme.set(qn("w:val"), locale)


def _describe(document: DocumentObject, desk: Desk, title: str) -> None:
    """Fill in the properties of the file from the data."""
    facts, collection, code = document.core_properties, desk.collection, desk.language
    facts.title, facts.subject = desk.typeset(title), desk.typeset(desk.text.description)
    facts.author = facts.last_modified_by = collection.publisher.names[code]
    facts.keywords, facts.category = collection.titles[code], desk.words["press-release"]
    facts.comments, facts.language, facts.revision = "", code, 1
    if desk.volume.modified:
        facts.created = facts.modified = desk.volume.modified.astimezone(UTC).replace(tzinfo=None)


def _margins(document: DocumentObject, desk: Desk, kind: str) -> None:
    """Set the page: A4, the foot with its number, and what an embargo puts on every page."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin, section.bottom_margin = Mm(24), Mm(22)
    series, place = desk.collection.titles[desk.language], LANGUAGES[desk.language].words["volume"]
    foot = section.footer.paragraphs[0]
    foot.style = document.styles[SENDER]
    foot.paragraph_format.tab_stops.clear_all()
    foot.paragraph_format.tab_stops.add_tab_stop(Mm(160), WD_TAB_ALIGNMENT.RIGHT)
    foot.add_run(desk.typeset(f"{series}, {place} {desk.volume.number} · {desk.words[kind]}") + "\t")
    foot._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'))
    if is_embargoed(desk.state):
        head = section.header.paragraphs[0]
        head.style = document.styles[EMBARGO]
        _write_parts(head, (news_line(desk),))
        word = _watermark(desk.words["embargo-word"], desk.studio.tokens.commons["grey-4"])
        head.add_run()._r.append(parse_xml(word))


def _watermark(word: str, ink: Ink) -> str:
    """Draw a word behind the text the way Word does, across the page."""
    place = (
        "position:absolute;margin-left:0;margin-top:0;width:520pt;height:74pt;rotation:315;z-index:-251658752;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin"
    )
    return (
        f'<w:pict {VML}><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
        'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
        '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
        '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
        '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
        f'<v:shape id="embargo" type="#_x0000_t136" style="{place}" o:allowincell="f" alt="" '
        f'fillcolor="{ink.rgb}" stroked="f"><v:textpath style="font-family:&quot;{LABEL_FACE}&quot;;font-size:1pt" '
        f'string="{word}"/></v:shape></w:pict>'
    )


def _packed(document: DocumentObject, modified: datetime | None) -> bytes:
    """Save the file with the dates of the volume in place of the clock's, and without a picture of another page."""
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del package.rels[key]
    saved, packed = io.BytesIO(), io.BytesIO()
    document.save(saved)
    moment = modified.timetuple()[:6] if modified else ZIP_EPOCH
    with ZipFile(saved) as source, ZipFile(packed, "w") as target:
        for item in source.infolist():
            entry = ZipInfo(item.filename, moment)
            entry.create_system, entry.external_attr, entry.compress_type = UNIX, FILE_MODE << 16, ZIP_DEFLATED
            target.writestr(entry, source.read(item))
    return packed.getvalue()
