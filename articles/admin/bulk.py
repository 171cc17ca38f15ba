"""What the list does with several articles at once. Each is asked for by itself: what may not be done is told."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import desk, rules
from articles.models import Article
from newsroom.models import User

MOST = 200  # at once
REASONS = 5  # told, of those that were refused


class BulkForm(ActionForm):
    """What to do, and for “assign” with whom."""

    person = forms.ModelChoiceField(User.objects.none(), required=False, label=gettext_lazy("with"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = rules.writers()
        self.fields["person"].empty_label = "–"


@admin.action(description=gettext_lazy("Submit"), permissions=["change"])
def submit(model_admin, request, articles):
    _each(request, articles, desk.submit)


@admin.action(description=gettext_lazy("Approve"), permissions=["edit_any"])
def approve(model_admin, request, articles):
    _each(request, articles, desk.approve)


@admin.action(description=gettext_lazy("Assign to a writer"), permissions=["edit_any"])
def assign(model_admin, request, articles):
    chosen = request.POST.get("person", "")  # BulkForm looked at it
    if not chosen:
        messages.error(request, _("Choose with whom. Nothing was done."))
        return
    person = rules.writers().get(pk=chosen)
    _each(request, articles, lambda article, by: desk.assign(article, by=by, writer=person))


@admin.action(description=gettext_lazy("Put in the trash"), permissions=["change"])
def trash(model_admin, request, articles):
    if done := _each(request, articles, desk.trash):
        address = f"{reverse('admin:articles_article_trashed')}?{'&'.join(f'chosen={pk}' for pk in done)}"
        messages.info(request, format_html('<a href="{}">{}</a>', address, _("Undo: take them out of the trash again")))


def restore(request, articles):
    """The trash's own."""
    return _each(request, articles, desk.restore_from_trash)


def _each(request, articles, verb):
    """Do `verb` to each article that allows it, and tell how many did and why others did not. Returns their numbers."""
    done, refused = [], []
    numbers = list(articles.order_by("pk").values_list("pk", flat=True)[: MOST + 1])
    if len(numbers) > MOST:
        messages.error(request, _("Choose at most %(most)s at once. Nothing was done.") % {"most": MOST})
        return []
    for article in Article.objects.filter(pk__in=numbers).order_by("pk"):
        try:
            verb(article, by=request.user)
            done.append(article.pk)
        except ValidationError as error:
            refused.append(f"{article}: {' '.join(error.messages)}")
        except PermissionDenied as error:
            refused.append(f"{article}: {error}")
    if done:
        messages.success(
            request,
            ngettext("Done for %(count)s article.", "Done for %(count)s articles.", len(done)) % {"count": len(done)},
        )
    for sentence in refused[:REASONS]:
        messages.warning(request, sentence)
    if len(refused) > REASONS:
        messages.warning(request, _("And %(count)s more could not be done.") % {"count": len(refused) - REASONS})
    return done
