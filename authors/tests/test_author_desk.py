"""Authors at the desk: their list, their form, and why most of them can't be deleted."""

import pytest
from django.urls import reverse

from articles.tests.factories import make_article, make_author, make_image, make_live_story, make_user
from authors.models import Author
from newsroom.models import LogLine, User

pytestmark = pytest.mark.django_db

LIST = reverse("admin:authors_author_changelist")
ADD = reverse("admin:authors_author_add")


def page_of(author, name="change"):
    return reverse(f"admin:authors_author_{name}", args=[author.pk])


def errors(answer):
    return answer.context["adminform"].form.errors


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def test_an_author_is_made_and_has_a_page(desk):
    form = {"name": "Joseph K. Clark", "title": "Senior reporter", "bio": "Covers *chips*."}
    desk.post(ADD, form | {"website": "clark.example", "email": "joe@example.com"})
    author = Author.objects.get()
    assert author.slug == "joseph-k-clark"
    assert author.website == "https://clark.example"
    page = desk.get(author.get_absolute_url()).content.decode()
    assert "<em>chips</em>" in page
    assert "Senior reporter" in page
    assert LogLine.objects.get().action == "created"


@pytest.mark.parametrize("field", ["website", "mastodon", "bluesky", "x"])
@pytest.mark.parametrize(
    "bad",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "ftp://example.com",
        "//evil",
        "https://",
        "https://x/\"onmouseover='alert(1)",
    ],
)
def test_a_link_is_a_web_address(desk, field, bad):
    answer = desk.post(ADD, {"name": "Ada", field: bad})
    assert field in errors(answer)
    assert bad.split("'")[0].replace('"', "&quot;") in answer.content.decode()
    assert not Author.objects.exists()


def test_a_bio_that_cannot_be_printed_is_refused_on_its_field(desk):
    answer = desk.post(ADD, {"name": "Ada", "bio": "[" * 200})
    assert "bio" in errors(answer)
    assert answer.status_code == 200


def test_a_bio_is_shown_as_readers_see_it_and_nothing_in_it_runs(desk):
    author = make_author(bio="Covers **chips**. <script>alert(1)</script> [x](javascript:alert(1))")
    page = desk.get(page_of(author)).content.decode()
    assert "<strong>chips</strong>" in page
    assert "<script>alert" not in page
    assert 'href="javascript' not in page


@pytest.mark.parametrize("name", ['"><img src=x onerror=alert(1)>', "' onmouseover='alert(1)", "</script><b>"])
def test_a_name_is_only_words_wherever_it_is_printed(desk, name):
    author = make_author(name=name, slug="odd", title=name)
    for address in [LIST, page_of(author), page_of(author, "delete"), page_of(author, "history")]:
        page = desk.get(address).content.decode()
        assert name not in page


def test_a_name_without_latin_letters_needs_an_address_of_its_own(desk):
    assert "slug" in errors(desk.post(ADD, {"name": "李伟"}))
    desk.post(ADD, {"name": "李伟", "slug": "li-wei"})
    assert Author.objects.get().slug == "li-wei"


def test_two_authors_of_one_name_do_not_share_an_address(desk):
    make_author(name="Ada Byron")
    assert "slug" in errors(desk.post(ADD, {"name": "Ada Byron"}))


def test_an_account_belongs_to_one_author(desk, writer):
    own = make_author(user=writer)
    assert "user" in errors(desk.post(ADD, {"name": "Double", "user": writer.pk}))
    form = {"name": own.name, "slug": own.slug, "user": writer.pk}
    assert desk.post(page_of(own), form).status_code == 302
    free, gone = make_user("writer"), make_user("writer", is_active=False)
    offered = desk.get(ADD).context["adminform"].form.fields["user"].queryset
    assert free in offered
    assert not {gone, writer} & set(offered)


def test_the_author_outlives_the_account(desk):
    writer = make_user("writer")
    author = make_author(user=writer)
    User.objects.filter(pk=writer.pk).delete()
    author.refresh_from_db()
    assert author.user is None


def test_a_portrait_is_chosen_by_its_number(desk):
    author, image = make_author(), make_image()
    form = {"name": author.name, "slug": author.slug}
    desk.post(page_of(author), form | {"portrait": image.pk})
    author.refresh_from_db()
    assert author.portrait == image
    assert image.rendition("square160")["url"] in desk.get(LIST).content.decode()
    assert "portrait" in errors(desk.post(page_of(author), form | {"portrait": 999}))


def test_the_list_counts_stories_and_costs_the_same_however_long_it_is(desk, django_assert_max_num_queries):
    busy = make_author(name="Busy", portrait=make_image())
    for _ in range(3):
        make_article(bylines=[(busy, "words"), (busy, "photos")])
    for _ in range(10):
        make_author(portrait=busy.portrait, user=make_user("writer"))
    with django_assert_max_num_queries(12):
        page = desk.get(LIST).content.decode()
    assert '<td class="field-stories">3</td>' in page
    assert '<td class="field-stories">0</td>' in page


def test_the_list_is_searched_by_name(desk):
    make_author(name="Ada Byron")
    make_author(name="Grace Hopper")
    page = desk.get(LIST, {"q": "grace"}).content.decode()
    assert "Grace Hopper" in page
    assert "Ada Byron" not in page


def test_whoever_has_a_byline_stays_and_the_page_says_why(desk):
    story = make_live_story()
    author = story.bylines.get().author
    page = desk.get(page_of(author, "delete")).content.decode()
    assert "a byline stays true for ever" in page
    desk.post(page_of(author, "delete"), {"post": "yes"})
    assert Author.objects.filter(pk=author.pk).exists()


def test_whoever_has_no_byline_may_go(desk):
    author = make_author()
    desk.post(page_of(author, "delete"), {"post": "yes"})
    assert not Author.objects.exists()


def test_a_writer_reads_authors_and_changes_none_not_even_himself(client, writer):
    own = make_author(user=writer, bio="Mine.")
    client.force_login(writer)
    assert client.get(page_of(own)).status_code == 200
    assert client.post(page_of(own), {"name": "Boss", "slug": own.slug, "bio": "Changed."}).status_code == 403
    own.refresh_from_db()
    assert own.bio == "Mine."
