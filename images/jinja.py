"""What the readers' templates may do with a picture."""

from images.templatetags.pictures import shown

FILTERS = {"shown": shown}
