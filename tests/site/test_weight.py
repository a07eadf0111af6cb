"""What pages weigh: what is counted, and what is told of pages too heavy."""

from __future__ import annotations

from bindery.site.weight import page_weights, site_checks

PAGE = b'<link rel="stylesheet" href="../a.css"><p>word</p>'
FACE = b'@font-face { src: url("f.woff2"); unicode-range: U+0061-007A; }'


def test_a_page_weighs_its_sheets_and_the_fonts_of_its_letters() -> None:
    files = {"fr/index.html": PAGE, "a.css": FACE, "f.woff2": b"f" * 1000}

    assert dict(page_weights(files)) == {"fr/index.html": len(PAGE) + len(FACE) + 1000}


def test_a_font_whose_letters_a_page_has_not_is_not_fetched() -> None:
    files = {"fr/index.html": PAGE, "a.css": FACE.replace(b"0061-007A", b"0100-02BA"), "f.woff2": b"f" * 1000}

    assert dict(page_weights(files)) == {"fr/index.html": len(PAGE) + len(FACE)}


def test_drawings_are_pictures() -> None:
    assert dict(page_weights({"index.html": b"<p>a</p><svg><path/></svg>"})) == {"index.html": 8}


def test_a_page_that_is_too_heavy_is_told() -> None:
    (told,) = site_checks({"index.html": b"x" * 200_001, "light.html": b"x" * 200_000})

    assert (told.code, told.source.path) == ("page-weight", "index.html")
