"""The site, and a page with the picture control."""

from django import forms
from django.http import HttpResponse
from django.template import Context, Template
from django.urls import path

from images.picker import PictureField
from newsroom.urls import urlpatterns

PAGE = """<!DOCTYPE html><html lang="en"><title>A form</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/static/admin/css/base.css">{{ form.media }}
<form method="post">{{ form.as_div }}
<button>Save</button></form><output>{{ chosen }}</output></html>"""


class StoryForm(forms.Form):
    hero = PictureField(required=False, label="Main picture")


def page(request):
    form = StoryForm(request.POST or None)
    chosen = form.cleaned_data.get("hero") if form.is_valid() else None
    return HttpResponse(Template(PAGE).render(Context({"form": form, "chosen": chosen and chosen.pk})))


page.csrf_exempt = True
urlpatterns = [path("a-form/", page), *urlpatterns]
