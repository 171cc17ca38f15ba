"""A story of the demo: its file, and what happened to it at the desk, as events in time.

Front matter is that of import_markdown. What only the demo knows stands under `demo`:
kind, disclosure   as in the story's form
front              its slot on the front page
related            slugs of related stories, chosen
state              draft, returned (with `reason`), review, ready or scheduled; without it, live since `date`
notes              private notes of the editor on a returned story: passage, note
changes            later editions: at, change, note, and `swap`, a list of old and new text by turns
withdrawn          at, reason
"""

import re
from datetime import timedelta

from django.utils import timezone

from articles import desk
from articles.models import Article, FrontSlot
from notes import desk as notes


class Story:
    def __init__(self, front, body, world):
        self.front, self.body, self.world = front, body, world
        self.demo = front.get("demo", {})
        self.slug = front["slug"]
        self.at = world.timeline.moment(front["date"])
        self.article = Article()

    def events(self):
        """(moment, what is then to be done) pairs. `written` comes first and makes the article."""
        state = self.demo.get("state")
        live = state in (None, "scheduled")
        done = self.at if self.at < self.world.now else self.world.now - timedelta(hours=2)
        yield done - timedelta(hours=27), self.written
        yield done - timedelta(hours=4), self.completed
        if state != "draft":
            yield done - timedelta(hours=3), self.submitted
        if state == "returned":
            yield done - timedelta(hours=1), self.returned
        if live or state == "ready":
            yield done - timedelta(hours=1), self.approved
        if live:
            yield done, self.published
        for change in self.demo.get("changes", ()):
            at = self.world.timeline.moment(change["at"])
            yield min(at, self.world.now), lambda change=change, at=at: self.changed(change, at)
        if withdrawn := self.demo.get("withdrawn"):
            yield self.world.timeline.moment(withdrawn["at"]), lambda: self.withdrawn(withdrawn["reason"])

    # What happens at the desk

    def written(self):
        """The writer's first save: the text and no more."""
        fields = {"headline": self.front["title"], "body": self._text(), "bylines": self._bylines()}
        self.article.created_at = timezone.now()
        desk.save(self.article, by=self._writer(), **fields)
        self.world.articles[self.slug] = self.article

    def completed(self):
        front, demo = self.front, self.demo
        hero = {f"hero_{name}": front.get(f"image_{name}", "") for name in ("alt", "caption", "credit")}
        desk.save(
            self.article,
            by=self._writer(),
            **hero,
            slug=self.slug,
            dek=front["dek"],
            kind=demo.get("kind", "news"),
            section=self.world.sections[front["section"]],
            hero=self.world.images[front["image"]] if "image" in front else None,
            tags=front.get("tags", ()),
            body=self._text(),
            source_name=front.get("source_name", ""),
            source_url=front.get("source_url", ""),
            disclosure=demo.get("disclosure", ""),
            comments_open=front["comments"] == "open",
            related_pins=[self.world.articles[slug].pk for slug in demo.get("related", ())],
        )

    def submitted(self):
        desk.submit(self.article, by=self._writer())

    def returned(self):
        for line in self.demo.get("notes", ()):
            notes.add(self.article, by=self.world.editor, quote=line["passage"], text=line["note"])
        desk.return_to_writer(self.article, by=self.world.editor, reason=self.demo["reason"])

    def approved(self):
        desk.approve(self.article, by=self.world.editor)

    def published(self):
        desk.publish(self.article, by=self.world.editor, at=_if_to_come(self.at))
        if slot := self.demo.get("front"):
            FrontSlot.objects.create(position=slot, article=self.article)

    def changed(self, change, at):
        swap = change["swap"]
        for old, new in zip(swap[::2], swap[1::2], strict=True):
            if old not in self.body:
                raise ValueError(f"{self.slug}: there is no “{old}” to change.")
            self.body = self.body.replace(old, new)
        editor = self.world.editor
        desk.save(self.article, by=editor, body=self._text())
        note = change.get("note", "")
        desk.publish(self.article, by=editor, at=_if_to_come(at), change=change["change"], note=note)

    def withdrawn(self, reason):
        desk.withdraw(self.article, by=self.world.editor, reason=reason)

    # The file's words as the desk wants them

    def _writer(self):
        """The login of whoever wrote it; the editor takes in what comes from authors without one."""
        return self._bylines()[0][0].user or self.world.editor

    def _bylines(self):
        lines = [{"name": line} if isinstance(line, str) else line for line in self.front["authors"]]
        return [(self.world.authors[line["name"]], line.get("role", "words")) for line in lines]

    def _text(self):
        """The body with the numbers of pictures and stories for their names, and posts' days moved."""
        world = self.world
        text = re.sub(r"^(/// figure \| )(\S+)", lambda m: f"{m[1]}{world.images[m[2]].pk}", self.body, flags=re.M)
        text = re.sub(r"^(/// related \| )(\S+)", lambda m: f"{m[1]}{world.articles[m[2]].pk}", text, flags=re.M)
        return re.sub(r"^(    date: )(2026-\S+)", lambda m: m[1] + world.timeline.day(m[2]), text, flags=re.M)


def _if_to_come(moment):
    return moment if moment > timezone.now() else None
