from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles import desk
from articles.models import Article, Revision, Section
from articles.tests.desk_form import address
from articles.tests.factories import make_article, make_author, make_image, make_live_story, make_section
from newsroom.models import LogLine


def test_the_history_names_saves_deeds_reasons_and_editions(client, writer, editor):
    article = make_article(owner=writer)
    desk.submit(article, by=writer)
    desk.return_to_writer(article, by=editor, reason="Who says so?")
    desk.save(article, by=editor, dek="Mended.")
    desk.publish(article, by=editor)
    desk.publish(article, by=editor, change="correction", note="It was five.")
    desk.withdraw(article, by=editor, reason="Wrong person.")
    client.force_login(writer)
    page = client.get(address(article, "history")).content.decode()
    for words in (
        writer.name,
        editor.name,
        "Who says so?",
        "It was five.",
        "Wrong person.",
        "Correction",
        "withdrew it",
    ):
        assert words in page


def test_another_articles_lines_are_not_in_it(client, editor):
    mine, other = make_article(), make_live_story().article
    desk.withdraw(other, by=editor, reason="CANARY")
    client.force_login(editor)
    assert "CANARY" not in client.get(address(mine, "history")).content.decode()


def test_a_long_history_has_pages(client, editor):
    article = make_article(headline="0")
    for n in range(1, 60):
        desk.save(article, by=editor, headline=str(n))
    client.force_login(editor)
    page = client.get(address(article, "history"))
    assert len(page.context["log"]) == 50
    assert len(page.context["versions"]) == 25
    page = client.get(address(article, "history"), {"page": 2, "saves": 3})
    assert len(page.context["log"]) == 10
    assert [version.number for version in page.context["versions"]] == list(range(10, 0, -1))


def test_sections_and_tags_are_logged_in_the_newsrooms_log(client, editor):
    client.force_login(editor)
    fields = {"name": "Phones", "slug": "phones", "accent": "red", "position": 1}
    client.post("/admin/articles/section/add/", fields)
    client.post("/admin/articles/tag/add/", {"name": "chips", "slug": "chips"})
    assert set(LogLine.objects.values_list("action", "label", "by")) == {
        ("created", "Phones", editor.pk),
        ("created", "chips", editor.pk),
    }


def test_each_version_says_in_words_what_changed(client, editor):
    article = make_article(body="One.\n\nTwo.\n\nThree.", tags=["Chips"], headline="First")
    desk.save(article, by=editor, headline="Second", body="One!\n\nTwo.\n\nThree.\n\nFour.", tags=["Chips", "Law"])
    desk.save(article, by=editor, tags=["Law"], hero=make_image(), bylines=[])
    client.force_login(editor)
    newest, middle, first = client.get(address(article, "history")).context["versions"]
    assert newest.changed == "main picture; bylines; tag Chips removed"
    assert middle.changed == "headline; 1 paragraph changed; 1 paragraph added; tag Law added"
    assert first.changed == ""


def test_a_page_of_two_thousand_versions_compares_its_own_alone(client, editor, django_assert_max_num_queries):
    article = make_article()
    content = article.head.content
    Revision.objects.bulk_create(
        Revision(article=article, number=n, content=content | {"headline": f"No. {n}", "body": "Same.\n\n" * 100})
        for n in range(2, 2001)
    )
    Article.objects.filter(pk=article.pk).update(head=article.revisions.get(number=2000))
    client.force_login(editor)
    with django_assert_max_num_queries(30):
        page = client.get(address(article, "history"), {"saves": 40})
    assert [version.changed for version in page.context["versions"]] == ["headline"] * 25


def compared(client, article, old, new):
    return client.get(address(article, "compare"), {"from": old, "to": new})


def test_any_two_versions_are_compared_with_fields_tags_bylines_and_picture(client, editor):
    ada, image = make_author(name="Zoe Holt"), make_image()
    article = make_article(body="The phone ships in March.\n\nIt is red.", section=make_section(name="Phones"))
    desk.save(article, by=editor, headline="In between")
    desk.save(
        article, by=editor, body="The phone ships in May.\n\nIt is red.", bylines=[(ada, "words")], tags=["Law"],
        hero=image, section=make_section(name="Policy"),
    )  # fmt: skip
    client.force_login(editor)
    page = compared(client, article, 3, 1)  # the older one is on the left, however they were picked
    labels = {field.label for field in page.context["fields"]}
    assert labels == {"headline", "slug", "section", "main picture", "tags", "bylines"}
    html = " ".join(page.content.decode().split())
    removed = '<del><span class="visually-hidden">[removed: </span>{}<span class="visually-hidden">]</span></del>'
    for words in ("March", "Phones"):
        assert removed.format(words) in html
    for words in ("[added: </span>May", "[added: </span>Policy", "[added: </span>Zoe Holt", "</span>Law<"):
        assert words in html
    assert "The two say the same." in compared(client, article, 2, 2).content.decode()


