"""Pictures for the science section."""

import math

from .canvas import Ramp, mix
from .geometry import Isometric, arc, lerp, points, rounded, shift, smooth, turn, wander


def listening_sea(c, p):
    """Rows of a recorded sea under a low moon, the loudest row picked out."""
    c.wash(p.night, mix(p.deep, p.mid, 0.4), 90)
    c.stars(260, p.paper, (0, 0, 1600, 420))
    c.glow(1120, 270, 420, p.main, 0.6, 1.8)
    c.disc(1120, 270, 128, Ramp(p.paper, p.cool, 90))
    for row in range(26):
        base = 370 + row * row * 0.62 + row * 7
        lift = wander(c.rng, 90, 1.0, 0.72)
        swell = []
        for i, v in enumerate(lift):
            x = i / 89 * 1700 - 50
            near = math.exp(-(((x - 700) / (230 + row * 12)) ** 2))
            swell.append((x, base - abs(v) * (8 + 62 * near) * (0.55 + row / 26)))
        ridge = smooth(swell, 4)
        fill = mix(p.deep, p.night, row / 25)
        c.polygon([*ridge, (1700, 960), (-60, 960)], fill)
        loud = row == 13
        c.line(
            ridge, p.spark if loud else mix(p.main, p.light, row / 25), 5.5 if loud else 1.6 + row * 0.07, caps=False
        )
    c.polygon([(150, 392), (164, 262), (196, 262), (210, 392)], p.paper)
    c.box(160, 300, 40, 22, p.spark)
    c.box(156, 346, 48, 22, p.spark)
    c.box(160, 232, 40, 32, p.night)
    c.disc(180, 248, 11, p.cool)
    c.polygon([(186, 240), (1700, -60), (1700, 200), (186, 258)], Ramp(p.cool, p.night, 0), 0.2)
    c.polygon([(150, 232), (180, 206), (210, 232)], p.spark)
    c.polygon(smooth([(60, 410), (120, 380), (240, 380), (330, 410)], 8), p.night)


def cable_cut(c, p):
    """A cable cut across: armour, jelly, and the twelve fibres in the middle."""
    c.wash(p.paper, mix(p.paper, p.light, 0.7), 60)
    c.halftone((0, 0, 800, 900), p.light, 24, lambda u, v: 0.85 - u, 0.8)
    x, y = 860, 450
    c.long_shadow(arc(x, y, 380, 380, 0, 360, 60), 700, 420, p.mid, 0.25)
    c.disc(x, y, 380, Ramp(mix(p.night, p.deep, 0.4), p.night, 60))
    for i in range(30):
        cx, cy = turn([(0, -322)], 12 * i)[0]
        c.disc(x + cx, y + cy, 32, Ramp("#d7e3e3", "#6f8d90", 60))
    c.disc(x, y, 282, p.spark)
    c.disc(x, y, 262, Ramp(p.cool, mix(p.cool, p.spark, 0.5), 60))
    for i in range(18):
        cx, cy = turn([(0, -222)], 20 * i)[0]
        c.disc(x + cx, y + cy, 34, Ramp("#f1b48a", "#a55a36", 60))
    c.disc(x, y, 176, p.paper)
    c.disc(x, y, 160, Ramp(p.main, p.mid, 60))
    inks = (p.paper, p.spark, p.cool, p.light, p.night, "#7c5cff")
    for i in range(12):
        cx, cy = turn([(0, -112)], 30 * i)[0]
        c.disc(x + cx, y + cy, 25, inks[i % 6])
        c.disc(x + cx, y + cy, 9, mix(inks[i % 6], p.night, 0.5))
    c.glow(x, y, 130, p.paper, 0.95, 1.6)
    c.disc(x, y, 26, p.paper)


