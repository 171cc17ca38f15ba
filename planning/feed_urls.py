"""The address that calendar programs read, which can't sign in. Not below /admin/, which a site may shut off."""

from django.urls import path

from planning.feed import calendar_feed

urlpatterns = [path("<calendar_token>.ics", calendar_feed, name="calendar_feed")]
