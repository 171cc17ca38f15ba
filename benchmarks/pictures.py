"""The pictures of the bench's stories, 2400 x 1350, into a folder: python -m benchmarks.pictures FOLDER"""

import math
import random
import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

from benchmarks.corpus import PICTURES

SIZE = 2400, 1350


def draw(folder):
    """Draw picture-0.jpg to picture-9.jpg into `folder` (a Path) unless they are there. Returns the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(PICTURES):
        file = folder / f"picture-{number}.jpg"
        if not file.exists():
            picture(number).save(file, quality=90)
    return folder


def picture(number):
    """Soft ground, sharp lines and a little noise: what makes a photograph cost what it costs to encode."""
    chance = random.Random(f"picture {number}")
    width, height = SIZE
    image = Image.new("RGB", SIZE, colour(chance, 20, 120))
    pen = ImageDraw.Draw(image)
    for _ in range(45):
        x, y, side = chance.randrange(width), chance.randrange(height), chance.randrange(60, 500)
        pen.rounded_rectangle((x, y, x + side, y + side // 2), side // 8, fill=colour(chance, 30, 230))
    image = image.filter(ImageFilter.GaussianBlur(9))
    pen = ImageDraw.Draw(image)
    for turn in range(90):
        angle, x, y = turn * math.tau / 90, chance.randrange(width), chance.randrange(height)
        end = x + 300 * math.cos(angle), y + 300 * math.sin(angle)
        pen.line((x, y, *end), fill=colour(chance, 60, 255), width=chance.randrange(2, 9))
    noise = Image.effect_noise(SIZE, 24).convert("RGB")
    return Image.blend(image, noise, 0.04)


def colour(chance, low, high):
    return tuple(chance.randint(low, high) for _ in range(3))


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
