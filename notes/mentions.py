"""“@Wanda Writer” in a note: who is meant, and whether they may see the story."""

import re
from collections import defaultdict

from articles import concerned, rules
from newsroom.models import User

ANY = re.compile(r"(?<![\w@/.])@(\w[\w'’-]*)")


def people(article):
    """The Users whom a note on the article may mention, by name: those who may open it."""
    writing = {user for user in concerned.writers(article) if user.is_staff and rules.may(user, "view", article)}
    return sorted(writing | concerned.all_editors(), key=lambda user: (user.name.casefold(), user.pk))


def mentioned(text, article):
    """(The Users whom `text` mentions, the names in it of those who may not open the article or are nobody here)."""
    if not ANY.search(text):
        return set(), []
    by_name = defaultdict(set)
    for user in User.objects.filter(is_active=True, is_staff=True):
        by_name[user.name.casefold()].add(user)
        by_name[user.get_short_name().casefold()].add(user)
    may, meant, others = set(people(article)), set(), []
    for name in _names(text, by_name):
        named = by_name.get(name.casefold(), set())
        seeing = named & may
        meant |= seeing if len(seeing) == 1 or name.count(" ") else set()
        if not seeing or (len(seeing) > 1 and not name.count(" ")):
            others.append(name)
    return meant, others


def _names(text, known):
    """Each name after an @ in the text as far as it is one of `known`; else the one word after it."""
    longest = sorted(known, key=len, reverse=True)
    one_of = re.compile(rf"(?:{'|'.join(map(re.escape, longest))})(?!\w)", re.IGNORECASE)
    for found in ANY.finditer(text):
        whole = one_of.match(text, found.start() + 1)
        yield whole[0] if whole else found[1]
