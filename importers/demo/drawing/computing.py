"""Pictures for the computing section."""

import math

from .canvas import Ramp, mix
from .geometry import Isometric, arc, lerp, points, rounded, shift, smooth, turn, wander


def album_wall(c, p):
    """A wall of little landscape photographs behind one keyhole that shuts nothing."""
    c.wash(p.night, p.deep, 90)
    hues = (p.main, p.spark, p.cool, p.light, "#7c5cff", "#1fb08f", "#e0559b")
    for row in range(6):
        for column in range(9):
            x, y = -40 + column * 190 + (row % 2) * -60, -30 + row * 164
            far = math.hypot(x + 80 - 800, y + 70 - 450) / 900
            _snapshot(c, p, x, y, 174, 148, c.rng.choice(hues), min(0.75, far * 0.95))
    hole = [*arc(800, 380, 150, 150, 125, 415, 60), (905, 690), (695, 690)]
    c.shadow(hole, 0, 30, 60, "#000000", 0.8)
    c.polygon(hole, Ramp(p.spark, p.cool, 90))
    inner = [*arc(800, 380, 118, 118, 128, 412, 60), (864, 656), (736, 656)]
    c.polygon(inner, mix(p.night, "#000000", 0.3))
    c.glow(800, 450, 420, p.spark, 0.42, 2.6)


def _snapshot(c, p, x, y, w, h, ink, shade):
    sky, ground = mix(ink, p.paper, c.rng.uniform(0.3, 0.6)), mix(ink, p.night, c.rng.uniform(0.2, 0.5))
    c.box(x, y, w, h, p.paper, 8)
    x, y, w, h = x + 9, y + 9, w - 18, h - 18
    c.box(x, y, w, h, Ramp(ink, sky, 90))
    c.disc(x + w * c.rng.uniform(0.2, 0.8), y + h * c.rng.uniform(0.25, 0.5), h * 0.14, p.paper)
    ridge = [h * 0.62 + v * h for v in wander(c.rng, 6, 0.16, 0.5)]
    slope = [(x + w * i / 5, y + min(h * 0.9, max(h * 0.35, v))) for i, v in enumerate(ridge)]
    c.polygon([(x, y + h), *slope, (x + w, y + h)], ground)
    c.box(x - 9, y - 9, w + 18, h + 18, p.night, 8, shade)


def quiet_laptop(c, p):
    """A thin laptop seen from the corner, a loud wave going flat as it passes through."""
    c.wash(p.paper, p.light, 70)
    c.disc(800, 420, 340, Ramp("#ffffff", p.light, 90), 0.8)
    for i, ink in enumerate((p.light, p.main, p.mid)):
        wave = []
        for n in range(321):
            x = n * 5
            loud = max(0.02, 1 - n / 190) ** 1.6 if n < 190 else 0.0
            wave.append((x, 440 + (90 + 60 * i) * loud * math.sin(n / (5.2 + i)) * math.sin(n / 31 + i)))
        c.line(wave, ink, 9 - 2 * i, caps=False)
    iso = Isometric((770, 505), 150)
    base = iso.sheet(0).sheet(-1.15, -0.6, 3.0, 2.1, 0.16)
    c.shadow(base, 20, 50, 40, p.deep, 0.55)
    c.slab(base, 16, Ramp("#f7fbff", "#b9cfe6", 30), "#7f9cc0")
    deck = iso.sheet(16 / 150)
    for row in range(5):
        for key in range(13):
            u, v = -0.98 + key * 0.205, -0.42 + row * 0.19
            c.polygon(deck.sheet(u, v, 0.175, 0.155, 0.03), p.deep if (row, key) != (2, 12) else p.spark)
    c.polygon(deck.sheet(-0.15, 0.62, 1.0, 0.68, 0.05), "#a9c2de")
    _lid(c, p, iso)


