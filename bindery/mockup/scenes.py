"""The photographs we take: every number of every scene, and nothing else.

Millimetres, degrees, y upwards, the camera looking towards -z. A scene says what stands where (`objects`), what lights
it (`lights`), from where it is seen (`camera`), how finely its light is measured (`bake`) and how the picture is
developed (`finish`). Changing anything but `finish` asks for a new bake (`build.py bake`): `scene_key` tells.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass, replace
from typing import Any

Place = tuple[float, float, float]

FLOOR = "floor"


@dataclass(frozen=True, slots=True)
class BookShape:
    """A perfect-bound paperback, spine at x = 0, fore-edge towards +x, front cover towards +z, standing on y = 0."""

    width_mm: float = 170.0
    height_mm: float = 240.0
    spine_width_mm: float = 7.0  # of the bake; a picture takes its own volume's
    corner_mm: float = 0.9  # radius where spine turns into cover
    spine_bulge_mm: float = 0.22
    hinge_mm: float = 6.5  # crease, from the spine
    hinge_depth_mm: float = 0.2
    front_bow_mm: float = 1.5  # how far the cover opens at the fore-edge
    pages_bow_mm: float = 1.3  # how far the pages follow it; they lie flat on the back cover
    back_bow_mm: float = 0.5
    board_mm: float = 0.28
    head_recess_mm: float = 0.0  # pages below the board's edge; none where one knife trims all
    fore_recess_mm: float = 0.15


@dataclass(frozen=True, slots=True)
class Pose:
    """Where an object stands: its pivot (own coordinates) goes to `at`, turned by yaw, pitch and roll."""

    at: Place = (0.0, 0.0, 0.0)
    pivot: Place = (0.0, 0.0, 0.0)
    yaw: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0


@dataclass(frozen=True, slots=True)
class Book:
    """A book of the scene; `name` is what its cover is asked by."""

    name: str
    pose: Pose
    shape: BookShape = BookShape()
    lies_on: str = ""  # the book below, or FLOOR: it lies on its back cover, as high as the books below are thick


@dataclass(frozen=True, slots=True)
class OpenBookShape:
    """A paperback lying open: gutter at x = 0, verso towards -x, recto towards +x, its foot towards +z, y = 0 below."""

    width_mm: float = 170.0
    height_mm: float = 240.0
    spine_width_mm: float = 7.0  # of the bake; a picture takes its own volume's
    verso_share: float = 0.48  # of the pages
    board_mm: float = 0.34
    rise_degrees: float = 68.0  # how steeply the leaves leave the spine
    bend_mm: float = 11.0  # how soon they bend outwards
    crest_mm: float = 38.0  # where they fall most steeply towards the fore-edge
    spring_mm: tuple[float, float] = (0.5, 1.4)  # how far the two open leaves stand off at the fore-edge
    curl_mm: tuple[float, float] = (0.6, 2.2)  # and more at their corner by the foot
    overhang_mm: float = 0.9  # of the cover beyond the pages


@dataclass(frozen=True, slots=True)
class OpenBook:
    """An open book of the scene; its pages are asked by `name/verso` and `name/recto`, its cover by `name`."""

    name: str
    pose: Pose
    shape: OpenBookShape = OpenBookShape()


@dataclass(frozen=True, slots=True)
class TabletShape:
    """A tablet upright on y = 0, x = 0 in its middle, its glass towards +z."""

    width_mm: float = 179.0
    height_mm: float = 249.0
    depth_mm: float = 6.8
    corner_mm: float = 15.0
    edge_mm: float = 1.0  # radius of the metal's edges
    lip_mm: float = 0.7  # metal seen round the glass, besides its edge
    screen_width_mm: float = 158.0
    screen_height_mm: float = 228.0
    screen_corner_mm: float = 4.5


@dataclass(frozen=True, slots=True)
class Tablet:
    """A tablet of the scene; what stands behind its glass is asked by `name`."""

    name: str
    pose: Pose
    shape: TabletShape = TabletShape()


Thing = Book | OpenBook | Tablet


@dataclass(frozen=True, slots=True)
class Camera:
    """A lens: origin, what it looks at, horizontal angle of view, height of the frame over its width."""

    origin: Place
    target: Place
    view_angle: float
    aspect: float = 1.0


@dataclass(frozen=True, slots=True)
class Light:
    """A softbox facing the scene's centre; radiance in linear red, green, blue."""

    name: str
    offset: Place  # from the centre
    width_mm: float
    height_mm: float
    radiance: Place


