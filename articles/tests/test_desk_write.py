import pytest

from articles import desk
from articles.models import Article, Tag
from articles.tests.desk_form import LIST, address, typed
from articles.tests.factories import BODY, make_article, make_author, make_live_story, make_section, make_user
from newsroom.models import LogLine


def test_a_writer_begins_an_article(client, writer):
    client.force_login(writer)
    author, section = make_author(user=writer), make_section()
    assert author.name in client.get(f"{LIST}add/").content.decode()
    fields = {"headline": "One", "dek": "Why.", "body": "Text.\r\n\r\nMore.", "section": section.pk}
    bylines = {"bylines-author": [author.pk, ""], "bylines-role": ["words", "words"]}
    response = client.post(f"{LIST}add/", typed(**fields, **bylines, tags="chips, Acme ,chips"))
    article = Article.objects.get()
    assert response.url == address(article)
    assert (article.owner, article.headline, article.body) == (writer, "One", "Text.\n\nMore.")
    assert article.section == section
    assert sorted(article.tags.names()) == ["Acme", "chips"]
    assert [line.author for line in article.bylines.all()] == [author]


def test_a_save_keeps_a_revision_and_a_line_in_the_log(client, writer):
    article = make_article(owner=writer, headline="Old")
    client.force_login(writer)
    response = client.post(address(article), typed(article, headline="New"), follow=True)
    assert "Saved." in response.content.decode()
    article.refresh_from_db()
    assert (article.headline, article.head.number, article.head.by) == ("New", 2, writer)
    assert LogLine.objects.filter(action="saved", by=writer).count() == 1


def test_a_save_that_changes_nothing_says_so(client, writer):
    article = make_article(owner=writer)
    client.force_login(writer)
    response = client.post(address(article), typed(article), follow=True)
    assert "nothing was saved" in response.content.decode()
    assert article.revisions.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("headline", "H" * 251),
        ("source_url", "javascript:alert(1)"),
        ("section", "999999"),
        ("hero", "999999"),
        ("hero", "9" * 60),
        ("tags", "t" * 101),
        ("tags", ",".join(f"t{n}" for n in range(21))),
        ("related_pins", "/2026/11/nothing/"),
        ("slug", "not a slug"),
        ("kind", "poem"),
    ],
)
def test_a_mistake_is_told_at_its_field_and_nothing_typed_is_lost(client, writer, field, value):
    article = make_article(owner=writer)
    client.force_login(writer)
    response = client.post(address(article), typed(article, body="Typed for an hour.") | {field: value})
    page = response.content.decode()
    assert "It is not saved yet" in page
    assert response.context["form"].errors.keys() == {field}
    assert "Typed for an hour." in page
    article.refresh_from_db()
    assert article.body == BODY
    assert article.revisions.count() == 1


@pytest.mark.parametrize("author", ["999999", "x", "9" * 5000, "-1", "²"])
def test_a_byline_of_nobody_we_know_is_refused(client, writer, author):
    article = make_article(owner=writer)
    client.force_login(writer)
    response = client.post(address(article), typed(article, **{"bylines-author": [author], "bylines-role": ["words"]}))
    assert "bylines" in response.context["form"].errors


def test_a_person_stands_once_in_each_role(client, writer):
    article, author = make_article(owner=writer), make_author(name="Ada Holt")
    client.force_login(writer)
    rows = {"bylines-author": [author.pk, author.pk], "bylines-role": ["words", "words"]}
    response = client.post(address(article), typed(article, **rows))
    assert "Ada Holt stands twice in the same role." in response.content.decode()
    rows["bylines-role"] = ["words", "photos"]
    client.post(address(article), typed(article, **rows))
    assert article.bylines.count() == 2


def test_bylines_keep_the_order_of_their_places(client, writer):
    article = make_article(owner=writer)
    first, second = make_author(), make_author()
    client.force_login(writer)
    rows = {
        "bylines-author": [second.pk, first.pk, ""],
        "bylines-role": ["words", "photos", "words"],
        "bylines-place": ["2", "1", "3"],
    }
    client.post(address(article), typed(article, **rows))
    assert [line.author for line in article.bylines.all()] == [first, second]


def test_a_second_press_of_save_makes_no_second_article(client, writer):
    client.force_login(writer)
    posted = typed(headline="Once", body="Text.")
    first = client.post(f"{LIST}add/", posted)
    second = client.post(f"{LIST}add/", posted)
    assert first.url == second.url
    assert Article.objects.count() == 1


def test_a_second_press_of_submit_frightens_nobody(client, writer):
    article = make_article(owner=writer)
    client.force_login(writer)
    posted = typed(article, headline="Done", then="submit")
    client.post(address(article), posted)
    response = client.post(address(article), posted, follow=True)
    assert response.status_code == 200
    assert "not saved" not in response.content.decode()


def test_two_articles_that_differ_are_two(client, writer):
    client.force_login(writer)
    client.post(f"{LIST}add/", typed(headline="One"))
    client.post(f"{LIST}add/", typed(headline="Two"))
    assert Article.objects.count() == 2


