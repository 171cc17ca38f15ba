"""What the readers' templates may do with a picture."""

from images.templatetags.pictures import shown
from newsroom import kept

FILTERS = {"shown": shown}
GLOBALS = {"picture": kept.on("images/_picture.html", "picture")}