@dataclass(frozen=True, slots=True)
class Bake:
    """How finely the light is measured: pixels across the frame, samples a pixel."""

    object_px: int = 2400
    object_samples: int = 48
    edge_px: int = 3600
    edge_samples: int = 64
    shadow_px: int = 1200
    shadow_samples: int = 96


@dataclass(frozen=True, slots=True)
class Finish:
    """How the picture is developed."""

    exposure: float = 1.0
    shoulder: float = 0.80  # linear up to here, then soft
    varnish: float = 0.55  # share of the reflections kept, so that brand darks stay deep
    screen: float = 0.96  # brightness of white on a lit screen
    shadow_gamma: float = 1.4
    shadow_rgb: Place = (0.05, 0.06, 0.10)
    frame_fade: float = 0.12  # the shadow is gone at the frame's edge
    pool: float = 0.9  # how much more light a coloured ground has in its middle, for shadows to be seen on it


@dataclass(frozen=True, slots=True)
class Scene:
    """One photograph."""

    name: str
    objects: tuple[Thing, ...]
    camera: Camera
    edge_camera: Camera  # looks closely at the paper edges, too thin to be measured from the camera's place
    edges: tuple[str, ...]  # the parts it looks at
    centre: Place
    lights: tuple[Light, ...]
    fill: float = 0.33  # light from everywhere
    floor_albedo: float = 0.80
    board_albedo: float = 0.80  # of the neutral cover that measures the light
    paper_albedo: Place = (0.70, 0.69, 0.66)
    bake: Bake = field(default_factory=Bake)
    finish: Finish = field(default_factory=Finish)


STUDIO = (
    Light("key", (340, 900, 860), 560, 560, (15.7, 15.5, 15.2)),
    Light("top", (-250, 1100, -150), 700, 700, (2.0, 2.0, 2.0)),
    Light("strip", (-900, 420, 260), 260, 900, (5.2, 5.4, 5.8)),
    Light("sheen", (1050, 330, 420), 170, 900, (3.2, 3.2, 3.2)),
)


def wider(lights: tuple[Light, ...], scale: float) -> tuple[Light, ...]:
    """Move softboxes away and enlarge them alike: the same light on more room."""
    return tuple(
        replace(
            light,
            offset=(light.offset[0] * scale, light.offset[1] * scale, light.offset[2] * scale),
            width_mm=light.width_mm * scale,
            height_mm=light.height_mm * scale,
        )
        for light in lights
    )


HERO = Scene(
    name="hero",
    objects=(Book("book", Pose(pivot=(85, 0, 0), yaw=38)),),
    camera=Camera(origin=(10, 350, 1150), target=(-22, 112, 0), view_angle=16.2),
    edge_camera=Camera(origin=(-60, 900, 520), target=(0, 240, 0), view_angle=16.2),
    edges=("/head", "/head-trim"),
    centre=(0, 120, 0),
    lights=STUDIO,
    bake=Bake(object_px=2000, object_samples=28, edge_px=3000, edge_samples=28, shadow_px=1400, shadow_samples=40),
    finish=Finish(exposure=0.96, varnish=0.5),
)

LYING = BookShape(spine_width_mm=6.5, front_bow_mm=0.25, pages_bow_mm=0.1, back_bow_mm=0.1)
PILE = (  # from the floor up: how far from the middle of the pile, and how turned
    ("lying-5", (0.0, 0.0), 66.0),
    ("lying-4", (3.0, -2.0), 69.0),
    ("lying-3", (-2.0, 2.0), 64.5),
    ("lying-2", (2.0, 1.0), 67.5),
    ("lying-1", (-1.0, -1.0), 65.0),
)

STACK = Scene(
    name="stack",
    objects=(
        Book("book", Pose(at=(-105, 0, -20), pivot=(85, 0, 0), yaw=33)),
        *(
            Book(name, Pose(at=(128 + x, 0, 10 + z), pivot=(85, 120, 0), yaw=yaw, pitch=-90), LYING, lies_on=below)
            for (name, (x, z), yaw), below in zip(PILE, (FLOOR, *(name for name, _, _ in PILE)), strict=False)
        ),
    ),
    camera=Camera(origin=(40, 410, 1400), target=(34, 104, 0), view_angle=21.4, aspect=0.68),
    edge_camera=Camera(origin=(-160, 950, 560), target=(-60, 200, 0), view_angle=21.4, aspect=0.68),
    edges=("book/head", "book/head-trim"),  # the others are seen well from the camera's own place
    centre=(0, 110, 0),
    lights=wider(STUDIO, 1.15),
    bake=Bake(object_px=1600, object_samples=20, edge_px=2400, edge_samples=24, shadow_px=1300, shadow_samples=36),
    finish=Finish(exposure=1.0, varnish=0.5, shadow_gamma=1.2),
)

