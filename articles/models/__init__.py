from articles.models.article import Article, ArticleByline, ArticleTag, Revision
from articles.models.checkup import Checkup, Link
from articles.models.edition import Edition, EditionByline, EditionTag
from articles.models.front import FrontSlot
from articles.models.keeping import Autosave
from articles.models.kits import Snippet, Template
from articles.models.preview_link import PreviewLink
from articles.models.seal import Redaction, Seal
from articles.models.taxonomy import Section, Tag

__all__ = [
    "Article",
    "ArticleByline",
    "ArticleTag",
    "Autosave",
    "Checkup",
    "Edition",
    "EditionByline",
    "EditionTag",
    "FrontSlot",
    "Link",
    "PreviewLink",
    "Redaction",
    "Revision",
    "Seal",
    "Section",
    "Snippet",
    "Tag",
    "Template",
]
