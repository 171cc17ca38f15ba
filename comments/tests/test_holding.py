"""Whose comments appear at once, which are held, and why."""

import pytest
from django.test import Client
from django.urls import reverse

from articles import desk
from articles.tests.factories import make_author, make_live_story, make_user
from comments import moderation, trust
from comments.models import Comment
from comments.tests.factories import form_data, make_comment, new_url, send, sent

pytestmark = pytest.mark.django_db
ADA = {"name": "Ada", "email": "ada@example.com"}


@pytest.fixture
def story():
    return make_live_story()


@pytest.fixture
def ada(client, story, moderator):
    """The browser of somebody whose first comment a moderator has approved."""
    moderation.approve([sent(client, story, **ADA)], by=moderator)
    return client


def test_the_first_comment_is_held_and_says_why(client, story):
    comment = sent(client, story)
    assert comment.status == "held"
    assert comment.hold_reason == "First comment of this commenter."


def test_after_the_first_approval_a_comment_appears_at_once(ada, story):
    response = send(ada, story, **ADA)
    comment = Comment.objects.order_by("pk").last()
    assert comment.status == "approved"
    assert ada.get(response.url).url == f"{story.get_absolute_url()}#comment-{comment.pk}"


def test_the_address_alone_earns_no_trust(ada, story):
    assert sent(Client(), story, **ADA).status == "held"


def test_a_new_name_or_address_in_a_trusted_browser_is_held(ada, story):
    assert sent(ada, story, **ADA | {"name": "Grace"}).status == "held"
    assert sent(ada, story, **ADA | {"email": "grace@example.com"}).status == "held"
    assert sent(ada, story, **ADA).status == "approved"


def test_a_forged_cookie_earns_no_trust(ada, story):
    key = Comment.objects.get().browser
    for value in (key, f"{key}:1abcde:forged", ""):
        forger = Client()
        forger.cookies[trust.COOKIE] = value
        assert sent(forger, story, **ADA).status == "held"


def test_a_rejection_ends_the_trust(ada, story, moderator):
    moderation.reject([sent(ada, story, **ADA)], by=moderator)
    assert sent(ada, story, **ADA).status == "held"


def test_an_approval_by_no_moderator_earns_no_trust(client, story):
    moderation.approve([sent(client, story, **ADA)], by=None)
    assert sent(client, story, **ADA).status == "held"


def test_an_imported_comment_lends_its_trust_to_nobody(story, moderator):
    moderation.approve([make_comment(story, **ADA, status="held")], by=moderator)
    assert not trust.is_trusted(**ADA, browser="")


def test_the_cookie_stays_below_the_comments(client, story):
    cookie = send(client, story, **ADA).cookies[trust.COOKIE]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"], cookie["secure"]) == ("/comments/", True, "Lax", "")
    secure = client.post(new_url(story), form_data(story), secure=True).cookies[trust.COOKIE]
    assert secure["secure"] is True


def test_the_pages_of_readers_set_no_cookie_and_carry_no_token(client, story):
    comment = make_comment(story)
    for address in (
        story.get_absolute_url(),
        reverse("comments:all", args=[story.article_id]),
        comment.get_absolute_url(),
    ):
        response = client.get(address)
        assert not response.cookies
        assert "csrf" not in response.content.decode()
        assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("https://a.example and https://b.example and www.c.example", "3 links: a.example, b.example, www.c.example"),
        ("[one](https://a.example/1) [two](https://a.example/2) [three](//a.example/3) https://a.example", None),
        ("See https://a.example and https://b.example, please.", ""),
        ("See <https://a.example> and [https://b.example](https://b.example/), please.", ""),
    ],
)
def test_more_than_two_links_are_held(ada, story, body, reason):
    comment = sent(ada, story, **ADA, body=body)
    assert comment.status == ("approved" if reason == "" else "held")
    assert reason is None or comment.hold_reason == reason


def test_a_text_that_was_sent_before_is_held(ada, story):
    earlier = make_comment(story, body="Great post, thank you!")
    comment = sent(ada, make_live_story(), **ADA, body="  great POST,\n thank you! ")
    assert (comment.status, comment.hold_reason) == ("held", f"The same text as Comment {earlier.pk}.")


def test_a_name_of_the_newsroom_is_held(ada, story, moderator):
    make_author(name="Joseph K. Clark")
    for name in ("Joseph K. Clark", "JOSEPH  k. cläRK", "Ｊoseph K. Clark", moderator.name, "newsroom"):
        comment = sent(ada, story, name=name, email=ADA["email"])
        assert comment.status == "held"
        assert f"The name “{comment.name}” is one of the newsroom's." in comment.hold_reason


def test_what_fills_in_the_trap_is_spam_and_gets_the_same_answer(client, story):
    honest = send(client, story)
    trapped = send(client, story, website="https://pills.example", body="Buy")
    assert Comment.objects.get(body="Buy").status == "spam"
    assert trapped.status_code == honest.status_code == 302
    pages = [client.get(response.url).content.decode() for response in (honest, trapped)]
    assert all("A moderator will read your comment" in page for page in pages)


def test_the_newsroom_needs_no_moderator_and_wears_a_mark(client, story):
    writer = make_user("writer", name="Grace Hopper")
    client.force_login(writer)
    assert "comment-name" not in client.get(new_url(story)).content.decode()
    comment = sent(client, story, name="Somebody Else", email="else@example.com")
    assert (comment.name, comment.email, comment.status) == ("Grace Hopper", writer.email, "approved")
    assert comment.mark == "staff"


def test_who_wrote_the_story_is_marked_as_its_author(client):
    writer = make_user("writer", name="Grace Hopper")
    story = make_live_story(bylines=[(make_author(name="Grace Hopper", user=writer), "words")])
    client.force_login(writer)
    comment = sent(client, story)
    assert comment.mark == "author"
    assert '<span class="badge">Author</span>' in Client().get(story.get_absolute_url()).content.decode()


def test_a_comment_stays_with_the_article_over_its_editions(client, story):
    comment = make_comment(story, body="Still here.")
    desk.save(story.article, by=None, headline="New headline")
    desk.publish(story.article, by=None, change="update")
    assert f'id="comment-{comment.pk}"' in client.get(story.get_absolute_url()).content.decode()