def test_only_the_forms_fields_reach_the_article(client, writer, editor):
    article = make_article(owner=writer)
    other = make_article(owner=make_user("writer"))
    client.force_login(writer)
    extra = {
        "state": "ready",
        "owner": editor.pk,
        "head": other.head_id,
        "id": other.pk,
        "pk": other.pk,
        "published_at": "2020-01-01",
        "is_live": "1",
        "changed_at": "2020-01-01",
        "_prefetched": "x",
    }
    client.post(address(article), typed(article, headline="Mine", **extra))
    article.refresh_from_db()
    other.refresh_from_db()
    assert (article.headline, article.state, article.owner) == ("Mine", "draft", writer)
    assert article.head.article == article
    assert other.headline != "Mine"
    assert not article.editions.exists()


def test_a_live_story_stays_as_it_is_while_its_draft_moves_on(client, editor):
    story = make_live_story(headline="Read by all")
    client.force_login(editor)
    client.post(address(story.article), typed(story.article, headline="Not yet"))
    assert "Not yet" not in client.get(story.get_absolute_url()).content.decode()
    assert Article.objects.get().headline == "Not yet"


def test_what_lies_with_the_editors_is_read_only_for_its_writer(client, writer):
    article = make_article(owner=writer, headline="Handed in")
    desk.submit(article, by=writer)
    client.force_login(writer)
    page = client.get(address(article)).content.decode()
    assert "lies with the editors" in page
    assert "data-save" not in page
    response = client.post(address(article), typed(article, headline="One more thing", body="And more text."))
    assert response.status_code == 403
    assert "And more text." in response.content.decode()
    article.refresh_from_db()
    assert article.headline == "Handed in"


def test_who_takes_his_own_name_off_is_led_to_the_list(client, writer):
    article = make_article(owner=make_user("writer"), bylines=[(make_author(user=writer), "words")])
    client.force_login(writer)
    other = make_author()
    response = client.post(
        address(article), typed(article, **{"bylines-author": [other.pk], "bylines-role": ["words"]})
    )
    assert response.url == LIST


def test_a_picked_story_stays_though_it_is_withdrawn_but_none_such_is_added(client, editor):
    picked, other = make_live_story(), make_article()
    article = make_article(related_pins=[picked.article_id])
    client.force_login(editor)
    assert picked.get_absolute_url() in client.get(address(article)).content.decode()
    desk.withdraw(picked.article, by=editor, reason="Wrong.")
    page = client.get(address(article)).content.decode()
    assert f"#{picked.article_id}" in page
    client.post(address(article), typed(article, headline="New", related_pins=f"#{picked.article_id}"))
    article.refresh_from_db()
    assert (article.headline, article.related_pins) == ("New", [picked.article_id])
    response = client.post(address(article), typed(article, related_pins=f"#{other.pk}"))
    assert "related_pins" in response.context["form"].errors


def test_markup_in_any_field_is_printed_as_text(client, editor):
    nasty = '"><img src=x onerror=alert(1)><script>alert(1)</script>'
    article = make_article(headline=nasty, dek=nasty, body=nasty, tags=[nasty], hero_caption=nasty, disclosure=nasty)
    client.force_login(editor)
    for page in ("change", "publish", "history", "preview"):
        text = client.get(address(article, page)).content.decode()
        assert "<img src=x" not in text
        assert "<script>alert" not in text
    assert "<img src=x" not in client.get(LIST).content.decode()


def test_who_can_only_read_sees_names_roles_and_length(client, writer):
    author = make_author(name="Ada Holt", user=writer)
    article = make_article(owner=writer, body="One two three four.", bylines=[(author, "photos")])
    desk.submit(article, by=writer)
    client.force_login(writer)
    page = client.get(address(article)).content.decode()
    assert "bylines-author" not in page
    assert 'Ada Holt <span class="quiet">(Photos)</span>' in page
    assert "4 words, 1 min to read" in page


def test_a_mistake_in_the_text_is_told_once(client, editor):
    article = make_article(body="Text.\n\n/// nosuch\n///", section=None)
    client.force_login(editor)
    page = client.get(address(article)).content.decode()
    assert page.count("nosuch") == 2  # in the text, and in the sentence below it
    assert "Choose a section." in page


def test_tags_of_stories_that_one_may_not_open_are_not_suggested(client, writer, editor):
    make_article(tags=["Chip embargoed"])
    make_live_story(tags=["Chip live"])
    make_article(owner=writer, tags=["Chip own"])
    Tag.objects.create(name="Chip unused")

    def suggested(by):
        client.force_login(by)
        return client.get("/admin/articles/article/tags/", {"q": "chip"}).json()["results"]

    assert suggested(writer) == ["Chip live", "Chip own"]
    assert suggested(editor) == ["Chip embargoed", "Chip live", "Chip own", "Chip unused"]
