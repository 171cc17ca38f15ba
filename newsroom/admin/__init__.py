"""People and the log, at the desk."""

from newsroom.admin import log, people

__all__ = ["log", "people"]
