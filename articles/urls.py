"""The readers' addresses. They stay put: see docs/architecture.md."""

from django.urls import path, register_converter

from articles import feeds, sitemaps, views
from articles.outside_preview import outside_preview


class Year:
    regex = "[12][0-9]{3}"
    width = 4

    def to_python(self, text):
        return int(text)

    def to_url(self, value):
        return f"{int(value):0{self.width}d}"


class Month(Year):
    regex = "(?:0[1-9]|1[0-2])"
    width = 2


class TagSlug:
    """A tag's slug may have letters of any script; PostgreSQL takes no NUL."""

    regex = r"[^/\x00]+"

    def to_python(self, text):
        return text

    to_url = to_python


register_converter(Year, "year")
register_converter(TagSlug, "tag")
register_converter(Month, "month")

app_name = "articles"

stories = [
    path("<year:year>/<month:month>/<slug:slug>/", views.story, name="story"),
    path("<year:year>/<month:month>/<slug:slug>/history/", views.history, name="history"),
]
lists = [
    path("", views.front, name="front"),
    path("<year:year>/", views.year, name="year"),
    path("<year:year>/<month:month>/", views.month, name="month"),
    path("section/<slug:slug>/", views.section, name="section"),
    path("tag/<tag:slug>/", views.tag, name="tag"),
    path("author/<slug:slug>/", views.author, name="author"),
    path("search/", views.search, name="search"),
    path("corrections/", views.corrections, name="corrections"),
]
syndication = [
    path("feed/", feeds.site, name="feed"),
    path("feed.json", feeds.json_feed, name="json_feed"),
    path("section/<slug:slug>/feed/", feeds.section, name="section_feed"),
    path("tag/<tag:slug>/feed/", feeds.tag, name="tag_feed"),
    path("author/<slug:slug>/feed/", feeds.author, name="author_feed"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.part, name="sitemap_part"),
    path("news-sitemap.xml", sitemaps.news, name="news_sitemap"),
    path("robots.txt", views.robots, name="robots"),
]
shown = [path("preview/<preview_token>/", outside_preview, name="outside_preview")]
urlpatterns = stories + lists + syndication + shown
