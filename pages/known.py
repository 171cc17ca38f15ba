"""What stands in the frame of every page, kept in the process."""

from dataclasses import dataclass

from newsroom.pagecache import Memo, shows
from pages.models import MenuItem, Site


@dataclass(frozen=True)
class Frame:
    site: Site
    header: list[MenuItem]
    footer: list[MenuItem]


def _load():
    site = Site.load()
    if site.logo_id:
        shows(f"image:{site.logo_id}")
    items = list(MenuItem.objects.all())
    header, footer = ([item for item in items if item.place == place] for place in MenuItem.Place)
    return Frame(site, header, footer)


frame = Memo("site", load=_load)
