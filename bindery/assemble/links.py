"""Links between the documents of an edition that is cut into one file per section.

In: a body whose links all read `#anchor`. Out: the same with `file#anchor` where the anchor stands in another section.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bindery.assemble.tree import parse_fragment, write_fragment


def rehome(fragment: str, section: str, home: Mapping[str, str], file_of: Callable[[str], str]) -> str:
    """Point the links of one section's fragment at the files of the others."""
    body = parse_fragment(fragment)
    for link in body.iter("a"):
        anchor = link.get("href", "")
        if anchor.startswith("#"):
            link.set("href", href_to(anchor[1:], section, home, file_of))
    return write_fragment(body)


def href_to(anchor: str, section: str, home: Mapping[str, str], file_of: Callable[[str], str]) -> str:
    """Write the link to an anchor, as seen from a section."""
    there = home.get(anchor, section)
    if there == section:
        return f"#{anchor}"
    return file_of(there) if anchor == there else f"{file_of(there)}#{anchor}"
