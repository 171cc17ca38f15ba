"""The sections as pages print them, kept in the process."""

from articles.models import Section
from newsroom.pagecache.memo import Rows

sections = Rows("sections", lambda: Section.objects.in_bulk())
