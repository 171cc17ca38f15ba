from django import template

register = template.Library()

# What `crop` may be in images/_picture.html: the shape, and its rendition for browsers that know no srcset.
SHAPES = {
    "": ("wide", "w960"),
    "card": ("card", "card480"),
    "four": ("four", "four480"),
    "square": ("square", "square160"),
    "social": ("social", "social"),
}


@register.filter
def shown(image, crop):
    """What is printed of a picture, whole or cropped to a shape. No query. Kept with the instance.

    {"url", "width", "height"} for browsers that know no srcset; "srcset", "avif", "webp": a srcset in each format, ""
    where there is none; "placeholder": as in Image, "" for the small ones.
    """
    kept = image.__dict__.setdefault("_shown", {})
    if crop not in kept:
        kept[crop] = _shown(image, crop)
    return kept[crop]


def _shown(image, crop):
    shape, name = SHAPES[crop]
    srcsets = {"srcset": image.srcset(shape), **{format: image.srcset(shape, format) for format in ("avif", "webp")}}
    return image.rendition(name) | srcsets | {"placeholder": "" if shape == "square" else image.placeholder}
