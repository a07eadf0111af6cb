"""A tablet: its measures in, metal body and glass out; and the picture behind the glass.

The glass is one part from rim to rim. What is seen through it is a picture of its own (`behind_glass`): the dark bezel,
the camera, and the screen showing the cover as a reading application does.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from PIL import Image, ImageDraw

from bindery.mockup.parts import GLASS, METAL, Array, Part
from bindery.mockup.scenes import Scene, Tablet, TabletShape

_CORNER_POINTS = 20
_EDGE_POINTS = 7
_PX_PER_MM = 12
_BEZEL = (13, 14, 17)
_LENS = ((2.0, (40, 42, 48)), (1.55, (9, 10, 13)), (0.75, (38, 48, 84)))  # radius in millimetres, from the outside in
_PAGE_SHARE = 0.93  # of the screen, taken by the cover


def tablet_parts(shape: TabletShape) -> tuple[Part, ...]:
    """Build a tablet: the glass, and the metal round it and behind it."""
    inset = shape.edge_mm + shape.lip_mm
    front, back = shape.depth_mm / 2, -shape.depth_mm / 2
    return (
        _plate(shape, "glass", GLASS, inset, front, 1.0),
        _plate(shape, "back", METAL, shape.edge_mm, back, -1.0),
        _rim(shape),
    )


def outline(shape: TabletShape, inset_mm: float) -> Array:
    """Draw the tablet's rounded outline, smaller by an inset: (n, 2: x, y), from the right side round by the top."""
    radius = shape.corner_mm - inset_mm
    half = np.array([shape.width_mm, shape.height_mm]) / 2 - shape.corner_mm
    turns = np.linspace(0, np.pi / 2, _CORNER_POINTS)
    corners = [
        half * sign + radius * np.c_[np.cos(turns + start), np.sin(turns + start)]
        for sign, start in zip(([1, 1], [-1, 1], [-1, -1], [1, -1]), np.arange(4) * np.pi / 2, strict=True)
    ]
    points = np.concatenate([*corners, corners[0][:1]])
    return np.column_stack([points[:, 0], points[:, 1] + shape.height_mm / 2])


def _plate(shape: TabletShape, name: str, material: str, inset_mm: float, z: float, facing: float) -> Part:
    """Span a flat face: a fan from its middle."""
    edge = outline(shape, inset_mm)
    points = np.concatenate([[[0.0, shape.height_mm / 2]], edge])
    size = np.array([shape.width_mm, shape.height_mm]) - 2 * inset_mm
    place = (points - [0, shape.height_mm / 2]) / size + 0.5
    i = np.arange(1, len(edge))
    return Part(
        name,
        material,
        256,
        360,
        vertices=np.c_[points, np.full(len(points), z)],
        normals=np.tile([0.0, 0.0, facing], (len(points), 1)),
        flat=place,
        chart=place,
        faces=np.c_[np.zeros_like(i), i, i + 1],
        ink="" if material == GLASS else None,
        ink_height_mm=float(size[1]) if material == GLASS else 0.0,
    )


def _rim(shape: TabletShape) -> Part:
    """Lead the metal from the glass round the edge to the back: rows from front to back, columns along the outline."""
    insets, depths, leans = _section(shape)
    rings = [outline(shape, inset) for inset in insets]
    along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(rings[0], axis=0), axis=1))])
    outward = _outward(shape)
    steps = np.hypot(np.diff(insets), np.diff(depths))
    down = np.concatenate([[0.0], np.cumsum(steps)]) / steps.sum()
    count = len(along)
    normals = [np.c_[outward * np.cos(lean), np.full(count, np.sin(lean))] for lean in leans]
    chart = [np.c_[along / along[-1], np.full(count, row)] for row in down]
    first = (np.arange(len(rings) - 1)[:, None] * count + np.arange(count - 1)).ravel()
    faces = np.concatenate([np.c_[first, first + 1, first + count + 1], np.c_[first, first + count + 1, first + count]])
    vertices = [np.c_[ring, np.full(count, z)] for ring, z in zip(rings, depths, strict=True)]
    place = np.concatenate(chart)
    return Part("rim", METAL, 1200, 64, np.concatenate(vertices), np.concatenate(normals), place, place, faces)


