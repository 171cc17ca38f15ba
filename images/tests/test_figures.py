"""Pictures in the text of stories: rendered once, shown in whatever sizes there are."""

import pytest

from articles.tests.factories import make_live_story
from images import figures, library
from images.models import Image
from images.tests.factories import add_picture, upload, work

pytestmark = pytest.mark.django_db


@pytest.mark.django_db(transaction=True)
def test_a_story_published_before_its_pictures_sizes_were_made_gets_them_later_by_itself(client):
    image = library.add(upload(size=(1200, 800)), alt='Discs & "rings"')
    story = make_live_story(body=f"Before.\n\n/// figure | {image.pk}\n///\n\nAfter.")
    page = story.get_absolute_url()
    before = client.get(page)
    assert f'src="{image.url}" width="1200" height="800" alt="Discs &amp; &#34;rings&#34;"' in before.content.decode()
    assert f"image:{image.pk}" in before.shows and b"image/avif" not in before.content
    work()
    image.refresh_from_db()
    after = client.get(page).content.decode()
    assert f'<source type="image/avif" srcset="{image.srcset("wide", "avif")}" sizes="(min-width: 48rem)' in after
    assert 'width="960" height="640" alt="Discs &amp; &#34;rings&#34;" loading="lazy"' in after
    feed = client.get("/feed.json").json()["items"][0]["content_html"]
    assert image.rendition("w960")["url"] in feed and "<picture" not in feed


def test_an_older_text_that_names_a_rendition_shows_all_of_them():
    image = add_picture(size=(1200, 800))
    old = image.rendition("w960", "webp")["url"]
    text = f'<figure><img src="{old}" srcset="{old} 960w" alt="Discs" width="960" height="640"></figure>'
    shown = figures.for_pages(text, figures.used_in(text))
    assert image.srcset("wide", "avif") in shown and shown.startswith('<figure><span class="pic">')


def test_a_picture_that_is_not_ours_or_is_gone_stays_as_it_is(django_assert_num_queries):
    image = add_picture()
    gone = f'<p><img src="{image.url}" alt="Gone"></p>'
    Image.objects.all().delete()
    assert figures.for_pages(gone, figures.used_in(gone)) == gone
    with django_assert_num_queries(0):
        for text in ("<p>/images/ab/0123456789abcdef01234567.jpg</p>", '<img src="/media/logo.png" alt="">'):
            assert figures.for_pages(text, figures.used_in(text)) == text
