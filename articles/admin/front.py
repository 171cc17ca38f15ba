"""The front page's slots, all on one page."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.shortcuts import redirect
from django.urls import path
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from articles import front, slots
from articles.admin.access import respond
from articles.forms.complaints import complain
from articles.models import Edition, FrontSlot
from articles.wallclock import short
from newsroom.logged import DeskAdmin
from newsroom.numbers import row_number

NEWEST = 60
DONE, UNDOABLE = "front_page_done", 10  # one's own changes that can be taken back, in the session
SLOTS = [(n, _("Lead") if n == 1 else format_lazy(_("Slot {n}"), n=n)) for n in range(1, FrontSlot.LAST + 1)]


class FrontForm(forms.Form):
    """A select a slot: what stands there, and the newest live stories."""

    before = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        live = Edition.objects.live().newest_first().values_list("article", "headline", "published_at")
        typed = [self.data.get(f"slot{n}") for n, _label in SLOTS]
        standing = [pk for pk in map(row_number, map(str, [*slots.arrangement(), *typed])) if pk]
        stories = {pk: (headline, at) for pk, headline, at in [*live.filter(article__in=standing), *live[:NEWEST]]}
        choices = [("", _("By date"))] + [(pk, f"{name} · {short(at)}") for pk, (name, at) in stories.items()]
        choices += [
            (pk, gettext("Not live: %(pk)s") % {"pk": pk}) for pk in slots.arrangement() if pk and pk not in stories
        ]
        for n, label in SLOTS:
            self.fields[f"slot{n}"] = forms.TypedChoiceField(
                label=label, choices=choices, coerce=int, empty_value=None, required=False
            )

    def wanted(self):
        return [self.cleaned_data[f"slot{n}"] for n, _label in SLOTS]


@require_http_methods(["GET", "HEAD", "POST"])
def front_page(request):
    if not request.user.has_perm("articles.view_frontslot"):
        raise PermissionDenied
    now = slots.arrangement()
    initial = {f"slot{n}": now[n - 1] for n, _label in SLOTS} | {"before": _stamp(now)}
    form = FrontForm(request.POST if request.method == "POST" and "undo" not in request.POST else None, initial=initial)
    if request.method == "POST":
        if not request.user.has_perm("articles.change_frontslot"):
            raise PermissionDenied
        if "undo" in request.POST:
            _take_back(request, now)
            return redirect("admin:articles_frontslot_changelist")
        if form.is_valid() and _fill(request, form, now):
            return redirect("admin:articles_frontslot_changelist")
    context = {"form": form, "title": _("Front page"), "opts": FrontSlot._meta, "may_undo": bool(_last(request, now))}
    return respond(request, "frontslot/front.html", context | {"slots": _by_date(form)})


def _by_date(form):
    """Each slot's field, and the headline that readers see there by date, if they do."""
    arranged = front.arrange()
    shown = [arranged["lead"], *arranged["top"]]
    shown += [None] * (FrontSlot.LAST - len(shown))
    pinned = set(slots.arrangement())
    fields = [form[f"slot{n}"] for n, _label in SLOTS]
    return [
        (field, card.headline if card and card.article_id not in pinned else "")
        for field, card in zip(fields, shown, strict=True)
    ]


def _last(request, now):
    """What one's own last change made of the slots, as [before, after], if they still are as it left them."""
    done = request.session.get(DONE, [])
    return done[-1] if done and done[-1][1] == now else None


def _take_back(request, now):
    """Put the slots as they were before one's own last change, unless somebody changed them since."""
    last = _last(request, now)
    if last is None:
        messages.warning(request, _("There is nothing to take back: the front page was changed meanwhile."))
        return
    try:
        slots.fill(last[0], by=request.user, before=now)
    except ValidationError:
        messages.warning(request, _("That can’t be taken back: a story that stood there is not live any more."))
    except IntegrityError:
        messages.warning(request, _("Somebody else saved at the same instant. Look the front page over."))
    else:
        request.session[DONE] = request.session[DONE][:-1]
        messages.success(request, _("The last change is taken back."))


def _stamp(arrangement):
    return ",".join(str(pk or "") for pk in arrangement)


def _fill(request, form, now):
    """Put the stories in. Returns whether it was done; the reason why not is on the form."""
    try:
        if form.cleaned_data["before"] != _stamp(now) and form.wanted() != now:
            raise ValidationError(_("Somebody else has changed the front page meanwhile. Read it over, then save."))
        changed = slots.fill(form.wanted(), by=request.user, before=now)
    except ValidationError as error:
        complain(form, error)
    except IntegrityError:
        form.add_error(None, _("Somebody else saved at the same instant. Save again."))
    else:
        if changed:
            request.session[DONE] = [*request.session.get(DONE, []), [now, form.wanted()]][-UNDOABLE:]
        messages.success(request, _("The front page is saved.") if changed else _("Nothing had changed."))
        return True
    form.data = form.data.copy()
    form.data["before"] = _stamp(slots.arrangement())
    return False


@admin.register(FrontSlot)
class FrontSlotAdmin(DeskAdmin):
    """One page in the place of a list and a form."""

    def get_urls(self):
        return [path("", self.admin_site.admin_view(front_page), name="articles_frontslot_changelist")]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
