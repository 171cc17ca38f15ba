"""Pictures for the phones section."""

from .canvas import Ramp, mix
from .geometry import Isometric, Plane, arc, lerp, points, rounded, shift, turn


def open_phone(c, p):
    """A phone with its back lifted off, its insides in order, a screwdriver across the corner."""
    c.wash(p.light, p.main, 60)
    c.disc(1040, 370, 440, Ramp(p.paper, p.light, 90), 0.55)
    c.halftone((700, 560, 900, 340), p.mid, 20, lambda u, v: v * 0.75 * u, 0.5)
    body = Plane((330, 140), (0.92, -0.2), (0.34, 0.86))
    case = body.sheet(0, 0, 420, 800, 60)
    c.long_shadow(case, 700, 420, p.mid, 0.45)
    c.slab(shift(case, 0, 26), 26, Ramp(p.night, p.deep, 30), mix(p.night, "#000000", 0.4))
    c.polygon(body.sheet(18, 18, 384, 764, 46), mix(p.deep, p.night, 0.5))
    _insides(c, p, body)
    cover = Plane((760, 20), (0.92, -0.2), (0.34, 0.86))
    back = cover.sheet(0, 0, 420, 800, 60)
    c.shadow(back, -60, 90, 50, p.night, 0.55)
    c.slab(back, 12, Ramp(p.paper, p.light, 60), p.main)
    lens = Plane((760, 8), (0.92, -0.2), (0.34, 0.86))
    c.polygon(lens.sheet(40, 40, 150, 250, 50), Ramp(p.light, p.main, 60))
    for v in (108, 222):
        c.polygon(lens.outline(arc(115, v, 46, 46, 0, 360)), p.night)
        c.polygon(lens.outline(arc(115, v, 26, 26, 0, 360)), p.cool)
        c.polygon(lens.outline(arc(104, v - 12, 8, 8, 0, 360)), p.paper)
    _screwdriver(c, p)


def _insides(c, p, body):
    c.polygon(body.sheet(40, 330, 300, 380, 26), Ramp(p.spark, mix(p.spark, p.night, 0.35), 70))
    c.polygon(body.sheet(120, 690, 140, 50, 12), p.paper)
    for i in range(3):
        c.polygon(body.sheet(70, 380 + 60 * i, 150 - 40 * i, 22, 6), mix(p.spark, p.paper, 0.75))
    c.polygon(body.sheet(40, 40, 344, 260, 24), Ramp(p.cool, mix(p.cool, p.night, 0.4), 60))
    c.polygon(body.sheet(210, 80, 130, 130, 10), p.night)
    c.polygon(body.sheet(228, 98, 94, 94, 8), mix(p.cool, p.paper, 0.2))
    for i in range(6):
        c.line(
            body.outline([(60, 70 + 32 * i), (150, 70 + 32 * i), (190, 100 + 16 * i), (210, 100 + 16 * i)]), p.light, 3
        )
    c.polygon(body.sheet(356, 330, 26, 380, 8), p.light)
    for u, v in ((32, 32), (388, 32), (32, 768), (388, 768), (388, 316), (32, 316)):
        c.polygon(body.outline(arc(u, v, 11, 11, 0, 360)), p.paper)
        c.line(body.outline([(u - 7, v), (u + 7, v)]), p.night, 3)
        c.line(body.outline([(u, v - 7), (u, v + 7)]), p.night, 3)


def _screwdriver(c, p):
    def part(points, ink):
        c.polygon(shift(turn(points, -38), 1180, 770), ink)

    c.shadow(shift(turn(rounded(0, -40, 360, 80, 30), -38), 1180, 770), 30, 40, 26, p.night, 0.4)
    part(points("-210,-5 -196,-11 0,-11 0,11 -196,11 -210,5"), Ramp(p.paper, "#b9a9b5", 90))
    part(rounded(-14, -30, 70, 60, 12), p.night)
    part(rounded(40, -44, 380, 88, 40), Ramp(p.spark, mix(p.spark, p.night, 0.45), 60))
    for y in (-20, 4):
        part(rounded(100, y, 250, 14, 7), mix(p.spark, p.night, 0.35))


