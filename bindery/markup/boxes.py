"""Boxes: the running elements of a practical guide, each with its label in words.

In: a fenced block. Out: an `aside` (a `section` for a case study, a `blockquote` for a quotation) that starts with its
label; see `BOXES` for the kinds and what each asks for.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from bindery.markup.desk import Desk, Fence, Kind
from bindery.markup.trees import add, plain_text, slug

MEDIA = ("only-print", "only-screen")
# What a line of a list that can be ticked starts with.
TASKS = ("[ ] ", "[x] ", "[X] ")


def build_aside(desk: Desk, fence: Fence, parent: Element) -> None:
    """Build a box with its label, its title if it has one, and its text."""
    box = _open_box(desk, fence, parent)
    _add_title(box, fence)
    desk.parse_into(box, fence.lines)


def build_key_figure(desk: Desk, fence: Fence, parent: Element) -> None:
    """Build a box that opens with a figure set large."""
    box = _open_box(desk, fence, parent)
    add(box, "p", fence.attributes["value"], class_="figure-value", data_line=str(fence.line))
    _add_title(box, fence)
    desk.parse_into(box, fence.lines)


def build_since_then(desk: Desk, fence: Fence, parent: Element) -> None:
    """Build a box for what came after the text was closed, with its date."""
    box = _open_box(desk, fence, parent)
    stamp = fence.attributes["date"]
    try:
        written = desk.language.long_date(date.fromisoformat(stamp))
    except ValueError:
        if stamp:
            desk.report("box-attribute", fence.line, f"`{stamp}` is no date", "write it as `date=2022-11-24`")
    else:
        box[0].text = f"{box[0].text} "
        add(box[0], "time", written, datetime=stamp)
    _add_title(box, fence)
    desk.parse_into(box, fence.lines)


def build_step(desk: Desk, fence: Fence, parent: Element) -> None:
    """Build a step, numbered from 1 in the chapter."""
    desk.steps += 1
    box = _open_box(desk, fence, parent)
    box[0].text = f"{box[0].text} "
    add(box[0], "span", str(desk.steps), class_="step-number")
    _add_title(box, fence)
    desk.parse_into(box, fence.lines)


def build_quote(desk: Desk, fence: Fence, parent: Element) -> None:
    """Build a quotation with the one who said it."""
    box = _open_box(desk, fence, parent, tag="blockquote")
    desk.parse_into(box, fence.lines)
    if by := fence.attributes["by"]:
        add(box, "p", f"— {by}", class_="quote-by", data_line=str(fence.line))


def build_checklist(desk: Desk, fence: Fence, parent: Element) -> None:
    """Build a list to tick; tell when there is nothing to tick in it."""
    box = _open_box(desk, fence, parent)
    _add_title(box, fence)
    desk.parse_into(box, fence.lines)
    if not any(_starts_task(item) for item in box.iter("li")):
        desk.report(
            "unknown-form", fence.line, "there is nothing to tick in this checklist", "write its items as `- [ ] item`"
        )


def build_case_study(desk: Desk, fence: Fence, parent: Element) -> None:
    """Build a case study: label, heading, facts as a definition list, then sections."""
    box = _open_box(desk, fence, parent, tag="section")
    title = fence.attributes["title"]
    anchor = f"{fence.id}-title" if fence.id else desk.invent(f"{desk.chapter.id}-{slug(title)}")
    desk.anchors.setdefault(anchor, fence.line)
    add(box, "h2", title, class_="box-title", id=anchor, data_line=str(fence.line))
    desk.parse_into(box, fence.lines)
    facts = box.find("dl")
    if facts is None:
        desk.report(
            "unknown-form",
            fence.line,
            "this case study gives no facts",
            "start it with a definition list: `Place`, then `:   …` on the next line",
        )
    else:
        facts.set("class", "facts")


def build_contents(desk: Desk, fence: Fence, parent: Element) -> None:
    """Leave room for the chapter's headings, which are known once all is read."""
    _open_box(desk, fence, parent)
    if any(line.strip() for line in fence.lines):
        desk.report(
            "unknown-form", fence.line, "`in-this-chapter` writes its text itself", "leave nothing before its colons"
        )


def build_margin(desk: Desk, fence: Fence, parent: Element) -> None:
    """Build a note for the margin."""
    note = add(parent, "aside", class_="margin-note", id=fence.id, data_line=str(fence.line))
    desk.parse_into(note, fence.lines)


