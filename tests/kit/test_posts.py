"""The posts for networks: facts written in, set for their language, counted as each network counts, slots told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bindery.kit.posts import NETWORKS, Posts, volume_posts
from bindery.load import load_collection
from bindery.load.shapes import NetworksShape
from bindery.model import Collection
from tests.kit.made_by_hand import PROJECT, stock_collection

POSTS = """\
promise: "Partager une pompe : un livre gratuit"
tags: "#Jardin #Pompe"
posts:
  linkedin: |
    Il y a {{ facts.plots }} parcelles.

    C'est le {{ launch.date }} !
  facebook: Une pompe.
  x: Une pompe.
  instagram: Une pompe.
"""


def read(folder: Path, posts: str | None, **changed: object) -> Posts:
    collection = stock_collection(folder)
    if posts is not None:
        path = collection.root / "volume-1" / "press" / "fr" / "posts.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(posts, encoding="utf-8")
    return read_of(replace(collection, **changed) if changed else collection)  # type: ignore[arg-type]


def read_of(collection: Collection) -> Posts:
    volume = collection.volume(1)
    return volume_posts(collection, volume, volume.texts["fr"], collection.root.parent)


def told(posts: Posts) -> list[tuple[str, str]]:
    return [(fault.code, str(fault.source).rpartition("/")[2]) for fault in posts.diagnostics]


def test_facts_are_written_in_and_paragraphs_set_for_the_language(tmp_path):
    posts = read(tmp_path, POSTS)

    assert posts.posts[0].text == "Il y a 3 parcelles.\n\nC’est le 15\u00a0novembre 2022\u202f!"
    assert posts.diagnostics == ()


def test_every_network_gets_its_post_with_link_and_tags_in_this_order(tmp_path):
    posts = read(tmp_path, POSTS)

    assert [post.network.name for post in posts.posts] == ["LinkedIn", "Facebook", "X, Mastodon", "Instagram"]
    assert posts.posts[1].whole == "Une pompe.\n\nhttps://example.org/books\n\n#Jardin #Pompe"


def test_the_promise_is_set_too(tmp_path):
    assert read(tmp_path, POSTS).promise == "Partager une pompe\u00a0: un livre gratuit"


def test_an_address_counts_whole_but_on_x_as_the_short_one_it_becomes(tmp_path):
    posts = {post.network.name: post for post in read(tmp_path, POSTS).posts}
    around = len("Une pompe.\n\n\n\n#Jardin #Pompe")

    assert posts["Facebook"].signs == around + len("https://example.org/books")
    assert posts["X, Mastodon"].signs == around + 23


def test_x_counts_signs_beyond_its_letters_twice(tmp_path):
    plain = read(tmp_path / "a", POSTS).posts[2]
    dear = read(tmp_path / "b", POSTS.replace("x: Une pompe.", "x: Une pomp€.")).posts[2]

    assert dear.signs == plain.signs + 1


def test_without_an_address_of_the_site_a_marked_slot_stands(tmp_path):
    posts = read(tmp_path, POSTS, site_url=None)

    assert posts.link.startswith("[")
    assert posts.posts[1].whole.split("\n\n")[1] == posts.link


@pytest.mark.parametrize(("network", "most"), [("linkedin", 3000), ("x", 280), ("instagram", 2200)])
def test_a_post_too_long_for_its_network_is_told_at_its_line(tmp_path, network, most):
    long = POSTS.replace(f"  {network}: Une pompe.", f"  {network}: Une {'longue ' * 500}pompe.")
    long = long.replace(
        "  linkedin: |\n", f"  linkedin: |\n    {'Une longue pompe. ' * 200 * (network == 'linkedin')}\n"
    )
    line = next(n for n, text in enumerate(long.split("\n"), start=1) if text.startswith(f"  {network}:"))
    found = read(tmp_path, long)

    assert told(found) == [("post-too-long", f"posts.yaml:{line}")]
    assert f"{most} are the most" in found.diagnostics[0].message


def test_a_post_as_long_as_its_network_takes_is_not_told(tmp_path):
    rest = len("\n\n\n\n#Jardin #Pompe") + 23
    exact = POSTS.replace("x: Une pompe.", f"x: {'a' * (280 - rest)}")

    assert read(tmp_path, exact).diagnostics == ()


def test_posts_nobody_has_written_are_a_slot_for_which_the_description_stands(tmp_path):
    posts = read(tmp_path, None)

    assert told(posts) == [("placeholder", "posts.yaml")]
    assert posts.promise == "Un livre d’essai sur un jardin et une pompe partagés."
    assert {post.text for post in posts.posts} == {posts.promise}


@pytest.mark.parametrize(
    ("find", "put", "code", "line"),
    [
        ("facts.plots", "facts.plot", "unknown-variable", 4),
        ("facts.plots", "facts", "unknown-variable", 4),
        ("Une pompe.\n  x", "La 2ème pompe.\n  x", "typo-ordinal", 8),
        ("C'est le", "La 2ème fois, le", "typo-ordinal", 7),
        ("facebook", "facebok", "unknown-key", 8),
        ("#Jardin #Pompe", "Jardin", "bad-value", 2),
        ('promise: "Partager une pompe : un livre gratuit"', f"promise: {'a' * 101}", "bad-value", 1),
        ("posts:", "posts: [", "bad-yaml", 4),
    ],
)
def test_a_fault_is_told_at_its_line(tmp_path, find, put, code, line):
    assert POSTS.count(find) == 1

    assert (code, f"posts.yaml:{line}") in told(read(tmp_path, POSTS.replace(find, put)))


def test_the_kinds_of_posts_an_author_may_write_are_the_networks():
    assert set(NetworksShape.model_fields) == set(NETWORKS)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_posts_of_volume_6_are_written_without_a_fault(language):
    collection = load_collection(PROJECT / "content", PROJECT).collection
    assert collection is not None
    volume = collection.volume(6)
    posts = volume_posts(collection, volume, volume.texts[language], PROJECT)

    assert posts.diagnostics == ()
    assert all(volume.launch.event[language] in post.whole for post in posts.posts)
