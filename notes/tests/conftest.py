"""The desk in a browser, as the articles' tests have it."""

from articles.tests.conftest import desk_page

__all__ = ["desk_page"]
