"""XHTML of an e-book as trees, and back to text.

In: fragments without namespace declarations, but for the attribute `epub:type`. Out: the same, ready to stand inside an
XHTML document that declares both namespaces. Elements are without namespace while they are worked on, as in assemble.
"""

from __future__ import annotations

import re

from lxml import etree

from bindery.assemble.tree import Element, write_fragment

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
SVG = "http://www.w3.org/2000/svg"
XML = "http://www.w3.org/XML/1998/namespace"
EPUB_TYPE = f"{{{OPS}}}type"
XML_LANG = f"{{{XML}}}lang"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)


def parse(fragment: str) -> Element:
    """Parse a fragment into a `body` element; etree.XMLSyntaxError when it is not well formed."""
    return etree.fromstring(f'<body xmlns:epub="{OPS}">{fragment}</body>', _PARSER)


def write(body: Element) -> str:
    """Write what a `body` element holds, for a document that declares the namespaces."""
    etree.cleanup_namespaces(body, keep_ns_prefixes=["epub"])
    written = write_fragment(body).replace(f' xmlns:epub="{OPS}"', "")
    written = re.sub(r"\A<body>|</body>\Z|\A<body/>\Z", "", written)
    return re.sub(r"<svg\b(?![^>]*\sxmlns=)", f'<svg xmlns="{SVG}"', written)
