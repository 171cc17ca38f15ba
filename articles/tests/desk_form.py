"""The article's form as a browser posts it."""

from django.urls import reverse

from articles import keeping
from articles.models import Article

LIST = "/admin/articles/article/"


def address(article, page="change"):
    return reverse(f"admin:articles_article_{page}", args=[article.pk])


def typed(article=None, **fields):
    """What a browser posts from the form: what stands in it, and `fields` typed over that."""
    blank = dict.fromkeys(("headline", "dek", "body", "section", "hero", "tags", "slug", "base"), "")
    posted = blank | {"kind": "news", "comments_open": "on", "window": keeping.drawn(), "number": "1"}
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
