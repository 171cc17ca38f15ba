"""Draws the demo's pictures and puts them into the library."""

import signal
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from django.core.files.base import ContentFile

from images import library

from . import draw

WIDTH = 2000


def add(words, *, progress):
    """Images by name. `words`: for each name {alt, caption, credit}; the name is one of a picture or of a portrait.

    Done outside of the demo's transaction: the library knows its pictures by their bytes, so that a run that was
    stopped leaves nothing that the next one would not use. Calls `progress()` after each picture.
    """
    images = {}
    # Draws the next while the library makes renditions of the last. Ctrl-C is for the one that waits for it.
    with ProcessPoolExecutor(1, get_context("spawn"), signal.signal, (signal.SIGINT, signal.SIG_IGN)) as studio:
        for name, data in zip(words, studio.map(draw.encoded, words, [WIDTH] * len(words)), strict=True):
            images[name] = library.add(ContentFile(data, name=f"{name}.jpg"), **words[name])
            progress()
    return images
