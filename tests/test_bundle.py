"""A bundle carries folders to another machine whole or not at all, and nothing in it is trusted."""

from __future__ import annotations

import io
import os
import tarfile
from pathlib import Path

import pytest

from bindery import bundle
from bindery.bundle import KEPT, BadBundle, name_of, pack, unpack


@pytest.fixture
def folders(tmp_path: Path) -> dict[str, Path]:
    """A project of two folders, with an accent and a deep path."""
    files = {"styles/print.css": "@page {}", "content/volume-1/fr/01-été.md": "# Été\n"}
    for name, text in files.items():
        path = tmp_path / "project" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return {name: tmp_path / "project" / name for name in ("styles", "content")}


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    return tmp_path / "shelf"


def read(place: Path) -> dict[str, bytes]:
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in place.rglob("*") if path.is_file()}


def archive(*entries: tarfile.TarInfo) -> bytes:
    """Make a bundle that `pack` would never make."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as tar:
        for entry in entries:
            tar.addfile(entry, io.BytesIO(bytes(entry.size)))
    return file.getvalue()


def entry(name: str, kind: bytes = tarfile.REGTYPE, target: str = "") -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    made.type, made.linkname = kind, target
    return made


def test_what_was_packed_is_unpacked(folders, shelf):
    packed = pack(folders)

    assert read(unpack(packed, name_of(packed), shelf)) == {
        "styles/print.css": b"@page {}",
        "content/volume-1/fr/01-été.md": "# Été\n".encode(),
    }


def test_the_bytes_of_a_bundle_depend_on_names_and_contents_alone(folders):
    before = pack(folders)
    os.utime(folders["styles"] / "print.css", (0, 0))
    (folders["styles"] / "print.css").chmod(0o600)

    assert pack(dict(reversed(folders.items()))) == before


def test_another_byte_is_another_bundle(folders):
    before = name_of(pack(folders))
    (folders["styles"] / "print.css").write_text("@page { }")

    assert name_of(pack(folders)) != before


def test_a_link_travels_as_what_it_points_to(folders, shelf):
    (folders["styles"] / "screen.css").symlink_to("print.css")
    packed = pack(folders)

    copy = unpack(packed, name_of(packed), shelf) / "styles/screen.css"
    assert copy.read_text() == "@page {}"
    assert not copy.is_symlink()


def test_a_link_that_leads_out_does_not_travel(folders, shelf, tmp_path):
    (tmp_path / "secret").write_text("secret")
    (folders["content"] / "link").symlink_to(tmp_path / "secret")
    packed = pack(folders)

    assert not (unpack(packed, name_of(packed), shelf) / "content/link").exists()


def test_a_bundle_is_unpacked_once(folders, shelf):
    packed = pack(folders)
    place = unpack(packed, name_of(packed), shelf)
    (place / "styles/print.css").write_text("seen already")

    assert read(unpack(packed, name_of(packed), shelf))["styles/print.css"] == b"seen already"


def test_two_who_unpack_at_once_find_one_whole_folder(folders, shelf, monkeypatch):
    packed = pack(folders)
    name = name_of(packed)
    spread = bundle._spread

    def overtaken(*arguments: object) -> None:
        spread(*arguments)
        monkeypatch.setattr(bundle, "_spread", spread)
        unpack(packed, name, shelf)  # another worker is faster

    monkeypatch.setattr(bundle, "_spread", overtaken)

    assert len(read(unpack(packed, name, shelf))) == 2
    assert [path.name for path in shelf.iterdir()] == [name]


def test_a_bundle_that_is_not_the_one_named_is_refused(folders, shelf):
    with pytest.raises(BadBundle, match="is not 00"):
        unpack(pack(folders), "00", shelf)

    assert not shelf.exists()


@pytest.mark.parametrize(
    "hostile",
    [
        entry("../outside"),
        entry("content/../../outside"),
        entry("/outside"),
        entry("C:\\outside"),
        entry("..\\outside"),
        entry("."),
        entry("link", tarfile.SYMTYPE, "/etc/passwd"),
        entry("link", tarfile.LNKTYPE, "good"),
        entry("device", tarfile.CHRTYPE),
        entry("pipe", tarfile.FIFOTYPE),
        entry("good"),  # twice
        entry("good/file"),  # below a file
    ],
    ids=lambda entry: f"{entry.name}-{entry.type.decode()}",
)
def test_a_hostile_entry_leaves_nothing_behind(shelf, hostile):
    packed = archive(entry("good"), hostile)

    with pytest.raises(BadBundle):
        unpack(packed, name_of(packed), shelf)

    assert list(shelf.iterdir()) == []
    assert not (shelf.parent / "outside").exists()


@pytest.mark.parametrize("limit", ["LIMIT_BYTES", "LIMIT_FILES"])
def test_a_bundle_without_end_is_refused(folders, shelf, monkeypatch, limit):
    monkeypatch.setattr(bundle, limit, 1)
    packed = pack(folders)

    with pytest.raises(BadBundle, match="more than"):
        unpack(packed, name_of(packed), shelf)


def test_what_is_no_archive_is_refused(shelf):
    with pytest.raises(BadBundle, match="cannot be unpacked"):
        unpack(b"no archive", name_of(b"no archive"), shelf)


def test_the_shelf_keeps_those_used_last(folders, shelf):
    places = []
    for number in range(KEPT + 2):
        (folders["styles"] / "print.css").write_text(f"/* {number} */")
        packed = pack(folders)
        places.append(unpack(packed, name_of(packed), shelf))
        os.utime(places[-1], (number, number))

    assert {path.name for path in shelf.iterdir()} == {place.name for place in places[-KEPT:]}
