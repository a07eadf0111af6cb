"""Templates filled: the only module that knows Jinja.

In: a folder of templates and frozen values. Out: text. Templates loop and print; an undefined name is a fault of ours
and is raised.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from bindery.languages import LANGUAGES
from bindery.model import Book
from bindery.typography import set_text
from bindery.typography.ordinals import ordinal_parts

Render = Callable[..., str]  # render("print/interior.html", book=book, …) -> text


def open_templates(folder: Path) -> Render:
    """Open a folder of templates; the result fills one by name with keyword values."""
    environment = Environment(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    environment.filters.update(
        xhtml=Markup, long_date=_long_date, typeset=_typeset, whole_words=_whole_words, ordinals=_ordinals
    )

    def render(name: str, **values: object) -> str:
        filled: str = environment.get_template(name).render(**values)
        return filled

    return render


def _long_date(day: date, language: str) -> str:
    return LANGUAGES[language].long_date(day)


def _whole_words(title: str) -> Markup:
    """Keep each compound of a title in one piece."""
    words = (Markup('<span class="word">{}</span>').format(w) if "-" in w else escape(w) for w in title.split(" "))
    return Markup(" ").join(words)


def _ordinals(text: str, language: str) -> Markup:
    """Raise the letters of ordinals, as in the text of the chapters."""
    raised = Markup('{}<sup class="ordinal">{}</sup>')
    parts = ordinal_parts(text, language)
    return Markup("").join(raised.format(*part) if part[1] else escape(part[0]) for part in parts)


@pass_context
def _typeset(context: Context, text: str, language: str) -> str:
    """Set text; the collection of the book that fills the template names what stays as it is typed."""
    book: Book | None = context.get("book")
    return set_text(text, language, book.collection.as_typed if book else ())
