"""What the kit holds for networks: visuals with words in every language, posts as text and as a table."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from bindery.embargo import PROOF, RELEASED
from bindery.kit.social import ForNetworks, social_files
from tests.kit.made_by_hand import plain_png, stock_collection, stock_desk

POSTS = {
    "fr": "promise: Une pompe pour deux\ntags: '#Pompe'\nposts: {linkedin: A, facebook: B, x: C, instagram: D & E}\n",
    "en": "promise: One pump for two\ntags: '#Pump'\nposts: {linkedin: A, facebook: B, x: C, instagram: D & E}\n",
}
SIZES = ("1080x1080", "1080x1350", "1200x630", "1600x900")


def made(folder, state: str = RELEASED) -> ForNetworks:
    collection = stock_collection(folder)
    for code, posts in POSTS.items():
        path = collection.root / "volume-1" / "press" / code / "posts.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(posts, encoding="utf-8")
    desks = [replace(on_desk(collection, code, folder), state=state) for code in collection.languages]
    visuals = [
        (f"volume-1/social/small-book-1-social-{s}-{code}.png", plain_png(8, 8)) for code in POSTS for s in SIZES
    ]
    return social_files(desks, tuple(visuals))


def on_desk(collection, code: str, folder):
    """Set a desk whose project is where the content lies."""
    desk = stock_desk(collection, code)
    return replace(desk, studio=StudioAt(desk.studio, folder))


class StudioAt:
    """A studio that finds the content in another folder."""

    def __init__(self, studio, project) -> None:
        self.render, self.project = studio.render, project


@pytest.fixture(scope="module")
def networks(tmp_path_factory) -> ForNetworks:
    return made(tmp_path_factory.mktemp("kit"))


def file(networks: ForNetworks, ending: str):
    return next(each for each in networks.files if each.path.endswith(ending))


def test_all_lies_in_one_folder(networks):
    assert {each.path.partition("/")[0] for each in networks.files} == {"social"}
    assert len(networks.files) == len(SIZES) * 2 + 4


def test_every_visual_has_words_for_those_who_cannot_see_it_in_every_language(networks):
    pictures = [each for each in networks.files if each.path.endswith(".png")]

    assert all(set(words) == {"fr", "en"} for each in pictures for words in (each.alt, each.caption, each.credit))


def test_the_words_of_a_visual_tell_what_is_written_on_it(networks):
    alt = file(networks, "1200x630-fr.png").alt

    for part in ("Le jardin et la pompe", "Une pompe pour deux", "15\u00a0novembre 2022", "Nulle-Part", "soutien"):
        assert part in alt["fr"]
    for part in ("Le jardin et la pompe", "Une pompe pour deux", "15\u00a0November 2022", "Nowhere", "support"):
        assert part in alt["en"]


def test_a_caption_gives_size_and_language(networks):
    caption = file(networks, "1200x630-en.png").caption

    assert "Visual in English" in caption["en"]
    assert "1200 × 630" in caption["fr"]


def test_the_posts_stand_ready_to_copy_with_their_pictures(networks):
    text = file(networks, "posts-fr.txt").data.decode()

    assert "D & E\n\nhttps://example.org/books\n\n#Pompe" in text
    assert "small-book-1-social-1080x1350-fr.png" in text
    assert "-en.png" not in text


def test_words_that_describe_several_pictures_are_written_once(networks):
    text = file(networks, "posts-fr.txt").data.decode()

    assert text.count(file(networks, "1200x630-fr.png").alt["fr"]) == 1


def test_the_table_has_a_row_for_each_post_and_picture(networks):
    data = file(networks, "posts-en.csv").data.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(data), delimiter=";"))

    assert rows[0] == ["network", "characters", "at most", "post", "picture", "alternative text"]
    assert [(row[0], row[4].split("-")[4]) for row in rows[1:]] == [
        ("LinkedIn", "1200x630"),
        ("LinkedIn", "1080x1350"),
        ("Facebook", "1200x630"),
        ("Facebook", "1080x1350"),
        ("X, Mastodon", "1600x900"),
        ("Instagram", "1080x1080"),
        ("Instagram", "1080x1350"),
    ]
    assert all(row[5] for row in rows[1:])


def test_posts_under_embargo_say_so_in_their_name_and_their_head(tmp_path):
    text = file(made(tmp_path, PROOF), "posts-fr-embargo.txt").data.decode()

    assert "Sous embargo jusqu’au 15\u00a0novembre 2022" in text


def test_posts_past_the_embargo_say_nothing_of_it(networks):
    assert "embargo" not in file(networks, "posts-fr.txt").data.decode()


def test_what_is_wrong_with_the_posts_of_any_language_is_told(tmp_path):
    collection = stock_collection(tmp_path)
    told = social_files([on_desk(collection, code, tmp_path) for code in ("fr", "en")], ()).diagnostics

    assert [(fault.code, fault.source.path.split("/")[3]) for fault in told] == [
        ("placeholder", "fr"),
        ("placeholder", "en"),
    ]
