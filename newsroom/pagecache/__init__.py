"""The page cache: finished pages for everybody, each exact until something that it shows has changed.

A page names what it shows (`shows`), whoever changes something names what it appears under (`purge`): both in tags such
as "story:7". docs/caching.md has the whole of it.
"""

from newsroom.pagecache.memo import Memo
from newsroom.pagecache.pages import deadlines, public, shows, turns, until
from newsroom.pagecache.purging import purge

__all__ = ["Memo", "deadlines", "public", "purge", "shows", "turns", "until"]
