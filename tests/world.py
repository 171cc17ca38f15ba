"""A site with one of everything, and a marker in all that readers must not see."""

from datetime import timedelta

from django.utils import timezone

from articles import desk
from articles.models import FrontSlot
from articles.models.kits import Snippet, Template
from articles.tests.factories import make_article, make_author, make_image, make_live_story, make_section, make_user
from comments import posting
from comments.views import receipt_of
from newsroom.notices.stopping import token_of
from notes import desk as notes
from pages.models import MenuItem, Page, Site

MARKER = "Xyzzyx"


def fields(**more):
    """A marker in every field of an article."""
    return {
        "headline": f"{MARKER} headline",
        "dek": f"{MARKER} dek",
        "body": f"{MARKER} body",
        "tags": [f"{MARKER} tag"],
        "hero": make_image(alt=f"{MARKER} alt", caption=f"{MARKER} caption", credit=f"{MARKER} credit"),
        "disclosure": f"{MARKER} disclosure",
        "source_name": f"{MARKER} source",
        "source_url": f"https://example.com/{MARKER}",
        **more,
    }


def make_world():
    """Returns (values for `every_address`, hidden editions and articles)."""
    chief, editor = make_user("chief"), make_user("editor")
    section, author = make_section(), make_author(user=editor, portrait=make_image())
    site = Site.objects.create(pk=1, name="The Site")
    MenuItem.objects.create(site=site, label="Front", address="/")
    Page.objects.create(title=f"{MARKER} page", slug="hidden", body=MARKER)
    page = Page.objects.create(title="About", slug="about", body="Us.", published=True)
    Template.objects.create(name=f"{MARKER} template", body=MARKER)
    Snippet.objects.create(name=f"{MARKER} snippet", text=MARKER)
    story = make_live_story(section=section, tags=["Acme"], bylines=[(author, "words")], hero=make_image())
    common = {"section": section, "bylines": [(author, "words")]}
    hidden = _hidden(editor, common)
    story_draft = {"headline": f"{MARKER} waiting", "tags": ["Acme", f"{MARKER} tag"], "slug": MARKER.lower()}
    desk.save(story.article, by=editor, **story_draft)
    FrontSlot.objects.create(position=1, article=story.article)
    FrontSlot.objects.create(position=2, article=hidden["draft"])
    comment = _talk(story)
    note, _others = notes.add(story.article, by=chief, text=f"{MARKER} note", quote=story.article.body[:10])
    notes.add(hidden["draft"], by=chief, text=f"{MARKER} note", quote=MARKER)
    year, month, slug = story.path.split("/")
    values = {
        "year": year,
        "month": month,
        "story": slug,
        "section": section.slug,
        "tag": "acme",
        "author": author.slug,
        "page": page.slug,
        "sitemap_part": f"{story.published_at:%Y-%m}",
        "article_id": story.article_id,
        "comment_id": comment.pk,
        "receipt": receipt_of(comment),
        "notice": token_of(editor.notices.filter(thread=note.key).get()),
        "chief": chief,
        "preview_token": "none",
        "calendar_token": "none",
    }
    return values, hidden


def _talk(story):
    """An approved comment, which is returned, and one of every other kind below it."""
    common = {"email": f"{MARKER}@example.com", "ip_hash": MARKER, "hold_reason": MARKER}
    comment = posting.add(story.article, name="Bea", body="Well said.", status="approved", **common)
    for status in ("held", "rejected", "spam"):
        posting.add(story.article, name=MARKER, body=MARKER, parent=comment, status=status, **common)
    return comment


def _hidden(editor, common):
    """An article in each state that readers do not see."""
    now = timezone.now()
    gone = make_live_story(**fields(slug="gone", **common))
    desk.withdraw(gone.article, by=editor, reason="It was wrong.")
    scheduled = make_article(**fields(slug="scheduled", **common))
    desk.publish(scheduled, by=editor, at=now + timedelta(hours=2))
    update = make_live_story(**common)
    desk.save(update.article, by=editor, **fields(slug="update"))
    desk.publish(update.article, by=editor, at=now + timedelta(hours=2), change="correction", note=f"{MARKER} note")
    review = make_article(**fields(slug="review", **common))
    desk.submit(review, by=editor)
    ready = make_article(**fields(slug="ready", **common))
    desk.submit(ready, by=editor)
    desk.approve(ready, by=editor)
    draft = make_article(**fields(slug="draft", **common))
    return {"gone": gone, "scheduled": scheduled, "update": update, "review": review, "ready": ready, "draft": draft}
