"""What the readers' templates may do with a story."""

from datetime import datetime

from articles.structured import absolute
from newsroom import kept

SMALL_HERO = 900


def in_role(bylines, role):
    """The authors of those bylines that have this role, in their order."""
    return [line.author for line in bylines if line.role == role]


def hero_shape(image):
    """The class names by which story.css sets a story's first picture on a wide screen; none for 16:9 and wider.

    Not upscaled where it is small; whole beside its caption where it is square or upright; else cut to 16:9 round the
    focal point: from the top, the middle or the bottom, since no style may stand in the page.
    """
    if image.width < 1.2 * image.height:
        return "upright"
    if image.width < SMALL_HERO:
        return "small"
    return f"tall focus-{round(2 * image.focal_y)}" if image.width < 1.7 * image.height else ""


FILTERS = {
    "absolute": absolute,
    "hero_shape": hero_shape,
    "in_role": in_role,
    "moment": datetime.fromisoformat,  # the time that a JSON column keeps as text
}
GLOBALS = {
    # A card is the same in every list, and most lists have most of the cards that they had before.
    "card": kept.by_value("articles/_card.html", "card", 1024),
    "byline": kept.on("articles/_authors.html", "byline"),
    "writer": kept.on("articles/_authors.html", "writer"),
}
