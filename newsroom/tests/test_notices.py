"""Notices: told once, to those who may know, and mailed as each of them wants."""

import pytest
from django.core import mail as django_mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles import desk
from articles.tests.factories import make_article, make_user
from images.tests.factories import work
from newsroom import notices
from newsroom.models import Notice, Silence
from newsroom.notices import mail
from newsroom.notices.stopping import token_of
from tests import smtp_server

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(writer):
    return make_article(owner=writer, headline="A ruling")


def told(user, story, kind="published", key="published:1", **fields):
    notices.tell([user], kind, story, key=key, by=fields.pop("by", None), **fields)
    return user.notices.get(key=key)


def test_the_same_event_is_told_once_and_not_to_who_did_it(story, writer, editor):
    for _time in range(2):
        notices.tell([writer, editor, None], "published", story, key="published:1", by=editor)
    notice = Notice.objects.get()
    assert (notice.to, notice.by, notice.subject) == (writer, editor, story)


def test_somebody_who_has_left_is_told_nothing(story):
    notices.tell([make_user("editor", is_active=False)], "published", story, key="published:1")
    assert not Notice.objects.exists()


# Mails


def test_a_mail_goes_once(story, writer, editor, mailoutbox):
    notice = told(writer, story, by=editor)
    for _time in range(2):
        mail.send.call(notice.pk)
    assert [message.to for message in mailoutbox] == [[writer.email]]
    notice.refresh_from_db()
    assert notice.mailed_at and not notice.mail_due


def test_so_many_mails_an_hour_come_of_one_persons_notes(story, writer, editor, mailoutbox, monkeypatch):
    monkeypatch.setattr(mail, "MOST", 2)
    for n in range(4):
        mail.send.call(told(writer, story, kind="mention", key=f"note:{n}", by=editor, thread=f"note-{n}", text="@").pk)
    assert len(mailoutbox) == 2
    assert writer.notices.count() == 4
    assert not writer.notices.filter(mail_due__isnull=False).exists()
    mail.send.call(told(writer, story, kind="mention", key="note:9", by=make_user("editor"), thread="note-9").pk)
    mail.send.call(told(writer, story, kind="returned", key="returned:1", by=editor).pk)
    assert len(mailoutbox) == 4  # somebody else's, and what is no note, come
    writer.notices.update(at=timezone.now() - mail.HOUR)
    mail.send.call(told(writer, story, kind="mention", key="note:10", by=editor, thread="note-10").pk)
    assert len(mailoutbox) == 5


def test_the_worker_sends_it_over_smtp_with_its_links_whole(story, writer, editor, settings):
    settings.EMAIL_BACKEND, settings.SITE_URL = "django.core.mail.backends.smtp.EmailBackend", "https://news.example"
    notice = told(writer, story, kind="returned", by=editor, text="Needs a second source.\n.\nÜber all")
    with smtp_server.running() as post:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(post.url.rpartition(":")[2])
        work()
    ((recipient, message),) = post.mails
    assert recipient == writer.email
    assert message["Subject"] == f"{editor.name} returned “A ruling”"
    body = message.get_content().replace("\r\n", "\n")
    assert "Needs a second source.\n.\nÜber all" in body
    assert f"https://news.example/admin/newsroom/notice/{notice.pk}/" in body
    stop = f"https://news.example/accounts/mails/{token_of(notice)}/"
    assert stop in body and message["List-Unsubscribe"].strip() == f"<{stop}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_mail_sent_again_after_a_crash_is_known_by_its_number(story, writer, mailoutbox):
    notice = told(writer, story)
    mail.send.call(notice.pk)
    Notice.objects.update(mailed_at=None, mail_due=timezone.now())  # as if killed before it was noted
    mail.send.call(notice.pk)
    first, second = (message.message()["Message-ID"] for message in mailoutbox)
    assert first == second


def test_while_one_worker_has_a_mail_no_other_sends_it(story, writer, mailoutbox):
    notice = told(writer, story)
    assert mail._claim(notice.pk) == notice
    mail.send.call(notice.pk)
    assert not mailoutbox


def test_what_a_killed_worker_left_is_queued_again(story, writer, mailoutbox):
    told(writer, story)
    DBTaskResult.objects.update(status="RUNNING")
    assert mail.resume() == 1
    assert mail.resume() == 0
    work()
    assert len(mailoutbox) == 1


def test_a_headline_can_add_no_header(writer, editor, mailoutbox):
    story = make_article(owner=writer, headline="A ruling")
    story.headline = "A ruling\r\nBcc: everybody@example.com\n\nHm"
    mail.send.call(told(writer, story, by=editor).pk)
    message = mailoutbox[0].message()
    assert message["Bcc"] is None
    assert "Bcc: everybody@example.com Hm" in mailoutbox[0].subject


def test_who_may_no_longer_open_the_story_is_mailed_nothing_and_shown_nothing(client, writer, editor, mailoutbox):
    notice = told(writer, make_article(owner=editor, headline="CANARY"), text="CANARY")
    mail.send.call(notice.pk)
    assert not mailoutbox
    client.force_login(writer)
    assert "CANARY" not in client.get(reverse("admin:newsroom_notice_changelist")).content.decode()
    opened = client.get(reverse("admin:newsroom_notice_open", args=[notice.pk]), follow=True)
    assert "CANARY" not in opened.content.decode()


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_staff": False}])
def test_who_has_left_since_is_mailed_nothing(story, writer, mailoutbox, change):
    notice = told(writer, story)
    type(writer).objects.filter(pk=writer.pk).update(**change)
    mail.send.call(notice.pk)
    assert not mailoutbox


