from django.urls import reverse

from articles.models import Article
from articles.tests.factories import make_article, make_author, make_section
from newsroom.models import LogLine

LIST = "/admin/articles/article/"


def address(article, page="change"):
    return reverse(f"admin:articles_article_{page}", args=[article.pk])


def typed(article=None, **fields):
    """What a browser posts from the form: what stands in it, and `fields` typed over that."""
    blank = dict.fromkeys(("headline", "dek", "body", "section", "hero", "tags", "slug", "base"), "")
    posted = blank | {"kind": "news", "comments_open": "on"}
    if article:
        article = Article.objects.get(pk=article.pk)
        names = ("headline", "dek", "body", "slug", "kind", "hero_alt", "disclosure", "source_name", "source_url")
        posted |= {name: getattr(article, name) for name in names}
        posted |= {"section": article.section_id or "", "hero": article.hero_id or "", "base": article.head_id}
        posted["tags"] = ", ".join(article.tags.names())
        lines = list(article.bylines.all())
        posted["bylines-author"] = [line.author_id for line in lines]
        posted["bylines-role"] = [line.role for line in lines]
    return posted | fields


def test_a_writer_begins_an_article(client, writer):
    client.force_login(writer)
    author, section = make_author(user=writer), make_section()
    assert author.name in client.get(f"{LIST}add/").content.decode()
    fields = {"headline": "One", "dek": "Why.", "body": "Text.\r\n\r\nMore.", "section": section.pk}
    bylines = {"bylines-author": [author.pk, ""], "bylines-role": ["words", "words"]}
    response = client.post(f"{LIST}add/", typed(**fields, **bylines, tags="chips, Acme ,chips"))
    article = Article.objects.get()
    assert response.url == address(article)
    assert (article.owner, article.headline, article.body) == (writer, "One", "Text.\n\nMore.")
    assert article.section == section
    assert sorted(article.tags.names()) == ["Acme", "chips"]
    assert [line.author for line in article.bylines.all()] == [author]


def test_a_save_keeps_a_revision_and_a_line_in_the_log(client, writer):
    article = make_article(owner=writer, headline="Old")
    client.force_login(writer)
    response = client.post(address(article), typed(article, headline="New"), follow=True)
    assert "Saved." in response.content.decode()
    article.refresh_from_db()
    assert (article.headline, article.head.number, article.head.by) == ("New", 2, writer)
    assert LogLine.objects.filter(action="saved", by=writer).count() == 1