def warm_salt(c, p):
    """A heap of cubic crystals lit from inside, melting into a cold blue room."""
    c.wash(p.deep, p.night, 90)
    c.glow(800, 520, 640, p.spark, 0.8, 1.7)
    iso = Isometric((800, 430), 74)
    cells = [(x, y) for x in range(-4, 5) for y in range(-4, 5)]
    for x, y in cells:
        reach = math.hypot(x, y)
        height = max(0, round(5.2 - reach * 1.05 + c.rng.uniform(-0.9, 0.7)))
        for z in range(height):
            heat = max(0.0, 1 - reach / 5.2 - z * 0.05)
            warm = mix(mix(p.mid, p.deep, 0.3), p.spark, min(1, heat * 1.7))
            warm = mix(warm, p.cool, max(0, min(1, heat * 1.8 - 0.65)))
            gap = 0.06
            c.cuboid(
                iso,
                x + gap,
                y + gap,
                1 - gap,
                1 - gap,
                z,
                1 - gap,
                mix(warm, p.paper, 0.4),
                Ramp(warm, mix(warm, p.night, 0.25), 90),
                mix(warm, p.night, 0.45),
            )
    for _ in range(46):
        x, y, s = c.rng.gauss(800, 330), c.rng.uniform(30, 330), c.rng.uniform(4, 18)
        c.polygon(
            [(x, y - s), (x + s, y - s / 2), (x + s, y + s / 2), (x, y + s), (x - s, y + s / 2), (x - s, y - s / 2)],
            c.rng.choice((p.cool, p.spark, p.paper)),
            c.rng.uniform(0.3, 0.9),
        )


def star_trails(c, p):
    """Star trails about the pole over an observatory, cut across by satellites."""
    c.wash("#02161c", p.deep, 90)
    c.glow(640, 900, 900, p.main, 0.55, 1.7)
    pole = (640, 380)
    for _ in range(420):
        r = 14 + 1250 * c.rng.random() ** 0.8
        start = c.rng.uniform(0, 360)
        ink = c.rng.choice((p.light, p.paper, p.main, p.cool, "#a9c7ff"))
        c.ring(
            *pole,
            r,
            c.rng.choice((1.2, 1.6, 2.4, 3.4)),
            ink,
            c.rng.uniform(0.3, 0.9),
            start,
            start + c.rng.uniform(16, 44),
        )
    for i, (x1, y1, x2, y2) in enumerate(((-40, 120, 1640, 420), (-40, 330, 1640, 110), (340, -20, 1640, 640))):
        steps = 46
        for n in range(steps):
            if n % 3 == 2:
                continue
            a, b = n / steps, (n + 0.9) / steps
            c.line(
                [(lerp(x1, x2, a), lerp(y1, y2, a)), (lerp(x1, x2, b), lerp(y1, y2, b))],
                p.spark if i != 1 else p.paper,
                6 - i,
                0.9,
                caps=False,
            )
    hill = smooth(points("-40,800 300,740 640,700 1000,742 1640,820"), 14)
    c.polygon([*hill, (1640, 960), (-40, 960)], "#01100f")
    c.box(520, 600, 250, 120, p.night)
    c.polygon(arc(645, 604, 136, 136, 180, 360, 40), Ramp(p.mid, p.night, 0))
    c.polygon([(654, 474), (700, 480), (690, 604), (640, 604)], "#01100f")
    c.line([(662, 566), (700, 440)], p.light, 18)
    c.box(600, 650, 30, 70, p.cool)


def buried_culvert(c, p):
    """Contour lines of gravity, a dark void among them where the culvert runs."""
    c.wash(p.paper, mix(p.paper, p.light, 0.5), 45)
    lobes = [(c.rng.uniform(2, 6), c.rng.uniform(0, 6.28), c.rng.uniform(0.03, 0.1)) for _ in range(5)]
    inks = (p.paper, p.light, p.main, p.mid, p.deep, p.night)
    rings = 22
    for i in range(rings):
        t = i / (rings - 1)
        size = lerp(1250, 60, t**0.8)
        outline = []
        for n in range(180):
            a = n / 180 * math.tau
            bend = 1 + sum(w * math.sin(round(f) * a + s + t * 1.7) for f, s, w in lobes)
            outline.append(
                (930 + 90 * (1 - t) + size * 1.15 * bend * math.cos(a), 450 + size * 0.66 * bend * math.sin(a))
            )
        place = t * (len(inks) - 1)
        k = min(len(inks) - 2, int(place))
        c.polygon(outline, mix(inks[k], inks[k + 1], place - k))
        c.line([*outline, outline[0]], p.paper, 2.2, 0.55, caps=False)
    walk = smooth(points("120,930 430,700 800,520 1090,380 1330,160 1420,-40"), 16)
    c.line(walk, p.spark, 10, caps=False)
    for x, y in walk[6:76:8]:
        c.disc(x, y, 21, p.paper)
        c.disc(x, y, 12, p.spark)


