"""A reader writes a comment, and nothing of it is lost."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import desk
from articles.tests.factories import make_article, make_live_story, make_user
from comments import posting, privacy
from comments.forms import stamp
from comments.models import Comment
from comments.tests.factories import form_data, make_comment, new_url, send, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    return make_live_story(headline="The phone that repairs itself")


def test_the_form_is_a_page_that_no_cache_keeps(client, story):
    response = client.get(new_url(story))
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["X-Robots-Tag"] == "noindex"
    page = response.content.decode()
    assert 'name="csrfmiddlewaretoken"' in page
    assert "The phone that repairs itself" in page


def test_a_comment_is_kept_as_it_was_written(client, story):
    comment = sent(
        client, story, name=" Ada  Lovelace ", email="Ada@Example.COM", body="First\u202e line.\r\n\r\nSecond **line**."
    )
    assert (comment.name, comment.email) == ("Ada Lovelace", "ada@example.com")
    assert comment.body == "First line.\n\nSecond **line**."
    assert comment.body_html == "<p>First line.</p>\n<p>Second <strong>line</strong>.</p>\n"
    assert comment.article == story.article
    assert comment.status == "held"


def test_after_sending_the_reader_sees_that_the_comment_is_held(client, story):
    response = client.post(new_url(story), form_data(story, body="What about the battery?"), follow=True)
    assert response.redirect_chain
    assert "A moderator will read your comment" in response.content.decode()
    assert "What about the battery?" in response.content.decode()
    assert response.headers["Cache-Control"] == "private, no-store"


def test_the_receipt_of_a_held_comment_cannot_be_made_up(client, story):
    other = make_comment(story, status="held")
    address = send(client, story).url
    assert client.get(address).status_code == 200
    assert client.get(address.replace(f"/held/{Comment.objects.last().pk}:", f"/held/{other.pk}:")).status_code == 404


def test_once_approved_the_receipt_leads_to_the_comment(client, story):
    address = send(client, story).url
    comment = Comment.objects.get()
    Comment.objects.update(status="approved")
    response = client.get(address, follow=True)
    assert response.redirect_chain[-1][0] == f"{story.get_absolute_url()}#comment-{comment.pk}"


def test_a_preview_stores_nothing_and_keeps_the_text(client, story):
    response = send(client, story, body="Rather *good*.", preview="1")
    page = response.content.decode()
    assert response.status_code == 200
    assert "<em>good</em>" in page
    assert "Rather *good*.</textarea>" in page
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 61),
        ("name", "Ada\u202etxt"),
        ("name", "Ada\u200bLovelace"),
        ("name", "\u3164"),
        ("name", "—"),
        ("name", "Z" + "\u0335" * 20),
        ("email", "nobody"),
        ("email", ""),
        ("body", "  \n "),
        ("body", "\u200b\u2800"),
        ("body", "x" * 5001),
        ("body", "é" * 2501),
    ],
)
def test_bad_input_gets_a_message_on_its_field_and_loses_nothing(client, story, field, value):
    data = form_data(story, **{"name": "Ada", "email": "ada@example.com", "body": "My **careful** words", field: value})
    response = client.post(new_url(story), data)
    form = response.context["form"]
    assert response.status_code == 422
    assert list(form.errors) == [field]
    page = response.content.decode()
    assert f'id="comment-{field}_error"' in page
    for kept in {"name": "Ada", "email": "ada@example.com", "body": "My **careful** words"}.items() - {
        (field, data[field])
    }:
        assert kept[0] == field or kept[1] in page
    assert not Comment.objects.exists()


def test_a_text_that_is_too_long_is_told_by_how_much(client, story):
    assert "it has 5002 bytes" in send(client, story, body="é" * 2501).content.decode()


def test_an_empty_request_is_asked_for_everything(client, story):
    response = client.post(new_url(story))
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"name", "email", "body"}


def test_without_the_token_the_answer_is_403_with_the_text_kept(story):
    response = send(Client(enforce_csrf_checks=True), story, body="My careful words")
    assert response.status_code == 403
    assert "My careful words" in response.content.decode()
    assert not Comment.objects.exists()


def test_with_the_token_of_the_page_the_comment_is_taken(story):
    client = Client(enforce_csrf_checks=True)
    token = client.get(new_url(story)).context["csrf_token"]
    assert send(client, story, csrfmiddlewaretoken=str(token)).status_code == 302
    evil = send(client, story, csrfmiddlewaretoken=str(token), headers={"Origin": "https://evil.example"})
    assert evil.status_code == 403
    assert Comment.objects.count() == 1


def test_no_comment_on_a_story_that_is_not_live(client):
    draft = make_article()
    coming = desk.publish(make_article(), by=None, at=timezone.now() + timedelta(hours=1))
    gone = make_live_story()
    desk.withdraw(gone.article, by=None, reason="Wrong")
    for article in (draft, coming.article, gone.article):
        for name in ("new", "all"):
            assert client.get(reverse(f"comments:{name}", args=[article.pk])).status_code == 404
        assert client.post(reverse("comments:new", args=[article.pk]), {"body": "x"}).status_code == 404
    assert client.get(f"/comments/{10**25}/new/").status_code == 404
    assert not Comment.objects.exists()


def test_on_a_closed_story_the_answer_is_403_with_the_date_and_the_text(client, story):
    desk.save(story.article, by=None, comments_open=False)
    desk.publish(story.article, by=None, change="update")
    response = send(client, story, body="Too late?")
    page = response.content.decode()
    assert response.status_code == 403
    assert "were closed on" in page
    assert "Too late?" in page
    assert client.get(new_url(story)).status_code == 403
    assert not Comment.objects.exists()


def test_a_story_whose_comments_never_were_open_has_no_date(client):
    story = make_live_story(comments_open=False)
    page = client.get(new_url(story)).content.decode()
    assert "Comments on this story are closed." in page


def test_a_reply_hangs_below_what_it_answers(client, story):
    parent = make_comment(story, name="Grace")
    assert "Grace" in client.get(new_url(story, parent)).content.decode()
    reply = sent(client, story, parent=parent)
    assert reply.parent == parent
    assert reply.path.startswith(parent.path)
    assert reply.depth == 1


@pytest.mark.parametrize("status", ["held", "rejected", "spam"])
def test_a_comment_that_readers_do_not_see_cannot_be_answered(client, story, status):
    hidden = make_comment(story, status=status, body="CANARY")
    assert client.get(new_url(story, hidden)).status_code == 404
    response = send(client, story, parent=hidden, body="My careful words")
    assert response.status_code == 422
    page = response.content.decode()
    assert "My careful words" in page
    assert "CANARY" not in page
    assert f"reply_to={hidden.pk}" not in page
    assert Comment.objects.count() == 1


def test_the_comment_of_another_story_cannot_be_answered(client, story):
    foreign = make_comment(make_live_story())
    assert client.get(new_url(story, foreign)).status_code == 404
    assert send(client, story, parent=foreign).status_code == 422
    for nonsense in ("x", "-1", "1e3", "９", "9" * 30):
        assert client.get(new_url(story) + f"?reply_to={nonsense}").status_code == 404
    with pytest.raises(ValueError, match="same article"):
        posting.add(story.article, name="Ada", email="ada@example.com", body="Words", parent=foreign)


def test_the_same_form_sent_twice_makes_one_comment(client, story):
    data = form_data(story, body="Once is enough.")
    first, second = client.post(new_url(story), data), client.post(new_url(story), data)
    assert first.status_code == second.status_code == 302
    assert Comment.objects.count() == 1


def test_the_form_keeps_the_time_at_which_it_was_opened(client, story):
    data = form_data(story, name="")
    assert data["opened"] in client.post(new_url(story), data).content.decode()


def test_a_form_that_was_open_for_days_is_asked_again_and_then_taken(client, story):
    old = stamp(story.article_id, timezone.now() - timedelta(days=2))
    response = send(client, story, opened=old, body="Slow thoughts")
    assert response.status_code == 422
    assert "Slow thoughts" in response.content.decode()
    fresh = response.context["form"].opened
    assert fresh != old
    assert not Comment.objects.exists()


@pytest.mark.parametrize("opened", ["", "1", "1/9999999999:x", "\x00"])
def test_a_time_that_we_did_not_sign_is_asked_again(client, story, opened):
    assert send(client, story, opened=opened).status_code == 422
    elsewhere = stamp(make_live_story().article_id, timezone.now() - timedelta(seconds=10))
    assert send(client, story, opened=elsewhere).status_code == 422
    assert not Comment.objects.exists()


def test_a_form_that_comes_back_at_once_is_asked_again(client, story):
    opened = stamp(story.article_id, timezone.now())
    response = send(client, story, opened=opened, body="Quick words")
    assert response.status_code == 422
    assert "Quick words" in response.content.decode()
    assert not Comment.objects.exists()


def test_the_form_knows_the_name_and_address_that_this_browser_sent_last(client, story):
    make_comment(story, name="Grace", email="grace@example.com")
    sent(client, story, name="Ada", email="ada@example.com")
    page = client.get(new_url(story)).content.decode()
    assert 'value="Ada"' in page
    assert 'value="ada@example.com"' in page
    assert "@example.com" not in Client().get(new_url(story)).content.decode()
    privacy.forget("ada@example.com")
    assert "@example.com" not in client.get(new_url(story)).content.decode()


def test_the_form_does_not_offer_what_a_member_of_the_staff_sent(client, story):
    user = make_user(role="writer")
    client.force_login(user)
    assert sent(client, story).email == user.email
    del client.cookies["sessionid"]
    assert user.email not in client.get(new_url(story)).content.decode()
