"""The desk's verbs: all that can be done with an article, one function each.

Every verb takes the article and, keyword-only, `by`: the User who does it, or None for the system itself (an
importer). It checks the permission, locks the row, writes, and adds a line to the audit log, all in one
transaction. It raises PermissionDenied, or ValidationError with a sentence for the person at the desk.
"""

from articles.desk.copying import duplicate
from articles.desk.legal import redact
from articles.desk.links import share, unshare
from articles.desk.past import Overtaken, restore
from articles.desk.pitches import accept, decline, pitch
from articles.desk.planning import assign, embargo, plan
from articles.desk.publishing import cancel, hotfix, publish, reschedule, retract, withdraw
from articles.desk.review import approve, return_to_writer, submit
from articles.desk.trash import DAYS_IN_THE_TRASH, delete_for_good, may_be_deleted, restore_from_trash, trash
from articles.desk.writing import Conflict, save

__all__ = [
    "DAYS_IN_THE_TRASH",
    "Conflict",
    "Overtaken",
    "accept",
    "approve",
    "assign",
    "cancel",
    "decline",
    "delete_for_good",
    "duplicate",
    "embargo",
    "hotfix",
    "may_be_deleted",
    "pitch",
    "plan",
    "publish",
    "redact",
    "reschedule",
    "restore",
    "restore_from_trash",
    "retract",
    "return_to_writer",
    "save",
    "share",
    "submit",
    "trash",
    "unshare",
    "withdraw",
]
