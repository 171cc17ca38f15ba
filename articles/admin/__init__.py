"""The desk for articles, below /admin/articles/."""

from articles.admin import article, front, taxonomy

__all__ = ["article", "front", "taxonomy"]
