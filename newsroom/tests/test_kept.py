"""What is kept as HTML shows every change of what it is made of."""

import pytest

from articles import desk
from articles.models import Section
from articles.tests.factories import make_author, make_image, make_live_story, make_section
from authors.models import Author
from comments import moderation, posting
from comments.models import Status
from newsroom.pagecache.table import EVERYTHING, table


@pytest.fixture
def story(transactional_db):
    table().bump([EVERYTHING])  # rows kept from a test before, of a database that is gone
    ada = make_author(name="Ada Holt", portrait=make_image(), title="Reporter")
    return make_live_story(
        headline="A phone",
        section=make_section(name="Phones", slug="phones"),
        bylines=[(ada, "words")],
        hero=make_image(),
    )


def read(client, address):
    return client.get(address).content.decode()


def change_author(**fields):
    author = Author.objects.get(name="Ada Holt")
    for name, value in fields.items():
        setattr(author, name, value)
    author.save()


def change_section(**fields):
    section = Section.objects.get(slug="phones")
    for name, value in fields.items():
        setattr(section, name, value)
    section.save()


CHANGES = {
    "an author's name": (lambda story, editor: change_author(name="Ada Ito"), "Ada Holt", "Ada Ito"),
    "an author's address": (lambda story, editor: change_author(slug="ada-i"), "/author/ada-holt/", "/author/ada-i/"),
    "a section's name": (lambda story, editor: change_section(name="Mobiles"), ">Phones<", ">Mobiles<"),
    "a section's colour": (lambda story, editor: change_section(accent="pink"), "accent-blue", "accent-pink"),
    "the headline": (lambda story, editor: fix(story, editor, headline="Two phones"), "A phone", "Two phones"),
    "the picture": (
        lambda story, editor: fix(story, editor, hero=make_image()),
        None,
        "/media/",
    ),
}


def fix(story, editor, **fields):
    desk.hotfix(story.article, by=editor, **fields)


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("address", ["/", "/section/phones/"])
def test_a_card_follows(client, story, editor, name, address):
    change, before, after = CHANGES[name]
    old = read(client, address)
    assert before is None or before in old
    change(story, editor)
    new = read(client, address)
    assert after in new and new != old and (before is None or before not in new)


def test_the_boxes_of_an_author_follow(client, story):
    assert "Reporter" in read(client, story.get_absolute_url())
    portrait = make_image()
    change_author(title="Editor at large", portrait=portrait, bio="Knows *chips*.")
    page = read(client, story.get_absolute_url())
    assert "Editor at large" in page and "<em>chips</em>" in page and portrait.url.rpartition(".")[0] in page
    assert "Reporter" not in page


def test_a_comment_follows_whom_it_answers_and_whether_comments_are_open(client, story, moderator):
    known = {"email": "r@example.com", "status": Status.APPROVED}
    first = posting.add(story.article, name="Eve", body="First!", **known)
    posting.add(story.article, name="Dan", body="No.", parent=first, **known)
    page = read(client, story.get_absolute_url())
    assert "to Eve" in page and page.count("?reply_to=") == 2
    moderation.reject([first], by=moderator)
    desk.hotfix(story.article, by=None, comments_open=False)
    page = read(client, story.get_absolute_url())
    assert "to Eve" not in page and "?reply_to=" not in page and "No." in page
