"""The pages of the plan: pitching, assigning, dates, embargo, trash; and moving a schedule."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles import desk, wallclock
from articles.models import Article
from articles.tests.desk_form import LIST, address, typed
from articles.tests.factories import make_article, make_live_story, make_user
from articles.tests.test_desk_times import next_change
from articles.tests.test_desk_verbs import press

HOUR = timedelta(hours=1)


def wall(moment):
    return wallclock.wall(moment).isoformat(timespec="minutes")


def later(hours=2):
    return (timezone.now() + hours * HOUR).replace(second=0, microsecond=0)


def fresh(article):
    return Article.objects.get(pk=article.pk)


def test_a_pitch_is_begun_accepted_and_assigned(client, writer, editor):
    client.force_login(writer)
    page = client.get(f"{LIST}add/").content.decode()
    assert "Save as a pitch" in page
    response = client.post(f"{LIST}add/", typed(headline="What the lake hides", then="pitch"), follow=True)
    article = Article.objects.get()
    assert article.state == "pitch"
    assert "Saved as a pitch." in response.content.decode()
    client.force_login(editor)
    client.post(address(article), typed(article, dek="Divers found it.", then="accept"))
    assert (fresh(article).state, fresh(article).dek) == ("draft", "Divers found it.")
    press(client, article, "plan", writer=writer.pk, editor=editor.pk, due_at=wall(later()))
    assert (fresh(article).writer, fresh(article).editor, fresh(article).due_at) == (writer, editor, later())
    page = client.get(address(article)).content.decode()
    assert f"<dd>{writer}</dd>" in page and wallclock.brief(later()) in page


def test_a_declined_pitch_is_read_with_its_reason_and_can_be_restored(client, writer, editor):
    article = Article()
    desk.pitch(article, by=writer, headline="What the lake hides")
    client.force_login(editor)
    response = press(client, article, "decline", reason="")
    assert "reason" in response.context["form"].errors
    response = press(client, article, "decline", reason="We had it in May.")
    page = response.content.decode()
    assert "This story is in the trash." in page and f"/{article.pk}/restore/" in page
    response = client.post(address(article), typed(article, headline="Typed all the same"))
    assert response.status_code == 403
    assert "Typed all the same" in response.content.decode()
    press(client, article, "restore")
    assert fresh(article).trashed_at is None


def test_what_nobody_touches_in_the_plan_stays_to_the_second(client, writer, editor):
    due = timezone.now() + HOUR
    article = desk.plan(make_article(), by=editor, due_at=due)
    client.force_login(editor)
    press(client, article, "plan", writer=writer.pk, due_at=wall(due))
    assert (fresh(article).due_at, fresh(article).writer) == (due, writer)
    press(client, article, "plan", writer=writer.pk, due_at="")
    assert fresh(article).due_at is None


def test_only_who_may_write_or_edit_is_offered(client, writer, editor, moderator):
    gone = make_user(is_active=False)
    client.force_login(editor)
    form = client.get(address(make_article(), "plan")).context["form"]
    assert {writer, editor} <= set(form.fields["writer"].queryset)
    assert not {moderator, gone} & set(form.fields["writer"].queryset)
    assert writer not in form.fields["editor"].queryset
    article = make_article()
    response = press(client, article, "plan", writer=moderator.pk)
    assert "writer" in response.context["form"].errors
    assert fresh(article).writer is None


def test_an_embargo_is_set_respected_and_lifted(client, editor):
    article = make_article()
    client.force_login(editor)
    press(client, article, "embargo", until=wall(later(3)))
    assert fresh(article).embargo_until == later(3)
    assert "Embargo until" in client.get(address(article)).content.decode()
    response = press(client, article, "publish", when="now")
    assert "under embargo until" in response.content.decode()
    assert response.context["form"]["when"].value() == "now"
    assert client.get(address(article, "publish")).context["form"]["at"].value() == later(3)
    response = press(client, article, "schedule", when="later", at=wall(later(2)))
    assert not article.editions.exists()
    press(client, article, "lift")
    assert fresh(article).embargo_until is None
    press(client, article, "publish", when="now")
    assert article.live_edition()


def test_a_schedule_is_moved_in_one_step(client, editor):
    article = make_article()
    desk.publish(article, by=editor, at=later(2))
    client.force_login(editor)
    page = client.get(address(article, "reschedule"))
    assert page.context["form"]["at"].value() == later(2)
    press(client, article, "reschedule", at=wall(later(5)))
    assert article.scheduled_edition().live_from == later(5)


@pytest.mark.parametrize(("verb", "field"), [("reschedule", "at"), ("embargo", "until"), ("plan", "planned_at")])
@pytest.mark.parametrize("backwards", [True, False])
def test_every_page_asks_back_for_an_hour_that_is_twice_or_never(client, editor, settings, verb, field, backwards):
    settings.TIME_ZONE = "Europe/Berlin"
    article = make_article()
    desk.publish(article, by=editor, at=datetime(2199, 1, 1, tzinfo=UTC))
    client.force_login(editor)
    asked = {field: next_change(backwards).isoformat(timespec="minutes")}
    response = press(client, article, verb, **asked)
    choices = response.context["form"].fields[field].widget.choices
    assert len(choices) == 2
    assert f'name="{field}_which"' in response.content.decode()
    press(client, article, verb, **asked, **{f"{field}_which": choices[0].isoformat()})
    article = fresh(article)
    kept = {"at": article.scheduled_edition().live_from, "until": article.embargo_until}
    assert (kept | {"planned_at": article.planned_at})[field] == choices[0]
    if backwards:
        shown = client.get(address(article, verb)).content.decode()
        assert f'name="{field}_which"' in shown  # what stands there is not asked back when it is posted again


def test_what_readers_have_is_offered_no_trash(client, editor):
    client.force_login(editor)
    for article, offered in ((make_article(), True), (make_live_story().article, False)):
        assert ('value="trash"' in client.get(address(article)).content.decode()) is offered
    response = press(client, make_article(headline="Thrown"), "trash", reason="")
    assert "In the trash" in response.content.decode()
    assert "Thrown" not in [str(row) for row in client.get(LIST).context["cl"].result_list]