ROW = Scene(
    name="row",
    objects=tuple(  # nearer to each other where the lens sees more of what is between them
        Book(f"book-{number}", Pose(at=(x, 0, 38 * number - 193), yaw=37))
        for number, x in enumerate((-359.0, -230.0, -106.0, 13.0, 127.0, 236.0), start=1)
    ),
    camera=Camera(origin=(-200, 600, 3000), target=(-6, 118, 0), view_angle=15.8, aspect=0.5),
    edge_camera=Camera(origin=(-100, 1800, 1700), target=(-6, 200, 0), view_angle=19.5, aspect=0.5),
    edges=("/head", "/head-trim"),
    centre=(0, 120, 0),
    lights=wider(STUDIO, 1.45),
    bake=Bake(object_samples=28, edge_px=2400, edge_samples=28, shadow_px=1800, shadow_samples=48),
    finish=Finish(exposure=1.08, varnish=0.5),
)

TABLET = Scene(
    name="tablet",
    objects=(
        Book("book", Pose(at=(-112, 0, -14), pivot=(85, 0, 0), yaw=33)),
        Tablet("tablet", Pose(at=(108, 0, 24), pivot=(0, 0, -3.4), yaw=-16, pitch=-10)),
    ),
    camera=Camera(origin=(30, 410, 1350), target=(0, 108, 0), view_angle=20.6, aspect=0.72),
    edge_camera=Camera(origin=(-150, 900, 620), target=(-118, 240, 0), view_angle=14.0),
    edges=("/head", "/head-trim"),
    centre=(0, 120, 0),
    lights=(*wider(STUDIO, 1.15), Light("window", (-900, 420, 1330), 460, 620, (3.4, 3.5, 3.6))),  # seen in the glass
    bake=Bake(2200, 24, 2600, 16, 2200, 20),
    finish=Finish(exposure=0.97, varnish=0.5),
)

SPREAD = Scene(
    name="spread",
    objects=(OpenBook("book", Pose(yaw=16)),),
    camera=Camera(origin=(-60, 900, 1180), target=(4, 0, 10), view_angle=18.4, aspect=0.68),
    edge_camera=Camera(origin=(0, 420, 1500), target=(0, 0, 20), view_angle=17.0, aspect=0.5),
    edges=("-tail", "-fore-edge", "-cover-edge", "-inside", "-below"),
    centre=(0, 0, 0),
    lights=(  # from behind, so that the leaves shade into the gutter and the edges towards the lens stay quiet
        Light("key", (-600, 660, -640), 480, 480, (22.0, 21.6, 21.0)),
        Light("top", (200, 1150, 300), 700, 700, (1.6, 1.6, 1.6)),
        Light("strip", (950, 380, 200), 260, 900, (2.6, 2.7, 2.9)),
    ),
    fill=0.24,
    bake=Bake(2000, 24, 2800, 20, 2000, 24),
    finish=Finish(exposure=1.06, shadow_gamma=1.2),
)

SCENES: Mapping[str, Scene] = {scene.name: scene for scene in (HERO, STACK, ROW, SPREAD, TABLET)}


def scene_key(scene: Scene) -> str:
    """Name the numbers a bake depends on: two scenes with the same key have the same light."""
    numbers = _told(replace(scene, finish=Finish()))
    return hashlib.sha256(json.dumps(numbers, sort_keys=True).encode()).hexdigest()[:16]


def _told(value: Any) -> Any:
    """Write a value as plain lists and tables, without what is as usual: a new kind of number changes no old key."""
    if isinstance(value, tuple):
        return [_told(each) for each in value]
    if not is_dataclass(value):
        return value
    unusual = {n.name: getattr(value, n.name) for n in fields(value) if getattr(value, n.name) != _usual(n)}
    return {"": type(value).__name__} | {name: _told(number) for name, number in unusual.items()}


def _usual(number: Field[Any]) -> Any:
    return number.default if number.default_factory is MISSING else number.default_factory()
