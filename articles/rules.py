"""Who may do what to which article. Role permissions are in newsroom/roles.py; these are the object rules."""

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils.translation import gettext as _

from articles.models import Article, ArticleByline
from newsroom.models import User

# Each verb, and the role permission that it takes besides the rule for the object.
NEEDS = {
    "add": "articles.add_article",
    "view": "articles.view_article",
    "edit": "articles.change_article",
    "submit": "articles.change_article",
    "return": "articles.edit_any_article",
    "approve": "articles.edit_any_article",
    "publish": "articles.publish_article",
    "accept": "articles.edit_any_article",
    "decline": "articles.edit_any_article",
    "assign": "articles.edit_any_article",
    "plan": "articles.edit_any_article",
    "embargo": "articles.publish_article",
    "redact": "articles.redact_article",
    "trash": "articles.change_article",
    "restore": "articles.change_article",
}
IN_THE_TRASH = {"view", "restore"}


def may(user, verb, article):
    """Whether `user` may do `verb` (a key of NEEDS) to `article`. None is the system itself and may do all."""
    if user is None:
        return True
    if not user.is_active or not user.has_perm(NEEDS[verb]):
        return False
    if article.trashed_at and verb not in IN_THE_TRASH:
        return False
    if can_edit(user):
        return True
    if not is_own(user, article):
        return False
    # What lies with the editors is theirs until they return it, so that nothing unread is published.
    return verb == "view" or article.state in (Article.State.PITCH, Article.State.DRAFT)


def allow(user, verb, article):
    """Raise PermissionDenied unless `user` may."""
    if not may(user, verb, article):
        raise PermissionDenied(_("You may not do that to this article."))


def can_write(user):
    """Whether a user may be the writer of an article."""
    return user.is_active and user.has_perm(NEEDS["edit"])


def can_edit(user):
    """Whether a user may do to everybody's articles what their writers may, and accept, return and plan them."""
    return user.is_active and user.has_perm("articles.edit_any_article")


def writers():
    """The Users who may be the writer of an article, by name."""
    return _people_with(NEEDS["edit"])


def editors():
    """The Users who may edit everybody's articles, by name."""
    return _people_with("articles.edit_any_article")


def _people_with(permission):
    app, codename = permission.split(".")
    held = Permission.objects.filter(content_type__app_label=app, codename=codename)
    by_themselves = User.objects.filter(user_permissions__in=held).values("pk")
    by_role = User.objects.filter(groups__permissions__in=held).values("pk")
    return User.objects.filter(Q(is_superuser=True) | Q(pk__in=by_role) | Q(pk__in=by_themselves), is_active=True)


def own(user):
    """The condition for an article to be somebody's own: begun by this user, assigned to them, or with their byline."""
    signed = ArticleByline.objects.filter(author__user=user)
    return Q(owner=user) | Q(writer=user) | Q(pk__in=signed.values("article"))


def is_own(user, article):
    return article.pk is None or Article.objects.filter(own(user), pk=article.pk).exists()


def visible(user, articles, *, trashed=False):
    """Of a queryset of articles those that the user may open. `trashed`: only of the trash, or None: there as well."""
    if trashed is not None:
        articles = articles.filter(trashed_at__isnull=not trashed)
    return articles if can_edit(user) else articles.filter(own(user))


def openable(user, numbers):
    """Of these numbers those whose articles the user may open, in the trash as well."""
    if not user.has_perm(NEEDS["view"]):
        return set()
    return set(visible(user, Article.objects.filter(pk__in=numbers), trashed=None).values_list("pk", flat=True))
