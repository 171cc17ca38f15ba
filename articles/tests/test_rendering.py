"""What a text names is found in one query of each kind, and a text that goes out is rendered once."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import checks, desk, editions, rendering
from articles.tests.factories import make_article, make_image, make_live_story


def body_of(images, stories):
    figures = [f"/// figure | {image.pk}\n///" for image in images]
    lines = [f"/// related | {story.article_id}\n///" for story in stories]
    return "\n\n".join(["Look.", *figures, *lines])


def test_ten_pictures_and_stories_cost_two_queries(db):
    images, stories = [make_image() for _n in range(3)], [make_live_story() for _n in range(3)]
    with CaptureQueriesContext(connection) as queries:
        rendered = rendering.render(body_of(images, stories))
    assert rendered.errors == [] and len(queries) == 2
    assert rendered.html.count("<img") == rendered.html.count("related-line") == 3


def test_a_number_that_is_none_is_told(db):
    assert len(rendering.render("/// figure | 99\n///\n\n/// related | 98\n///").errors) == 2


def test_publishing_renders_the_text_once(db, editor, monkeypatch):
    texts = []

    def counted(text):
        texts.append(text)
        return rendering.render(text)

    article = make_article()
    monkeypatch.setattr(checks, "render", counted)
    monkeypatch.setattr(editions, "render", counted)
    edition = desk.publish(article, by=editor)
    assert texts == [article.body] and "<p>The board met" in edition.body_html
    desk.hotfix(article, by=editor, body="Another text.")
    assert texts[1:] == ["Another text."] and "Another" in article.live_edition().body_html
