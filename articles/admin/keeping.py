"""What the form's scripts tell while somebody writes, who else is there, and what becomes of text never saved."""

import json

from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from articles import keeping, rules
from articles.admin.access import fetch
from articles.admin.offers import offers
from articles.models import Article
from articles.models.keeping import Autosave
from articles.wallclock import short, zone
from newsroom.markup import NOT_TEXT

LONGEST = 800_000  # bytes of a request: twice a text at the limit for stories, in any script
MOST_FIELDS = 300


# What a form posts besides its fields.
NOT_TYPED = {"csrfmiddlewaretoken", "window", "number", "then", "base"}


class Refused(Exception):
    """This message was not written by our scripts. `args` are the status and a sentence."""


@require_http_methods(["GET", "HEAD", "POST"])
def keep_new(request):
    """POST: keep what is typed in a story never saved. GET: who is signed in now, with a token for open forms."""
    if request.method != "POST":
        return JsonResponse({"user": request.user.pk, "token": get_token(request)})
    rules.allow(request.user, "add", Article())
    return _answer(request, None)


@require_POST
def keep(request, pk):
    """Keep what is typed in the form of an article, and tell who else has it open."""
    return _answer(request, fetch(request, pk))


@require_POST
def kept(request, pk):
    """Use, discard or take back the text `pk`, one's own."""
    row = Autosave.objects.filter(by=request.user, pk=pk).exclude(typed=[]).first()
    if row is None:
        raise Http404
    rules.allow(request.user, "add", Article())
    form = reverse("admin:articles_article_add")
    if row.article_id:
        form = reverse("admin:articles_article_change", args=[fetch(request, row.article_id).pk])
    match request.POST.get("verb"):
        case "use":
            return redirect(f"{form}?window={keeping.hand_over(row)}")
        case "discard":
            keeping.discard(row)
        case "undo":
            keeping.take_back(row)
    return redirect(form)


def _answer(request, article):
    try:
        said = _read(request)
        # What comes late was typed while one might; it is kept to be read. Anybody may leave.
        if article and not said.get("late") and not said.get("left"):
            rules.allow(request.user, "edit", article)
        taken = _take(request.user, article, said)
    except Refused as refusal:
        status, sentence = refusal.args
        return JsonResponse({"error": sentence}, status=status)
    except PermissionDenied as refusal:  # somebody else has the story now, which is nothing to log
        return JsonResponse({"error": str(refusal)}, status=403)
    except keeping.TooMuch as error:
        return JsonResponse({"error": error.messages[0]}, status=429)
    answer = {"kept": taken, "at": clock(timezone.now())}
    if article:
        answer |= {
            "others": there(article, request.user),
            "head": article.head_id,
            "moved": _moved(article, request.user),
        }
    if said.get("offers"):
        answer["offers"] = render_to_string("admin/articles/article/_kept.html", offers(request.user, article), request)
    return JsonResponse(answer)


def _read(request):
    """The message as a dict. Raises Refused."""
    if int(request.headers.get("content-length") or 0) > LONGEST:
        raise Refused(413, _("This is too long to be kept here. Your browser keeps it."))
    try:
        said = json.loads(request.body)
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict) or not keeping.window_of(said.get("window")):
        raise Refused(400, _("This can't be read."))
    if said.get("user") != request.user.pk:
        raise Refused(409, _("Somebody else is signed in here now."))
    return said


def _take(user, article, said):
    """Do what a message says: the window is closed, or stands open, or this was typed in it. Returns whether kept."""
    window = said["window"]
    if said.get("left"):
        keeping.left(user, window)
        return False
    taken = False
    if "typed" in said:
        number, typed = said.get("number"), said["typed"]
        if type(number) is not int or not 0 <= number < 2**53 or not _are_fields(typed):
            raise Refused(400, _("This can't be read."))
        typed = [[name, NOT_TEXT.sub("", value)] for name, value in typed]
        base = said.get("base")
        base = article.revisions.filter(pk=base).first() if article and type(base) is int and 0 < base < 2**53 else None
        taken = keeping.keep(user, window, article, number=number, typed=typed, base=base)
    if article and not said.get("late"):
        keeping.seen(user, window, article)
    return taken


def fields_of(posted):
    """The fields of a posted form as [name, value] pairs."""
    names = [name for name in posted if name not in NOT_TYPED]
    return [[name, NOT_TEXT.sub("", value)] for name in names for value in posted.getlist(name)]


def _are_fields(typed):
    return (
        isinstance(typed, list)
        and len(typed) <= MOST_FIELDS
        and all(isinstance(pair, list) and len(pair) == 2 for pair in typed)
        and all(isinstance(text, str) for pair in typed for text in pair)
        and all(name.isascii() and name.isprintable() and len(name) < 100 for name, _value in typed)
    )


def _moved(article, user):
    """That the newest save is somebody else's, in a sentence; for a window that began from an older one."""
    if article.head is None or article.head.by_id == user.pk:
        return ""
    words = {"name": article.head.by or _("the system"), "at": clock(article.head.at)}
    return _("%(name)s saved at %(at)s: your save will put both together") % words


def there(article, user):
    """Who else has the article open, a sentence each."""
    return [who(row) for row in keeping.others(article, user)]


def who(row):
    """“Ada is editing, since 14:02”."""
    editing = row.ended_at is None and row.number >= 0
    sentence = _("%(name)s is editing, since %(at)s") if editing else _("%(name)s has it open, since %(at)s")
    return sentence % {"name": row.by, "at": clock(row.opened_at)}


def clock(moment):
    """The time of a moment of today, with the day for one of another."""
    local = moment.astimezone(zone())
    today = local.date() == timezone.now().astimezone(zone()).date()
    return date_format(local, "H:i") if today else short(moment)
