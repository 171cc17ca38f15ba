"""What the picture picker's script asks for. Below the admin's addresses (see images.admin), for the desk only."""

from functools import wraps

from django.contrib import admin
from django.http import JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from images.forms import UploadForm
from images.models import Image
from images.picker import described
from newsroom.numbers import row_number

PAGE = 24
MAX_PAGE = 1000


def desk_only(permission):
    """Answer 403 with a sentence, where the admin would lead a script to the sign-in page."""

    def decorate(view):
        @never_cache
        @wraps(view)
        def wrapped(request):
            if not admin.site.has_permission(request):
                return _refusal(_("You are signed out. Sign in in another tab, then try again here."))
            if not request.user.has_perm(permission):
                return _refusal(_("Your role does not allow this."))
            return view(request)

        return wrapped

    return decorate


def _refusal(sentence):
    return JsonResponse({"errors": {"__all__": [sentence]}}, status=403)


@require_safe
@desk_only("images.view_image")
def dialog(request):
    form = UploadForm(auto_id="picture-upload-%s") if request.user.has_perm("images.add_image") else None
    return render(request, "images/_dialog.html", {"form": form})


@require_safe
@desk_only("images.view_image")
def picker(request):
    """A page of the library as JSON, newest first: ?q= (words, all of which must be found) and ?page= (from 1)."""
    number = min(row_number(request.GET.get("page")) or 1, MAX_PAGE)
    images = Image.objects.matching(request.GET.get("q", "")[:200].replace("\0", ""))
    found = list(images[(number - 1) * PAGE : number * PAGE + 1])
    more = number + 1 if len(found) > PAGE else None
    return JsonResponse({"results": [described(image) for image in found[:PAGE]], "next": more})


@require_POST
@desk_only("images.add_image")
def upload(request):
    """Add one picture. The answer is the picture as in `picker`, or 400 with {"errors": {field: [sentences]}}."""
    form = UploadForm(request.POST, request.FILES)
    image = form.add(by=request.user) if form.is_valid() else None
    if image is None:
        return JsonResponse({"errors": form.errors}, status=400)
    return JsonResponse(described(image) | {"is_new": image.is_new}, status=201 if image.is_new else 200)
