"""The whole: a content folder becomes a collection, and whatever is in it, nothing is raised."""

from __future__ import annotations

import pickle
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bindery.diagnostics import ERROR, Source
from bindery.load import Loaded, load_collection, slots
from bindery.model import Collection
from tests.stock import STOCK, change, stock_book

CONTENT = Path(__file__).parents[2] / "content"
FILES = ("collection.yaml", "supporters/supporters.yaml", "volume-1/volume.yaml", "volume-1/glossary.yaml")
VOLUME = "volume-1/volume.yaml"
FRENCH_PRINT, FRENCH_DEPOSIT = "fr:\n    isbn: {print: null", "null\n  en"
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def ours() -> Loaded:
    return load_collection(CONTENT, CONTENT.parent)


@pytest.fixture
def tiny(tmp_path: Path) -> Collection:
    collection = load_collection(stock_book(tmp_path)).collection
    assert collection is not None
    return collection


def test_our_content_is_clean_but_for_its_empty_slots(ours: Loaded) -> None:
    assert [str(d) for d in ours.diagnostics if d.code != "placeholder"] == []


def test_our_six_volumes_are_there_from_the_start(ours: Loaded) -> None:
    assert ours.collection is not None
    assert [(v.number, v.year) for v in ours.collection.volumes] == [(n, 2016 + n) for n in range(1, 7)]


def test_our_sixth_volume_is_written_in_both_languages(ours: Loaded) -> None:
    assert ours.collection is not None
    assert [v.languages for v in ours.collection.volumes] == [(), (), (), (), (), ("en", "fr")]


def test_every_title_of_ours_says_where_it_was_read(ours: Loaded) -> None:
    assert ours.collection is not None
    assert all(set(v.title_sources) == set(ours.collection.languages) for v in ours.collection.volumes)


def test_both_languages_have_the_same_chapters(ours: Loaded) -> None:
    assert ours.collection is not None
    texts = ours.collection.volume(6).texts

    assert [c.id for c in texts["fr"].chapters] == [c.id for c in texts["en"].chapters]


def test_no_number_of_ours_was_made_up(ours: Loaded) -> None:
    assert ours.collection is not None
    identifiers = ours.collection.volume(6).identifiers.values()

    assert {value for one in identifiers for value in (*one.isbn.values(), one.legal_deposit)} == {None}


def test_a_collection_can_cross_to_another_process(tiny: Collection) -> None:
    assert pickle.loads(pickle.dumps(tiny)) == tiny


def test_a_volume_without_a_folder_has_no_text(tiny: Collection) -> None:
    assert tiny.volume(2).texts == {}


def test_the_day_of_publication_is_told_once(tmp_path: Path) -> None:
    root = stock_book(tmp_path)
    change(root / VOLUME, "published: 2022-11-15\n", "")
    collection = load_collection(root).collection

    assert collection is not None
    assert collection.volume(1).launch is not None
    assert collection.volume(1).published == collection.volume(1).launch.date  # type: ignore[union-attr]


def test_paths_are_told_from_the_project(tmp_path: Path) -> None:
    root = stock_book(tmp_path / "books", "unknown-key")

    assert "books/content/volume-1/volume.yaml" in {d.source.path for d in load_collection(root, tmp_path).diagnostics}


def test_a_content_folder_beside_the_project_is_told_by_its_own_name(tmp_path: Path) -> None:
    root = stock_book(tmp_path / "elsewhere")

    assert load_collection(root, tmp_path / "project").diagnostics[0].source.path.startswith("content/")


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    loaded = load_collection(tmp_path / "content")

    assert loaded.collection is None
    assert [(d.code, d.source) for d in loaded.diagnostics] == [("missing-file", Source("content/collection.yaml"))]


def test_a_torn_collection_still_has_its_volumes_checked(tmp_path: Path) -> None:
    root = stock_book(tmp_path, "bad-value", "bad-encoding")
    (root / "collection.yaml").write_text("slug: [", encoding="utf-8")
    codes = {d.code for d in load_collection(root).diagnostics}

    assert codes >= {"bad-yaml", "bad-value", "bad-encoding"}


def test_an_unknown_source_keeps_the_others(tmp_path: Path) -> None:
    root = stock_book(tmp_path)
    change(root / "volume-1/references.yaml", "  language: en\n", "  language: en\n- title: No key\n")
    collection = load_collection(root).collection

    assert collection is not None
    assert [item["id"] for item in collection.volume(1).references] == ["semeur2020"]


def test_empty_slots_are_warnings(tiny: Collection) -> None:
    assert {d.severity for d in slots(tiny)}.isdisjoint({ERROR})


@pytest.mark.parametrize(
    ("file", "find", "put", "gone"),
    [
        ("collection.yaml", "contact: null", "contact: Ada Semeur", "nobody is named as contact"),
        (VOLUME, FRENCH_PRINT, "fr:\n    isbn: {print: 978-3-16-148410-0", "volume 1 has no ISBN for `print` in `fr`"),
        (VOLUME, FRENCH_DEPOSIT, "D/2022/12.345/6\n  en", "volume 1 has no legal-deposit number in `fr`"),
    ],
)
def test_a_slot_that_is_filled_is_told_no_more(tmp_path: Path, file: str, find: str, put: str, gone: str) -> None:
    root = stock_book(tmp_path)
    before = {d.message for d in load_collection(root).diagnostics}
    change(root / file, find, put)

    assert before - {d.message for d in load_collection(root).diagnostics} == {gone}


def test_an_official_logo_wins_over_its_placeholder(tmp_path: Path) -> None:
    root = stock_book(tmp_path)
    folder = root / "supporters/the-valley"
    (folder / "placeholder-colour.svg").rename(folder / "colour.svg")
    collection = load_collection(root).collection

    assert collection is not None
    logos = collection.supporters[0].logos
    assert {name: logo.is_placeholder for name, logo in logos.items()} == {"colour": False, "mono": True, "white": True}


def test_an_hour_that_is_not_known_is_a_slot(tmp_path: Path) -> None:
    root = stock_book(tmp_path)
    change(root / VOLUME, "launch:\n", "launch:\n  hour_is_known: false\n")

    assert "the hour of the launch of volume 1 is not known" in {d.message for d in load_collection(root).diagnostics}


@settings(max_examples=25, deadline=None)
@given(file=st.sampled_from(FILES), text=st.text() | PLAIN.map(str))
def test_no_file_of_any_text_breaks_the_loader(file: str, text: str) -> None:
    with TemporaryDirectory() as folder:
        root = stock_book(Path(folder))
        (root / file).write_bytes(text.encode("utf-8", errors="surrogatepass"))

        assert isinstance(load_collection(root), Loaded)


@settings(max_examples=25, deadline=None)
@given(file=st.sampled_from(FILES), line=st.integers(0, 60), value=PLAIN)
def test_no_value_in_any_place_breaks_the_loader(file: str, line: int, value: object) -> None:
    lines = (STOCK / file).read_text(encoding="utf-8").split("\n")
    key = lines[line % len(lines)].split(":")[0]
    lines[line % len(lines)] = f"{key}: {value!r}"
    with TemporaryDirectory() as folder:
        root = stock_book(Path(folder))
        (root / file).write_text("\n".join(lines), encoding="utf-8", errors="replace")

        assert isinstance(load_collection(root), Loaded)
