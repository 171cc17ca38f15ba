"""Pictures for the gaming section."""

import math

from .canvas import Ramp, mix
from .geometry import Isometric, Plane, arc, lerp, rounded, smooth


def small_console(c, p):
    """A hand-held console tilted towards the reader, a mountain on its screen."""
    c.wash(p.spark, p.main, 50)
    c.disc(800, 450, 520, p.paper, 0.12)
    c.disc(800, 450, 400, p.paper, 0.14)
    c.halftone((900, 0, 700, 460), p.paper, 24, lambda u, v: 0.7 * u * (1 - v), 0.5)
    face = Plane((250, 270), (1.0, -0.12), (0.1, 0.98))
    shell = face.sheet(0, 0, 1080, 480, 120)
    c.long_shadow(shell, 560, 560, p.mid, 0.5)
    c.slab([(x, y + 34) for x, y in shell], 34, Ramp(p.paper, "#d9c8f5", 40), "#a58ed0")
    c.polygon(face.sheet(230, 44, 620, 392, 28), p.night)
    c.polygon(face.sheet(256, 68, 568, 344, 12), Ramp(p.deep, p.main, 80))
    c.polygon(face.outline(arc(640, 190, 78, 78, 0, 360, 50)), p.cool)
    for k, (ink, base) in enumerate(((p.mid, 250), (p.deep, 300), (p.night, 350))):
        ridge = [
            (256 + 568 * i / 12, base - (70 - 16 * k) * abs(math.sin(i * 1.3 + k * 2)) + 14 * (i % 2))
            for i in range(13)
        ]
        c.polygon(face.outline([(256, 412), *ridge, (824, 412)]), ink)
    c.polygon(face.outline([(420, 340), (432, 306), (444, 340)]), p.spark)
    for u, v, w, h in ((66, 168, 120, 40), (106, 128, 40, 120)):
        c.polygon(face.sheet(u, v, w, h, 9), p.night)
    c.polygon(face.outline(arc(126, 330, 50, 50, 0, 360, 40)), p.night)
    c.polygon(face.outline(arc(130, 324, 34, 34, 0, 360, 40)), Ramp(p.main, p.mid, 60))
    for u, v, ink in ((960, 116, p.cool), (1014, 170, p.spark), (906, 170, p.main), (960, 224, p.mid)):
        c.polygon(face.outline(arc(u, v + 5, 30, 30, 0, 360, 30)), p.night)
        c.polygon(face.outline(arc(u, v, 28, 28, 0, 360, 30)), ink)
    for i in range(4):
        c.polygon(face.sheet(900 + i * 28, 340, 12, 54, 6), "#a58ed0")


def dusk_town(c, p):
    """A town on an island in the dark, nearly every window lit."""
    c.wash(p.night, p.deep, 90)
    c.stars(180, p.paper, (0, 0, 1600, 420))
    c.glow(800, 480, 820, p.spark, 0.55, 1.6)
    c.disc(1330, 190, 80, Ramp(p.paper, p.light, 60))
    for x, y, r in ((1305, 165, 16), (1352, 215, 22), (1350, 150, 9)):
        c.disc(x, y, r, p.light, 0.7)
    iso = Isometric((800, 455), 72)
    c.cuboid(
        iso,
        -4.6,
        -4.6,
        9.2,
        9.2,
        -1.9,
        1.9,
        mix(p.mid, p.deep, 0.3),
        mix(p.night, "#000000", 0.2),
        mix(p.deep, p.night, 0.4),
    )
    for i in range(-4, 5, 3):
        c.polygon(iso.floor(i - 0.35, -4.6, 0.7, 9.2), mix(p.deep, p.night, 0.3))
        c.polygon(iso.floor(-4.6, i - 0.35, 9.2, 0.7), mix(p.deep, p.night, 0.3))
    plots = [(x, y) for x in (-3.45, -2.15, -0.5, 0.85, 2.5) for y in (-3.45, -2.15, -0.5, 0.85, 2.5)]
    inks = (p.main, p.mid, p.light, p.spark, p.cool, "#6a7bff")
    for n, (x, y) in enumerate(sorted(plots, key=sum)):
        if n == 12:
            _clock_tower(c, p, iso, x, y)
        else:
            _house(c, p, iso, x, y, c.rng.choice((0.7, 1.0, 1.3, 1.8)), c.rng.choice(inks))


