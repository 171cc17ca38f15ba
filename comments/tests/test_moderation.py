"""Moderators decide, at the desk."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from articles import desk
from articles.tests.factories import make_live_story
from comments import moderation
from comments.models import Comment, Status
from comments.tests.factories import make_comment
from newsroom.models import LogLine, User

pytestmark = pytest.mark.django_db
QUEUE = "/admin/comments/comment/"


@pytest.fixture
def story():
    return make_live_story(headline="The phone that repairs itself")


@pytest.fixture
def queue(client, moderator):
    client.force_login(moderator)
    return client


def listed(client, query=""):
    return [comment.pk for comment in client.get(f"{QUEUE}{query}").context["cl"].result_list]


def statuses():
    return dict(Comment.objects.order_by("pk").values_list("pk", "status"))


@pytest.mark.parametrize("status", Status.values)
def test_a_decision_is_kept_with_who_made_it_and_logged(story, moderator, status):
    comment = make_comment(story, status="held" if status != "held" else "spam")
    changed = moderation.VERBS[status]([comment], by=moderator)
    comment.refresh_from_db()
    assert changed == [comment]
    assert comment.status == status
    assert (comment.decided_by == moderator) is (status != "held")
    line = LogLine.objects.get(subject_id=comment.pk, by=moderator)
    assert line.subject == comment
    assert line.reason == ("Was: Spam" if status == "held" else "Was: Held")


def test_what_is_decided_so_already_is_left_alone(story, moderator):
    assert moderation.approve([make_comment(story)], by=moderator) == []
    assert not LogLine.objects.filter(by=moderator).exists()


@pytest.mark.parametrize("verb", moderation.VERBS.values())
def test_only_a_moderator_decides(story, writer, verb):
    comment = make_comment(story, status="held")
    with pytest.raises(PermissionDenied):
        verb([comment], by=writer)
    comment.refresh_from_db()
    assert comment.status == "held"


def test_a_dismissed_moderator_decides_no_more(story, moderator):
    moderator.is_active = False
    with pytest.raises(PermissionDenied):
        moderation.approve([make_comment(story, status="held")], by=moderator)


def test_the_queue_shows_what_is_held_and_who_waits_longest_first(queue, story):
    late = make_comment(story, status="held", body="Second **thoughts**", hold_reason="3 links: a.example")
    early = make_comment(story, status="held", at=late.created_at.replace(year=2020))
    make_comment(story)
    assert listed(queue) == [early.pk, late.pk]
    page = queue.get(QUEUE).content.decode()
    for shown in ("<strong>thoughts</strong>", "3 links: a.example", late.email, "The phone that repairs itself"):
        assert shown in page


def test_everything_comes_with_the_held_ones_first(queue, story):
    spam, approved, held = (make_comment(story, status=status) for status in ("spam", "approved", "held"))
    assert listed(queue, "?status=all") == [held.pk, approved.pk, spam.pk]
    assert listed(queue, "?status=spam") == [spam.pk]
    assert listed(queue, "?status=nonsense") == [held.pk]


def test_the_queue_is_narrowed_by_section_story_and_words(queue, story):
    here = make_comment(story, status="held", name="Grace", body="About batteries")
    other = make_live_story()
    there = make_comment(other, status="held")
    assert listed(queue, f"?section={story.section_id}") == [here.pk]
    assert listed(queue, f"?story={other.article_id}") == [there.pk]
    for words in ("grace", "batteries", here.email):
        assert listed(queue, f"?q={words}") == [here.pk]
    for nonsense in ("x", "9" * 30, "0"):
        assert queue.get(f"{QUEUE}?story={nonsense}&section={nonsense}").status_code == 200


@pytest.mark.parametrize("status", ["approved", "rejected", "spam"])
def test_many_are_decided_at_once(queue, story, status):
    chosen = [make_comment(story, status="held") for _ in range(3)]
    left = make_comment(story, status="held")
    data = {"action": status, "index": "0", "_selected_action": [comment.pk for comment in chosen]}
    assert queue.post(QUEUE, data).status_code == 302
    assert statuses() == {**{comment.pk: status for comment in chosen}, left.pk: "held"}
    assert LogLine.objects.filter(by__isnull=False).count() == 3


def test_one_is_decided_by_its_button_and_the_decision_undone(queue, story):
    comment = make_comment(story, status="held")
    page = queue.post(f"{QUEUE}?status=held", {"decide": f"spam:{comment.pk}"}, follow=True).content.decode()
    assert statuses() == {comment.pk: "spam"}
    assert "1 comment taken for spam." in page
    assert 'value="undo"' in page
    page = queue.post(QUEUE, {"decide": "undo"}, follow=True).content.decode()
    assert statuses() == {comment.pk: "held"}
    assert 'value="undo"' not in page
    assert list(LogLine.objects.filter(by__isnull=False).values_list("action", flat=True)) == ["held", "marked as spam"]


def test_undo_gives_each_its_own_status_back(queue, story):
    before = {make_comment(story, status=status).pk: status for status in Status.values}
    queue.post(f"{QUEUE}?status=all", {"action": "rejected", "index": "0", "_selected_action": list(before)})
    assert set(statuses().values()) == {"rejected"}
    queue.post(QUEUE, {"decide": "undo"})
    assert statuses() == before


def test_an_approved_comment_is_on_the_story_and_a_rejected_one_is_not(queue, client, story):
    comment = make_comment(story, status="held", body="CANARY")
    queue.post(QUEUE, {"decide": f"approved:{comment.pk}"})
    assert "CANARY" in client.get(story.get_absolute_url()).content.decode()
    queue.post(QUEUE, {"decide": f"rejected:{comment.pk}"})
    assert "CANARY" not in client.get(story.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    "data",
    [
        {"decide": "approved:999999"},
        {"decide": "approved:" + "9" * 30},
        {"decide": "approved:x"},
        {"decide": "deleted:1"},
        {"decide": ""},
        {"decide": "undo"},
        {"action": "approved", "index": "0", "_selected_action": ["999999"]},
        {"action": "delete_selected", "index": "0", "_selected_action": ["1"]},
        {
            "_save": "1",
            "form-TOTAL_FORMS": "1",
            "form-INITIAL_FORMS": "1",
            "form-0-id": "1",
            "form-0-status": "approved",
        },
    ],
)
def test_what_the_page_does_not_offer_changes_nothing(queue, story, data):
    comment = make_comment(story, status="held")
    data = {key: str(comment.pk) if value == "1" and key.endswith("id") else value for key, value in data.items()}
    assert queue.post(QUEUE, data).status_code in (200, 302)
    assert statuses() == {comment.pk: "held"}


def test_no_comment_is_added_edited_or_deleted(queue, story):
    comment = make_comment(story, status="held", body="As it was.")
    one = f"{QUEUE}{comment.pk}"
    words = {"body": "Changed", "status": "approved", "post": "yes"}
    assert [queue.post(address, words).status_code for address in (f"{QUEUE}add/", f"{one}/delete/")] == [403, 403]
    response = queue.post(f"{one}/change/", words)
    assert (response.status_code, response.url) == (302, f"{QUEUE}?status=all&id={comment.pk}")
    assert listed(queue, f"?status=all&id={comment.pk}") == [comment.pk]
    comment.refresh_from_db()
    assert (comment.body, comment.status) == ("As it was.", "held")


def test_a_writer_sees_nothing_of_the_queue(client, writer, story):
    comment = make_comment(story, status="held")
    client.force_login(writer)
    assert client.get(QUEUE).status_code == 403
    assert client.post(QUEUE, {"decide": f"approved:{comment.pk}"}).status_code == 403
    assert statuses() == {comment.pk: "held"}
    assert "Comments waiting" not in client.get(reverse("admin:index")).content.decode()


def test_who_may_look_but_not_decide_cannot(client, story):
    guest = User.objects.create_user("guest@example.com", name="Guest", is_staff=True)
    guest.user_permissions.add(Permission.objects.get(codename="view_comment"))
    comment = make_comment(story, status="held")
    client.force_login(guest)
    assert 'name="decide"' not in client.get(QUEUE).content.decode()
    assert client.post(QUEUE, {"decide": f"approved:{comment.pk}"}).status_code == 403
    assert statuses() == {comment.pk: "held"}


def test_moderators_see_nothing_of_a_draft(queue, story):
    make_comment(story, status="held")
    desk.save(story.article, by=None, headline="CANARY headline", dek="CANARY dek")
    for address in (QUEUE, f"{QUEUE}?story={story.article_id}", reverse("admin:index")):
        page = queue.get(address).content.decode()
        assert "CANARY" not in page
    assert "The phone that repairs itself" in queue.get(QUEUE).content.decode()


def test_moderators_see_nothing_of_a_scheduled_edition(queue, story):
    make_comment(story, status="held")
    desk.save(story.article, by=None, headline="CANARY headline")
    desk.publish(story.article, by=None, at=timezone.now() + timedelta(hours=1), change="update")
    for address in (QUEUE, f"{QUEUE}?story={story.article_id}", reverse("admin:index")):
        assert "CANARY" not in queue.get(address).content.decode()


def test_the_first_page_of_the_desk_says_how_many_wait(queue, story):
    for _ in range(4):
        make_comment(story, status="held")
    page = queue.get(reverse("admin:index")).content.decode()
    assert "Comments waiting" in page
    assert '<span class="count">4</span>' in page


def test_the_queue_costs_the_same_whatever_its_length(queue, story, django_assert_max_num_queries):
    parent = make_comment(story)
    for _ in range(30):
        make_comment(story, status="held", parent=parent)
    with django_assert_max_num_queries(16):
        queue.get(QUEUE)
