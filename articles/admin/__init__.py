"""The desk for articles, below /admin/articles/."""

from articles.admin import article, front, kits, taxonomy

__all__ = ["article", "front", "kits", "taxonomy"]