def build_medium(desk: Desk, fence: Fence, parent: Element) -> None:
    """Build what only paged editions, or only the others, will show."""
    division = add(parent, "div", class_=fence.kind, id=fence.id, data_line=str(fence.line))
    desk.parse_into(division, fence.lines)


BOXES: Mapping[str, Kind] = {
    "definition": Kind(build_aside),
    "key-figure": Kind(build_key_figure, required=("value",)),
    "advice": Kind(build_aside),
    "example": Kind(build_aside),
    "legal": Kind(build_aside),
    "step": Kind(build_step, required=("title",), optional=()),
    "checklist": Kind(build_checklist),
    "case-study": Kind(build_case_study, required=("title",), optional=()),
    "quote": Kind(build_quote, required=("by",), optional=()),
    "in-short": Kind(build_aside),
    "in-this-chapter": Kind(build_contents, optional=()),
    "since-then": Kind(build_since_then, required=("date",)),
    "margin": Kind(build_margin, optional=()),
    "only-print": Kind(build_medium, optional=()),
    "only-screen": Kind(build_medium, optional=()),
}


def _open_box(desk: Desk, fence: Fence, parent: Element, tag: str = "aside") -> Element:
    line = str(fence.line)
    box = add(parent, tag, class_=f"box {fence.kind}", id=fence.id, data_box=fence.kind, data_line=line)
    add(box, "p", desk.word(fence.kind), class_="box-label", data_line=line)
    return box


def _add_title(box: Element, fence: Fence) -> None:
    if title := fence.attributes.get("title"):
        add(box, "p", title, class_="box-title", data_line=str(fence.line))


def _starts_task(item: Element) -> bool:
    return _task_text(item).startswith(TASKS)


def _task_text(item: Element) -> str:
    holder = item[0] if not (item.text or "").strip() and len(item) and item[0].tag == "p" else item
    return (holder.text or "").lstrip() + " "


class Ticks(Treeprocessor):
    """Give each item that can be ticked a box to tick."""

    def __init__(self, md: Markdown, desk: Desk) -> None:
        super().__init__(md)
        self.desk = desk

    def run(self, root: Element) -> None:
        """Replace `[ ]` at the start of items."""
        for items in root.iter("ul"):
            tasks = [item for item in items if _starts_task(item)]
            if tasks:
                items.set("class", "checks")
            for item in tasks:
                self._tick(item)

    def _tick(self, item: Element) -> None:
        holder = item[0] if not (item.text or "").strip() and len(item) and item[0].tag == "p" else item
        text = (holder.text or "").lstrip()[3:]
        tick = Element("span", {"class": "tick", "role": "img", "aria-label": self.desk.word("to-tick")})
        tick.tail = f" {text.lstrip()}"
        holder.text = ""
        holder.insert(0, tick)


class InThisChapter(Treeprocessor):
    """List the headings that every edition shows where the author asks for them."""

    def run(self, root: Element) -> None:
        """Fill every box `in-this-chapter`."""
        boxes = [box for box in root.iter("aside") if box.get("data-box") == "in-this-chapter"]
        if not boxes:
            return
        held_back = {each for medium in root.iter("div") if medium.get("class") in MEDIA for each in medium.iter("h2")}
        headings = [heading for heading in root.iter("h2") if heading not in held_back]
        for box in boxes if headings else ():
            entries = add(box, "ul", data_line=box.get("data-line", ""))
            for heading in headings:
                item = add(entries, "li", data_line=box.get("data-line", ""))
                add(item, "a", plain_text(_without_calls(heading)), href=f"#{heading.get('id')}")


def _without_calls(heading: Element) -> Element:
    copy = Element(heading.tag)
    copy.text = heading.text
    for child in heading:
        if child.get("class") not in ("noteref", "citation"):
            add(copy, "span", "".join(child.itertext()))
            copy[-1].tail = child.tail
        elif child.tail:
            add(copy, "span", child.tail)
    return copy


class Boxes(Extension):
    """Tick what can be ticked and list what the chapter holds; the boxes themselves are in `BOXES`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Tick before inline markup is read, list when every heading has its anchor."""
        md.treeprocessors.register(Ticks(md, self.desk), "ticks", 30)
        md.treeprocessors.register(InThisChapter(md), "in_this_chapter", 2)
