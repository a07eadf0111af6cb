"""Links that share a page: plain addresses of the networks' own forms, without a script, an icon or a tracker.

In: the address of a page, None while nobody knows it, and its title. Out: links. Networks need an address; a letter
does not. Mastodon has no form common to all its servers.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from bindery.site.words import WORDS

NETWORKS = (
    ("LinkedIn", "https://www.linkedin.com/sharing/share-offsite/?url={url}"),
    ("Facebook", "https://www.facebook.com/sharer/sharer.php?u={url}"),
    ("Bluesky", "https://bsky.app/intent/compose?text={title}%20{url}"),
    ("X", "https://x.com/intent/tweet?text={title}&url={url}"),
)


def share_links(address: str | None, title: str, teaser: str, code: str) -> Iterator[dict[str, str]]:
    """List the links that share a page: the networks when it has an address, then a letter."""
    words = WORDS[code]
    if address:
        for name, form in NETWORKS:
            href = form.format(url=quote(address, safe=""), title=quote(title, safe=""))
            yield {"label": words["share-on"].format(name), "name": name, "href": href}
    letter = "\n\n".join(part for part in (teaser, address) if part)
    href = f"mailto:?subject={quote(title, safe='')}&body={quote(letter, safe='')}"
    yield {"label": words["share-by-mail"], "name": words["share-by-mail"], "href": href}
