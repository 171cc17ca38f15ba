"""Clothes and hair for the portraits, each a function of the canvas and the face."""

from .canvas import Ramp, mix
from .geometry import points, smooth


def _shoulders(c, ink):
    c.polygon(
        smooth(points("60,830 90,690 190,616 320,574 400,640 480,574 610,616 710,690 740,830"), 10),
        Ramp(ink, mix(ink, "#000000", 0.3), 30),
    )


def _crew(c, face):
    _shoulders(c, face.cloth)
    c.line(smooth(points("310,582 340,650 400,672 460,650 490,582"), 10), face.trim, 22)


def _turtle(c, face):
    _shoulders(c, face.cloth)
    c.polygon(smooth(points("318,510 312,600 340,650 460,650 488,600 482,510"), 10), face.trim)


def _shirt(c, face):
    _shoulders(c, face.cloth)
    c.polygon([(316, 570), (400, 668), (352, 716), (278, 606)], face.trim)
    c.polygon([(484, 570), (400, 668), (448, 716), (522, 606)], face.trim)
    c.line([(400, 672), (400, 810)], face.trim, 5)
    for y in (716, 770):
        c.disc(400, y, 7, mix(face.trim, "#000000", 0.35))


def _blazer(c, face):
    _shoulders(c, face.cloth)
    c.polygon(points("316,572 400,660 484,572 470,820 330,820"), face.trim)
    lapel = mix(face.cloth, "#ffffff", 0.12)
    c.polygon(points("316,566 250,610 292,680 268,700 372,830 392,810"), lapel)
    c.polygon(points("484,566 550,610 508,680 532,700 428,830 408,810"), lapel)


def _hood(c, face):
    _shoulders(c, face.cloth)
    c.polygon(
        smooth(points("250,606 300,540 330,560 345,640 400,690 455,640 470,560 500,540 550,606 400,760 250,606"), 10),
        mix(face.cloth, "#ffffff", 0.12),
    )
    for x in (352, 448):
        c.line(smooth([(x, 668), (x - 4, 730), (x + 3, 790)], 6), face.trim, 9)


# Hair: what is behind the head, then what is in front


def _nothing(c, face):
    pass


def _shine(c, face, stroke, width=12):
    c.line(smooth(stroke, 8), mix(face.hair, "#ffffff", 0.22), width)


def _cap(c, face, outline):
    c.polygon(smooth(outline, 10), Ramp(mix(face.hair, "#ffffff", 0.06), mix(face.hair, "#000000", 0.18), 20))


def _short(c, face):
    _cap(
        c,
        face,
        points(
            "262,330 248,236 300,158 400,130 502,156 552,238 538,330 522,270 478,238 420,244 "
            "360,222 300,258 280,290 262,330"
        ),
    )
    _shine(c, face, [(318, 186), (360, 164), (412, 158)])


def _sweep(c, face):
    _cap(
        c,
        face,
        points(
            "260,340 240,240 290,150 400,108 520,140 566,240 540,340 528,272 470,262 390,250 "
            "330,214 300,268 278,296 260,340"
        ),
    )
    _shine(c, face, [(340, 168), (410, 146), (480, 168), (516, 214)])


def _quiff(c, face):
    _cap(
        c,
        face,
        points(
            "264,330 256,240 282,180 320,150 360,92 450,78 520,120 506,150 548,230 536,330 520,262 "
            "470,226 390,214 320,226 282,270 264,330"
        ),
    )
    _shine(c, face, [(372, 138), (420, 112), (474, 120)])


def _crop(c, face):
    _cap(
        c,
        face,
        points(
            "266,310 258,230 310,164 400,144 490,164 542,230 534,310 516,250 470,220 400,212 330,220 284,250 266,310"
        ),
    )


def _bob_back(c, face):
    _cap(c, face, points("400,110 250,170 206,320 214,480 262,540 400,520 538,540 586,480 594,320 550,170 400,110"))


def _bob(c, face):
    _cap(
        c,
        face,
        points(
            "250,430 232,300 262,180 400,118 540,180 570,300 550,430 530,320 500,256 430,236 "
            "352,196 320,256 280,300 250,430"
        ),
    )
    _shine(c, face, [(300, 210), (330, 176), (380, 158)], 14)


def _long_back(c, face):
    _cap(
        c,
        face,
        points("400,104 242,170 196,350 190,560 170,720 320,760 480,760 630,720 610,560 604,350 558,170 400,104"),
    )


def _long(c, face):
    _cap(
        c,
        face,
        points(
            "254,400 236,290 270,176 400,118 530,176 564,290 546,400 528,300 480,232 404,196 322,232 274,300 254,400"
        ),
    )
    _shine(c, face, [(296, 214), (330, 172), (384, 150)], 14)


def _bun_back(c, face):
    c.disc(400, 96, 84, Ramp(mix(face.hair, "#ffffff", 0.1), face.hair, 60))


def _bun(c, face):
    _cap(
        c,
        face,
        points(
            "258,350 242,250 290,156 400,122 510,156 558,250 542,350 520,262 468,204 400,188 332,204 280,262 258,350"
        ),
    )
    _shine(c, face, [(320, 184), (360, 156), (410, 148)])


def _curls_back(c, face):
    for x, y, r in (
        (250, 270, 92),
        (216, 370, 82),
        (236, 460, 70),
        (550, 270, 92),
        (584, 370, 82),
        (564, 460, 70),
        (300, 180, 92),
        (400, 140, 100),
        (500, 180, 92),
    ):
        c.disc(x, y, r, mix(face.hair, "#000000", 0.15))


def _curls(c, face):
    for i, (x, y, r) in enumerate(
        (
            (270, 280, 44),
            (286, 222, 56),
            (340, 184, 60),
            (404, 172, 62),
            (466, 190, 58),
            (514, 230, 52),
            (534, 288, 40),
            (430, 150, 52),
            (350, 146, 52),
        )
    ):
        c.disc(x, y, r, mix(face.hair, "#ffffff", 0.05 * (i % 3)))
        c.ring(x - 5, y - 5, r * 0.58, 5, mix(face.hair, "#ffffff", 0.25), 0.8, 190, 300)


HAIR = {
    "short": (_nothing, _short),
    "sweep": (_nothing, _sweep),
    "quiff": (_nothing, _quiff),
    "crop": (_nothing, _crop),
    "bob": (_bob_back, _bob),
    "long": (_long_back, _long),
    "bun": (_bun_back, _bun),
    "curls": (_curls_back, _curls),
}
CLOTHES = {"crew": _crew, "turtle": _turtle, "shirt": _shirt, "blazer": _blazer, "hood": _hood}