def test_of_related_stories_only_live_headlines_are_shown(client, writer, editor):
    hidden, live = make_article(headline="CANARY coming"), make_live_story(headline="As it is live")
    desk.save(live.article, by=editor, headline="CANARY working copy")
    article = make_article(owner=writer)
    desk.save(article, by=editor, related_pins=[hidden.pk, live.article_id])
    client.force_login(writer)
    html = compared(client, article, 1, 2).content.decode()
    assert "CANARY" not in html
    assert f"#{hidden.pk}" in html
    assert "As it is live" in html


def test_markup_in_a_version_is_shown_as_it_was_typed(client, editor):
    article = make_article(body="<script>alert(1)</script>", headline="<img src=x onerror=alert(1)>")
    desk.save(article, by=editor, body="<script>alert(2)</script>", headline="<img src=y onerror=alert(1)>")
    client.force_login(editor)
    html = compared(client, article, 1, 2).content.decode() + client.get(address(article, "history")).content.decode()
    assert "<script>alert" not in html
    assert "<img src" not in html


def bring_back(client, article, number, seen=None, **options):
    seen = seen or Article.objects.get(pk=article.pk).head.number
    return client.post(address(article, "bring_back"), {"revision": number, "seen": seen}, **options)


def test_a_version_comes_back_as_the_newest_and_that_is_undone(client, editor):
    article = make_article(headline="First", tags=["Chips"], hero=make_image())
    first = article.head.content
    desk.save(article, by=editor, headline="Second", tags=[], hero=None)
    client.force_login(editor)
    page = bring_back(client, article, 1, follow=True)
    article = Article.objects.get(pk=article.pk)
    assert article.head.content == first
    assert article.head.number == 3
    assert "Version 1 is the working copy again." in page.content.decode()
    assert page.context["undo"] == 2
    assert LogLine.objects.latest("pk").action == "brought back"
    bring_back(client, article, page.context["undo"])
    article = Article.objects.get(pk=article.pk)
    assert (article.headline, article.hero, list(article.tags.all())) == ("Second", None, [])
    assert client.get(f"{address(article, 'history')}?undo=2").context["undo"] is None  # it is the newest no more


def test_a_version_never_goes_over_a_save_that_was_not_seen(client, editor, writer):
    article = make_article(headline="First")
    desk.save(article, by=editor, headline="Second")
    desk.save(article, by=editor, headline="Somebody else's")
    client.force_login(editor)
    answer = bring_back(client, article, 1, seen=2)
    assert answer.status_code == 409
    assert f"{editor.name} saved version 3 in the meantime. Nothing was done" in answer.content.decode().replace(
        "&#x27;", "'"
    )
    assert Article.objects.get(pk=article.pk).headline == "Somebody else's"
    bring_back(client, article, 1)  # now it was seen
    assert Article.objects.get(pk=article.pk).headline == "First"


def test_a_version_of_another_article_is_not_found(client, editor, writer):
    own, other = make_article(owner=writer), make_article(headline="CANARY", owner=editor)
    desk.save(other, by=editor, headline="CANARY two")
    client.force_login(writer)
    for number in (2, 0, "x", 10**30, "", "²"):
        assert bring_back(client, own, number, seen=1).status_code == 404
        answer = compared(client, own, number or "-", number or "-")
        assert answer.status_code == 404
        assert b"CANARY" not in answer.content
    with pytest.raises(ValidationError):
        desk.restore(own, other.head, by=writer)


def test_who_may_not_edit_brings_nothing_back(client, writer):
    article = make_article(owner=writer, headline="First")
    desk.save(article, by=writer, headline="Second")
    desk.submit(article, by=writer)
    client.force_login(writer)
    assert bring_back(client, article, 1).status_code == 403
    assert "Bring version" not in compared(client, article, 1, 2).content.decode()


def test_what_is_deleted_by_now_is_left_out_and_said(client, editor):
    article = make_article(section=make_section(slug="gone"), bylines=[(make_author(), "words")])
    desk.save(article, by=editor, section=make_section(), bylines=[])
    Section.objects.filter(slug="gone").delete()
    client.force_login(editor)
    page = bring_back(client, article, 1, follow=True).content.decode()
    assert "Deleted meanwhile, and so left out: the section." in page
    assert Article.objects.get(pk=article.pk).section is None


def test_the_history_shows_which_version_readers_saw_when(client, editor):
    article = make_live_story().article
    desk.save(article, by=editor, headline="Waiting")
    desk.publish(article, by=editor, at=timezone.now() + timedelta(hours=1), change="update")
    client.force_login(editor)
    page = client.get(address(article, "history"))
    waiting, first = page.context["versions"]
    assert [len(version.shown) for version in (waiting, first)] == [1, 1]
    assert "Readers see it from" in page.content.decode()
    assert page.context["live_number"] == 1
