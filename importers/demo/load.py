"""Puts the demo newsroom into an empty site."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from articles.models import Article, Edition
from comments.models import Comment
from newsroom.models import Notice, User

from . import cast, files, pictures
from .readers import Thread
from .reporting import Story
from .timeline import Timeline, standing_at

SIGN_INS = "demo-sign-ins.txt"
NEWS = timedelta(days=2)


def site_is_empty():
    return not (Article.objects.exists() or User.objects.exists())


def fill(*, progress=lambda what, done, total: None):
    """Fill the site. Returns {what: how many}; calls `progress` after each small step.

    The pictures come first, each by itself. All the rest is one transaction: it is there as a whole or not at all.
    """
    words = picture_words()
    done = iter(range(1, len(words) + 1))
    images = pictures.add(words, progress=lambda: progress("pictures", next(done), len(words)))
    with transaction.atomic():
        world = World(images)
        cast.make_site()
        world.live_through(progress)
        world.see_notices()
        cast.write_sign_ins(settings.VAR / SIGN_INS, world.sign_ins)
    return world.counts()


def picture_words():
    """{alt, caption, credit} of each picture and portrait, by name."""
    words = {author["slug"]: {"alt": author["alt"]} for author in files.table("authors")}
    words |= files.table("pictures")
    for front, _body in files.texts("stories"):
        if "image" in front:
            words[front["image"]] = {name: front.get(f"image_{name}", "") for name in ("alt", "caption", "credit")}
    return words


class World:
    """Everybody and everything that the stories refer to, and the time there."""

    def __init__(self, images):
        texts = files.texts("stories")
        self.now = timezone.now()
        newest = max(front["date"] for front, _body in texts if front["status"] == "published" and is_live(front))
        self.timeline = Timeline(newest, self.now)
        self.images = images
        self.sections = cast.make_sections()
        self.users, self.sign_ins = cast.make_users(joined=self.timeline.moment(min(f["date"] for f, _ in texts)))
        self.editor = self._user("editor")
        self.moderator = self._user("moderator")
        self.authors = cast.make_authors(self.users, images)
        self.articles = {}
        self.stories = {front["slug"]: Story(front, body, self) for front, body in texts}
        threads = files.table("comments")
        self.threads = [Thread(self.stories[slug], lines, self) for slug, lines in threads.items()]

    def live_through(self, progress):
        """Let everything happen in its order, each at its time."""
        events = [event for teller in (*self.stories.values(), *self.threads) for event in teller.events()]
        events.sort(key=lambda event: event[0])
        for done, (moment, happen) in enumerate(events, 1):
            with standing_at(moment):
                happen()
            progress("events", done, len(events))

    def see_notices(self):
        """Leave what the desk was told lately to be seen. None of it is mailed: nobody here has a mailbox."""
        Notice.objects.update(mail_due=None)
        Notice.objects.filter(at__lt=self.now - NEWS).update(seen_at=self.now)

    def counts(self):
        live = Edition.objects.live().count()
        return {
            "stories": len(self.stories),
            "live": live,
            "pictures": len(self.images),
            "authors": len(self.authors),
            "comments": Comment.objects.count(),
            "users": len(self.users),
        }

    def _user(self, role):
        return next(self.users[email] for kind, email, _password in self.sign_ins if kind == role)


def is_live(front):
    return "state" not in front.get("demo", {})
