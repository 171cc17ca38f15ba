"""The rules that hold a comment for a moderator. Each answers with a sentence that tells the moderator why."""

import re
import unicodedata
from datetime import timedelta
from hashlib import sha256
from html import unescape

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from authors.models import Author
from comments.models import Comment
from comments.trust import is_trusted
from newsroom.models import User
from pages.models import Site

MOST_LINKS = 2
REMEMBERED = timedelta(days=30)
LINK = re.compile(r'<a [^>]*?href="([^"]*)"[^>]*>.*?</a>', re.DOTALL)
ADDRESS = re.compile(r"(?:https?:)?//([^\s/?#\"'<>()\[\]]+)|\bwww\.[^\s/?#\"'<>()\[\]]+", re.IGNORECASE)


def reasons(*, name, email, body, html, browser, at):
    """Why a comment has to wait for a moderator, as sentences; none when it may appear at once."""
    found = [
        _links(html),
        _repeated(body, at),
        _borrowed_name(name),
        None if is_trusted(name=name, email=email, browser=browser) else _("First comment of this commenter."),
    ]
    return [reason for reason in found if reason]


def digest_of(body):
    """The same for texts that differ in nothing but spaces, case and the kinds of letters."""
    return sha256(folded(body).encode()).hexdigest()


def folded(text):
    """`text` with what an eye passes over taken out: case, accents, kinds of letters and of spaces."""
    letters = unicodedata.normalize("NFKD", text).casefold()
    seen = (letter for letter in letters if unicodedata.category(letter) not in {"Mn", "Me", "Cf"})
    return " ".join("".join(seen).split())


def _links(html):
    """More links than people need, whether they were written as links or bare."""
    text = unescape(LINK.sub(r" \1 ", html))
    found = [match[1] or match[0] for match in ADDRESS.finditer(text)]
    if len(found) <= MOST_LINKS:
        return None
    count = ngettext("%(count)s link", "%(count)s links", len(found)) % {"count": len(found)}
    return f"{count}: {', '.join(dict.fromkeys(found))[:200]}"


def _repeated(body, at):
    since = Comment.objects.filter(digest=digest_of(body), created_at__gt=at - REMEMBERED)
    earlier = since.order_by("-created_at").first()
    return earlier and _("The same text as %(comment)s.") % {"comment": earlier}


def _borrowed_name(name):
    """A name that readers would take for the newsroom's."""
    wanted = folded(name)
    ours = {Site.load().name, *Author.objects.values_list("name", flat=True)}
    ours.update(User.objects.filter(is_staff=True).values_list("name", flat=True))
    if any(folded(one) == wanted for one in ours):
        return _("The name “%(name)s” is one of the newsroom's.") % {"name": name}
    return None
