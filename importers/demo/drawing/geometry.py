"""Points and planes for the demo's pictures. A point is an (x, y) pair in picture units (1600 by 900)."""

import math


def lerp(a, b, t):
    return a + (b - a) * t


def arc(cx, cy, rx, ry, start, end, steps=32):
    """Points along an ellipse, angles in degrees, clockwise from three o'clock."""
    turns = [math.radians(lerp(start, end, i / steps)) for i in range(steps + 1)]
    return [(cx + rx * math.cos(t), cy + ry * math.sin(t)) for t in turns]


def points(path):
    """An outline written as "x,y x,y …"."""
    return [tuple(float(number) for number in pair.split(",")) for pair in path.split()]


def rounded(x, y, w, h, r):
    """The outline of a rectangle with round corners."""
    r = min(r, w / 2, h / 2)
    return [
        *arc(x + w - r, y + r, r, r, -90, 0, 8),
        *arc(x + w - r, y + h - r, r, r, 0, 90, 8),
        *arc(x + r, y + h - r, r, r, 90, 180, 8),
        *arc(x + r, y + r, r, r, 180, 270, 8),
    ]


def shift(outline, dx, dy):
    return [(x + dx, y + dy) for x, y in outline]


def turn(outline, degrees, about=(0, 0)):
    """The outline, turned clockwise about a centre."""
    c, s, (ox, oy) = math.cos(math.radians(degrees)), math.sin(math.radians(degrees)), about
    return [(ox + (x - ox) * c - (y - oy) * s, oy + (x - ox) * s + (y - oy) * c) for x, y in outline]


def hull(cloud):
    """The convex hull (Andrew's monotone chain): what a long shadow covers."""
    ordered = sorted(set(cloud))

    def half(run):
        out = []
        for p in run:
            while len(out) > 1 and _cross(out[-2], out[-1], p) <= 0:
                out.pop()
            out.append(p)
        return out[:-1]

    return half(ordered) + half(ordered[::-1])


def _cross(o, a, b):
    return (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0])


def smooth(stops, steps=12):
    """A Catmull-Rom curve through the stops."""
    padded = [stops[0], *stops, stops[-1]]
    out = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for i in range(steps):
            t = i / steps
            out.append(tuple(_spline(a[n], b[n], c[n], d[n], t) for n in (0, 1)))
    return [*out, stops[-1]]


def _spline(a, b, c, d, t):
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)


def wander(rng, count, step=1.0, keep=0.8):
    """`count` numbers that drift smoothly about nought: terrain, prices, a voice."""
    value, out = 0.0, []
    for _ in range(count):
        value = value * keep + rng.uniform(-step, step)
        out.append(value)
    return out


class Plane:
    """A flat surface seen at an angle: `at(u, v)` and `outline(flat)` map its own units to the picture."""

    def __init__(self, origin, across, down):
        self.origin, self.across, self.down = origin, across, down

    def at(self, u, v):
        (ox, oy), (ax, ay), (dx, dy) = self.origin, self.across, self.down
        return ox + ax * u + dx * v, oy + ay * u + dy * v

    def outline(self, flat):
        return [self.at(u, v) for u, v in flat]

    def sheet(self, x, y, w, h, r=0.0):
        return self.outline(rounded(x, y, w, h, r) if r else [(x, y), (x + w, y), (x + w, y + h), (x, y + h)])


class Isometric:
    """Boxes and tiles on the usual 30-degree grid; `unit` picture units to one step."""

    def __init__(self, origin, unit):
        self.origin, self.unit = origin, unit

    def at(self, x, y, z=0.0):
        (ox, oy), u = self.origin, self.unit
        return ox + (x - y) * u * 0.866, oy + (x + y) * u * 0.5 - z * u

    def floor(self, x, y, w, d, z=0.0):
        return [self.at(x, y, z), self.at(x + w, y, z), self.at(x + w, y + d, z), self.at(x, y + d, z)]

    def faces(self, x, y, w, d, z, h):
        """(top, left, right) outlines of a box."""
        near = z + h
        left = [self.at(x, y + d, z), self.at(x + w, y + d, z), self.at(x + w, y + d, near), self.at(x, y + d, near)]
        right = [self.at(x + w, y, z), self.at(x + w, y + d, z), self.at(x + w, y + d, near), self.at(x + w, y, near)]
        return self.floor(x, y, w, d, near), left, right

    def sheet(self, z=0.0):
        """The floor at a height as a Plane, for round corners and circles."""
        u = self.unit
        return Plane(self.at(0, 0, z), (0.866 * u, 0.5 * u), (-0.866 * u, 0.5 * u))
