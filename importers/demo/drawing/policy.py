"""Pictures for the policy section."""

import math

from .canvas import Ramp, mix
from .geometry import Plane, arc, lerp, points, rounded, shift, smooth, turn


def court_phone(c, p):
    """A court house whose fourth column is a telephone."""
    c.wash(p.light, p.paper, 90)
    c.disc(800, 470, 400, Ramp(p.main, p.light, 90))
    for i in range(9):
        c.box(0, 520 + 22 * i, 1600, 3 + i, p.paper, alpha=0.5)
    c.polygon([(800, 60), (1370, 270), (230, 270)], Ramp(p.deep, p.night, 0))
    c.polygon([(800, 118), (1190, 250), (410, 250)], mix(p.deep, p.mid, 0.4))
    c.disc(800, 205, 34, p.spark)
    c.box(230, 270, 1140, 62, Ramp(p.mid, p.night, 0))
    for i in range(19):
        c.box(262 + i * 58, 292, 30, 20, p.deep)
    for i in range(6):
        x = 290 + i * 180
        if i == 3:
            continue
        _column(c, p, x)
    c.glow(890, 540, 330, p.spark, 0.6, 1.8)
    phone = rounded(822, 338, 136, 396, 30)
    c.shadow(phone, 0, 14, 24, p.night, 0.5)
    c.polygon(phone, p.night)
    c.box(832, 348, 116, 376, Ramp(p.spark, p.main, 75), 22)
    c.box(868, 360, 44, 10, p.night, 5)
    for n, w in enumerate((70, 54, 78, 40)):
        c.box(850, 560 + n * 32, w, 14, p.paper, 7, 0.8)
    c.disc(890, 460, 34, p.paper)
    c.line([(874, 461), (886, 474), (908, 446)], p.mid, 9)
    for i in range(4):
        c.box(250 - 55 * i, 734 + 42 * i, 1100 + 110 * i, 42, mix(p.deep, p.night, i / 4))
        c.box(250 - 55 * i, 734 + 42 * i, 1100 + 110 * i, 6, p.mid)


def _column(c, p, x):
    c.box(x - 14, 332, 148, 30, p.deep)
    c.box(x, 362, 120, 342, Ramp(p.mid, p.night, 0))
    for n in range(5):
        c.box(x + 10 + n * 22, 362, 8, 342, p.night, alpha=0.35)
    c.box(x - 14, 704, 148, 30, p.deep)


def ninety_days(c, p):
    """A dial of ninety ticks, a third of them gone, with a screw for its centre."""
    c.wash(p.mid, p.night, 55)
    c.halftone((0, 0, 1600, 900), p.main, 26, lambda u, v: 0.55 - 1.5 * abs(u - v * 0.6 - 0.2), 0.35)
    c.shadow(arc(800, 450, 400, 400, 0, 360, 60), 0, 30, 60, "#000000", 0.6)
    c.disc(800, 450, 400, Ramp(p.night, p.deep, 60))
    for i in range(90):
        used = i < 31
        long = i % 10 == 0
        (x1, y1), (x2, y2) = turn([(0, -375), (0, -300 if long else -328)], i * 4)
        ink = mix(p.main, p.spark, i / 31) if used else mix(p.deep, p.paper, 0.45)
        c.line([(800 + x1, 450 + y1), (800 + x2, 450 + y2)], ink, 13 if used else 8)
    x, y = turn([(0, -352)], 31 * 4)[0]
    c.polygon([(800, 450), *arc(800, 450, 280, 280, -90, -90 + 31 * 4, 40)], Ramp(p.main, p.spark, 60), 0.9)
    c.disc(800, 450, 190, Ramp(p.paper, "#c9b6a8", 60))
    c.disc(800, 450, 168, Ramp("#c9b6a8", p.paper, 60))
    for angle in (34, 124):
        c.polygon(shift(turn(rounded(-118, -21, 236, 42, 10), angle), 800, 450), p.night)
    c.disc(800 + x * 1.02, 450 + y * 1.02, 24, p.paper)


def talking_car(c, p):
    """A car at night, its data leaving in ribbons for somewhere off the page."""
    c.wash(p.night, p.deep, 90)
    c.disc(1240, 300, 190, Ramp(p.spark, p.main, 90))
    for i in range(16):
        h = 90 + 200 * abs(math.sin(i * 2.1))
        c.box(i * 104 - 20, 640 - h, 84, h, mix(p.deep, p.night, 0.5))
        for n in range(int(h / 36)):
            if c.rng.random() < 0.5:
                c.box(i * 104, 655 - h + n * 34, 12, 14, p.spark, alpha=0.8)
    c.box(0, 640, 1600, 260, Ramp(mix(p.night, "#000000", 0.3), p.night, 90))
    for i in range(11):
        start, end = 640 + i * 22, 20 + 50 * i
        ribbon = smooth(
            [(start, 470), (start - 70, 330 - 12 * i), (420, 210 + 12 * i), (140, 150 + 30 * i), (-60, end)], 14
        )
        c.line(ribbon, (p.main, p.spark, p.light, p.paper)[i % 4], 9 - i * 0.5, caps=False)
    body = smooth(points("300,690 312,596 470,560 640,440 900,424 1060,540 1270,580 1310,690"), 14)
    c.polygon(body, Ramp(p.main, mix(p.mid, p.night, 0.3), 80))
    c.polygon(smooth(points("530,556 660,462 770,452 770,556 530,556"), 8), mix(p.cool, p.paper, 0.45))
    c.polygon(smooth(points("796,556 796,452 890,450 1010,556 796,556"), 8), mix(p.cool, p.paper, 0.45))
    c.box(296, 640, 1020, 54, p.mid, 20)
    c.polygon([(1300, 630), (1600, 560), (1600, 760), (1300, 664)], p.spark, 0.35)
    c.disc(1284, 636, 22, p.paper)
    c.box(300, 620, 40, 24, p.light, 8)
    for x in (490, 1110):
        c.disc(x, 694, 96, mix(p.night, "#000000", 0.4))
        c.disc(x, 694, 58, Ramp(p.paper, "#9d8c8a", 60))
        c.disc(x, 694, 24, p.night)
        for n in range(5):
            c.line([(x, 694), (x + turn([(0, -52)], 72 * n)[0][0], 694 + turn([(0, -52)], 72 * n)[0][1])], p.night, 8)
    c.box(0, 784, 1600, 6, p.spark, alpha=0.5)


