from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles import desk
from articles.desk import links
from articles.models import PreviewLink
from articles.tests.desk_form import address
from articles.tests.factories import make_article, make_image, make_live_story, make_user
from newsroom.models import LogLine, User


def opened(article, by, days=7):
    return f"/preview/{desk.share(article, by=by, days=days)}/"


def test_whoever_has_the_link_reads_the_working_copy_without_signing_in(client, editor):
    story = make_live_story(headline="Live headline")
    desk.save(story.article, by=editor, headline="Working copy", body="New **words**.")
    response = client.get(opened(story.article, editor))
    page = response.content.decode()
    assert "Not published. Do not share." in page
    assert "Working copy" in page
    assert "<strong>words</strong>" in page
    assert "Live headline" not in page
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "no-referrer"
    assert not response.cookies


def test_it_shows_that_article_and_nothing_else(client, editor):
    article = make_article(headline="Shown", tags=["chips"], hero=make_image())
    other = make_article(headline="CANARY other", tags=["chips"])
    make_live_story(headline="Published kin", tags=["chips"])
    desk.save(article, by=editor, body=f"{article.body}\n\n/// related | {other.pk}\n///\n")
    where = opened(article, editor)
    client.force_login(editor)
    for page in (client.get(where).content.decode(), client.get(f"{where}?version=1").content.decode()):
        assert "CANARY" not in page
        assert "/admin/" not in page
        assert "Published kin" not in page
        assert "Copy link" not in page
        assert 'rel="canonical"' not in page
    assert client.get(f"{where}history/").status_code == 404


