"""A batch of lines as rows, each as the desk's verbs and comments/posting.py would have written it."""

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles import editions, seals, search
from articles.models import Article, ArticleByline, ArticleTag, Edition, EditionByline, EditionTag, Revision, Seal
from articles.models.story import FIELDS, Role
from comments.models import LEVELS, STEP, Comment, Status
from importers.corpus import text
from importers.corpus.ids import reserve
from importers.corpus.lines import BadLine
from newsroom.models import LogLine

# In the order in which they are written.
MODELS = [Article, Revision, Edition, Seal, ArticleTag, ArticleByline, EditionTag, EditionByline, Comment, LogLine]


class Batch:
    """Rows of stories for one transaction, in which it is made and saved. `lines` are Lines, in order of time."""

    def __init__(self, lines, places):
        self.places, self.now = places, timezone.now()
        self.rows = {model: [] for model in MODELS}
        self.found = []  # rows of the search index
        self.kind = ContentType.objects.get_for_model(Article)
        comments = iter(reserve(Comment, sum(len(line.comments) for line in lines)))
        keys = zip(*(reserve(model, len(lines)) for model in (Article, Revision, Edition)), strict=True)
        for line, (article, revision, edition) in zip(lines, keys, strict=True):
            self._story(line, article, revision, edition)
            self._comments(line, article, comments)

    def save(self):
        for model, rows in self.rows.items():
            model.objects.bulk_create(rows)
        search.add(self.found)

    def _story(self, line, article_id, revision_id, edition_id):
        at, body, rendered = line.published_at, *story_text(line)
        tags = {tag.name: tag for tag in map(self.places.tag, line.tags)}
        authors = {author.pk: author for author in map(self.places.author, line.authors)}
        picture = self.places.picture(line.image, line.image_alt)
        article = Article(pk=article_id, head_id=revision_id, created_at=at, changed_at=at)
        article.headline, article.slug, article.dek, article.body = line.title, line.slug, line.dek, body
        article.section_id = self.places.section(line.section).pk
        article.hero_id, article.hero_alt = (picture.pk, line.image_alt) if picture else (None, "")
        columns = {name: getattr(article, name) for name in FIELDS}
        bylines = [[author, Role.WORDS.value] for author in authors]
        content = {**columns, "tags": sorted(tags), "bylines": bylines}
        revision = Revision(pk=revision_id, article_id=article_id, number=1, at=at, content=content)
        edition = Edition(pk=edition_id, article_id=article_id, revision_id=revision_id, live_from=at, published_at=at)
        edition.credits = bylines
        for name, value in columns.items():
            setattr(edition, name, value)
        if picture:
            edition.hero_caption, edition.hero_credit = picture.caption, picture.credit
        edition.path = editions.path_of(edition)
        editions.put_text(edition, rendered)
        seal = Seal(edition_id=edition_id, **seals.vars_of(edition, [tag.pk for tag in tags.values()], bylines))
        for row in (article, revision, edition, seal):
            self.rows[type(row)].append(row)
        self._filed(article_id, edition, tags, authors)
        names = " ".join(author.name for author in authors.values())
        self.found.append((edition, line.title, " ".join(sorted(tags)), names, line.dek, body))

    def _filed(self, article, edition, tags, authors):
        at, pk = edition.published_at, edition.pk
        for tag in tags.values():
            self.rows[ArticleTag].append(ArticleTag(content_object_id=article, tag=tag))
            self.rows[EditionTag].append(EditionTag(content_object_id=pk, tag=tag, published_at=at))
        for position, author in enumerate(authors.values()):
            place = {"author": author, "position": position}
            self.rows[ArticleByline].append(ArticleByline(article_id=article, **place))
            self.rows[EditionByline].append(EditionByline(edition_id=pk, published_at=at, **place))
        subject = {"subject_type": self.kind, "subject_id": article, "label": str(edition)[:300]}
        self.rows[LogLine] += [LogLine(at=self.now, action=action, **subject) for action in ("created", "published")]

    def _comments(self, line, article, numbers):
        paths = {None: ""}
        keys = {}
        for remark in line.comments:
            body, html, digest = comment_text(remark)
            key = keys[remark.id] = next(numbers)
            path = paths[remark.id] = f"{paths[remark.parent][: STEP * (LEVELS - 1)]}{key:0{STEP}d}"
            self.rows[Comment].append(
                Comment(
                    pk=key,
                    article_id=article,
                    parent_id=keys.get(remark.parent),
                    path=path,
                    name=text.legible(remark.name),
                    email=remark.email.lower(),
                    body=body,
                    body_html=html,
                    digest=digest,
                    status=Status.APPROVED,
                    created_at=remark.at,
                )
            )


def story_text(line):
    """(Markdown, Rendered) of a line. Raises BadLine."""
    try:
        body, rendered = text.story(line.paragraphs)
    except ValidationError as error:
        raise BadLine(" ".join(error.messages)) from error
    if rendered.errors:
        raise BadLine(rendered.errors[0])
    return body, rendered


def comment_text(remark):
    """(text, HTML, digest) of a comment. Raises BadLine."""
    try:
        return text.comment(remark.body)
    except ValidationError as error:
        raise BadLine(" ".join(error.messages)) from error
