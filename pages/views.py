from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from newsroom.pagecache import public, shows
from pages.models import Page


@public()
@require_safe
def page(request, slug):
    found = get_object_or_404(Page, slug=slug, published=True)
    shows(f"page:{found.pk}")
    return render(request, "pages/page.html", {"page": found})
