"""What the readers' templates may do with a story's comments."""

from comments import threads

GLOBALS = {"comment_thread": threads.of}  # the first page, a threads.Thread. One query.
