"""The log is read at the desk and written by nobody there."""

import pytest
from django.urls import reverse

from articles.tests.factories import make_article, make_section
from newsroom import log
from newsroom.log import record
from newsroom.models import LogLine
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
    for query in [{"by__id__exact": writer.pk}, {"action": "withdrew"}, {"q": "Twice the same"}, {"q": writer.name}]:
        page = client.get(LIST, query).content.decode()
        assert f">{two.name}</a>" in page
        assert f">{one.name}</a>" not in page


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
