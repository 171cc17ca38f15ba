"""Pictures of everyday things for the computing section: a kettle, a post box, a clock."""

import math

from .canvas import Ramp, mix
from .geometry import arc, lerp, points, rounded, shift, smooth, turn


def wordy_kettle(c, p):
    """A kettle steaming speech bubbles at a patient kitchen."""
    c.wash(p.spark, "#ffd88f", 90)
    c.box(0, 700, 1600, 200, Ramp(p.mid, p.deep, 90))
    for i in range(12):
        c.box(i * 150 - 20, 0, 4, 700, "#ffffff", alpha=0.25)
    for i in range(5):
        c.box(0, 60 + i * 150, 1600, 4, "#ffffff", alpha=0.25)
    body = smooth(points("520,720 500,560 560,400 700,330 840,400 900,560 880,720"), 14)
    c.long_shadow(body, 520, 180, p.night, 0.2)
    spout = points("880,540 1010,410 1040,430 1060,400 1000,350 960,380 860,460")
    c.polygon(spout, p.deep)
    c.line(smooth(points("560,420 470,300 560,190 740,180 870,240 850,380"), 16), p.night, 34)
    c.polygon(body, Ramp(p.main, p.deep, 20))
    c.polygon(smooth(points("545,700 530,570 580,440 640,390 600,470 575,590 590,700"), 10), p.light, 0.8)
    c.polygon(arc(700, 338, 92, 30, 180, 360, 20), p.night)
    c.disc(700, 300, 22, p.cool)
    c.box(490, 706, 420, 30, p.night, 15)
    c.box(640, 560, 150, 70, mix(p.night, "#000000", 0.2), 12)
    for i in range(3):
        c.disc(680 + i * 35, 595, 8, p.cool if i else p.spark)
    bubbles = (
        (1075, 230, 190, 96, 0.92),
        (1185, 60, 300, 130, 1.0),
        (960, -30, 190, 100, 0.6),
        (1330, 260, 240, 110, 0.8),
    )
    for x, y, w, h, alpha in bubbles:
        c.polygon(rounded(x, y, w, h, 44), p.paper, alpha)
        c.polygon([(x + 34, y + h - 12), (x + 24, y + h + 40), (x + 84, y + h - 6)], p.paper, alpha)
        for n in range(2 if h < 120 else 3):
            c.box(x + 34, y + 30 + n * 30, (w - 68) * (1 - 0.27 * n), 13, (p.main, p.cool, p.mid)[n], 6, alpha)


def letters_out(c, p):
    """Letters leave a closing box in a long arc, each stamped with the same day."""
    c.wash(p.main, p.deep, 80)
    c.disc(330, 700, 520, p.light, 0.14)
    c.disc(330, 700, 380, p.light, 0.14)
    path = smooth(points("330,640 420,330 680,170 960,240 1180,440 1500,420 1760,250"), 20)
    count = 17
    for n in range(count):
        x, y = path[round(lerp(4, len(path) - 1, n / count))]
        x2, y2 = path[min(len(path) - 1, round(lerp(4, len(path) - 1, n / count)) + 3)]
        tilt = math.degrees(math.atan2(y2 - y, x2 - x)) + c.rng.uniform(-14, 14)
        _letter(c, p, x, y + c.rng.uniform(-26, 26), lerp(0.45, 1.5, n / count), tilt, n)
    box = [(110, 640), (550, 640), (590, 870), (70, 870)]
    c.shadow(box, 0, 30, 40, p.night, 0.6)
    c.polygon([(110, 640), (550, 640), (500, 590), (160, 590)], mix(p.night, "#000000", 0.3))
    c.polygon(box, Ramp(p.spark, p.cool, 80))
    c.polygon([(110, 640), (60, 560), (40, 572), (84, 660)], mix(p.spark, p.paper, 0.3))
    c.polygon([(550, 640), (606, 556), (628, 570), (576, 662)], mix(p.spark, p.paper, 0.3))
    c.box(230, 720, 200, 84, p.paper, 8)
    c.box(252, 742, 156, 12, p.deep, 6)
    c.box(252, 768, 96, 12, p.main, 6)


def _letter(c, p, x, y, size, tilt, n):
    w, h = 170 * size, 112 * size

    def put(points, ink, alpha=1.0):
        c.polygon(shift(turn(points, tilt), x, y), ink, alpha)

    c.shadow(
        shift(turn([(-w / 2, -h / 2), (w / 2, -h / 2), (w / 2, h / 2), (-w / 2, h / 2)], tilt), x, y),
        14 * size,
        26 * size,
        16 * size,
        p.night,
        0.4,
    )
    put(rounded(-w / 2, -h / 2, w, h, 8 * size), (p.paper, "#ffffff", p.light)[n % 3])
    put([(-w / 2, -h / 2), (w / 2, -h / 2), (0, h * 0.12)], mix(p.light, p.main, 0.25 + 0.2 * (n % 2)), 0.75)
    put(arc(0, h * 0.1, h * 0.13, h * 0.13, 0, 360), p.cool if n % 4 else p.spark)


def stuck_gate(c, p):
    """A station clock over a row of ticket gates, all of them open."""
    c.wash(p.night, p.deep, 90)
    c.glow(800, 340, 620, p.main, 0.7, 1.8)
    for i in range(13):
        c.polygon([(800, 300), (-300 + i * 185, 900), (-230 + i * 185, 900)], p.light, 0.05)
    c.disc(800, 330, 262, p.night)
    c.disc(800, 330, 244, Ramp(p.paper, p.light, 70))
    for i in range(60):
        (x1, y1), (x2, y2) = turn([(0, -226), (0, -206 if i % 5 else -186)], 6 * i)
        c.line([(800 + x1, 330 + y1), (800 + x2, 330 + y2)], p.night, 3 if i % 5 else 9)
    for length, angle, ink, width in (
        (130, -12, p.night, 22),
        (190, 246, p.night, 15),
        (205, 360 * 41 / 60, p.cool, 7),
    ):
        x, y = turn([(0, -length)], angle)[0]
        c.line([(800, 330), (800 + x, 330 + y)], ink, width)
    c.disc(800, 330, 20, p.cool)
    for i in range(6):
        x = 70 + i * 270
        c.box(x, 640, 110, 300, Ramp(p.light, p.mid, 20), 26)
        c.box(x + 22, 668, 66, 40, p.night, 8)
        c.polygon([(x + 110, 720), (x + 176, 690), (x + 176, 830), (x + 110, 860)], p.spark, 0.9)
        c.disc(x + 55, 688, 9, "#39d98a")
