"""What is looked at before readers may see an article. One function a check: the blocking ones in blocking.py, what is
only worth a look in warnings.py, links.py and copied.py. A new one is written there and registers itself.
"""

from django.core.exceptions import ValidationError

from articles.checks import blocking, copied, links, warnings  # noqa: F401  they register their checks
from articles.checks.draft import BLOCKING, WARNINGS, Draft, Finding
from articles.content import content_of
from articles.rendering import render

__all__ = ["Draft", "Finding", "blocks", "draft_of", "of_content", "problems", "require_ready", "warns"]


def problems(article):
    """All that stops publication, as {field: [sentences]}. Empty when the article is ready."""
    return _by_field(blocks(draft_of(article)))


def require_ready(article):
    """The article's Draft, with its text as rendered. Raises ValidationError with all `problems`, by field."""
    draft = draft_of(article)
    if found := blocks(draft):
        raise ValidationError(_by_field(found))
    return draft


def blocks(draft):
    """All that stops the publication of a Draft, as Findings."""
    return [finding for check in BLOCKING for finding in check(draft)]


def warns(draft):
    """All that is worth a look in a Draft, as Findings. Stops nothing. A text that was refused is not looked over."""
    if draft.rendered is None:
        return []
    return [finding for check in WARNINGS for finding in check(draft)]


def draft_of(article):
    """The Draft of an article as it was saved."""
    return of_content(article, content_of(article))


def of_content(article, content):
    """The Draft of a content dict (articles/content.py) that is, or is to be, `article`'s."""
    try:
        rendered = render(content["body"])
    except ValidationError as error:
        return Draft(article, content, None, error.messages)
    return Draft(article, content, rendered, rendered.errors)


def _by_field(findings):
    found = {}
    for finding in findings:
        found.setdefault(finding.field, []).append(finding.sentence)
    return found
