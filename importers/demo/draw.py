"""Draws the demo's pictures and portraits: `picture("nine-phones")` gives a Pillow image, always the same one.

Imports nothing of Django's, so that another process can draw.
"""

import io

from .drawing import business, computing, gaming, home, phones, policy, science
from .drawing.canvas import Canvas
from .drawing.palettes import PALETTES
from .drawing.portraits import portrait

PICTURES = {
    "open-phone": (phones.open_phone, "phones"),
    "nine-phones": (phones.nine_phones, "phones"),
    "dusty-fold": (phones.dusty_fold, "phones"),
    "price-list": (phones.price_list, "phones"),
    "cheap-phones": (phones.cheap_phones, "phones"),
    "album-wall": (computing.album_wall, "computing"),
    "quiet-laptop": (computing.quiet_laptop, "computing"),
    "tape-reels": (computing.tape_reels, "computing"),
    "tape-shelves": (computing.tape_shelves, "computing"),
    "open-chip": (computing.open_chip, "computing"),
    "wordy-kettle": (home.wordy_kettle, "computing"),
    "letters-out": (home.letters_out, "computing"),
    "stuck-gate": (home.stuck_gate, "computing"),
    "court-phone": (policy.court_phone, "policy"),
    "ninety-days": (policy.ninety_days, "policy"),
    "talking-car": (policy.talking_car, "policy"),
    "spectrum-mast": (policy.spectrum_mast, "policy"),
    "escrow-keys": (policy.escrow_keys, "policy"),
    "struck-list": (policy.struck_list, "policy"),
    "listening-sea": (science.listening_sea, "science"),
    "cable-cut": (science.cable_cut, "science"),
    "warm-salt": (science.warm_salt, "science"),
    "star-trails": (science.star_trails, "science"),
    "buried-culvert": (science.buried_culvert, "science"),
    "battery-wall": (science.battery_wall, "science"),
    "harbour-map": (science.harbour_map, "science"),
    "small-console": (gaming.small_console, "gaming"),
    "dusk-town": (gaming.dusk_town, "gaming"),
    "shut-door": (gaming.shut_door, "gaming"),
    "broken-tower": (gaming.broken_tower, "gaming"),
    "great-pause": (gaming.great_pause, "gaming"),
    "census-chart": (gaming.census_chart, "gaming"),
    "dark-racks": (business.dark_racks, "business"),
    "less-chart": (business.less_chart, "business"),
    "island-link": (business.island_link, "business"),
    "parcel-belt": (business.parcel_belt, "business"),
}


def picture(name, width=2000):
    """A picture in 16:9 by its name. Raises KeyError for a name nobody drew."""
    compose, palette = PICTURES[name]
    canvas = Canvas(name, width=width)
    compose(canvas, PALETTES[palette])
    return canvas.finish()


def encoded(name, width=2000):
    """The JPEG of a picture, `width` pixels wide, or of a portrait to go with such pictures."""
    image = picture(name, width) if name in PICTURES else portrait(name, width * 2 // 5)
    data = io.BytesIO()
    image.save(data, "JPEG", quality=92, subsampling=0)
    return data.getvalue()
