"""What the demo's readers said, and what the moderator did about it, as events in time."""

from datetime import timedelta

from django.utils.text import slugify
from django.utils.translation import gettext as _

from comments import moderation, posting
from comments.models import Mark, Status


class Thread:
    """The comments under one story. `lines` is the story's part of comments.yaml."""

    def __init__(self, story, lines, world):
        self.story, self.lines, self.world = story, lines, world
        self.known = set()  # names that the moderator has let through

    def events(self):
        """(moment, what is then to be done) pairs."""
        yield from self._events(self.lines, parent={})

    def _events(self, lines, parent):
        for line in lines:
            at = self.story.at + timedelta(hours=line["after"])
            yield at, lambda line=line, parent=parent, at=at: self.said(line, parent, at)
            yield from self._events(line.get("replies", ()), parent=line)

    def said(self, line, parent, at):
        """Add the comment as the form would, and have the moderator read it where the form would ask for that."""
        staff = self.world.users.get(line.get("by"))
        status = line.get("status", "approved")
        name = staff.name if staff else line["name"]
        trusted = staff or name in self.known
        known = {"parent": parent.get("comment"), "at": at}
        if staff:
            known["mark"] = Mark.AUTHOR
        if not trusted:
            known["hold_reason"] = line.get("reason") or _("First comment of this commenter.")
        email = staff.email if staff else line.get("email", f"{slugify(name)}@reader.example")
        comment = line["comment"] = posting.add(
            self.story.article,
            name=name,
            email=email,
            body=line["body"],
            status=Status.APPROVED if trusted else Status.HELD,
            **known,
        )
        if not trusted and status != Status.HELD:
            moderation.VERBS[status]([comment], by=self.world.moderator)
        if status == Status.APPROVED:
            self.known.add(name)
