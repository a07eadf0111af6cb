"""The store gives back what was put in or nothing; files are written whole or not at all."""

from __future__ import annotations

import errno
import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bindery import cache
from bindery.cache import UNFINISHED, CannotWrite, Store, key_of, remove_all_but, tenancy, write_beside, write_together
from bindery.cli import main
from bindery.order import STORE
from tests.stock import stock_book

KEYS = [key_of(str(number)) for number in range(4)]


@contextmanager
def no_file_over(size_bytes: int) -> Iterator[None]:
    """Let the system itself refuse to write more than so much into one file."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def used(store: Store, *keys: str) -> None:
    """Say in which order values were used, the oldest first."""
    assert store.folder
    for moment, key in enumerate(keys):
        os.utime(store.folder / key, (moment, moment))


def unfinished(folder: Path) -> list[Path]:
    return list(folder.rglob(f"*{UNFINISHED}"))


def test_what_is_kept_is_given_back(tmp_path):
    store = Store(tmp_path / "store")
    store.keep(KEYS[0], b"value")

    assert store.fetch(KEYS[0]) == b"value"


def test_a_store_without_a_folder_forgets():
    store = Store(None)
    store.keep(KEYS[0], b"value")

    assert store.fetch(KEYS[0]) is None


@pytest.mark.parametrize("damage", [lambda d: d[:-1], lambda d: d + b"x", lambda d: b"x" + d[1:], lambda d: b""])
def test_a_damaged_value_is_absent(tmp_path, damage):
    store = Store(tmp_path)
    store.keep(KEYS[0], b"value")
    (tmp_path / KEYS[0]).write_bytes(damage((tmp_path / KEYS[0]).read_bytes()))

    assert store.fetch(KEYS[0]) is None


def test_a_damaged_value_is_replaced(tmp_path):
    store = Store(tmp_path)
    (tmp_path / KEYS[0]).write_bytes(b"damaged")
    store.keep(KEYS[0], b"value")

    assert store.fetch(KEYS[0]) == b"value"


def test_a_value_of_another_form_of_store_is_absent(tmp_path, monkeypatch):
    store = Store(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(cache, "STAMP", b"bindery store 0")
        store.keep(KEYS[0], b"value")

    assert store.fetch(KEYS[0]) is None


def test_a_value_under_the_name_of_another_is_absent(tmp_path):
    store = Store(tmp_path)
    store.keep(KEYS[0], b"value")
    (tmp_path / KEYS[0]).rename(tmp_path / KEYS[1])

    assert store.fetch(KEYS[1]) is None


def test_a_file_date_changes_nothing(tmp_path):
    store = Store(tmp_path)
    store.keep(KEYS[0], b"value")
    os.utime(tmp_path / KEYS[0], (0, 0))

    assert store.fetch(KEYS[0]) == b"value"


def test_beyond_its_limit_the_store_puts_out_what_was_used_longest_ago(tmp_path):
    store = Store(tmp_path, limit_bytes=3 * 1032)
    for key in KEYS[:3]:
        store.keep(key, bytes(1000))
    used(store, KEYS[1], KEYS[0], KEYS[2])
    store.keep(KEYS[3], bytes(1000))
    store.put_out()

    assert [store.fetch(key) is not None for key in KEYS] == [True, False, True, True]


def test_a_build_leaves_the_store_within_its_limit(tmp_path, monkeypatch):
    monkeypatch.setattr("bindery.pipeline.Store", lambda folder: Store(folder, limit_bytes=300_000))
    root = stock_book(tmp_path)
    assert main(["epub", "--lang", "en", "--content", str(root), "--output", str(tmp_path / "output")]) == 0
    kept = [path for path in (tmp_path / "output" / STORE).iterdir() if len(path.name) == 64]

    assert 0 < sum(path.stat().st_size for path in kept) <= 320_000  # the receipt comes last


def test_what_is_fetched_counts_as_used(tmp_path):
    store = Store(tmp_path, limit_bytes=2 * 1032)
    for key in KEYS[:2]:
        store.keep(key, bytes(1000))
    used(store, KEYS[0], KEYS[1])
    store.fetch(KEYS[0])
    store.keep(KEYS[2], bytes(1000))
    store.put_out()

    assert [store.fetch(key) is not None for key in KEYS[:3]] == [True, False, True]


def test_a_value_greater_than_the_limit_puts_nothing_out(tmp_path):
    store = Store(tmp_path, limit_bytes=1100)
    store.keep(KEYS[0], bytes(1000))
    store.keep(KEYS[1], bytes(2000))
    store.put_out()

    assert [store.fetch(key) is not None for key in KEYS[:2]] == [True, False]


def test_the_store_puts_out_nothing_that_it_did_not_keep(tmp_path):
    (tmp_path / "fault.txt").write_bytes(bytes(5000))
    store = Store(tmp_path, limit_bytes=1100)
    store.keep(KEYS[0], bytes(1000))
    store.put_out()

    assert (tmp_path / "fault.txt").exists()


def test_a_disk_without_room_is_passed_over_by_the_store(tmp_path):
    store = Store(tmp_path)
    with no_file_over(1000):
        store.keep(KEYS[0], bytes(100_000))

    assert store.fetch(KEYS[0]) is None
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_finds_no_room_leaves_the_last_good_ones(tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    first.write_bytes(b"good")
    with no_file_over(1000), pytest.raises(CannotWrite):
        write_together([(first, b"newer"), (second, bytes(100_000))])

    assert [path.name for path in tmp_path.iterdir()] == ["first"]
    assert first.read_bytes() == b"good"


def test_a_stop_while_writing_leaves_no_unfinished_file(tmp_path, monkeypatch):
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", stop)
    with pytest.raises(KeyboardInterrupt):
        write_beside(tmp_path / "book.pdf", b"value")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "hint"), [(errno.ENOSPC, "make room"), (errno.EROFS, "--output"), (errno.EACCES, "--output")]
)
def test_what_cannot_be_written_is_told_in_one_line_with_the_folder_and_a_hint(number, hint):
    said = str(CannotWrite(Path("shelf/output"), OSError(number, os.strerror(number))))

    assert "shelf/output" in said
    assert os.strerror(number) in said
    assert hint in said
    assert "\n" not in said


def test_the_next_build_sweeps_what_a_killed_one_left(tmp_path):
    for folder in (tmp_path, tmp_path / ".cache", tmp_path / "volume-1" / "fr"):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f".book.pdf.abc{UNFINISHED}").write_bytes(b"half")
    with tenancy(tmp_path):
        assert unfinished(tmp_path) == []


def test_a_build_does_not_sweep_what_another_is_writing(tmp_path):
    with tenancy(tmp_path):
        being_written = tmp_path / f".book.pdf.abc{UNFINISHED}"
        being_written.write_bytes(b"half")
        with tenancy(tmp_path):
            assert being_written.exists()


def test_a_folder_that_takes_no_file_is_told_before_the_work_begins(tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")

    with pytest.raises(CannotWrite, match="file/output"), tenancy(tmp_path / "file" / "output"):
        pytest.fail("the work began")


def test_what_stood_in_the_stead_of_files_just_written_goes(tmp_path):
    old = ["guide-kit-embargo/fr/sheet.pdf", "guide-kit-embargo.zip", "guide-kit/old.txt"]
    new = ["guide-kit/fr/sheet.pdf", "guide-kit.zip"]
    write_together([(tmp_path / name, b"-") for name in [*old, *new, "notes/mine.txt"]])

    remove_all_but({tmp_path / name for name in new}, [tmp_path / "guide-kit"])

    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")}
    assert left == {*new, "guide-kit", "guide-kit/fr", "notes", "notes/mine.txt"}


def test_where_nothing_is_named_nothing_goes(tmp_path):
    write_beside(tmp_path / "guide-kit.zip", b"-")

    remove_all_but(set(), [])

    assert (tmp_path / "guide-kit.zip").exists()
