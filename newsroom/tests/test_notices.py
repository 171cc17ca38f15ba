"""Notices: told once, to those who may know, and mailed."""

import pytest

from articles.tests.factories import make_article, make_user
from newsroom import notices
from newsroom.models import Notice
from newsroom.notices import mail

pytestmark = pytest.mark.django_db


def test_the_same_event_is_told_once_and_not_to_who_did_it(writer, editor):
    story = make_article(owner=writer)
    for _time in range(2):
        notices.tell([writer, editor, None], "published", story, key="published:1", by=editor)
    notice = Notice.objects.get()
    assert (notice.to, notice.by, notice.subject) == (writer, editor, story)


def test_somebody_who_has_left_is_told_nothing(writer):
    notices.tell([make_user("editor", is_active=False)], "published", make_article(), key="published:1", by=writer)
    assert not Notice.objects.exists()


def test_a_mail_goes_once(writer, editor, mailoutbox):
    notices.tell([writer], "published", make_article(owner=writer), key="published:1", by=editor)
    notice = Notice.objects.get()
    mail.send.call(notice.pk)
    mail.send.call(notice.pk)
    assert [message.to for message in mailoutbox] == [[writer.email]]
    notice.refresh_from_db()
    assert notice.mailed_at and not notice.mail_due


def test_who_may_no_longer_open_the_story_is_mailed_nothing(writer, editor, mailoutbox):
    notices.tell([writer], "published", make_article(owner=editor), key="published:1", by=editor)
    mail.send.call(Notice.objects.get().pk)
    assert not mailoutbox
    assert Notice.objects.get().mail_due is None
