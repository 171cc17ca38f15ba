"""People, the log and notices, at the desk."""

from newsroom.admin import log, notices, people

__all__ = ["log", "notices", "people"]
