"""A newspaper of its own for the tests of the page cache: addresses, views, and what they print.

`now` is what its database would hold, tag by tag; `between[0](name)` runs in the middle of each render, after this was
read, and what it gives is printed, too.
"""

from django.contrib import admin
from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.urls import path

from newsroom import pagecache

now = {}
renders = []
headers, cookies = {}, {}


def nothing(name):
    return None


between = [nothing]


@pagecache.public("page", "q")
def page(request, name):
    renders.append(name)
    pagecache.shows(f"paper:{name}", "paper")
    text = f"{name} {now.get(name, 1)} page={request.GET.get('page')} q={request.GET.get('q')} {request.META}"
    response = HttpResponse(f"{text} [{between[0](name)}] " + "." * 1000, headers=headers)
    for cookie, value in cookies.items():
        response.set_cookie(cookie, value)
    return response


@pagecache.public()
def moved(request):
    renders.append("moved")
    between[0]("moved")
    return HttpResponsePermanentRedirect("/paper/a/")


def plain(request):
    return HttpResponse("plain")


urlpatterns = [
    path("paper/<str:name>/", page),
    path("moved/", moved),
    path("plain/", plain),
    path("admin/", admin.site.urls),
]
handler500 = "newsroom.errors.broken"
