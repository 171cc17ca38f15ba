"""The surface the demo's pictures are painted on: gradients, glows, shadows, halftone and grain with Pillow alone."""

import math
import random
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFilter, ImageOps

from .geometry import arc, hull, rounded, shift

OVERSAMPLE = 2  # everything is painted twice as large and reduced at the end: smooth edges


@dataclass(frozen=True)
class Ramp:
    """A gradient ink from one colour to another; 90 degrees runs downwards, 0 to the right."""

    start: str
    end: str
    angle: float = 90


def mix(a, b, t):
    """The colour a part `t` of the way from a to b, as #rrggbb."""
    pairs = zip(ImageColor.getrgb(a), ImageColor.getrgb(b), strict=True)
    return "#" + "".join(f"{round(x + (y - x) * t):02x}" for x, y in pairs)


class Canvas:
    """Paints in units of 1600 by 900 (or `units`); the same name always gives the same picture."""

    def __init__(self, name, units=(1600, 900), width=2000):
        self.rng = random.Random(name)  # noqa: S311 (a picture, not a secret)
        self.units = units
        self.k = width * OVERSAMPLE / units[0]
        self.image = Image.new("RGB", tuple(round(side * self.k) for side in units))
        self.pen = ImageDraw.Draw(self.image, "RGBA")

    # Shapes

    def polygon(self, points, ink, alpha=1.0):
        """Fill an outline with a colour or a Ramp."""
        if isinstance(ink, Ramp):
            self._ramp(points, ink, alpha)
        else:
            self.pen.polygon(self._px(points), fill=_rgba(ink, alpha))

    def box(self, x, y, w, h, ink, r=0.0, alpha=1.0):
        self.polygon(rounded(x, y, w, h, r) if r else [(x, y), (x + w, y), (x + w, y + h), (x, y + h)], ink, alpha)

    def disc(self, x, y, r, ink, alpha=1.0):
        if isinstance(ink, Ramp):
            self._ramp(arc(x, y, r, r, 0, 360, 96), ink, alpha)
        else:
            self.pen.ellipse([v * self.k for v in (x - r, y - r, x + r, y + r)], fill=_rgba(ink, alpha))

    def ring(self, x, y, r, width, ink, alpha=1.0, start=0, end=360):
        box = [v * self.k for v in (x - r, y - r, x + r, y + r)]
        self.pen.arc(box, start, end, fill=_rgba(ink, alpha), width=max(1, round(width * self.k)))

    def line(self, points, ink, width, alpha=1.0, caps=True):
        """A stroke with round joints and, unless told otherwise, round ends."""
        thick = max(1, round(width * self.k))
        self.pen.line(self._px(points), fill=_rgba(ink, alpha), width=thick, joint="curve")
        if caps and alpha == 1.0 and width > 1:
            for x, y in (points[0], points[-1]):
                self.disc(x, y, width / 2, ink)

    def cuboid(self, iso, x, y, w, d, z, h, top, left, right):
        """A box on an isometric grid, its three visible faces in three inks."""
        for face, ink in zip(iso.faces(x, y, w, d, z, h), (top, left, right), strict=True):
            self.polygon(face, ink)

    def slab(self, outline, rise, top, side):
        """A flat thing with thickness: its convex outline raised by `rise`, the edge in another ink."""
        raised = shift(outline, 0, -rise)
        self.polygon(hull([*outline, *raised]), side)
        self.polygon(raised, top)
        return raised

    # Light

    def wash(self, start, end, angle=90):
        """Cover everything with a gradient."""
        w, h = self.units
        self._ramp([(0, 0), (w, 0), (w, h), (0, h)], Ramp(start, end, angle), 1.0)

    def glow(self, x, y, r, ink, strength=0.8, fall=2.0):
        """Light that fades out from a point."""
        edge = 181  # what Pillow's radial gradient holds half-way along a side; only its corners reach 255
        fade = [round(255 * strength * max(0.0, 1 - v / edge) ** fall) for v in range(256)]
        ball = Image.radial_gradient("L").point(fade)
        side = round(2 * r * self.k)
        mask = ball.resize((side // 4, side // 4), Image.Resampling.BICUBIC).resize((side, side))
        self.image.paste(ink, (round((x - r) * self.k), round((y - r) * self.k)), mask)

    def shadow(self, points, dx=0, dy=24, blur=30, ink="#000000", alpha=0.35):
        """A soft shadow under an outline, painted before the thing itself."""
        small = 8
        pad = blur * 3
        moved = shift(points, dx, dy)
        x0, y0 = min(x for x, _ in moved) - pad, min(y for _, y in moved) - pad
        x1, y1 = max(x for x, _ in moved) + pad, max(y for _, y in moved) + pad
        size = [max(1, round(v * self.k / small)) for v in (x1 - x0, y1 - y0)]
        mask = Image.new("L", size)
        scale = self.k / small
        outline = [((x - x0) * scale, (y - y0) * scale) for x, y in moved]
        ImageDraw.Draw(mask).polygon(outline, fill=round(255 * alpha))
        mask = mask.filter(ImageFilter.GaussianBlur(blur * scale / 2))
        mask = mask.resize([side * small for side in size], Image.Resampling.BICUBIC)
        self.image.paste(ink, (round(x0 * self.k), round(y0 * self.k)), mask)

    def long_shadow(self, points, dx, dy, ink, alpha=0.3):
        """The flat shadow of poster art, swept along one direction."""
        self.polygon(hull([*points, *shift(points, dx, dy)]), ink, alpha)

    def halftone(self, box, ink, pitch=16, size=None, alpha=1.0):
        """Dots on a slanted grid inside (x, y, w, h); `size(u, v)` gives each dot's 0..1 from its place there."""
        x, y, w, h = box
        size = size or (lambda u, v: v)
        for row in range(int(h / pitch * 1.155) + 2):
            for column in range(int(w / pitch) + 2):
                cx, cy = x + (column + row % 2 / 2) * pitch, y + row * pitch * 0.866
                r = pitch * 0.62 * max(0.0, min(1.0, size((cx - x) / w, (cy - y) / h)))
                if r > 0.6:
                    self.disc(cx, cy, r, ink, alpha)

    def stars(self, count, ink, box, largest=2.2):
        x, y, w, h = box
        for _ in range(count):
            r = largest * self.rng.random() ** 3 + 0.5
            self.disc(x + self.rng.random() * w, y + self.rng.random() * h, r, ink, self.rng.uniform(0.3, 1))

    # Finish

    def finish(self, grain=0.1, vignette=0.16):
        """The painted picture at its real size, with darker corners and the grain of print."""
        picture = self.image.reduce(OVERSAMPLE)
        if vignette:
            edge = Image.radial_gradient("L").point([round(255 * vignette * (v / 255) ** 2.4) for v in range(256)])
            picture.paste("#000000", (0, 0), edge.resize(picture.size, Image.Resampling.BICUBIC))
        noise = Image.frombytes("L", picture.size, self.rng.randbytes(picture.width * picture.height))
        noise = noise.point([round(128 + (v - 128) * grain) for v in range(256)])
        return ImageChops.soft_light(picture, Image.merge("RGB", [noise] * 3))

    def _px(self, points):
        k = self.k
        return [(x * k, y * k) for x, y in points]

    def _ramp(self, points, ramp, alpha):
        pixels = self._px(points)
        x0, y0 = math.floor(min(x for x, _ in pixels)), math.floor(min(y for _, y in pixels))
        x1, y1 = math.ceil(max(x for x, _ in pixels)) + 1, math.ceil(max(y for _, y in pixels)) + 1
        mask = Image.new("L", (x1 - x0, y1 - y0))
        ImageDraw.Draw(mask).polygon([(x - x0, y - y0) for x, y in pixels], fill=round(255 * alpha))
        self.image.paste(_gradient(ramp).resize(mask.size, Image.Resampling.BICUBIC), (x0, y0), mask)


def _gradient(ramp):
    across, down = math.cos(math.radians(ramp.angle)), math.sin(math.radians(ramp.angle))
    span = abs(across) + abs(down)
    start = 255 * (max(0, -across) + max(0, -down)) / span
    slope = (0, 0, 128, across / span, down / span, start)
    grey = Image.linear_gradient("L").transform((256, 256), Image.Transform.AFFINE, slope, Image.Resampling.BILINEAR)
    return ImageOps.colorize(grey, ramp.start, ramp.end)


def _rgba(ink, alpha):
    return (*ImageColor.getrgb(ink), round(255 * alpha))
