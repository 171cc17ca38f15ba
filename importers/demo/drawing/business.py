"""Pictures for the business section."""

from .canvas import Ramp, mix
from .geometry import Isometric, arc, lerp, points, shift, smooth, wander


def dark_racks(c, p):
    """A hall of servers going dark from one end."""
    c.wash(p.main, p.night, 15)
    c.glow(60, 300, 900, p.light, 0.8, 1.5)
    iso = Isometric((830, 60), 128)
    for i in range(-8, 12):
        c.line([iso.at(i, -8), iso.at(i, 12)], p.main, 2, 0.18)
        c.line([iso.at(-8, i), iso.at(12, i)], p.main, 2, 0.18)
    for row in range(4):
        for n in range(7):
            _rack(c, p, iso, n * 1.12 - 0.8, row * 2.3 - 0.6, dead=n + row * 0.6 > 4.1)


def _rack(c, p, iso, x, y, dead):
    body = mix(p.night, p.deep, 0.35) if dead else mix(p.cool, p.night, 0.45)
    c.cuboid(
        iso,
        x,
        y,
        0.95,
        0.85,
        0,
        2.6,
        mix(body, p.light, 0.1 if dead else 0.42),
        mix(body, p.main, 0.06),
        mix(body, p.main, 0.1 if dead else 0.3),
    )
    for unit in range(9):
        z = 0.18 + unit * 0.27
        slot = [
            iso.at(x + 0.08, y + 0.85, z),
            iso.at(x + 0.87, y + 0.85, z),
            iso.at(x + 0.87, y + 0.85, z + 0.18),
            iso.at(x + 0.08, y + 0.85, z + 0.18),
        ]
        c.polygon(slot, mix(body, "#000000", 0.5))
        for led in range(4):
            lx, ly = iso.at(x + 0.18 + 0.1 * led, y + 0.85, z + 0.09)
            ink = mix(p.deep, p.night, 0.3) if dead else c.rng.choice((p.main, p.light, p.paper, p.spark, "#5fe0a0"))
            c.disc(lx, ly, 4.2, ink)
        if not dead and unit % 3 == 1:
            c.line([iso.at(x + 0.62, y + 0.85, z + 0.09), iso.at(x + 0.8, y + 0.85, z + 0.09)], p.light, 4)


def less_chart(c, p):
    """Stacked areas that narrow from left to right while one thin line climbs."""
    c.wash(p.paper, mix(p.paper, p.light, 0.5), 80)
    for i in range(8):
        c.box(0, 110 + 96 * i, 1600, 2, p.main, alpha=0.35)
    inks = (p.spark, p.cool, p.main, p.light)
    floor = [915.0] * 33
    noise = [wander(c.rng, 33, 9, 0.8) for _ in inks]
    for k, ink in enumerate(inks):
        roof = []
        for i in range(33):
            thick = lerp(190 - 22 * k, 34 - 5 * k, i / 32) + noise[k][i] * (1 - i / 40)
            roof.append(floor[i] - max(10, thick))
        outline = smooth([(i / 32 * 1640 - 20, roof[i]) for i in range(33)], 6)
        base = smooth([(i / 32 * 1640 - 20, floor[i]) for i in range(33)], 6)
        c.polygon([*outline, *base[::-1]], Ramp(mix(ink, p.paper, 0.12), mix(ink, p.night, 0.22), 20))
        c.line(outline, p.paper, 4, caps=False)
        floor = roof
    climb = smooth(points("-20,760 300,700 560,640 820,470 1060,380 1280,210 1440,150"), 14)
    c.line(shift(climb, 0, 12), p.night, 16, 0.18, caps=False)
    c.line(climb, p.night, 14)
    c.disc(1440, 150, 40, p.night)
    c.disc(1440, 150, 22, p.main)
    for n in range(10, len(climb) - 6, 14):
        c.disc(*climb[n], 13, p.paper)
        c.disc(*climb[n], 7, p.night)


