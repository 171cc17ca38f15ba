"""Flat portraits of the demo's staff, put together from a few features each."""

from dataclasses import dataclass

from .canvas import Canvas, mix
from .geometry import arc, points, rounded, smooth
from .wardrobe import CLOTHES, HAIR


@dataclass(frozen=True)
class Face:
    """What one person looks like; cut and clothes name functions of the wardrobe."""

    ground: tuple[str, str]
    skin: str
    hair: str
    cut: str
    clothes: str
    cloth: str
    trim: str = "#ffffff"
    glasses: str = ""
    beard: bool = False
    rings: str = ""
    grin: bool = True


FACES = {
    "ingrid-aasland": Face(
        ("#f7c948", "#f2994b"), "#f6d3bd", "#d9dde3", "bob", "blazer", "#1d2b4f", "#f4f1ea", "#1d2b4f", grin=False
    ),
    "tomas-quiroga": Face(
        ("#bfe3dd", "#5fb7ad"), "#d9a27c", "#2a1c17", "sweep", "shirt", "#c8452f", "#a83524", beard=True
    ),
    "joseph-k-clark": Face(
        ("#c9d4f5", "#7d93dc"), "#efc3a4", "#7b4a2b", "short", "blazer", "#3a4354", "#e8eefc", "#3a2a20", grin=False
    ),
    "nadeem-sarwar": Face(
        ("#ffd9c2", "#f39a70"), "#c68a5e", "#171318", "quiff", "crew", "#1f6f78", "#175860", beard=True
    ),
    "mei-ling-achterberg": Face(
        ("#d7c8ff", "#9a7be8"),
        "#f3cba7",
        "#15131c",
        "long",
        "turtle",
        "#e7504a",
        "#c33b38",
        rings="gold",
        grin=False,
    ),
    "dapo-fashanu-reed": Face(
        ("#ffcf70", "#e8963a"), "#6b4029", "#120d0d", "crop", "crew", "#2f8f5b", "#eaf7ef", "#111111"
    ),
    "priya-venkatraman-lowe": Face(
        ("#bfead9", "#3fae93"), "#a8714b", "#1b1214", "bun", "shirt", "#efe7d6", "#d8ccb2", rings="gold"
    ),
    "yuki-castellanos": Face(
        ("#ffc4de", "#f0679f"), "#e8b78f", "#3b2a6b", "curls", "hood", "#22223a", "#3df0c6", "#3df0c6"
    ),
}


def portrait(slug, width=800):
    """A square portrait by its author's slug. Raises KeyError for a stranger."""
    face = FACES[slug]
    c = Canvas(slug, units=(800, 800), width=width)
    c.wash(*face.ground, 70)
    c.disc(400, 380, 300, mix(face.ground[0], "#ffffff", 0.35), 0.55)
    c.halftone((0, 470, 800, 330), face.ground[1], 18, lambda u, v: v * 0.8, 0.8)
    HAIR[face.cut][0](c, face)
    CLOTHES[face.clothes](c, face)
    _head(c, face)
    HAIR[face.cut][1](c, face)
    if face.glasses:
        _glasses(c, face.glasses)
    return c.finish(grain=0.08, vignette=0.08)


def _head(c, face):
    shade = mix(face.skin, "#5a1f2a", 0.24)
    c.polygon(smooth(points("335,430 338,520 318,580 400,640 482,580 462,520 465,430"), 8), shade)
    for x in (266, 534):
        c.polygon(arc(x, 352, 26, 40, 0, 360), shade if x > 400 else face.skin)
        c.polygon(arc(x, 352, 12, 22, 0, 360), mix(face.skin, "#5a1f2a", 0.38))
        if face.rings:
            c.disc(x, 402, 12, face.rings)
    left = [
        (400, 178),
        (310, 196),
        (270, 270),
        (268, 370),
        (284, 440),
        (324, 500),
        (366, 540),
        (400, 548),
    ]
    outline = smooth([*left, *[(800 - x, y) for x, y in left[-2::-1]]], 10)
    c.polygon(outline, face.skin)
    right = [(x, y) for x, y in outline if x >= 434]
    c.polygon([*right, *smooth(points("446,186 470,320 452,400 462,470 430,544"), 8)], shade, 0.4)
    if face.beard:
        _beard(c, face)
    _features(c, face, shade)


def _beard(c, face):
    ink = mix(face.hair, face.skin, 0.12)
    left = [(270, 372), (286, 446), (322, 506), (364, 548), (400, 560)]
    outer = [*left, *[(800 - x, y) for x, y in left[-2::-1]]]
    inner = points("520,392 496,430 450,440 400,432 350,440 304,430 280,392")
    c.polygon([*smooth(outer, 10), *smooth(inner, 10)], ink)
    c.polygon(smooth(points("338,446 366,430 400,438 434,430 462,446 400,462 338,446"), 8), ink)


def _features(c, face, shade):
    brow = mix(face.hair, "#2a1a18", 0.35)
    for x, sign in ((336, 1), (464, -1)):
        c.line(smooth([(x - 36 * sign, 306), (x - 4 * sign, 291), (x + 32 * sign, 301)], 8), brow, 11)
        c.polygon(arc(x, 346, 25, 14, 0, 360, 30), "#ffffff")
        c.disc(x + 2, 344, 13, mix(face.hair, "#2b1a12", 0.7))
        c.disc(x + 2, 344, 7, "#0d0a0c")
        c.disc(x + 6, 340, 3.5, "#ffffff")
        c.line(smooth([(x - 28, 345), (x, 330), (x + 28, 345)], 8), mix(face.skin, "#2a0f14", 0.72), 6)
        c.glow(x - 26 * sign, 404, 46, "#f0503c", 0.3, 1.2)
    c.line(smooth([(404, 340), (421, 396), (398, 404)], 8), shade, 8)
    _mouth(c, face)


def _mouth(c, face):
    if not face.grin:
        c.line(smooth(points("352,452 376,467 402,470 428,466 450,450"), 8), mix(face.skin, "#7b2430", 0.8), 8)
        c.line(smooth([(382, 492), (402, 496), (422, 491)], 6), mix(face.skin, "#5a1f2a", 0.28), 5)
        return
    lips = points("350,452 375,462 400,464 425,462 450,452")
    c.polygon([*smooth(lips, 8), *smooth(points("450,452 428,484 400,492 372,484 350,452"), 8)], "#7b2430")
    c.polygon(
        [*smooth([(360, 457), (400, 466), (440, 457)], 8), *smooth([(436, 468), (400, 474), (364, 468)], 8)], "#ffffff"
    )


def _glasses(c, ink):
    for x in (336, 464):
        c.polygon(rounded(x - 47, 306, 94, 80, 34), "#ffffff", 0.16)
        outline = rounded(x - 47, 306, 94, 80, 34)
        c.line([*outline, outline[0]], ink, 9, caps=False)
    c.line(smooth([(383, 338), (400, 330), (417, 338)], 6), ink, 9)
    c.line([(289, 334), (262, 328)], ink, 8)
    c.line([(511, 334), (538, 328)], ink, 8)