def nine_phones(c, p):
    """Nine phones laid out on a bench, each opened a little further than the last."""
    c.wash(p.paper, mix(p.paper, p.light, 0.55), 70)
    iso = Isometric((800, 20), 124)
    for i in range(-3, 11):
        c.line([iso.at(i, -3), iso.at(i, 11)], p.light, 2, 0.5)
        c.line([iso.at(-3, i), iso.at(11, i)], p.light, 2, 0.5)
    inks = (p.main, p.cool, p.spark, p.mid, p.light, p.deep, p.spark, p.main, p.cool)
    for n, ink in enumerate(inks):
        column, row = n % 3, n // 3
        x, y = column * 2.75, row * 2.75 + 0.1
        flat = iso.sheet(0).sheet(x, y, 1.25, 2.3, 0.22)
        c.shadow(flat, 14, 26, 16, p.mid, 0.4)
        c.slab(flat, 16, p.night, mix(p.night, "#000000", 0.5))
        _bench_insides(c, p, iso.sheet(16 / 124), x, y, mix(ink, p.paper, 0.35))
        lift = 0.1 + 0.16 * n
        lid = iso.sheet(16 / 124 + lift).sheet(x + lift * 0.18, y - lift * 0.1, 1.25, 2.3, 0.22)
        c.shadow(lid, 0, lift * 50, 8 + lift * 8, p.night, 0.35)
        c.slab(lid, 9, Ramp(mix(ink, p.paper, 0.25), ink, 60), mix(ink, p.night, 0.45))
        eye = iso.sheet(25 / 124 + lift)
        for v in (0.3, 0.62):
            dot = arc(x + lift * 0.18 + 0.3, y - lift * 0.1 + v, 0.13, 0.13, 0, 360)
            c.polygon(eye.outline(dot), p.night)


def _bench_insides(c, p, sheet, x, y, ink):
    c.polygon(sheet.sheet(x + 0.12, y + 1.0, 0.8, 1.15, 0.08), ink)
    c.polygon(sheet.sheet(x + 0.12, y + 0.12, 1.0, 0.75, 0.06), p.cool)
    c.polygon(sheet.sheet(x + 0.6, y + 0.25, 0.4, 0.4, 0.04), p.paper)


def dusty_fold(c, p):
    """A folding phone half open in the dark, dust streaming into its hinge."""
    c.wash(p.night, p.deep, 40)
    c.glow(800, 430, 760, p.main, 0.75, 1.6)
    for i in range(9):
        c.ring(800, 430, 250 + 70 * i, 2, p.light, 0.26 - 0.025 * i)
    left = Plane((372, 96), (1.0, 0.2), (0.0, 1.0))
    right = Plane((800, 182), (1.0, -0.2), (0.0, 1.0))
    for plane, x in ((left, 0), (right, 2)):
        c.shadow(plane.sheet(x, 0, 426, 620, 40), 0, 60, 60, "#000000", 0.6)
        c.polygon(plane.sheet(x, 0, 426, 620, 40), mix(p.night, "#000000", 0.5))
    c.polygon(left.sheet(16, 16, 412, 588, 28), Ramp(p.spark, p.cool, 25))
    c.polygon(right.sheet(0, 16, 412, 588, 28), Ramp(mix(p.cool, p.night, 0.3), p.mid, 25))
    for i in range(5):
        c.polygon(left.sheet(60, 400 - 62 * i, 90 + 55 * i, 30, 15), p.paper, 0.22 + 0.13 * i)
    c.polygon(right.outline(arc(230, 260, 120, 120, 0, 360, 60)), p.light, 0.9)
    c.polygon(right.outline(points("60,480 180,330 250,410 310,350 390,480")), p.night, 0.55)
    c.polygon([(786, 180), (814, 180), (814, 806), (786, 806)], Ramp(p.light, p.main, 90))
    c.glow(800, 480, 330, p.paper, 0.55, 2.4)
    c.line(points("800,182 806,300 796,420 805,560 797,690 800,804"), p.paper, 5)
    for _ in range(900):
        t = c.rng.random() ** 0.7
        spread = lerp(6, 560, t)
        x, y = 800 + c.rng.gauss(0, spread * 0.42), lerp(190, -40, t) + c.rng.gauss(0, 30)
        c.disc(x, y, c.rng.uniform(1, 5.5), c.rng.choice((p.light, p.paper, p.main)), c.rng.uniform(0.35, 0.95))


