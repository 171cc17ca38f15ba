"""The mail of a notice: plain text, with links that are whole, and one that stops such mails."""

from email.utils import formatdate
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.text import Truncator

from newsroom.markup import NOT_TEXT
from newsroom.notices.kinds import sentence
from newsroom.notices.stopping import token_of

LONGEST_SUBJECT = 140


def compose(notice):
    """The EmailMessage, in the site's language. The same notice has the same Message-ID each time."""
    with translation.override(settings.LANGUAGE_CODE):
        said = one_line(sentence(notice))
        stop = settings.SITE_URL + reverse("stop_mails", args=[token_of(notice)])
        context = {
            "sentence": said,
            "text": notice.words.get("text", ""),
            "link": settings.SITE_URL + reverse("admin:newsroom_notice_open", args=[notice.pk]),
            "stop": stop,
            "of_thread": bool(notice.thread),
            "settings": settings.SITE_URL + reverse("admin:newsroom_notice_mails"),
            "site": settings.SITE_NAME,
        }
        body = render_to_string("newsroom/notice_mail.txt", context)
        subject = Truncator(said).chars(LONGEST_SUBJECT)
    return EmailMessage(subject, body, to=[notice.to.email], headers=_headers(notice, stop))


def one_line(text):
    """Without line ends or control characters, which in a subject would begin another header."""
    return " ".join(NOT_TEXT.sub("", text).split())


def _headers(notice, stop):
    host = urlsplit(settings.SITE_URL).hostname
    about = f"{notice.subject_type.model}-{notice.subject_id}.{notice.thread}".replace(":", "-").rstrip(".")
    return {
        "Message-ID": f"<notice-{notice.pk}.{notice.at:%Y%m%d%H%M%S}@{host}>",
        "References": f"<{about}@{host}>",  # so that mailboxes keep together what belongs together
        "Date": formatdate(notice.at.timestamp()),
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
