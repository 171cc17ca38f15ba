from django import template

register = template.Library()

# What `crop` may be in images/_picture.html: the rendition for browsers that know no srcset, and the srcset's property.
SHAPES = {
    "": ("w960", "srcset"),
    "card": ("card480", "card_srcset"),
    "square": ("square160", "square_srcset"),
    "social": ("social", ""),
}


@register.filter
def shown(image, crop):
    """{"url", "width", "height", "srcset"} of a picture, whole or cropped to a shape. No query."""
    name, srcset = SHAPES[crop]
    return image.rendition(name) | {"srcset": getattr(image, srcset) if srcset else ""}