def spectrum_mast(c, p):
    """A radio mast sending bands of colour over a low coast."""
    c.wash(p.paper, p.light, 90)
    inks = (p.deep, p.mid, p.main, p.light, p.spark, p.paper, p.cool)
    for i, r in enumerate(range(940, 120, -92)):
        c.polygon(arc(560, 360, r, r, 0, 360, 96), inks[i % len(inks)], 1.0 if i else 0.9)
    c.disc(560, 360, 74, p.paper)
    coast = smooth(points("-40,720 220,700 470,760 800,730 1150,780 1640,720"), 16)
    c.polygon([*coast, (1640, 940), (-40, 940)], p.night)
    c.line([(560, 210), (560, 360)], p.night, 12)
    for t in range(8):
        a, b = lerp(360, 760, t / 8), lerp(360, 760, (t + 1) / 8)
        wa, wb = lerp(14, 96, t / 8), lerp(14, 96, (t + 1) / 8)
        for start, end in (
            ((560 - wa, a), (560 - wb, b)),
            ((560 + wa, a), (560 + wb, b)),
            ((560 - wa, a), (560 + wb, b)),
            ((560 + wa, a), (560 - wb, b)),
        ):
            c.line([start, end], p.night, 9)
        c.line([(560 - wa, a), (560 + wa, a)], p.night, 9)
    c.disc(560, 206, 17, p.spark)
    for i, x in enumerate((880, 980, 1075, 1210, 1330)):
        h = (70, 50, 90, 56, 74)[i]
        c.polygon(
            [(x, 790), (x, 770 - h), (x + 34, 740 - h), (x + 68, 770 - h), (x + 68, 790)], mix(p.night, p.deep, 0.7)
        )
        c.box(x + 24, 778 - h, 18, 20, p.spark)


def escrow_keys(c, p):
    """A ring of keys, every one the same, over a field of sealed envelopes."""
    c.wash(p.cool, mix(p.cool, p.night, 0.7), 70)
    for row in range(6):
        for column in range(9):
            x, y = column * 196 - 90 + row % 2 * 98, row * 166 - 30
            c.box(x, y, 168, 112, mix(p.cool, p.night, 0.35), 8)
            c.line([(x + 8, y + 10), (x + 84, y + 66), (x + 160, y + 10)], mix(p.cool, p.paper, 0.25), 4)
            c.disc(x + 84, y + 62, 13, p.main)
    c.glow(800, 430, 560, p.night, 0.8, 1.4)
    c.ring(800, 250, 150, 22, p.spark)
    for i in range(7):
        angle = -63 + i * 21
        ink = mix(p.spark, p.paper, 0.1 + 0.1 * (i % 3)) if i != 3 else p.main
        bow = [*arc(0, 0, 62, 62, 0, 360, 40)]
        shaft = points("-15,55 15,55 15,400 62,400 62,360 38,360 38,335 62,335 62,300 15,300 15,440 0,452 -15,440")
        for part in (bow, shaft):
            placed = shift(turn(shift(part, 0, 165), angle), 800, 250)
            c.shadow(placed, 10, 20, 12, "#000000", 0.4) if part is bow else None
            c.polygon(placed, ink)
        c.polygon(shift(turn(shift(arc(0, 0, 28, 28, 0, 360, 30), 0, 165), angle), 800, 250), p.night)


def struck_list(c, p):
    """A long printed list on which one line has been lifted out, leaving a bright gap."""
    c.wash(p.deep, p.night, 50)
    sheet = Plane((480, -120), (0.98, 0.16), (-0.2, 0.98))
    page = sheet.sheet(0, 0, 760, 1240)
    c.shadow(page, 40, 40, 60, "#000000", 0.6)
    c.polygon(page, Ramp(p.paper, mix(p.paper, p.light, 0.4), 40))
    for n in range(21):
        y = 70 + n * 54
        if n == 9:
            continue
        c.polygon(sheet.sheet(60, y, 26, 26, 6), p.mid)
        c.polygon(sheet.sheet(112, y + 3, c.rng.uniform(220, 420), 20, 8), mix(p.paper, p.night, 0.55))
        c.polygon(sheet.sheet(600, y + 3, 100, 20, 8), mix(p.paper, p.night, 0.25))
    c.polygon(sheet.sheet(30, 70 + 9 * 54 - 14, 700, 56, 8), p.spark)
    strip = Plane((905, 300), (1.0, -0.1), (0.1, 1.0))
    c.shadow(strip.sheet(0, 0, 560, 74, 8), -20, 90, 30, p.night, 0.7)
    c.polygon(strip.sheet(0, 0, 560, 74, 8), Ramp("#ffffff", p.paper, 0))
    c.polygon(strip.sheet(28, 22, 32, 32, 6), p.main)
    c.polygon(strip.sheet(84, 26, 340, 24, 8), p.night)
    c.polygon(strip.sheet(450, 26, 84, 24, 8), p.main)