def _section(shape: TabletShape) -> tuple[Array, Array, Array]:
    """Cut the rim: insets, depths (z) and how far the surface looks forward (radians), from the glass to the back."""
    turn = np.linspace(np.pi / 2, 0, _EDGE_POINTS)
    inset = shape.edge_mm * (1 - np.cos(turn))
    depth = shape.depth_mm / 2 - shape.edge_mm * (1 - np.sin(turn))
    insets = np.concatenate([[shape.edge_mm + shape.lip_mm], inset, inset[::-1]])
    depths = np.concatenate([[shape.depth_mm / 2], depth, -depth[::-1]])
    return insets, depths, np.concatenate([[np.pi / 2], turn, -turn[::-1]])


def _outward(shape: TabletShape) -> Array:
    """Point away from the tablet all along its outline: (n, 2), of length one."""
    turns = np.linspace(0, np.pi / 2, _CORNER_POINTS)
    angles = np.concatenate([*(turns + quarter * np.pi / 2 for quarter in range(4)), [0.0]])
    return np.column_stack([np.cos(angles), np.sin(angles)])


# --- what is seen through the glass ----------------------------------------------------------------------------------


def on_screens(scene: Scene, pictures: Mapping[str, Image.Image], ground: str) -> Mapping[str, Image.Image]:
    """Put behind glass those of a scene's pictures that its tablets show; leave the others as they are."""
    shapes = {thing.name: thing.shape for thing in scene.objects if isinstance(thing, Tablet)}
    return {
        name: behind_glass(picture, shapes[name], ground) if name in shapes else picture
        for name, picture in pictures.items()
    }


def behind_glass(front: Image.Image, shape: TabletShape, ground: str) -> Image.Image:
    """Draw bezel, camera and screen (ground `#rrggbb`) with a front cover standing in it, 12 pixels a millimetre."""
    inset = shape.edge_mm + shape.lip_mm
    size_mm = (shape.width_mm - 2 * inset, shape.height_mm - 2 * inset)
    picture = Image.new("RGB", (_px(size_mm[0]), _px(size_mm[1])), _BEZEL)
    screen = _screen(front, (_px(shape.screen_width_mm), _px(shape.screen_height_mm)), ground)
    corner = ((picture.width - screen.width) // 2, (picture.height - screen.height) // 2)
    picture.paste(screen, corner, _rounded(screen.size, _px(shape.screen_corner_mm)))
    _draw_lens(picture, (picture.width / 2, corner[1] / 2))
    return picture


def _screen(front: Image.Image, size: tuple[int, int], ground: str) -> Image.Image:
    """Stand the cover in the middle of the screen, whole."""
    screen = Image.new("RGB", size, ground)
    share = min(size[0] / front.width, size[1] / front.height) * _PAGE_SHARE
    page = front.resize((round(front.width * share), round(front.height * share)), Image.Resampling.LANCZOS)
    screen.paste(page, ((size[0] - page.width) // 2, (size[1] - page.height) // 2))
    return screen


def _rounded(size: tuple[int, int], radius: int) -> Image.Image:
    mask = Image.new("L", (size[0] * 2, size[1] * 2))
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, mask.width - 1, mask.height - 1), 2 * radius, fill=255)
    return mask.resize(size, Image.Resampling.BOX)


def _draw_lens(picture: Image.Image, middle: tuple[float, float]) -> None:
    pen = ImageDraw.Draw(picture)
    for radius_mm, colour in _LENS:
        reach = radius_mm * _PX_PER_MM
        pen.ellipse((middle[0] - reach, middle[1] - reach, middle[0] + reach, middle[1] + reach), fill=colour)


def _px(millimetres: float) -> int:
    return round(millimetres * _PX_PER_MM)
