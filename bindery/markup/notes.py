"""Notes: `[^name]` calls a note, `[^name]: text` gives it; both may stand anywhere in the chapter.

In: lines, then the tree. Out: calls numbered through the chapter in reading order, and the notes in that order at the
end of the body, with the roles of DPUB-ARIA (https://www.w3.org/TR/dpub-aria-1.1/).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from bindery.diagnostics import WARNING, nearest_hint
from bindery.markup.boxes import MEDIA
from bindery.markup.desk import Desk
from bindery.markup.lines import Line
from bindery.markup.trees import add, drop, parents, slug

_DEFINITION = re.compile(r" {0,3}\[\^([^\]\s]+)\]:[ ]?(.*)")
_CALL = r"\[\^([^\]\s]+)\]"
_STOPS = re.compile(r"\s*(?::{3,}|#{1,6}\s|\x02|\||>)")


class TakeNotes(Preprocessor):
    """Take the notes out of the text."""

    def __init__(self, md: Markdown, desk: Desk) -> None:
        super().__init__(md)
        self.desk = desk

    def run(self, lines: list[str]) -> list[str]:
        """Keep each note's lines for the end of the chapter."""
        kept: list[str] = []
        position = 0
        while position < len(lines):
            line = lines[position]
            found = _DEFINITION.fullmatch(line)
            if found and isinstance(line, Line):
                end = _end(lines, position + 1)
                self._take(found[1], [line.saying(found[2]), *_inner(lines[position + 1 : end])])
                kept.append(line.saying(""))
                position = end
            else:
                kept.append(line)
                position += 1
        return kept

    def _take(self, name: str, text: list[Line]) -> None:
        notes, line = self.desk.notes, text[0].number
        if name in notes:
            first = notes[name][0].number
            self.desk.report(
                "duplicate-id", line, f"the note `{name}` is given twice", f"it stands at line {first}: rename one"
            )
        elif not any(each.strip() for each in text):
            self.desk.report("note-undefined", line, f"the note `{name}` is empty", "write its text after the colon")
        notes.setdefault(name, tuple(text))


def _end(lines: list[str], position: int) -> int:
    """Find where a note ends: the text right below belongs to it, and whatever is indented after empty lines."""
    end, after_blank = position, False
    for at in range(position, len(lines)):
        line = lines[at]
        if not line.strip():
            after_blank = True
            continue
        indented = line.startswith("  ")
        if _DEFINITION.match(line) or (after_blank and not indented) or (not indented and _STOPS.match(line)):
            break
        end, after_blank = at + 1, False
    return end


def _inner(lines: list[str]) -> Iterator[Line]:
    for line in lines:
        if isinstance(line, Line):
            yield line.saying(line[min(4, len(line) - len(line.lstrip(" "))) :])


class NoteCall(InlineProcessor):
    """Read `[^name]`."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        """Leave an empty link that names the note."""
        return Element("a", {"class": "noteref", "data-note": m[1]}), m.start(0), m.end(0)


class NoteTexts(Treeprocessor):
    """Parse the notes below the text, so that what they hold is read like the rest."""

    def __init__(self, md: Markdown, desk: Desk) -> None:
        super().__init__(md)
        self.desk = desk

    def run(self, root: Element) -> None:
        """Add the section of notes, in the order in which they are given."""
        if not self.desk.notes:
            return
        first = next(iter(self.desk.notes.values()))[0].number
        section = add(root, "section", class_="notes", role="doc-endnotes", data_line=str(first))
        for name, lines in self.desk.notes.items():
            note = add(section, "aside", class_="note", data_note=name, role="doc-footnote")
            note.set("data-line", str(lines[0].number))
            self.desk.parse_into(note, lines)


class NumberNotes(Treeprocessor):
    """Number the calls in reading order, and put the notes in the same order."""

    def __init__(self, md: Markdown, desk: Desk) -> None:
        super().__init__(md)
        self.desk = desk

    def run(self, root: Element) -> None:
        """Link calls and notes; tell those that miss one another."""
        above = parents(root)
        section = next((s for s in root if s.get("class") == "notes" and s.get("role") == "doc-endnotes"), None)
        texts = {note.get("data-note", ""): note for note in section} if section is not None else {}
        calls: dict[str, list[Element]] = {}
        for call in [a for a in root.iter("a") if a.get("data-note")]:
            if self._is_call(call, texts, above):
                calls.setdefault(call.get("data-note", ""), []).append(call)
            else:
                drop(above[call], call)
        for number, (name, places) in enumerate(calls.items(), start=1):
            self._link(name, number, places, texts[name])
        for name, note in texts.items():
            if name not in calls:
                line = int(note.get("data-line", 0))
                hint = f"write `[^{name}]` where it belongs, or take it away"
                self.desk.report("note-unused", line, f"nothing calls the note `{name}`", hint, WARNING)
        if section is not None:
            section[:] = [_for_medium(texts[name], places, above) for name, places in calls.items()]
            if not calls:
                root.remove(section)

    def _is_call(self, call: Element, texts: dict[str, Element], above: dict[Element, Element]) -> bool:
        name, line = call.get("data-note", ""), self.desk.lines.get(call, 0)
        if any(each.get("role") == "doc-footnote" for each in _ancestors(call, above)):
            self.desk.report("unknown-form", line, "a note cannot call a note", "put both in one, or in the text")
            return False
        if name not in texts:
            hint = nearest_hint(name, texts, "note")
            self.desk.report("note-undefined", line, f"there is no text for the note `{name}`", hint)
            return False
        return True

    def _link(self, name: str, number: int, places: list[Element], note: Element) -> None:
        base = self.desk.invent(f"fn-{self.desk.chapter.id}-{slug(name)}")
        del note.attrib["data-note"]
        note.set("id", base)
        for call in places:
            del call.attrib["data-note"]
            call.set("id", self.desk.invent(base.replace("fn-", "fnref-", 1)))
            call.set("href", f"#{base}")
            call.set("role", "doc-noteref")
            call.text = str(number)


def _ancestors(element: Element, above: dict[Element, Element]) -> Iterator[Element]:
    while element in above:
        element = above[element]
        yield element


def _for_medium(note: Element, places: list[Element], above: dict[Element, Element]) -> Element:
    """Wrap a note that one medium alone calls, so that the note leaves the others with its call."""
    media = {next((e.get("class") for e in _ancestors(c, above) if e.get("class") in MEDIA), None) for c in places}
    medium = media.pop() if len(media) == 1 else None
    if medium is None:
        return note
    wrapper = Element("div", {"class": medium, "data-line": note.get("data-line", "")})
    wrapper.append(note)
    return wrapper


class Notes(Extension):
    """Read notes."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Take the notes out first, read them before inline markup, number them once it is read."""
        md.preprocessors.register(TakeNotes(md, self.desk), "take_notes", 25)
        md.inlinePatterns.register(NoteCall(_CALL, md), "note_call", 178)
        md.treeprocessors.register(NoteTexts(md, self.desk), "note_texts", 40)
        md.treeprocessors.register(NumberNotes(md, self.desk), "number_notes", 5)
