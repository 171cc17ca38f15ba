import io
import os

import pytest
from django.core.management import call_command
from PIL import Image as Picture

from articles import desk
from articles.models import Article, Edition, Revision, Section
from articles.tests.factories import make_author
from authors.models import Author
from images.models import Image
from newsroom.models import LogLine

FULL = """---
title: A court frees a phone maker
slug: court-frees-maker
dek: What the order says.
section: Policy
tags: [Courts, Acme]
authors:
  - Joe Poster
  - {name: Ann Origin, role: originally by, bio: Wrote it *first*.}
date: 2026-05-26 14:30
updated: 2026-05-27 09:00
status: published
image: picture.png
image_alt: A phone
image_caption: On a desk.
image_credit: Ann Lens
source_name: Elsewhere
source_url: https://elsewhere.example/story
comments: closed
---
The court lifted the ban.

/// pullquote
The case was weak.
///
"""


@pytest.fixture
def folder(tmp_path, db):
    Picture.new("RGB", (640, 360), "teal").save(tmp_path / "picture.png")
    return tmp_path


def run(*paths, **options):
    """(exit code, what it counted, what it complained of)."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("import_markdown", *map(str, paths), stdout=out, stderr=err, **options)
    except SystemExit as error:
        return error.code, out.getvalue().strip(), err.getvalue()
    return 0, out.getvalue().strip(), err.getvalue()


def write(folder, text, name="story.md"):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def front(**fields):
    """A small file with these fields."""
    lines = "".join(f"{name}: {value}\n" for name, value in {"title": "A story", **fields}.items())
    return f"---\n{lines}---\nThe text.\n"


def everything():
    models = (Article, Revision, Edition, Image, Author, Section, LogLine)
    return [model.objects.count() for model in models]


def test_a_file_becomes_a_story_with_all_that_it_says(folder, client, settings):
    settings.TIME_ZONE = "Europe/Berlin"
    write(folder, FULL)
    assert run(folder) == (0, "1 created, 0 updated, 0 unchanged, 0 failed", "")
    edition = Edition.objects.live().get()
    assert edition.get_absolute_url() == "/2026/05/court-frees-maker/"
    assert edition.published_at.isoformat() == "2026-05-26T12:30:00+00:00"
    assert edition.updated_at.isoformat() == "2026-05-27T07:00:00+00:00"
    assert sorted(edition.tags.names()) == ["Acme", "Courts"]
    assert [(str(line.author), line.role) for line in edition.bylines.all()] == [
        ("Joe Poster", "words"),
        ("Ann Origin", "original"),
    ]
    assert (edition.section.name, edition.comments_open, edition.source_name) == ("Policy", False, "Elsewhere")
    page = client.get(edition.get_absolute_url()).content.decode()
    for piece in ("A phone", "On a desk.", "Ann Lens", "Wrote it <em>first</em>.", "pullquote"):
        assert piece in page


def test_the_same_file_twice_changes_nothing(folder):
    write(folder, FULL)
    run(folder)
    before = everything()
    assert run(folder) == (0, "0 created, 0 updated, 1 unchanged, 0 failed", "")
    assert everything() == before


def test_a_draft_is_only_saved(folder, client):
    write(folder, front())
    assert run(folder)[0] == 0
    assert Article.objects.get().headline == "A story"
    assert not Edition.objects.exists()


def test_a_date_in_the_future_is_a_schedule(folder):
    authors, section = "[Ann]", "News"
    write(folder, front(status="published", date="2126-01-01", authors=authors, section=section))
    assert run(folder)[0] == 0
    assert not Edition.objects.live().exists()
    assert Edition.objects.scheduled().count() == 1


def test_a_changed_file_updates_its_story(folder):
    path = write(folder, FULL)
    run(folder)
    path.write_text(FULL.replace("The court lifted", "A court lifted"))
    assert run(folder)[1] == "0 created, 1 updated, 0 unchanged, 0 failed"
    edition = Edition.objects.live().get()
    assert (edition.change, edition.body[:7]) == ("update", "A court")
    assert Article.objects.count() == 1


def test_what_the_desk_changed_is_not_overwritten(folder, editor):
    path = write(folder, front() + "\nSecond.\n\nThird.\n")
    run(folder)
    article = Article.objects.get()
    desk.save(article, by=editor, body=article.body.replace("Third", "3rd"))
    path.write_text(front() + "\n2nd.\n\nThird.\n")
    assert run(folder)[0] == 0
    assert Article.objects.get().body.split() == ["The", "text.", "2nd.", "3rd."]
    path.write_text(front() + "\n2nd.\n\n3.\n")
    code, counts, complaint = run(folder)
    assert (code, counts) == (1, "0 created, 0 updated, 0 unchanged, 1 failed")
    assert "body" in complaint
    assert "3rd." in Article.objects.get().body


def test_a_story_with_unpublished_work_at_the_desk_is_left_alone(folder, editor):
    path = write(folder, FULL)
    run(folder)
    desk.save(Article.objects.get(), by=editor, dek="Half a thought")
    path.write_text(FULL.replace("The court lifted", "A court lifted"))
    assert run(folder)[0] == 1
    assert Edition.objects.live().get().dek == "What the order says."


def test_a_story_that_the_desk_took_down_stays_down(folder, editor):
    path = write(folder, FULL)
    run(folder)
    desk.withdraw(Article.objects.get(), by=editor, reason="Wrong.")
    path.write_text(FULL.replace("The court lifted", "A court lifted"))
    assert run(folder)[0] == 1
    assert not Edition.objects.live().exists()


def test_a_known_authors_bio_stays(folder):
    make_author(name="Ann Origin", bio="Her own words.")
    write(folder, FULL)
    run(folder)
    assert Author.objects.get(name="Ann Origin").bio == "Her own words."


@pytest.mark.parametrize(
    ("text", "line", "field"),
    [
        (front(title="''"), 2, "title"),
        (front(colour="red"), 3, "colour"),
        (front(date="yesterday"), 3, "date"),
        (front(date="2026-02-30"), 1, ""),
        (front(status="live"), 3, "status"),
        (front(status="published"), 1, "date"),
        (front(slug="Not a slug"), 3, "slug"),
        (front(tags="{a: b}"), 3, "tags"),
        (front(authors="[{name: Ann, role: king}]"), 3, "authors"),
        (front(image="none.png"), 3, "image"),
        (front(image="../picture.png"), 3, "image"),
        (front(image="/etc/passwd"), 3, "image"),
        (front(source_url="javascript:alert(1)"), 3, "source_url"),
        (front(comments="maybe"), 3, "comments"),
        (front(title="x\ntitle: y"), 3, ""),
        ("---\ntitle: [\n---\n", 3, ""),
        ("---\na: &a [x, x]\nb: [*a, *a]\n---\n", 3, ""),
        ("---\ntitle: !!python/object/apply:os.system ['true']\n---\n", 2, ""),
        ("no front matter", 1, ""),
        ("---\ntitle: x\n", 1, ""),
        ("---\n- a\n---\n", 1, ""),
        ("", 1, ""),
    ],
)
def test_a_mistake_is_named_by_file_line_and_field_and_stops_nothing_else(folder, text, line, field):
    inner = folder / "in"
    bad, _good = write(inner, text, "bad.md"), write(inner, front(title="Good"), "good.md")
    code, counts, complaint = run(inner)
    assert code == 1
    assert counts == "1 created, 0 updated, 0 unchanged, 1 failed"
    first = complaint.splitlines()[0]
    assert first.startswith(f"{bad}:{line}: "), complaint
    assert not field or f"{field}: " in first
    assert "Traceback" not in complaint
    assert Article.objects.get().headline == "Good"


def test_a_mistake_in_the_markdown_keeps_a_story_from_being_published(folder):
    write(folder, FULL + "\n/// figure | 99\n///\n")
    code, _counts, complaint = run(folder)
    assert code == 1
    assert "body: " in complaint
    assert not Article.objects.exists()


def test_what_is_no_text_is_refused(folder):
    (folder / "latin.md").write_bytes(front(title="Käse").encode("latin-1"))
    (folder / "large.md").write_text(front() + "x" * 1_000_001)
    (folder / "link.md").symlink_to("/etc/hostname")
    code, counts, complaint = run(folder)
    assert (code, counts) == (1, "0 created, 0 updated, 0 unchanged, 3 failed")
    assert len(complaint.splitlines()) == 3


def test_a_file_from_another_system_is_read_too(folder):
    (folder / "dos.md").write_bytes(b"\xef\xbb\xbf" + front().replace("\n", "\r\n").encode())
    assert run(folder)[0] == 0
    assert Article.objects.get().body == "The text.\n"


@pytest.mark.parametrize(
    ("written", "right"), [("2026-03-29 02:30", False), ("2026-10-25 02:30", False), ("2026-10-25 02:30+01:00", True)]
)
def test_an_hour_that_is_not_one_hour_is_asked_back(folder, settings, written, right):
    settings.TIME_ZONE = "Europe/Berlin"
    write(folder, front(date=written))
    assert run(folder)[0] == (0 if right else 1)


def test_a_dry_run_changes_nothing(folder):
    write(folder, FULL)
    code, counts, _complaint = run(folder, dry_run=True)
    assert (code, "1 created" in counts) == (0, True)
    assert everything() == [0] * 7


def test_names_that_make_the_same_slug_are_kept_apart(folder):
    for n, section in enumerate(["C", "C++", "C#"]):
        write(folder, front(section=f"'{section}'", authors=f"[{'Ann' + '!' * n}]"), f"{n}.md")
    assert run(folder)[0] == 0
    assert sorted(Section.objects.values_list("slug", flat=True)) == ["c", "c-2", "c-3"]


def test_a_scheduled_story_with_work_at_the_desk_keeps_its_schedule(folder, editor):
    text = front(status="published", date="2126-01-01", authors="[Ann]", section="News")
    path = write(folder, text)
    run(folder)
    desk.save(Article.objects.get(), by=editor, dek="Half a thought")
    path.write_text(text + "More.\n")
    code, _counts, complaint = run(folder)
    assert code == 1
    assert "has changed this story since" in complaint
    assert Edition.objects.scheduled().count() == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"date": "0001-01-01"},
        {"title": "0x" + "F" * 5000},
        {"tags": "[" * 3000 + "]" * 3000},
        {"title": '"\\ud800"'},
        {"image": '"x\\0y"'},
        {"image": "x" * 290},
    ],
)
def test_a_file_made_to_break_something_stops_nothing_else(folder, fields):
    write(folder, front(**fields), "a-bad.md")
    write(folder, front(title="Good"), "b-good.md")
    run(folder)
    assert Article.objects.filter(headline="Good").exists()


def test_what_only_looks_like_a_file_is_left_alone(folder):
    os.mkfifo(folder / "pipe.md")
    code, counts, _complaint = run(folder)
    assert (code, counts) == (1, "0 created, 0 updated, 0 unchanged, 1 failed")
