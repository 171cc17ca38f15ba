"""The page on which a passage is removed for legal reasons, after it has shown where the words stand."""

from hashlib import sha256

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from articles import desk, redaction
from articles.admin.access import fetch, respond
from articles.admin.review import label_of
from articles.admin.standing import badges
from articles.forms.complaints import complain
from articles.forms.fields import ProseField


class RedactForm(forms.Form):
    passage = ProseField(
        label=gettext_lazy("What has to go"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("The words as they stand in the text. Capitals and the signs between them don't count."),
    )
    reason = ProseField(
        label=gettext_lazy("What the readers are told"),
        max_length=300,
        one_line=True,
        help_text=gettext_lazy("It stands in the place of the words. Plain text, on one line."),
    )

    def mark(self):
        """What a confirmation is for: these words, and no others."""
        return sha256(self.cleaned_data["passage"].encode()).hexdigest()


@require_http_methods(["GET", "HEAD", "POST"])
def redact(request, pk):
    """GET asks. A first POST shows where the words stand; one with the `mark` of what was shown removes them."""
    article = fetch(request, pk, "redact")
    form = RedactForm(request.POST if request.method == "POST" else None)
    found = None
    if form.is_bound and form.is_valid():
        try:
            if request.POST.get("mark") == form.mark():
                desk.redact(article, by=request.user, **form.cleaned_data)
                messages.success(request, _("Removed. Nobody can bring it back."))
                return redirect("admin:articles_article_history", pk)
            passage = redaction.Passage(form.cleaned_data["passage"], form.cleaned_data["reason"], timezone.now())
            found = redaction.found(article, passage)
        except ValidationError as error:
            complain(form, error)
    context = {"article": article, "form": form, "found": found, "title": _("Remove for legal reasons")}
    if found:
        context["places"] = [(label_of(name), *place) for name, *place in found["places"]]
        context["stub"] = passage.stub()
    return respond(request, "article/redact.html", context | {"badges": badges(article)})
