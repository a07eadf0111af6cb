"""Links between the documents of an edition that is cut into one file per section.

In: an anchor, and the section that speaks of it. Out: `#anchor`, or `file#anchor` where it stands in another section.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping


def href_to(anchor: str, section: str, home: Mapping[str, str], file_of: Callable[[str], str]) -> str:
    """Write the link to an anchor, as seen from a section."""
    there = home.get(anchor, section)
    if there == section:
        return f"#{anchor}"
    return file_of(there) if anchor == there else f"{file_of(there)}#{anchor}"