def island_link(c, p):
    """Islands and a ferry under one satellite, each joined to it by a line."""
    c.wash(p.light, p.main, 90)
    c.disc(800, 560, 380, Ramp(p.paper, p.light, 90))
    c.box(0, 560, 1600, 340, Ramp(p.spark, mix(p.spark, p.night, 0.6), 90))
    for i in range(40):
        y = 575 + i * i * 0.21
        x = c.rng.uniform(-100, 1500)
        c.box(x, y, c.rng.uniform(60, 320), 2 + i * 0.12, p.paper, 3, 0.28)
    sat = (800, 150)
    isles = ((150, 590, 190), (430, 640, 130), (1130, 610, 170), (1430, 680, 220), (980, 760, 150), (240, 810, 230))
    for x, y, w in isles:
        c.line([sat, (x, y - w * 0.3)], p.paper, 4, 0.75)
    c.line([sat, (640, 700)], p.cool, 6)
    for x, y, w in isles:
        hill = smooth(
            [
                (x - w, y),
                (x - w * 0.55, y - w * 0.26),
                (x - w * 0.1, y - w * 0.5),
                (x + w * 0.4, y - w * 0.2),
                (x + w, y),
            ],
            8,
        )
        c.polygon(
            [*hill, (x + w * 0.7, y + w * 0.12), (x - w * 0.7, y + w * 0.12)],
            Ramp(mix(p.deep, p.spark, 0.25), p.night, 60),
        )
        c.box(x - 10, y - w * 0.5, 20, 20, p.paper)
        c.polygon([(x - 14, y - w * 0.5), (x, y - w * 0.5 - 16), (x + 14, y - w * 0.5)], p.cool)
    hull = [(500, 700), (800, 700), (770, 762), (530, 762)]
    c.polygon([(470, 762), (830, 762), (930, 790), (400, 790)], p.paper, 0.35)
    c.polygon(hull, Ramp(p.cool, mix(p.cool, p.night, 0.4), 90))
    c.box(536, 656, 220, 44, p.paper, 6)
    c.box(566, 620, 150, 38, p.paper, 6)
    c.box(640, 570, 44, 52, p.cool, 4)
    for i in range(8):
        c.box(550 + i * 25, 670, 13, 13, p.spark, 3)
    for side in (-1, 1):
        c.polygon(
            [(800 + side * 36, 122), (800 + side * 190, 100), (800 + side * 190, 172), (800 + side * 36, 178)],
            Ramp(p.spark, p.night, 0),
        )
        for i in range(1, 4):
            x = 800 + side * (36 + 39 * i)
            c.line([(x, 110), (x, 176)], p.light, 3)
    c.box(760, 108, 80, 86, Ramp(p.paper, p.light, 90), 10)
    c.polygon(arc(800, 214, 40, 24, 180, 360, 20), p.night)


def parcel_belt(c, p):
    """Parcels on three belts at night, a robot arm above the middle one."""
    c.wash(p.spark, mix(p.spark, p.night, 0.75), 80)
    iso = Isometric((800, 150), 92)
    for lane in range(4):
        y = -1.6 + lane * 2.2
        c.cuboid(iso, -8, y, 20, 1.35, 0, 0.36, mix(p.night, p.spark, 0.25), mix(p.night, "#000000", 0.3), p.night)
        for i in range(40):
            c.line([iso.at(-8 + i * 0.5, y, 0.36), iso.at(-8 + i * 0.5, y + 1.35, 0.36)], p.night, 3, 0.7)
        x = -6.0 + c.rng.random()
        while x < 9:
            w, d, h = c.rng.uniform(0.6, 1.1), c.rng.uniform(0.6, 1.0), c.rng.uniform(0.35, 1.0)
            _parcel(c, p, iso, x, y + (1.35 - d) / 2, w, d, h)
            x += w + c.rng.uniform(0.5, 1.6)
    c.glow(250, 80, 560, p.light, 0.35, 1.8)


def _parcel(c, p, iso, x, y, w, d, h):
    ink = c.rng.choice((p.main, p.light, mix(p.main, p.paper, 0.3), p.mid, p.cool))
    c.cuboid(iso, x, y, w, d, 0.36, h, mix(ink, p.paper, 0.25), mix(ink, p.night, 0.4), mix(ink, p.night, 0.15))
    z = 0.36 + h
    c.polygon(iso.floor(x + w * 0.42, y, w * 0.16, d, z), p.paper, 0.75)
    c.polygon(
        [
            iso.at(x + w * 0.42, y + d, z),
            iso.at(x + w * 0.58, y + d, z),
            iso.at(x + w * 0.58, y + d, z - h * 0.4),
            iso.at(x + w * 0.42, y + d, z - h * 0.4),
        ],
        p.paper,
        0.6,
    )
    c.polygon(
        [
            iso.at(x + w, y + d * 0.2, 0.5),
            iso.at(x + w, y + d * 0.65, 0.5),
            iso.at(x + w, y + d * 0.65, 0.36 + h * 0.6),
            iso.at(x + w, y + d * 0.2, 0.36 + h * 0.6),
        ],
        p.paper,
    )
