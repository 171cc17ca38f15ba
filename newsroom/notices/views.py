"""The page behind the link in each mail by which its like are stopped. It asks nobody to sign in."""

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from newsroom.notices import stopping


@never_cache
@csrf_exempt  # mail programs press the button by themselves (RFC 8058), and the token says all that there is to know
@require_http_methods(["GET", "HEAD", "POST"])
def stop_mails(request, notice):
    """Show a button; by POST stop such mails, or have them come again."""
    found = stopping.notice_of(notice)
    if request.method == "POST":
        stopping.go_on(found) if "again" in request.POST else stopping.stop(found)
    answer = render(request, "newsroom/stop_mails.html", {"notice": found, "stopped": stopping.is_stopped(found)})
    answer.headers["Referrer-Policy"] = "no-referrer"  # the address is as good as a key
    return answer
