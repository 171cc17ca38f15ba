from articles.tests.conftest import desk_page

__all__ = ["desk_page"]
