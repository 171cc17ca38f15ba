"""Saving what the article's form posts, from whichever of somebody's windows; what can't be saved is kept."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles import desk, keeping
from articles.admin.keeping import fields_of
from articles.forms.complaints import complain
from articles.forms.fields import NUMBER
from articles.models import Article


def create(form, request):
    """Save a new article, once: a second press of the button finds the first one's. None with reasons on the form."""
    article, window = Article(), window_of(request)
    try:
        with transaction.atomic():
            first = keeping.claim(request.user, window)
            if first:
                return first
            begin = desk.pitch if request.POST.get("then") == "pitch" else desk.save
            revision = begin(article, by=request.user, **form.content())
            keeping.saved(request.user, window, article, number=number_of(request), base=revision)
    except ValidationError as error:
        complain(form, error)
        return None
    return article


def is_same(content, typed):
    """Whether what was typed is what was saved; the slug aside, which follows the headline."""
    return all(content[name] == value for name, value in typed.items() if name != "slug")


def save(request, form, article):
    """Save what was typed. Returns the Revision, or None with the reason on the form. Raises desk.Conflict."""
    base = base_of(request, form, article)
    if base is None:
        form.add_error(None, _("It can't be told which version you began from. Read it over, then save again."))
        form.data = form.data.copy()
        form.data["base"] = article.head_id
        return None
    before = article.head
    try:
        saved = _save_and_end(request, form, article, base)
    except desk.Conflict:
        raise
    except ValidationError as error:
        complain(form, error)
        return None
    if base != before:
        sentence = _("Saved, together with what %(name)s had changed in the meantime.")
        messages.success(request, sentence % {"name": before.by or _("the system")})
    elif "then" not in request.POST and request.accepts("text/html"):
        messages.success(request, _("Saved.") if saved != before else _("Nothing had changed, so nothing was saved."))
    return saved


@transaction.atomic
def _save_and_end(request, form, article, base):
    """Save, and let go of what was kept for this window."""
    head = Article.objects.select_for_update(of=("self",)).values_list("head", flat=True).get(pk=article.pk)
    saved = desk.save(article, by=request.user, base=base, **form.content())
    goes_on = saved if base.pk == head else None  # where it was merged, something else stands in the window
    keeping.saved(request.user, window_of(request), article, number=number_of(request), base=goes_on)
    return saved


def base_of(request, form, article):
    """The revision that what was typed was edited from, or None: the form's, or what its window itself saved since."""
    number = form.cleaned_data.get("base")
    base = article.revisions.filter(pk=number).first()
    row = keeping.row_of(request.user, window_of(request))
    own = row.base if row and row.article_id == article.pk else None
    return own if own and (number is None or (base and own.pk > base.pk)) else base


def window_of(request):
    """The name of the window that posted this; a new one where it gave none."""
    if not hasattr(request, "window"):
        request.window = keeping.window_of(request.POST.get("window")) or keeping.drawn()
    return request.window


def number_of(request):
    number = request.POST.get("number", "")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 16 else 0


def row_of(request):
    """What is kept of the window that posted this, or that the address names; None where there is none."""
    name = request.POST.get("window") if request.method == "POST" else request.GET.get("window")
    return keeping.row_of(request.user, keeping.window_of(name))


def keep(request, article):
    """Keep a post that could not be saved."""
    base = request.POST.get("base", "")
    base = article.revisions.filter(pk=int(base)).first() if article and NUMBER.fullmatch(base) else None
    typed = fields_of(request.POST)
    keeping.keep_posted(request.user, window_of(request), article, number=number_of(request), typed=typed, base=base)
