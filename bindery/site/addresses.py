"""Where everything stands on the site: paths from its root, and links from one page to another.

index.html                      the choice of a language
404.html                        what a host shows for an address that leads nowhere
fr/index.html                   the announcement
fr/coming-soon/index.html       the announcement before publication, in a proof
fr/collection/index.html        the collection
fr/search/index.html            the search, and texts.js beside it, which it reads
fr/volume-6/index.html          a volume, with its downloads
fr/volume-6/notions.html        a section of its reading edition
fr/feed.xml, sitemap.xml        for machines, once the address of the site is known
assets/, downloads/             what pages show and give
"""

from __future__ import annotations

from bindery.model import Book, Section

DOOR = "index.html"
COLLECTION = "collection/index.html"
ANNOUNCEMENT = "index.html"
COMING_SOON = "coming-soon/index.html"
SEARCH = "search/index.html"
SEARCH_TEXTS = "search/texts.js"
FEED = "feed.xml"
NOT_FOUND, SITEMAP, ROBOTS = "404.html", "sitemap.xml", "robots.txt"
# Not read on the web: what only a book made of paper needs, and what the site's own pages do better.
UNREAD_ROLES = frozenset({"half-title", "title-page", "contents", "colophon"})
LAST_ROLES = ("copyright-page",)
OWN_NAMES = {"index": "subject_index"}  # index.html is the volume's own page; no chapter may bear an underscore


def file_of(section: str) -> str:
    """Name the page of a section, in the folder of its volume."""
    return f"{OWN_NAMES.get(section, section)}.html"


def volume_folder(volume_number: int) -> str:
    """Name the folder of a volume, below that of a language or of the assets."""
    return f"volume-{volume_number}"


def volume_page(volume_number: int) -> str:
    """Give the path of a volume's page, below the folder of a language."""
    return f"{volume_folder(volume_number)}/index.html"


def section_page(volume_number: int, section: str) -> str:
    """Give the path of a section of the reading edition, below the folder of a language."""
    return f"{volume_folder(volume_number)}/{file_of(section)}"


def up_from(path: str) -> str:
    """Climb from a page, given by its path from the site's root, to that root."""
    return "../" * path.count("/")


def read_sections(book: Book) -> tuple[Section, ...]:
    """List the sections of the reading edition in order; the legal page comes last, as readers of the web expect."""
    read = [section for section in book.sections if section.role not in UNREAD_ROLES]
    return tuple(sorted(read, key=lambda section: section.role in LAST_ROLES))


def first_read(book: Book) -> Section:
    """Find where reading begins: the first section that somebody wrote."""
    sections = read_sections(book)
    return next((section for section in sections if section.body), sections[0])
