"""Who may still open what a notice is about."""

from collections import defaultdict

from django.contrib.contenttypes.models import ContentType

# Which subjects somebody may open: {"articles.article": function(user, numbers) -> the numbers of those}. An app's
# `ready` adds its own. Of a subject of any other kind nothing is shown or mailed.
guards = {}


def openable(user, notices):
    """Of `notices` those whose subject `user` may open as things stand now."""
    numbers = defaultdict(set)
    for notice in notices:
        numbers[notice.subject_type_id].add(notice.subject_id)
    seen = {(kind, number) for kind, some in numbers.items() for number in _openable(user, kind, some)}
    return [notice for notice in notices if (notice.subject_type_id, notice.subject_id) in seen]


def _openable(user, kind, numbers):
    kind = ContentType.objects.get_for_id(kind)
    guard = guards.get(f"{kind.app_label}.{kind.model}")
    return guard(user, numbers) if guard and user.is_active and user.is_staff else ()
