"""The posts for social networks: `volume-N/press/<language>/posts.yaml` in; texts ready to publish out.

The facts of the volume are called by name, as in the texts for the press; the address of the site and the line of tags
are added to each post, and counted with it. Posts nobody has written are a slot: what the volume says of itself stands
in for them, and a `placeholder` tells. Lengths are those the networks take. X counts any address as 23 characters, and
what is beyond Latin, Greek and Cyrillic letters as two each (https://docs.x.com/fundamentals/counting-characters).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bindery.assemble.manuscript import variables
from bindery.diagnostics import ERROR, WARNING, Diagnostic, Source
from bindery.kit.facts import slot
from bindery.kit.words import WORDS
from bindery.languages import LANGUAGES, Language
from bindery.load.documents import Document
from bindery.load.files import Reading, read_text
from bindery.load.shapes import PostsShape
from bindery.load.validation import fill, read_document
from bindery.markup.variables import write_named
from bindery.model import Collection, Text, Volume
from bindery.typography import set_text
from bindery.typography.lint import lint

FILE = "posts.yaml"
SHORT_LINK = 23
LIGHT = (range(0x1100), range(0x2000, 0x200E), range(0x2010, 0x2020), range(0x2032, 0x2038))  # what X counts once
_VARIABLE = re.compile(r"\{\{([^{}]*)\}\}")
_MISSING = ("the posts for social networks are not written; the description stands in for them", "write them in YAML")


@dataclass(frozen=True, slots=True)
class Network:
    """A network: its name, the most signs it takes, whether it weighs them as X does, the sizes it shows best."""

    name: str
    most: int
    weighs: bool
    pictures: tuple[str, ...]


NETWORKS: Mapping[str, Network] = {
    "linkedin": Network("LinkedIn", 3000, False, ("1200x630", "1080x1350")),
    "facebook": Network("Facebook", 5000, False, ("1200x630", "1080x1350")),  # it takes 63,206; nobody reads them
    "x": Network("X, Mastodon", 280, True, ("1600x900",)),
    "instagram": Network("Instagram", 2200, False, ("1080x1080", "1080x1350", "1080x1920")),
}


@dataclass(frozen=True, slots=True)
class Post:
    """What one network is told: the text alone, the whole with link and tags, and how many signs that counts."""

    network: Network
    text: str
    whole: str
    signs: int


@dataclass(frozen=True, slots=True)
class Posts:
    """What all networks are told in one language, and the line of the visuals."""

    promise: str
    link: str
    tags: str
    posts: tuple[Post, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def volume_posts(collection: Collection, volume: Volume, text: Text, project: Path) -> Posts:
    """Read the posts of a volume in one language, or let its description stand in for them."""
    reading = Reading(collection.root.resolve(), project.resolve())
    path = reading.root / f"volume-{volume.number}" / "press" / text.language / FILE
    if not path.is_file():
        reading.tell("placeholder", reading.source(path), *_MISSING, severity=WARNING)
        return _stand_in(collection, text, reading)
    written = read_text(reading, path, reading.source(path))
    document = read_document(reading, written or "", path)
    shape = fill(reading, document, PostsShape) if document else None
    if document is None or shape is None:
        return _stand_in(collection, text, reading)
    fillings = _Fillings(reading, document, LANGUAGES[text.language], variables(collection, volume, text), collection)
    promise = fillings.filled(("promise",), shape.promise)
    texts = {key: fillings.filled(("posts", key), getattr(shape.posts, key)) for key in NETWORKS}
    posts = _posts(collection, text, promise, shape.tags, texts)
    found = _too_long(posts, document)
    return replace(posts, diagnostics=(*reading.told, *found))


def _stand_in(collection: Collection, text: Text, reading: Reading) -> Posts:
    said = set_text(text.description, text.language, collection.as_typed)
    return replace(_posts(collection, text, said, "", dict.fromkeys(NETWORKS, said)), diagnostics=tuple(reading.told))


def _posts(collection: Collection, text: Text, promise: str, tags: str, texts: Mapping[str, str]) -> Posts:
    link = collection.site_url or f"[{slot(text.language, WORDS[text.language]['download-slot'])}]"
    posts = tuple(_post(NETWORKS[key], said, link, tags) for key, said in texts.items())
    return Posts(promise, link, tags, posts)


def _post(network: Network, text: str, link: str, tags: str) -> Post:
    whole = "\n\n".join(part for part in (text, link, tags) if part)
    return Post(network, text, whole, _signs(network, whole.replace(link, "")) + _link_signs(network, link))


def _signs(network: Network, words: str) -> int:
    return sum(2 if network.weighs and not any(ord(sign) in light for light in LIGHT) else 1 for sign in words)


def _link_signs(network: Network, link: str) -> int:
    """Count an address; a slot counts as the short one that will stand there."""
    return SHORT_LINK if network.weighs or link.startswith("[") else len(link)


def _too_long(posts: Posts, document: Document) -> Iterator[Diagnostic]:
    for key, post in zip(NETWORKS, posts.posts, strict=True):
        if post.signs > post.network.most:
            message = f"the post for {post.network.name} has {post.signs} characters; {post.network.most} are the most"
            hint = "shorten it: the address and the tags are counted"
            yield Diagnostic(ERROR, "post-too-long", document.at(("posts", key)), message, hint)


@dataclass(frozen=True, slots=True)
class _Fillings:
    """What is needed to fill in the facts of a text and to set it."""

    reading: Reading
    document: Document
    language: Language
    values: Mapping[str, object]
    collection: Collection

    def filled(self, place: tuple[str, ...], text: str) -> str:
        """Write the facts into a text, told as `place` of its document, and set it paragraph by paragraph."""
        source, code = self.document.at(place), self.language.code
        begins = source.at(source.line + ("\n" in text))  # a block of text begins on the line after its key
        self.reading.told.extend(lint(begins, text, code, self.collection.as_typed))
        said = _VARIABLE.sub(lambda found: self._value(found, source), text)
        paragraphs = (" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n", said.strip()))
        return "\n\n".join(set_text(paragraph, code, self.collection.as_typed) for paragraph in paragraphs)

    def _value(self, found: re.Match[str], source: Source) -> str:
        said = write_named(
            self.values,
            found[1].strip(),
            self.language,
            lambda what, hint: self.reading.tell("unknown-variable", source, what, hint),
        )
        return found[0] if said is None else said