def _house(c, p, iso, x, y, h, ink):
    w = 0.95
    c.cuboid(iso, x, y, w, w, 0, h, ink, mix(ink, p.night, 0.62), mix(ink, p.night, 0.4))
    apex, ridge = iso.at(x + w / 2, y, h + 0.62), iso.at(x + w / 2, y + w, h + 0.62)
    eaves = iso.at(x, y + w, h), iso.at(x + w, y + w, h), iso.at(x + w, y, h), iso.at(x, y, h)
    c.polygon([eaves[0], ridge, eaves[1]], mix(ink, p.night, 0.62))
    c.polygon([ridge, apex, eaves[2], eaves[1]], mix(ink, p.paper, 0.22))
    c.polygon([ridge, apex, eaves[3], eaves[0]], mix(ink, p.paper, 0.42))
    for floor in range(max(1, int(h / 0.5))):
        z = 0.18 + floor * 0.5
        for u in (0.16, 0.58):
            lit = "#ffd36b" if c.rng.random() < 0.78 else mix(ink, p.night, 0.75)
            c.polygon(
                [
                    iso.at(x + u, y + w, z),
                    iso.at(x + u + 0.22, y + w, z),
                    iso.at(x + u + 0.22, y + w, z + 0.26),
                    iso.at(x + u, y + w, z + 0.26),
                ],
                lit,
            )
            c.polygon(
                [
                    iso.at(x + w, y + u, z),
                    iso.at(x + w, y + u + 0.22, z),
                    iso.at(x + w, y + u + 0.22, z + 0.26),
                    iso.at(x + w, y + u, z + 0.26),
                ],
                lit,
            )


def _clock_tower(c, p, iso, x, y):
    c.cuboid(
        iso, x + 0.1, y + 0.1, 0.75, 0.75, 0, 4.0, p.paper, mix(p.light, p.night, 0.55), mix(p.light, p.night, 0.3)
    )
    fx, fy = iso.at(x + 0.48, y + 0.85, 3.4)
    c.disc(fx, fy, 15, "#ffd36b")
    top = iso.at(x + 0.48, y + 0.48, 5.2)
    corners = [iso.at(x + 0.1, y + 0.85, 4), iso.at(x + 0.85, y + 0.85, 4), iso.at(x + 0.85, y + 0.1, 4)]
    c.polygon([corners[0], top, corners[1]], mix(p.spark, p.night, 0.35))
    c.polygon([corners[1], top, corners[2]], p.spark)


def shut_door(c, p):
    """Corridor after corridor, and at the end of them a door ajar."""
    c.wash("#0a0420", p.night, 90)
    frames = 11
    for i in range(frames):
        t = 1.42**-i
        w, h = 1060 * t, 640 * t
        ink = mix(p.mid, p.night, 0.8 - 0.075 * i)
        c.polygon([(800 - w, 430 - h), (800 + w, 430 - h), (800 + w, 430 + h), (800 - w, 430 + h)], ink)
        c.line(
            [(800 - w, 430 - h), (800 + w, 430 - h), (800 + w, 430 + h), (800 - w, 430 + h), (800 - w, 430 - h)],
            p.spark if i % 3 == 0 else p.main,
            max(1.5, 10 * t),
            caps=False,
        )
    for sx in (-1, 1):
        for sy in (-1, 1):
            c.line([(800 + sx * 1060, 430 + sy * 640), (800 + sx * 70, 430 + sy * 42)], p.deep, 3, caps=False)
    c.glow(800, 430, 430, p.cool, 0.8, 1.8)
    c.polygon([(842, 560), (1010, 900), (590, 900), (770, 560)], Ramp(p.cool, p.night, 90), 0.4)
    c.box(742, 286, 116, 274, p.night)
    c.box(752, 296, 96, 264, Ramp(p.paper, p.cool, 90))
    c.polygon([(752, 296), (800, 312), (800, 586), (752, 560)], Ramp(p.deep, p.night, 0))
    c.disc(790, 446, 5, p.spark)
    c.polygon([*arc(800, 760, 20, 22, 0, 360, 24)], p.night)
    c.polygon([(776, 786), (824, 786), (834, 880), (766, 880)], p.night)


