import json
import re

from articles import desk
from articles.models import Article, Edition, Tag
from articles.tests.desk_form import LIST, address, typed
from articles.tests.factories import make_article, make_image, make_live_story, make_user


def test_the_preview_is_the_sites_own_page_with_the_working_copy(client, editor):
    story = make_live_story(headline="Live headline", tags=["chips"])
    desk.save(story.article, by=editor, headline="Working copy", body="New **words**.", tags=["chips", "new tag"])
    client.force_login(editor)
    response = client.get(address(story.article, "preview"))
    page = response.content.decode()
    assert "Preview: this is not published." in page
    assert "<strong>words</strong>" in page
    assert "new tag" in page
    assert "Live headline" not in page
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]
    assert "noindex" in page
    assert not Tag.objects.filter(name="new tag", edition_uses__isnull=False).exists()


def test_a_draft_without_section_slug_or_headline_can_be_seen(client, writer):
    article = make_article(owner=writer, headline="", section=None, bylines=[], dek="", body="")
    client.force_login(writer)
    page = client.get(address(article, "preview")).content.decode()
    assert "No section yet" in page


def test_a_script_gets_the_page_the_mistakes_and_the_count_of_what_is_typed(client, writer):
    client.force_login(writer)
    picture = make_image(credit="")
    posted = typed(
        headline="Typed", body=f"One two three.\n\n/// figure | {picture.pk}\n///\n\n/// figure | 999\n///\n"
    )
    response = client.post(f"{LIST}preview/", posted, headers={"Accept": "application/json"})
    data = json.loads(response.content)
    assert "Typed" in data["html"]
    assert picture.rendition("w960")["url"] in data["html"]
    assert data["words"] == 3
    assert data["errors"] == ["Line 6: there is no picture with the number 999."]


def test_previewing_saves_nothing(client, writer):
    article = make_article(owner=writer, headline="Saved")
    client.force_login(writer)
    page = client.post(address(article, "preview"), typed(article, headline="Typed", tags="brand new"))
    assert "Typed" in page.content.decode()
    client.post(f"{LIST}preview/", typed(headline="Typed"))
    assert Article.objects.get().headline == "Saved"
    assert not Edition.objects.exists()
    assert not Tag.objects.exists()
    assert article.revisions.count() == 1


def test_a_preview_by_post_of_anothers_article_is_a_404(client, writer):
    article = make_article(owner=make_user("writer"))
    client.force_login(writer)
    assert client.post(address(article, "preview"), typed(headline="x")).status_code == 404


def test_a_body_that_is_too_much_is_told_and_not_rendered(client, writer):
    client.force_login(writer)
    posted = typed(body="[" * 50_000)
    data = json.loads(client.post(f"{LIST}preview/", posted, headers={"Accept": "application/json"}).content)
    assert data["errors"]
    assert "[[[[" not in data["html"]


def test_a_preview_shows_no_unpublished_story_that_is_pinned_or_named(client, writer):
    hidden = make_article(headline="CANARY", owner=make_user("writer"))
    client.force_login(writer)
    posted = typed(body=f"/// related | {hidden.pk}\n///\n", related_pins=f"#{hidden.pk}")
    assert "CANARY" not in client.post(f"{LIST}preview/", posted).content.decode()


def test_the_blocks_of_a_preview_say_their_line_and_those_of_an_edition_do_not(client, editor):
    body = "First [words](https://example.org/a) here.\n\n## A heading\n\nMore.\n\n"
    body += "/// pullquote\nMore.\n///\n\n- one\n- two\n"
    story = make_live_story(body=body)
    client.force_login(editor)
    html = client.get(address(story.article, "preview")).content.decode()
    assert '<p data-line="1">First' in html
    assert re.search(r'<h2 [^>]*data-line="3"', html)
    assert '<p data-line="5">More.' in html
    assert re.search(r'<aside [^>]*data-line="7"', html)
    assert '<ul data-line="11">' in html
    assert "data-line" not in story.body_html
    assert "data-line" not in client.get(story.get_absolute_url()).content.decode()


def test_a_line_that_a_writer_claims_in_html_goes(client, editor):
    article = make_article(body='<p data-line="9">Raw.</p>')
    client.force_login(editor)
    assert 'data-line="9"' not in client.get(address(article, "preview")).content.decode()


def test_a_story_is_found_by_its_address(client, writer):
    story = make_live_story(headline="Wanted")
    make_live_story(headline="Other")
    client.force_login(writer)
    for words in (story.get_absolute_url(), f"https://example.org{story.get_absolute_url()}?a=b"):
        results = client.get("/admin/articles/article/stories/", {"q": words}).json()["results"]
        assert [result["id"] for result in results] == [story.article_id]