def battery_wall(c, p):
    """A wall of round cells seen end on, charged in a wave from one corner."""
    c.wash(p.night, mix(p.night, "#000000", 0.4), 60)
    pitch = 118
    for row in range(10):
        for column in range(15):
            x, y = column * pitch + row % 2 * pitch / 2 - 30, row * pitch * 0.866 - 10
            charge = max(0, min(1, 1.25 - math.hypot(x - 300, y - 820) / 1150 + c.rng.uniform(-0.1, 0.1)))
            ink = (
                mix(mix(p.deep, p.night, 0.3), p.main, charge * 2)
                if charge < 0.5
                else mix(p.main, p.cool, charge * 2 - 1)
            )
            if charge > 0.93:
                ink = p.spark
            c.disc(x, y + 8, 53, "#000000", 0.5)
            c.disc(x, y, 52, Ramp(mix(ink, p.paper, 0.35), mix(ink, p.night, 0.35), 60))
            c.disc(x, y, 42, Ramp(mix(ink, p.night, 0.25), mix(ink, p.paper, 0.2), 60))
            c.disc(x, y, 18, Ramp(p.paper, mix(ink, p.paper, 0.4), 60))
            c.ring(x, y, 42, 2, p.night, 0.4)
    c.glow(260, 860, 760, p.cool, 0.3, 1.6)


def harbour_map(c, p):
    """A map of the harbour: land, depth lines, and the cable with its listening points."""
    c.wash(p.mid, p.deep, 60)
    for i in range(8):
        depth = smooth(
            [
                (-60, 250 + 90 * i),
                (250, 330 + 66 * i),
                (520, 260 + 92 * i),
                (860, 420 + 74 * i),
                (1180, 380 + 92 * i),
                (1660, 560 + 70 * i),
            ],
            14,
        )
        c.polygon([*depth, (1660, 960), (-60, 960)], mix(p.mid, p.night, (i + 1) / 9))
        c.line(depth, p.light, 2, 0.4, caps=False)
    land = smooth(
        points(
            "-60,210 180,240 330,160 430,230 400,330 520,300 690,150 820,210 930,120 1130,170 1260,60 1420,90 1660,-60"
        ),
        14,
    )
    c.polygon([*shift(land, 0, 14), (1660, -90), (-60, -90)], p.night, 0.4)
    c.polygon([*land, (1660, -90), (-60, -90)], Ramp(p.cool, p.paper, -90))
    for x, y in ((330, 110), (420, 130), (372, 72), (470, 84), (300, 50), (520, 140)):
        c.box(x, y, 44, 30, p.spark, 3)
        c.box(x, y + 22, 44, 8, mix(p.spark, p.night, 0.4), 2)
    route = smooth(points("452,250 500,430 640,540 850,560 1040,680 1240,720 1660,860"), 16)
    c.line(route, p.night, 15, 0.5, caps=False)
    c.line(route, p.cool, 8, caps=False)
    for n in range(8, len(route), 9):
        x, y = route[n]
        c.disc(x, y, 13, p.paper)
        c.disc(x, y, 7, p.spark)
    x, y = route[62]
    for i in range(5):
        c.ring(x, y, 40 + 44 * i, 4, p.spark, 0.9 - 0.17 * i)
    c.polygon(shift(rounded(-36, -9, 72, 18, 8), 1260, 330), p.paper)
    c.polygon([(1250, 320), (1250, 262), (1296, 320)], p.paper)