def broken_tower(c, p):
    """A tower of blocks rebuilt from memory, some of it only outlined, some of it slipped."""
    c.wash(p.deep, p.night, 60)
    for i in range(24):
        c.box(0, i * 40, 1600, 1.6, p.main, alpha=0.18)
        c.box(i * 70, 0, 1.6, 900, p.main, alpha=0.18)
    c.disc(800, 430, 350, Ramp(p.spark, p.mid, 90))
    for i in range(8):
        c.box(440, 470 + 40 * i, 720, 6 + 3 * i, mix(p.deep, p.night, 0.5))
    iso = Isometric((800, 675), 68)
    for z in range(8):
        side = 2 if z < 5 else 1
        for x in range(-side, side + 1):
            for y in range(-side, side + 1):
                rim = side in (abs(x), abs(y))
                if not rim or c.rng.random() < 0.07 * z:
                    continue
                ghost = c.rng.random() < 0.08 + 0.07 * z
                slip = c.rng.choice((-0.35, 0.4)) if z > 2 and c.rng.random() < 0.1 else 0
                _block(c, p, iso, x + slip, y, z * 0.98, ghost)
    for _ in range(26):
        x, y, s = c.rng.gauss(800, 300), c.rng.uniform(20, 330), c.rng.uniform(6, 26)
        c.box(x, y, s * 2.4, s * 0.5, c.rng.choice((p.cool, p.spark, p.paper)), alpha=0.8)


def _block(c, p, iso, x, y, z, ghost):
    faces = iso.faces(x, y, 0.96, 0.96, z, 0.96)
    if ghost:
        for face in faces:
            c.line([*face, face[0]], p.cool, 3, caps=False)
        return
    ink = c.rng.choice((p.main, p.light, p.main, p.mid))
    for face, shade in zip(
        faces, (mix(ink, p.paper, 0.4), mix(ink, p.night, 0.5), mix(ink, p.night, 0.2)), strict=True
    ):
        c.polygon(face, shade)


def great_pause(c, p):
    """Two bars as tall as the page over a scene that has stopped mid-fall."""
    c.wash(p.cool, p.main, 70)
    c.halftone((0, 0, 1600, 900), p.deep, 30, lambda u, v: 0.15 + 0.7 * v, 0.55)
    for i in range(11):
        x = 80 + i * 150
        c.line([(x, -20), (x - 330, 920)], p.paper, 3, 0.25)
    for x in (590, 850):
        bar = rounded(x, 140, 160, 620, 34)
        c.long_shadow(bar, 600, 600, p.night, 0.35)
    for x in (590, 850):
        c.box(x, 140, 160, 620, Ramp(p.paper, p.light, 90), 34)
    c.box(120, 806, 1360, 16, p.night, 8, 0.6)
    c.box(120, 806, 920, 16, p.spark, 8)
    c.disc(1040, 814, 26, p.paper)


def census_chart(c, p):
    """Eleven years of residents as little figures, a column a year."""
    c.wash(p.paper, mix(p.paper, p.light, 0.6), 90)
    for i in range(6):
        c.box(120, 160 + i * 116, 1380, 3, p.light, alpha=0.6)
    counts = (9, 11, 12, 10, 9, 8, 7, 6, 6, 5, 5)
    for year, count in enumerate(counts):
        for n in range(count):
            x, y = 190 + year * 120, 740 - n * 56
            ink = (p.mid, p.main, p.deep)[(n + year) % 3] if year < 10 else p.spark
            c.disc(x, y - 14, 12, ink)
            c.polygon([*arc(x, y + 24, 22, 26, 180, 360, 16)], ink)
    trend = [(190 + i * 120, 740 - v * 56 - 10) for i, v in enumerate(counts)]
    c.line(smooth(trend, 10), p.night, 6)
    for x, y in trend:
        c.disc(x, y, 11, p.paper)
        c.disc(x, y, 7, p.night)
    c.box(120, 782, 1380, 6, p.night, 3)
    for i in range(11):
        c.box(lerp(168, 1368, i / 10), 806, 44, 12, p.light, 6)
