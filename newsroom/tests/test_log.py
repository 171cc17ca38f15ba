"""The log is read at the desk and written by nobody there."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.tests.factories import make_article, make_section
from newsroom import log
from newsroom.log import record
from newsroom.models import LogLine
from newsroom.tests.signing import sign_in
from pages.models import Page

pytestmark = pytest.mark.django_db

LIST = reverse("admin:newsroom_logline_changelist")


def test_a_line_is_shown_with_a_link_to_what_it_is_about(client, editor):
    story = make_article(owner=editor, headline="Chips & <salt>")
    client.force_login(editor)
    page = client.get(LIST).content.decode()
    assert f'<a href="{story.get_desk_url()}">Chips &amp; &lt;salt&gt;</a>' in page


def test_lines_are_found_by_who_what_and_words(client, editor, writer):
    one, two = make_section(name="Phones"), make_section(name="Policy")
    record(one, "created", by=editor)
    record(two, "withdrew", by=writer, reason="Twice the same")
    client.force_login(editor)
    kind = f"articles.section:{two.pk}"
    for query in [{"by": writer.pk}, {"action": "withdrew"}, {"q": "twice the SAME"}, {"about": kind}]:
        page = client.get(LIST, query).content.decode()
        assert f">{two.name}</a>" in page
        assert f">{one.name}</a>" not in page


def test_lines_come_in_pages_that_are_neither_counted_nor_moved_by_new_ones(client, editor):
    for n in range(250):
        record(editor, "changed", by=editor, reason=f"No. {n}")
    client.force_login(editor)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(LIST)
    assert not [query["sql"] for query in queries if "COUNT(" in query["sql"] and "logline" in query["sql"]]
    record(editor, "changed", by=editor, reason="New")
    seen = [line.reason for line in page.context["lines"]]
    while page.context["older"]:
        page = client.get(LIST + page.context["older"])
        seen += [line.reason for line in page.context["lines"]]
    assert seen == [f"No. {n}" for n in range(249, -1, -1)]


def test_a_day_leads_to_the_lines_up_to_its_end_by_the_sites_clock(client, editor, settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    for at in ("2026-03-01T14:59:59Z", "2026-03-01T15:00:00Z"):
        LogLine.objects.create(at=at, by=editor, action="changed", label=at)
    client.force_login(editor)
    lines = client.get(LIST, {"until": "2026-03-01"}).context["lines"]
    assert [line.label for line in lines] == ["2026-03-01T14:59:59Z"]


@pytest.mark.parametrize(
    "query",
    ["by=x", "by=-1", "about=x", "about=articles.article:x", "until=x", "until=2026-02-31", "until=9999-12-31",
     "before=x", "before=99999999999999999999", "action=x", "q=%00", "q=%25", f"by={10**17}"],
)  # fmt: skip
def test_what_can_not_be_read_is_no_error(client, editor, query):
    client.force_login(editor)
    assert client.get(f"{LIST}?{query}").status_code == 200


def test_a_person_and_a_story_lead_to_their_lines(client, chief, signed_in_chief):
    story = make_article(owner=chief)
    history = client.get(reverse("admin:articles_article_history", args=[story.pk])).content.decode()
    assert f'href="{LIST}?about=articles.article:{story.pk}"' in history
    person = client.get(reverse("admin:newsroom_user_change", args=[chief.pk])).content.decode()
    assert f'href="{LIST}?by={chief.pk}"' in person


@pytest.fixture
def signed_in_chief(client, chief):
    sign_in(client, chief)


def test_the_list_takes_the_same_queries_however_long_it_is(client, editor, django_assert_max_num_queries):
    for _ in range(30):
        record(make_section(), "created", by=editor)
    client.force_login(editor)
    with django_assert_max_num_queries(20):
        client.get(LIST)


def test_not_even_the_chief_writes_changes_or_deletes_a_line(client, chief):
    line = record(make_section(), "created", by=chief)
    client.force_login(chief)
    assert client.post(reverse("admin:newsroom_logline_add"), {"action": "x", "label": "x"}).status_code == 403
    client.post(reverse("admin:newsroom_logline_change", args=[line.pk]), {"action": "x", "label": "x"})
    assert client.post(reverse("admin:newsroom_logline_delete", args=[line.pk]), {"post": "yes"}).status_code == 403
    client.post(LIST, {"action": "delete_selected", "_selected_action": [line.pk], "post": "yes"})
    assert LogLine.objects.get().action == "created"


def test_the_desks_forms_write_into_the_log_and_show_it_as_history(client, editor):
    client.force_login(editor)
    client.post(reverse("admin:pages_page_add"), {"title": "About us", "slug": "about"})
    page = Page.objects.get()
    client.post(reverse("admin:pages_page_change", args=[page.pk]), {"title": "About", "slug": "about"})
    client.post(reverse("admin:pages_page_change", args=[page.pk]), {"title": "About", "slug": "about"})
    history = client.get(reverse("admin:pages_page_history", args=[page.pk])).content.decode()
    assert "Changed Title." in history
    client.post(reverse("admin:pages_page_delete", args=[page.pk]), {"post": "yes"})
    lines = LogLine.objects.order_by("pk").values_list("by", "action", "label")
    assert list(lines) == [
        (editor.pk, "created", "About us"),
        (editor.pk, "changed", "About"),
        (editor.pk, "deleted", "About"),
    ]


def test_a_history_is_not_for_those_who_may_not_see_the_thing(client, writer):
    page = Page.objects.create(title="About us", slug="about")
    client.force_login(writer)
    assert client.get(reverse("admin:pages_page_history", args=[page.pk])).status_code == 403
    assert client.get(reverse("admin:pages_page_history", args=[999])).status_code in {403, 404}


def test_a_listener_hears_each_line_and_takes_it_back_when_it_fails(monkeypatch, chief):
    heard = []
    monkeypatch.setattr(log, "listeners", [heard.append])
    assert heard == [] and log.record(chief, "created", by=None) == heard[0]

    def refuse(line):
        raise ValueError(line.action)

    log.listeners.append(refuse)
    with pytest.raises(ValueError, match="changed"):
        log.record(chief, "changed", by=None)
    assert [line.action for line in LogLine.objects.all()] == ["created"]
