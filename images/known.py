"""Pictures for pages that print many, out of a query on the row that has the picture."""

import json
from functools import lru_cache

from django.db.models import TextField
from django.db.models.functions import Cast

from images.models import Image

# What pages print of a picture, in the order of the model's fields. Asked for another column, an Image makes a query.
PRINTED = ["id", "file", "width", "height", "alt", "decorative", "focal_x", "focal_y", "renditions", "placeholder"]


def columns(through):
    """What to add to a `values_list` for `picture`; `through` leads to the picture: "hero__"."""
    # The renditions as text, which `picture` reads only where it has not seen it before.
    return [Cast(through + name, TextField()) if name == "renditions" else through + name for name in PRINTED]


@lru_cache(maxsize=2048)
def picture(*values):
    """The Image of the values of `columns`, or None. It is made once and shared: nobody may change it."""
    if values[0] is None:
        return None
    *others, renditions, placeholder = values
    return Image.from_db("default", PRINTED, [*others, json.loads(renditions), placeholder])
