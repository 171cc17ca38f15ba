"""`manage.py load_corpus`: what it makes is what the desk's own verbs and the comment form would have made."""

import contextlib
import json
import random
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command

from articles import desk
from articles.markup import Rendered
from articles.models import Article, Edition, Section, Tag
from articles.rendering import render
from articles.tests.factories import make_image, make_live_story, make_section
from authors.models import Author
from comments import markup, posting
from comments.holding import digest_of
from comments.models import Comment
from images.models import Image
from importers.corpus import kin, text
from newsroom.models import LogLine

TABLES = [Article, Edition, Section, Tag, Author, Comment, Image, LogLine]


def line(n, **fields):
    """A line of the corpus, number `n`."""
    at = f"2026-10-{n:02d}T12:00:00+00:00"
    remark = {"name": "Mona Holt", "email": "Mona@example.com", "body": "Well said. A good chip", "at": at}
    return {
        "id": n,
        "title": f"Chip number {n}",
        "slug": f"chip-number-{n}",
        "section": "Phones",
        "tags": ["Acme", f"Every {n % 2}"],
        "authors": ["Ada Abbott", "Ben Brandt"],
        "dek": "A chip by device.",
        "paragraphs": ["The first one. It is long", "The second", "What somebody said", "The end"],
        "image": "",
        "image_alt": "",
        "published_at": at,
        "comments": [
            {"id": 1, "parent": None, **remark},
            {"id": 2, "parent": 1, **remark, "body": "*No*, <b>it</b> isn't!"},
        ],
        **fields,
    }


@pytest.fixture
def load(tmp_path, capsys):
    def run(*lines, pictures=None):
        file = tmp_path / "corpus.jsonl"
        file.write_text("".join(f"{one if isinstance(one, str) else json.dumps(one)}\n" for one in lines))
        with contextlib.suppress(SystemExit):
            call_command("load_corpus", str(file), pictures=pictures)
        return capsys.readouterr()

    return run


def rows():
    return {model: list(model.objects.order_by("pk").values()) for model in TABLES}


def test_a_story_is_as_the_desk_would_have_published_it(load, db):
    load(line(3))
    loaded = Edition.objects.get()
    article = Article()
    content = {
        name: value for name, value in loaded.revision.content.items() if name not in ("slug", "section_id", "hero_id")
    }
    desk.save(article, by=None, **content, section=loaded.section, slug="the-same")
    made = desk.publish(article, by=None, at=loaded.published_at)
    own = {"id", "article_id", "revision_id", "path", "slug", "related"}
    for one, other in ((loaded, made), (loaded.article, made.article)):
        ours, theirs = ({k: v for k, v in vars(row).items() if not k.startswith("_")} for row in (one, other))
        for name in ours.keys() - own - {"id", "head_id", "owner_id", "created_at", "changed_at"}:
            assert ours[name] == theirs[name], name
    assert loaded.path == "2026/10/chip-number-3"
    assert loaded.revision.content | {"slug": "the-same"} == made.revision.content
    assert loaded.article.head_id == loaded.revision_id
    assert [tag.name for tag in loaded.tags.order_by("name")] == [tag.name for tag in made.tags.order_by("name")]
    for lines in ("bylines", "tagged"):
        kept = [
            [
                (getattr(row, "author_id", None), getattr(row, "position", None), row.published_at)
                for row in getattr(e, lines).all()
            ]
            for e in (loaded, made)
        ]
        assert kept[0] == kept[1]
    actions = [
        list(LogLine.objects.filter(subject_id=a).order_by("pk").values_list("action", flat=True))
        for a in (loaded.article_id, article.pk)
    ]
    assert actions[0] == actions[1]


def test_comments_are_as_the_form_would_have_kept_them(load, db):
    load(line(3))
    first, second = Comment.objects.order_by("pk")
    story = first.article
    for loaded in (first, second):
        words = {"name": "Mona Holt", "email": "Mona@example.com", "body": loaded.body, "status": "approved"}
        parent = first if loaded is second else None
        made = posting.add(story, **words, parent=parent, at=loaded.created_at)
        own = {"_state", "id", "path", "_article_cache", "parent_id"}
        assert {k: v for k, v in vars(loaded).items() if k not in own} == {
            k: v for k, v in vars(made).items() if k not in own
        }
        assert loaded.path == f"{parent.path if parent else ''}{loaded.pk:010d}"
    assert second.parent_id == first.pk


def test_the_same_file_twice_changes_nothing(load, db):
    assert "3 stories and 6 comments" in load(line(1), line(2), line(3)).out
    before = rows()
    assert "0 stories and 0 comments" in load(line(1), line(2), line(3)).out
    assert rows() == before


