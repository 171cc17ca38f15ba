"""What the demo newsroom is once it has been filled."""

import re
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from articles import related
from articles.models import Article, Edition, FrontSlot, Tag
from articles.models.edition import Change
from authors.models import Author
from comments.models import Comment, Status
from importers.demo import load, pictures
from newsroom import roles
from newsroom.models import LogLine, User
from pages.models import Page

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo, filled once for all tests of this file, with small pictures."""
    folder = tmp_path_factory.mktemp("demo")
    with (
        pytest.MonkeyPatch.context() as patch,
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=str(folder / "media"), VAR=folder),
        transaction.atomic(),
    ):
        patch.setattr(pictures, "WIDTH", 160)
        roles.grant()  # a test that emptied the database took the groups with it
        load.fill()
        yield folder
        transaction.set_rollback(True)


def article(slug):
    return Article.objects.get(slug=slug)


def test_it_has_about_thirty_stories_in_six_sections_over_five_months():
    live = Edition.objects.live()
    assert 24 <= live.count() <= Article.objects.count() <= 36
    assert live.values("section").distinct().count() == 6
    dates = live.values_list("published_at", flat=True)
    assert timedelta(days=140) < max(dates) - min(dates) < timedelta(days=170)
    assert Tag.objects.count() >= 30
    assert Author.objects.exclude(bio="").exclude(portrait=None).count() == 8


def test_the_newest_story_is_an_hour_old_and_nothing_readers_see_is_from_the_future():
    now = timezone.now()
    newest = Edition.objects.live().newest_first().first()
    assert HOUR <= now - newest.published_at < HOUR + timedelta(minutes=20)
    assert not Comment.objects.filter(created_at__gt=now).exists()
    assert not LogLine.objects.filter(at__gt=now).exists()


def test_every_state_of_the_desk_is_there():
    assert article("let-me-pause-the-cutscene").state == Article.State.REVIEW
    assert article("the-150-euro-phone-got-good").state == Article.State.READY
    assert article("date-bug-opens-the-gates").state == Article.State.DRAFT
    returned = article("night-shift-at-the-parcel-hub")
    assert returned.state == Article.State.DRAFT
    assert "works council" in LogLine.objects.get(action="returned", subject_id=returned.pk).reason


def test_a_story_and_an_update_of_a_live_story_wait_for_tomorrow():
    story = article("what-sodium-batteries-are-good-for")
    assert not story.live_edition()
    assert timezone.now() < story.scheduled_edition().live_from < timezone.now() + 2 * 24 * HOUR
    order = article("board-orders-corvane-to-publish-manuals")
    assert "would appeal" in order.scheduled_edition().body
    assert "would appeal" not in order.live_edition().body


def test_a_correction_is_public_with_its_sentence(client):
    edition = article("halden-price-list-for-every-part").live_edition()
    assert [line["change"] for line in edition.corrections] == [Change.CORRECTION]
    assert edition.updated_at > edition.published_at
    assert "costs €29. It costs €39" in client.get("/corrections/").content.decode()


def test_a_typo_left_the_time_of_the_update_alone():
    edition = article("halden-fjell-3-review").live_edition()
    assert edition.change == Change.TYPO
    assert edition.updated_at is None


def test_the_withdrawn_story_answers_410_with_its_reason(client):
    edition = article("draft-bill-escrow-keys").editions.get()
    answer = client.get(edition.get_absolute_url())
    assert answer.status_code == 410
    assert "unable to establish" in answer.content.decode()


def test_the_repost_names_its_origin_and_both_authors(client):
    edition = article("xiaomi-off-military-blocklist").live_edition()
    assert edition.source_url
    assert [line.role for line in edition.bylines.all()] == ["words", "original"]
    page = client.get(edition.get_absolute_url()).content.decode()
    for part in (
        "Joseph K. Clark",
        "Nadeem Sarwar",
        "Pocketnow",
        "pullquote",
        "embed-author",
        "US Department of Defense",
    ):
        assert part in page


def test_the_hard_cases_of_the_layout_are_there():
    live = Edition.objects.live()
    assert max(len(edition.headline) for edition in live) == 200
    assert live.filter(hero=None).exists()
    assert live.filter(tags=None).exists()
    assert max(edition.bylines.count() for edition in live) == 5
    assert sum(edition.words > 900 for edition in live) >= 3


def test_every_public_page_answers(client):
    addresses = ["/", "/search/?q=harbour", "/corrections/", "/feed/", "/sitemap.xml"]
    addresses += [edition.get_absolute_url() for edition in Edition.objects.live()]
    addresses += [edition.section.get_absolute_url() for edition in Edition.objects.live()]
    addresses += [row.get_absolute_url() for model in (Author, Page) for row in model.objects.all()]
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 200)


def test_the_front_page_has_a_lead_and_four_pinned_stories(client):
    assert [slot.position for slot in FrontSlot.objects.all()] == [1, 2, 3, 4, 5]
    page = client.get("/").content.decode()
    headlines = [page.index(slot.article.headline) for slot in FrontSlot.objects.all()]
    assert headlines == sorted(headlines)


def test_no_storys_related_ones_leave_most_of_the_row_empty():
    assert min(len(related.of(edition)) for edition in Edition.objects.live()) >= related.SHOWN - 1


def test_comments_are_threads_some_held_one_spam(client):
    threads = Comment.objects.approved().values("article").distinct()
    assert threads.count() >= 10
    assert Comment.objects.exclude(parent=None).count() > 30
    held = Comment.objects.held()
    assert {comment.name for comment in held} == {"Hannah W.", "Door Person", "tape rescue pro"}
    assert not [comment.name for comment in Comment.objects.all() if re.search(r"\w\n\w", comment.body)]
    assert Comment.objects.filter(status=Status.SPAM).count() == 1
    spam = Comment.objects.get(status=Status.SPAM)
    assert "unlimited fibre" not in client.get(spam.article.live_edition().get_absolute_url()).content.decode()


def test_the_log_names_the_people_of_the_desk():
    names = User.objects.values_list("name", flat=True)
    by = {name: set(LogLine.objects.filter(by__name=name).values_list("action", flat=True)) for name in names}
    assert {"approved", "published", "returned", "withdrew", "scheduled"} <= by["Tomás Quiroga"]
    assert "submitted" in by["Mei-Ling Achterberg"]
    assert "marked as spam" in by["Ruth Oyelaran"]


def test_the_sign_ins_are_for_their_owner_only_and_work(demo, client):
    path = demo / load.SIGN_INS
    assert path.stat().st_mode & 0o777 == 0o600
    lines = [line.split() for line in path.read_text("utf-8").splitlines()[1:]]
    assert [role for role, _email, _password in lines] == ["chief", "editor", "writer", "writer", "moderator"]
    for _role, email, password in lines:
        assert User.objects.get(email=email).check_password(password)