def _lid(c, p, iso):
    ax, ay = iso.at(-1.15, -0.6, 0.12)
    bx, by = iso.at(1.85, -0.6, 0.12)
    lean = (56, -360)
    lid = [(ax, ay), (bx, by), (bx + lean[0], by + lean[1]), (ax + lean[0], ay + lean[1])]
    c.polygon(shift(lid, 10, -6), "#7f9cc0")
    c.polygon(lid, p.night)

    def at(u, v):
        return ax + (bx - ax) * u + lean[0] * v, ay + (by - ay) * u + lean[1] * v

    c.polygon([at(0.03, 0.06), at(0.97, 0.06), at(0.97, 0.95), at(0.03, 0.95)], Ramp(p.deep, p.main, -60))
    c.polygon(
        [at(0.03, 0.06), *[at(0.03 + 0.94 * i / 40, 0.28 + 0.1 * math.sin(i / 6)) for i in range(41)], at(0.97, 0.06)],
        p.spark,
    )
    c.polygon(
        [
            at(0.03, 0.06),
            *[at(0.03 + 0.94 * i / 40, 0.2 + 0.08 * math.sin(i / 5 + 2)) for i in range(41)],
            at(0.97, 0.06),
        ],
        p.cool,
    )
    c.polygon([at(0.7 + 0.07 * math.cos(t / 8), 0.66 + 0.16 * math.sin(t / 8)) for t in range(51)], p.paper)


def tape_reels(c, p):
    """Two great tape reels and the ribbon between them."""
    c.wash(p.deep, p.night, 60)
    c.halftone((0, 470, 1600, 430), p.mid, 22, lambda u, v: v * 0.85, 0.7)
    ribbon = smooth(points("150,250 520,770 800,842 1090,770 1480,290"), 20)
    c.line(shift(ribbon, 0, 18), mix(p.night, "#000000", 0.5), 54, caps=False)
    c.line(ribbon, "#8a5a34", 46, caps=False)
    c.line(shift(ribbon, 0, -12), p.spark, 7, caps=False)
    for x, y, r, full, ink in ((470, 400, 360, 0.92, p.main), (1150, 400, 330, 0.62, p.cool)):
        c.shadow(arc(x, y, r, r, 0, 360, 60), 0, 40, 50, "#000000", 0.6)
        c.disc(x, y, r, Ramp(mix(ink, p.paper, 0.3), mix(ink, p.night, 0.25), 60))
        c.disc(x, y, r * full, Ramp("#5b3a23", "#2c1b14", 60))
        for i in range(9):
            c.ring(x, y, r * full - 12 - i * r * full * 0.055, 2, p.spark, 0.22)
        for i in range(3):
            blade = [*arc(0, 0, r * 0.86, r * 0.86, -24, 24, 14), *arc(0, 0, r * 0.34, r * 0.34, 17, -17, 10)]
            c.polygon(shift(turn(blade, 120 * i + x / 9), x, y), mix(ink, p.paper, 0.18), 0.94)
        c.disc(x, y, r * 0.3, Ramp(p.paper, p.light, 60))
        c.disc(x, y, r * 0.12, p.night)
        for i in range(6):
            cx, cy = turn([(0, -r * 0.21)], 60 * i + 12)[0]
            c.disc(x + cx, y + cy, r * 0.032, p.deep)


def tape_shelves(c, p):
    """A corridor of tape shelves running away to a lit doorway; one box pulled out."""
    c.wash(p.night, mix(p.night, "#000000", 0.4), 90)
    inks = (p.mid, p.deep, p.main, p.cool, p.spark, p.light, p.paper)
    eye = (800, 400)
    for side in (-1, 1):
        for depth in range(13, -1, -1):
            near, far = 1.22**-depth, 1.22 ** -(depth + 0.94)
            for shelf in range(7):
                _tape_box(c, p, eye, side, shelf, near, far, c.rng.choice(inks))
    c.glow(*eye, 330, p.paper, 0.95, 1.8)
    c.box(770, 362, 60, 84, p.paper, 4)
    c.polygon([(770, 446), (830, 446), (1120, 900), (480, 900)], Ramp(p.spark, p.night, 90), 0.5)
    person = [*arc(800, 392, 8, 9, 0, 360, 16)]
    c.polygon(person, p.night)
    c.polygon([(790, 404), (810, 404), (813, 446), (787, 446)], p.night)