def price_list(c, p):
    """A phone drawn apart in layers, a price dot beside each."""
    c.wash(p.deep, p.night, 65)
    c.disc(800, 450, 380, Ramp(p.mid, p.deep, 90))
    c.halftone((420, 60, 760, 760), p.main, 18, lambda u, v: 0.75 - 2.4 * ((u - 0.5) ** 2 + (v - 0.5) ** 2), 0.35)
    iso = Isometric((860, 440), 150)
    layers = (
        (-1.45, p.mid, 22),
        (-0.85, p.spark, 30),
        (-0.25, p.cool, 12),
        (0.4, p.light, 16),
        (1.05, p.paper, 12),
    )
    for u, v in ((0, 0), (1.55, 0), (0, 2.9), (1.55, 2.9)):
        low, high = iso.at(u - 0.7, v - 1.6, -1.45), iso.at(u - 0.7, v - 1.6, 1.05)
        for i in range(24):
            y = lerp(low[1], high[1], i / 24)
            c.line([(low[0], y), (low[0], y - 10)], p.paper, 3, 0.7)
    for z, ink, rise in layers:
        size = (1.55, 2.9) if ink != p.spark else (1.0, 1.7)
        x, y = (-0.7, -1.6) if ink != p.spark else (-0.45, -0.7)
        outline = iso.sheet(z).sheet(x, y, *size, 0.2)
        c.shadow(outline, 0, 50, 26, "#000000", 0.4)
        c.slab(outline, rise, Ramp(mix(ink, p.paper, 0.2), ink, 20), mix(ink, p.night, 0.5))
        _layer_detail(c, p, iso.sheet(z + rise / 150), ink)
        end = iso.at(1.35, 0.6, z)
        c.line([(end[0] - 60, end[1] - 20), (1330, end[1] - 20)], p.paper, 3, 0.8)
        c.disc(1350, end[1] - 20, 22, ink if ink != p.mid else p.main)
        c.box(1390, end[1] - 28, c.rng.choice((70, 100, 130)), 16, p.paper, 8, 0.9)


def _layer_detail(c, p, sheet, ink):
    if ink == p.paper:
        c.polygon(sheet.sheet(-0.62, -1.5, 1.39, 2.7, 0.14), Ramp(p.spark, p.cool, 20))
    elif ink == p.cool:
        c.polygon(sheet.sheet(-0.55, -1.45, 1.25, 0.7, 0.06), p.night)
        for i in range(4):
            c.polygon(sheet.sheet(-0.45 + 0.29 * i, -1.33, 0.2, 0.46, 0.02), p.paper if i % 2 else p.spark)
    elif ink == p.light:
        c.polygon(sheet.sheet(-0.55, -1.45, 1.25, 2.6, 0.12), mix(p.night, p.mid, 0.4))
    elif ink == p.mid:
        for v in (-1.3, -0.9):
            c.polygon(sheet.outline(arc(-0.4, v, 0.15, 0.15, 0, 360)), p.night)


def cheap_phones(c, p):
    """Phones standing like the bars of a chart, the last and smallest lit by the sun."""
    c.wash(p.light, p.paper, 90)
    c.disc(1180, 560, 330, Ramp(p.main, p.light, 90))
    for i in range(7):
        c.box(0, 600 + 44 * i, 1600, 6 + 5 * i, p.main, alpha=0.3)
    heights = (620, 560, 500, 420, 350, 290)
    for i, h in enumerate(heights):
        x, w = 120 + 235 * i, 165
        ink = mix(p.mid, p.deep, i / 5) if i < 5 else p.spark
        top = 760 - h
        c.long_shadow(rounded(x, top, w, h, 30), -260, 210, p.mid, 0.16)
        c.box(x, top, w, h, p.night, 30)
        c.box(x + 9, top + 9, w - 18, h - 18, Ramp(mix(ink, p.paper, 0.3), ink, 70), 22)
        c.box(x + w / 2 - 22, top + 22, 44, 10, p.night, 5)
        for n in range(int(h / 110)):
            c.box(x + 30, top + h - 60 - 46 * n, (w - 60) * c.rng.uniform(0.4, 1), 18, p.paper, 9, 0.55)
    c.box(0, 760, 1600, 140, Ramp(p.deep, p.night, 90))
    c.line(points("200,90 440,150 680,200 910,285 1150,350 1375,415"), p.night, 7)
    c.disc(1375, 415, 18, p.spark)
