"""What readers see below a story, and on the pages of all its comments."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from articles import desk
from articles.tests.factories import make_live_story
from comments import threads
from comments.models import Comment
from comments.tests.factories import make_comment

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    return make_live_story(headline="The phone that repairs itself")


def all_url(story, page=""):
    return reverse("comments:all", args=[story.article_id]) + (f"?page={page}" if page else "")


def text(client, address):
    return client.get(address).content.decode()


def order(page):
    """The numbers of a page's comments from top to bottom."""
    return [int(part.split('"')[0]) for part in page.split('id="comment-')[1:]]


def test_replies_stand_below_what_they_answer(client, story):
    first, second = make_comment(story), make_comment(story)
    late = make_comment(story, parent=first)
    deeper = make_comment(story, parent=late)
    later = make_comment(story, parent=first)
    wanted = [first, late, deeper, later, second]
    assert order(text(client, story.get_absolute_url())) == [comment.pk for comment in wanted]
    assert [comment.depth for comment in wanted] == [0, 1, 2, 1, 0]


def test_answers_to_the_deepest_level_stand_beside_it_and_say_whom_they_answer(client, story):
    comment = None
    for n in range(8):
        comment = make_comment(story, parent=comment, name=f"Voice {n}")
    depths = list(Comment.objects.values_list("path", flat=True))
    assert [len(path) // 10 - 1 for path in depths] == [0, 1, 2, 3, 4, 5, 5, 5]
    page = text(client, story.get_absolute_url())
    assert order(page) == sorted(order(page))
    assert page.count(">to Voice 5</a>") == page.count(">to Voice 6</a>") == 1


@pytest.mark.parametrize("status", ["held", "rejected", "spam"])
def test_what_is_not_approved_is_nowhere(client, story, status):
    hidden = make_comment(story, name="CANARYNAME", email="canary@example.com", body="CANARYTEXT", status=status)
    reply = make_comment(story, parent=hidden)
    for address in (story.get_absolute_url(), all_url(story)):
        page = text(client, address)
        assert "CANARY" not in page
        assert order(page) == [hidden.pk, reply.pk]
        assert page.count("A comment that stood here was removed.") == 1
    assert client.get(hidden.get_absolute_url()).status_code == 404
    assert threads.of(story).total == 1


def test_no_page_shows_an_address(client, story):
    comment = make_comment(story, email="ada@secret.example", ip_hash="feedc0ffee")
    for address in (story.get_absolute_url(), all_url(story), reverse("comments:new", args=[story.article_id])):
        page = text(client, address)
        assert "secret.example" not in page
        assert "feedc0ffee" not in page
        assert comment.digest not in page


def test_the_story_shows_fifty_and_leads_to_the_rest(client, story):
    make_comment(story, status="held")
    comments = [make_comment(story) for _ in range(53)]
    page = text(client, story.get_absolute_url())
    assert order(page) == [comment.pk for comment in comments[:50]]
    assert "All 53 comments" in page
    assert order(text(client, all_url(story, 2))) == [comment.pk for comment in comments[50:]]
    for comment, address in ((comments[49], story.get_absolute_url()), (comments[50], all_url(story, 2))):
        assert client.get(comment.get_absolute_url()).url == f"{address}#comment-{comment.pk}"


def test_a_later_page_repeats_what_its_first_comments_answer(client, story):
    first = make_comment(story, name="Grace")
    gone = make_comment(story, parent=first, status="rejected", body="CANARY")
    replies = [make_comment(story, parent=gone) for _ in range(55)]
    page = text(client, all_url(story, 2))
    assert order(page) == [first.pk, gone.pk, *(comment.pk for comment in replies[49:])]
    assert first.body in page
    assert "CANARY" not in page


@pytest.mark.parametrize("page", ["0", "3", "-1", "x", "1.0", "９", "9" * 40, "last"])
def test_a_page_that_does_not_exist_is_not_found(client, story, page):
    for _ in range(51):
        make_comment(story)
    assert client.get(all_url(story, page)).status_code == 404


def test_the_pages_of_all_comments_send_search_engines_to_the_story(client, story, settings):
    response = client.get(all_url(story))
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert f'<link rel="canonical" href="{settings.SITE_URL}{story.get_absolute_url()}">' in response.content.decode()


def test_a_story_without_comments_says_so(client, story):
    page = text(client, story.get_absolute_url())
    assert "Nobody has said anything yet." in page
    assert reverse("comments:new", args=[story.article_id]) in page


def test_a_closed_story_keeps_its_comments_and_offers_no_form(client, story):
    comment = make_comment(story)
    desk.save(story.article, by=None, comments_open=False)
    desk.publish(story.article, by=None, change="update")
    closed = timezone.localtime(story.article.live_edition().live_from)
    for address in (story.get_absolute_url(), all_url(story)):
        page = text(client, address)
        assert order(page) == [comment.pk]
        assert f"were closed on {closed.day} {closed:%B %Y}" in page
        assert "/new/" not in page


@pytest.mark.parametrize("count", [0, 1, 50, 120])
def test_a_thread_costs_one_query_and_a_long_one_its_count(story, count, django_assert_num_queries):
    last = None
    for n in range(count):
        last = make_comment(story, parent=last if n % 3 else None)
    with django_assert_num_queries(1 if count <= 50 else 2):
        assert threads.of(story).total == count
    if count > 50:
        with django_assert_num_queries(3):
            assert threads.of(story, 2).total == count


def test_the_date_of_a_closed_thread_costs_one_more(client, story, django_assert_num_queries):
    desk.save(story.article, by=None, comments_open=False)
    closed = desk.publish(story.article, by=None, change="update")
    for _ in range(60):
        make_comment(story)
    with django_assert_num_queries(3):
        thread = threads.of(closed)
        assert thread.closed_since == thread.closed_since == closed.live_from


@pytest.mark.parametrize(
    "broken",
    [
        {"status": "unknown"},
        {"path": "0000000001"},
        {"decided_at": None},
        {"status": "held"},
    ],
)
def test_the_database_refuses_what_cannot_be(story, moderator, broken):
    make_comment(story)
    Comment.objects.update(path="0000000001")
    comment = make_comment(story, decided_by=moderator, decided_at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=comment.pk).update(**broken)
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=comment.pk).update(parent=comment)