def _tape_box(c, p, eye, side, shelf, near, far, ink):
    def at(depth, height):
        return eye[0] + side * 1000 * depth, eye[1] + (height * 150 - 560) * depth

    shade = mix(ink, p.night, 1 - min(1, 0.25 + near * 0.75 + (0.35 if near < 0.16 else 0)))
    c.polygon([at(near, shelf + 0.04), at(far, shelf + 0.04), at(far, shelf + 0.9), at(near, shelf + 0.9)], shade)
    a, b = lerp(near, far, 0.3), lerp(near, far, 0.7)
    c.polygon([at(a, shelf + 0.2), at(b, shelf + 0.2), at(b, shelf + 0.5), at(a, shelf + 0.5)], p.paper, 0.2)


def open_chip(c, p):
    """A processor with its lid off, traces fanning out to every edge."""
    c.wash(mix(p.deep, p.mid, 0.5), p.night, 50)
    c.glow(800, 450, 700, p.main, 0.75, 1.7)
    for side in range(4):
        for i in range(13):
            _trace(c, p, side, i)
    chip = rounded(520, 170, 560, 560, 34)
    c.shadow(chip, 0, 40, 50, "#000000", 0.65)
    c.polygon(chip, Ramp(mix(p.night, "#000000", 0.2), p.deep, 45))
    c.polygon(rounded(560, 210, 480, 480, 18), Ramp(p.light, p.main, 45))
    colours = (p.paper, p.spark, p.mid, p.cool, p.main, p.light, p.deep)
    for x, y, w, h in _floorplan(c.rng, 576, 226, 448, 448, 5):
        ink = c.rng.choice(colours)
        c.box(x + 4, y + 4, w - 8, h - 8, Ramp(mix(ink, p.paper, 0.15), mix(ink, p.deep, 0.2), 60), 6)
        for n in range(int(h // 26)):
            if w > 60:
                c.box(x + 16, y + 18 + n * 24, (w - 32) * c.rng.uniform(0.3, 1), 6, p.night, 3, 0.35)
    c.disc(552, 698, 9, p.spark)


def _trace(c, p, side, i):
    offset = (i - 6) * 38
    spread = (i - 6) * (62 if side % 2 else 118)
    bends = [(0, -285), (0, -330), (spread - offset, -330 - abs(spread - offset)), (spread - offset, -1100)]
    bends = [(x + offset, y) for x, y in bends]
    ink = p.spark if (i + side) % 5 == 0 else mix(p.main, p.light, c.rng.random())
    placed = shift(turn(bends, 90 * side), 800, 450)
    c.line(placed, ink, 7, caps=False)
    pad = turn([(offset, -287)], 90 * side)[0]
    c.box(800 + pad[0] - 9, 450 + pad[1] - 9, 18, 18, p.light, 3)
    if i % 3 == 1:
        x, y = turn([(spread, -345 - abs(spread - offset) - c.rng.uniform(0, 60))], 90 * side)[0]
        c.disc(800 + x, 450 + y, 14, ink)
        c.disc(800 + x, 450 + y, 6, p.night)


def _floorplan(rng, x, y, w, h, depth):
    if depth == 0 or min(w, h) < 70:
        return [(x, y, w, h)]
    cut = rng.uniform(0.35, 0.65)
    if w > h:
        halves = ((x, y, w * cut, h), (x + w * cut, y, w * (1 - cut), h))
    else:
        halves = ((x, y, w, h * cut), (x, y + h * cut, w, h * (1 - cut)))
    return [block for half in halves for block in _floorplan(rng, *half, depth - 1)]