def test_a_topic_that_somebody_does_not_want_is_not_mailed(client, story, writer, mailoutbox):
    client.force_login(writer)
    client.post(reverse("admin:newsroom_notice_mails"), {"topic": ["work", "answers"]})
    mail.send.call(told(writer, story, kind="published").pk)
    mail.send.call(told(writer, story, kind="returned", key="returned:1").pk)
    assert len(mailoutbox) == 1
    client.post(reverse("admin:newsroom_notice_mails"), {"topic": ["readers"]})
    assert set(writer.silences.values_list("topic", flat=True)) == {"work", "answers", "mentions", "notes"}


# Stopping them


def stop(notice):
    return reverse("stop_mails", args=[token_of(notice)])


def test_one_press_on_the_link_in_a_mail_stops_that_threads_mails(story, writer, mailoutbox):
    notice = told(writer, story, kind="note", thread="note-1")
    stranger = Client(enforce_csrf_checks=True)  # a mail program: it has no cookies and is not signed in
    assert "Stop them" in stranger.get(stop(notice)).content.decode()
    assert not Silence.objects.exists()
    assert stranger.post(stop(notice), {"List-Unsubscribe": "One-Click"}).status_code == 200
    for number, thread in enumerate(["note-1", "note-2", ""]):
        mail.send.call(told(writer, story, kind="note", key=f"note:{number}", thread=thread).pk)
    assert len(mailoutbox) == 2
    stranger.post(stop(notice), {"again": "1"})
    assert not Silence.objects.exists()


def test_stopping_a_storys_mails_stops_those_of_its_threads_too(client, story, writer, mailoutbox):
    client.post(stop(told(writer, story)))
    mail.send.call(told(writer, story, kind="note", key="note:1", thread="note-1").pk)
    assert not mailoutbox
    client.force_login(writer)
    assert "A ruling" in client.get(reverse("admin:newsroom_notice_mails")).content.decode()
    client.post(reverse("admin:newsroom_notice_mails"), {"again": writer.silences.get().pk})
    assert not Silence.objects.exists()


def test_a_link_that_was_changed_stops_nothing(client, story, writer, editor):
    notice = told(writer, story)
    token = token_of(notice)
    for wrong in (token[:-1], token.replace(str(notice.pk), str(notice.pk + 1), 1), str(notice.pk), "x:y"):
        assert client.post(reverse("stop_mails", args=[wrong])).status_code == 404
    answer = client.get(stop(notice))
    assert "no-store" in answer["Cache-Control"] and answer["Referrer-Policy"] == "no-referrer"
    assert "A ruling" not in answer.content.decode()


# At the desk


def test_the_bell_counts_what_is_new_and_the_list_marks_it_as_seen(client, story, writer):
    numbers = [told(writer, story, key=f"published:{n}").pk for n in range(3)]
    client.force_login(writer)
    inbox, marking = reverse("admin:newsroom_notice_changelist"), reverse("admin:newsroom_notice_mark")
    assert "Notices: 3 new" in client.get(inbox).content.decode()
    client.get(reverse("admin:newsroom_notice_open", args=[numbers[0]]))
    client.post(marking, {"seen": numbers[1]})
    assert "Notices: 1 new" in client.get(inbox).content.decode()
    client.post(marking, {"unseen": numbers[1]})
    told(writer, story, key="published:later")
    client.post(marking, {"all": numbers[2]})
    assert [notice.key for notice in client.get(f"{inbox}?unseen").context["page"]] == ["published:later"]


def test_nobody_reads_or_marks_what_another_was_told(client, story, writer, editor):
    notice = told(writer, story)
    client.force_login(editor)
    assert client.get(reverse("admin:newsroom_notice_open", args=[notice.pk])).status_code == 404
    for name in ("seen", "unseen", "all"):
        client.post(reverse("admin:newsroom_notice_mark"), {name: notice.pk})
    client.post(reverse("admin:newsroom_notice_mark"), {"seen": "1 OR 1=1", "all": "9" * 30})
    notice.refresh_from_db()
    assert notice.seen_at is None
    assert "A ruling" not in client.get(reverse("admin:newsroom_notice_changelist")).content.decode()


def test_the_list_is_paged_and_costs_the_same_however_long(client, story, writer, django_assert_max_num_queries):
    for n in range(65):
        told(writer, story, key=f"published:{n}", by=make_user("editor") if n < 5 else None)
    client.force_login(writer)
    with django_assert_max_num_queries(16):
        page = client.get(reverse("admin:newsroom_notice_changelist") + "?page=2")
    assert "Page 2 of 3" in page.content.decode()


def test_a_submitted_story_reaches_the_desk_and_the_mailbox(client, story, writer, editor):
    desk.submit(story, by=writer)
    work()
    (message,) = django_mail.outbox
    assert message.to == [editor.email]
    client.force_login(editor)
    link = next(line for line in message.body.splitlines() if "/newsroom/notice/" in line)
    assert client.get("/" + link.split("/", 3)[3])["Location"] == story.get_desk_url()
