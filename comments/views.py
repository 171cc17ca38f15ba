"""The pages below /comments/. Only the comments of a story that is live now, and of these only the approved ones."""

from django.core import signing
from django.http import Http404
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from comments import limits, posting, threads, trust
from comments.forms import CommentForm
from comments.models import Comment, Status
from newsroom.numbers import row_number
from newsroom.pagecache import public

_signer = signing.TimestampSigner(salt="comments.receipt")
RECEIPT_AGE = 24 * 3600
MOST_PAGES = 100_000


@public("page")
@require_safe
def all_comments(request, article_id):
    """Every comment of a story, fifty a page."""
    edition = threads.live_edition(article_id)
    number = row_number(request.GET.get("page", "1"))
    if not number or number > MOST_PAGES:
        raise Http404
    thread = threads.of(edition, number)
    response = render(request, "comments/all.html", {"edition": edition, "thread": thread})
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def one(request, article_id, comment_id):
    """Leads to wherever a comment stands now."""
    edition = threads.live_edition(article_id)
    comment = get_object_or_404(Comment.objects.approved(), pk=comment_id, article=article_id)
    number = threads.number_of(comment)
    page = edition.get_absolute_url() if number == 1 else f"{reverse('comments:all', args=[article_id])}?page={number}"
    return redirect(f"{page}#comment-{comment.pk}")


@csrf_exempt  # not exempt: _post checks, so that a refusal keeps what was typed
@require_http_methods(["GET", "HEAD", "POST"])
def new(request, article_id):
    """The form, and what it sends."""
    edition = threads.live_edition(article_id)
    parent = _parent(request, article_id)
    if not edition.comments_open:
        context = {"since": threads.closed_since(edition), "typed": request.POST.get("body", "")}
        return _page(request, "closed", edition, status=403, **context)
    staff = _staff(request)
    if request.method == "POST":
        return _post(request, edition, CommentForm(request.POST, article_id=article_id, staff=staff), parent)
    known = {} if staff else trust.commenter_in(trust.browser_of(request))
    form = CommentForm(initial=known, article_id=article_id, staff=staff)
    return _form(request, edition, form, parent)


@require_safe
def held(request, article_id, receipt):
    """Says to the writer of a comment that it waits for a moderator, and shows it once more."""
    edition = threads.live_edition(article_id)
    try:
        pk = _signer.unsign(receipt, max_age=RECEIPT_AGE)
    except signing.BadSignature as error:
        raise Http404 from error
    comment = get_object_or_404(Comment, pk=pk, article=article_id)
    if comment.status == Status.APPROVED:
        return redirect(comment)
    return _page(request, "held", edition, comment=comment)


def _post(request, edition, form, parent):
    form.is_valid()
    if _SameSite(lambda request: None).process_view(request, None, (), {}):
        form.add_error(None, _("Your browser did not send back our cookie. Allow cookies here, then send it again."))
        return _form(request, edition, form, parent, status=403)
    if "reply_to" in request.GET and parent is None:
        form.add_error(None, _("The comment that you answer is gone. Sent again, yours will stand by itself."))
    if form.errors or ("preview" not in request.POST and not form.check_time()):
        return _form(request, edition, form, parent, status=422)
    if "preview" in request.POST:
        return _form(request, edition, form, parent, preview=form.html)
    browser = trust.browser_of(request) or trust.new_browser()
    try:
        comment = posting.receive(edition, form, parent=parent, browser=browser, address=limits.client_address(request))
    except limits.TooMany as wait:
        form.add_error(None, _("That is many comments in a short time. Wait a little, then send it again."))
        response = _form(request, edition, form, parent, status=429)
        response.headers["Retry-After"] = str(wait.seconds)
        return response
    response = _answer(request, edition, comment)
    trust.remember(response, browser, secure=request.is_secure())
    return response


def _answer(request, edition, comment):
    """What somebody gets who sent a comment: the way to it, or in place, the words of the page that it leads to."""
    if comment.status == Status.APPROVED:
        address = comment.get_absolute_url()
    else:
        address = reverse("comments:held", args=[edition.article_id, receipt_of(comment)])
    if not _in_place(request):
        return _private(redirect(address))
    response = _page(request, "approved" if comment.status == Status.APPROVED else "held", edition, comment=comment)
    response.headers["Location"] = address
    response.status_code = 201
    return response


def receipt_of(comment):
    """What the address of a held comment's page ends with, so that nobody finds it by counting."""
    return _signer.sign(comment.pk)


def _form(request, edition, form, parent, *, preview="", status=200):
    return _page(request, "form", edition, status=status, form=form, parent=parent, preview=preview)


def _page(request, name, edition, *, status=200, **context):
    """The page `name`, or only its middle for the script that puts it into the story's page. Never kept by a cache."""
    template = f"comments/_{name}.html" if _in_place(request) else f"comments/{name}.html"
    return _private(render(request, template, {"edition": edition, **context}, status=status))


def _private(response):
    patch_cache_control(response, private=True, no_store=True)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _in_place(request):
    return request.headers.get("X-Requested-With") == "fetch"


def _parent(request, article_id):
    """The comment that is to be answered, if it is there for readers. 404 for a form that would answer another."""
    reply_to = request.GET.get("reply_to", "")
    if not reply_to:
        return None
    parent = Comment.objects.approved().filter(pk=row_number(reply_to), article=article_id).first()
    if parent is None and request.method != "POST":
        raise Http404
    return parent


def _staff(request):
    return request.user if request.user.is_active and request.user.is_staff else None


class _SameSite(CsrfViewMiddleware):
    """Django's own check, telling the reason instead of answering with a page that would lose the text."""

    def _reject(self, request, reason):
        return reason