def test_ids_grow_with_time_and_a_second_run_loads_what_is_new(load, db):
    load(line(5), line(1))
    load(line(5), line(3), line(1))
    assert list(Edition.objects.order_by("pk").values_list("slug", flat=True)) == [
        "chip-number-1", "chip-number-5", "chip-number-3"
    ]  # fmt: skip
    assert {pk for pk, _score in Edition.objects.get(slug="chip-number-1").related} == set(
        Edition.objects.exclude(slug="chip-number-1").values_list("article", flat=True)
    )


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        ("{", "no JSON"),
        ("[]", "title"),
        (line(2, title=""), "title"),
        (line(2, title="x" * 251), "title"),
        (line(2, slug="a/b"), "slug"),
        (line(2, tags="Acme"), "tags"),
        (line(2, authors=[]), "authors"),
        (line(2, paragraphs=[7]), "paragraphs"),
        (line(2, published_at="2026-10-02T12:00:00"), "published_at"),
        (line(2, published_at="2999-10-02T12:00:00+00:00"), "published_at"),
        (line(2, comments=[{"id": 1}]), "parent"),
        (line(2, comments=[{**line(2)["comments"][1], "parent": 9}]), "answers none"),
        (line(2, comments=[{**line(2)["comments"][0], "email": "x"}]), "e-mail"),
        (line(2, title="a\x00b"), "title"),
        (line(1), "/2026/10/chip-number-1/"),
        ("[" * 100_000, "no JSON"),
    ],
)
def test_a_bad_line_is_named_and_left_out(load, db, bad, why):
    told = load(line(1), bad, line(3))
    assert told.err.startswith("Line 2: ")
    assert why in told.err
    assert "2 stories" in told.out
    assert "1 lines left out" in told.out


def test_a_picture_comes_from_the_folder_alone(load, db, tmp_path):
    folder = tmp_path / "pictures"
    folder.mkdir()
    image = make_image()
    with image.file.open() as file:
        (folder / "one.jpg").write_bytes(file.read())
        (tmp_path / "outside.jpg").write_bytes(b"x")
    words = {"image": "one.jpg", "image_alt": "A chip"}
    told = load(line(1, **words), line(2, **words), line(3, **words | {"image": "../outside.jpg"}), pictures=folder)
    assert told.err.startswith("Line 3: ")
    assert {edition.hero.filename for edition in Edition.objects.all()} == {"one.jpg"}
    assert Edition.objects.first().hero_alt == "A chip"


def test_loaded_stories_are_found_and_listed(load, client, db):
    load(line(1), line(2))
    for address in ("/", "/search/?q=chip", "/section/phones/", "/tag/acme/", "/author/ada-abbott/", "/2026/10/"):
        assert "Chip number 2" in client.get(address).content.decode(), address


def test_plain_text_becomes_what_the_parsers_make_of_it(db):
    chance = random.Random(3)
    letters = "abc XYZ, 019. .,"
    for _n in range(300):
        paragraphs = [
            "".join(chance.choices(letters, k=chance.randint(1, 30))).strip() or "x"
            for _p in range(chance.randint(1, 5))
        ]
        body, rendered = text.story(paragraphs)
        assert rendered == render(body), paragraphs
        assert rendered.errors == []
        words, html, digest = text.comment(paragraphs[0])
        assert (html, digest) == (markup.render(words), digest_of(words)), paragraphs


@pytest.mark.parametrize(
    "words", ["1. May", "- no", "a *b* _c_ [d](e) `f` <g> & #h!", "# x", "> y", "/// figure", "a_b|c~d\\e", "~~~", "=="]
)
def test_signs_in_plain_text_stay_what_they_are(db, words):
    _body, rendered = text.story([words])
    assert isinstance(rendered, Rendered)
    assert rendered.html == f"<p>{words.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')}</p>"


def test_related_stories_are_those_that_publishing_in_turn_gives(db):
    chance = random.Random(5)
    section, other = make_section(), make_section()
    stories = []
    for n in range(16):
        tags = chance.sample(["A", "B", "C", "D"], chance.randint(0, 3))
        at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=n)
        edition = make_live_story(section=chance.choice([section, other]), tags=tags, at=at)
        stories.append((edition.article_id, edition.section_id, [tag.pk for tag in edition.tags.all()], at))
    scores = kin.scores(stories)
    for edition in Edition.objects.all():
        assert {pk: pytest.approx(score) for pk, score in edition.related} == dict(scores[edition.article_id])