def test_unknown_expired_revoked_and_trashed_are_the_same_404(client, editor, monkeypatch):
    article, gone, left = make_article(headline="CANARY"), make_article(headline="CANARY"), make_user("editor")
    expired, revoked, trashed, of_one_who_left = (
        opened(article, editor, 1),
        opened(article, editor),
        opened(gone, editor),
        opened(article, left),
    )
    first, second = article.preview_links.filter(by=editor).order_by("pk")
    past = timezone.now() - timedelta(days=2)
    PreviewLink.objects.filter(pk=first.pk).update(made_at=past, expires_at=past + timedelta(days=1))
    desk.unshare(second, by=editor)
    desk.trash(gone, by=editor)
    left.is_active = False
    left.save()
    altered = opened(make_article(), editor)
    altered = altered[:-2] + ("a" if altered[-2] != "a" else "b") + "/"
    answers = [
        client.get(where)
        for where in ("/preview/none/", "/preview/%00/", altered, expired, revoked, trashed, of_one_who_left)
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert all("no-store" in answer["Cache-Control"] for answer in answers)
    assert all(answer["Referrer-Policy"] == "no-referrer" for answer in answers)


@pytest.mark.parametrize("way", ["unassigned", "role", "staff"])
def test_a_link_opens_nothing_once_its_maker_may_not_open_the_story(client, writer, editor, way):
    article = make_article(headline="CANARY")
    desk.assign(article, by=editor, writer=writer)
    where = opened(article, writer)
    assert client.get(where).status_code == 200
    if way == "unassigned":
        desk.assign(article, by=editor, writer=None)
    elif way == "role":
        writer.groups.clear()
    else:
        User.objects.filter(pk=writer.pk).update(is_staff=False)
    answer = client.get(where)
    assert answer.status_code == 404
    assert answer.content == client.get("/preview/none/").content
    assert "no-store" in answer["Cache-Control"]


def test_a_link_ends_at_its_moment(client, editor):
    where = opened(make_article(), editor, 1)
    link = PreviewLink.objects.get()
    assert link.expires_at - link.made_at == timedelta(days=1)
    assert PreviewLink.objects.open(link.expires_at - timedelta(seconds=1)).exists()
    assert not PreviewLink.objects.open(link.expires_at).exists()
    assert client.get(where).status_code == 200


def test_the_secret_is_long_and_kept_nowhere(editor, writer):
    article = make_article(owner=writer)
    secret = desk.share(article, by=writer, days=7)
    assert len(secret) >= 43  # 256 bits
    row = PreviewLink.objects.values().get()
    assert secret not in str(row)
    assert not LogLine.objects.filter(reason__contains=secret).exists()


def test_the_page_shows_the_link_once_and_who_made_and_opened_it(client, writer):
    article = make_article(owner=writer)
    client.force_login(writer)
    made = client.post(address(article, "links"), {"days": 30})
    assert "no-store" in made["Cache-Control"]
    where = made.context["address"]
    assert where.startswith("http")
    assert where in made.content.decode()
    page = client.get(address(article, "links")).content.decode()
    assert where not in page
    assert "Never" in page
    client.logout()
    path = "/" + where.split("/", 3)[3]
    assert client.get(path).status_code == 200
    client.force_login(writer)
    page = client.get(address(article, "links")).content.decode()
    assert "Never" not in page
    assert str(writer) in page
    client.post(address(article, "links"), {"revoke": PreviewLink.objects.get().pk})
    assert client.get(path).status_code == 404
    lines = LogLine.objects.filter(action__contains="preview link").order_by("pk")
    assert [(line.action, line.by) for line in lines] == [
        ("made a preview link", writer),
        ("revoked a preview link", writer),
    ]


@pytest.mark.parametrize("days", ["", "x", "2", "365", "-1", "9" * 40])
def test_other_times_than_those_offered_are_refused(client, editor, days):
    article = make_article()
    client.force_login(editor)
    assert client.post(address(article, "links"), {"days": days}).context["form"].errors
    assert not PreviewLink.objects.exists()
    with pytest.raises(ValidationError):
        desk.share(article, by=editor, days=365)


def test_who_may_not_edit_makes_no_link_and_revokes_only_their_own(client, writer, editor):
    article = make_article(owner=writer)
    desk.share(article, by=writer, days=7)
    desk.share(article, by=editor, days=7)
    desk.submit(article, by=writer)
    client.force_login(writer)
    assert client.post(address(article, "links"), {"days": 7}).status_code == 403
    own, theirs = PreviewLink.objects.get(by=writer), PreviewLink.objects.get(by=editor)
    assert client.post(address(article, "links"), {"revoke": theirs.pk}).status_code == 403
    assert client.post(address(article, "links"), {"revoke": own.pk}).status_code == 302
    assert list(PreviewLink.objects.open()) == [theirs]
    with pytest.raises(PermissionDenied):
        desk.share(article, by=writer, days=7)


@pytest.mark.parametrize("number", ["", "x", "0", "9" * 40])
def test_the_link_of_another_article_is_not_revoked_here(client, writer, editor, number):
    article = make_article(owner=writer)
    desk.share(make_article(), by=editor, days=7)
    client.force_login(writer)
    for pk in (number, PreviewLink.objects.get().pk):
        assert client.post(address(article, "links"), {"revoke": pk}).status_code == 404
    assert PreviewLink.objects.open().exists()


def test_too_many_links_are_refused_and_too_many_looks(client, editor, monkeypatch):
    article = make_article()
    monkeypatch.setattr(links, "MOST", 1)
    where = opened(article, editor)
    with pytest.raises(ValidationError):
        desk.share(article, by=editor, days=7)
    monkeypatch.setattr("articles.outside_preview.MOST", 3)
    answers = [client.get(where) for _n in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[-1]["Retry-After"]
    assert "no-store" in answers[-1]["Cache-Control"]


def test_only_reading_is_answered(client, editor):
    assert client.post(opened(make_article(), editor)).status_code == 405


def test_robots_and_sitemaps_do_not_name_it(client, editor):
    opened(make_article(), editor)
    assert "Disallow: /preview/" in client.get("/robots.txt").content.decode()
    assert "preview" not in client.get("/sitemap.xml").content.decode()


def test_the_database_takes_no_link_without_an_end(editor):
    now = timezone.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        PreviewLink.objects.create(article=make_article(), by=editor, token_hash="x", made_at=now, expires_at=now)
