"""What the readers' templates may do with a story's comments."""

from comments import threads
from newsroom import kept

GLOBALS = {
    "comment_thread": threads.of,  # the first page, a threads.Thread. One query.
    "said": kept.by_value("comments/_comment.html", "said", 1024),
}
