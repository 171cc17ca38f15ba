"""What to measure, how long and on what: from the environment, so that `make bench NAME=value` can say it."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from scripts.environment import VAR

ENGINES = "sqlite", "postgres"


@dataclass(frozen=True)
class Plan:
    folder: Path = VAR / "bench"  # databases are kept here, for the next run, and the results
    only: tuple = ()  # names of measures; none: all
    sizes: tuple = (1_000, 10_000, 100_000)  # how many stories
    engines: tuple = ENGINES
    rounds: int = 5  # of each figure, in turns with the others
    seconds: float = 2  # a round
    connections: int = 16
    cycles: int = 8  # of publish, correct, approve, withdraw
    minutes: float = 1  # of watching the memory
    corpus: Path | None = None  # a file to take the stories from, in place of our own
    pictures: Path | None = None  # and the folder with its pictures

    @property
    def size(self):
        """The size of the site on which all but the cost at size is measured."""
        return sorted(self.sizes)[:2][-1]


def from_environment(env=os.environ):
    """The plan that the environment asks for. Exits with a sentence for what can't be read."""
    given = {}
    for name, read in READERS.items():
        if text := env.get(name.upper(), "").strip():
            try:
                given[name] = read(text)
            except ValueError as error:
                sys.exit(f"{name.upper()}={text} can't be: {error}")
    return Plan(**given)


def names(text):
    return tuple(word.strip() for word in text.split(",") if word.strip())


def sizes(text):
    found = tuple(sorted({int(word.replace("_", "")) for word in names(text)}))
    if not found or found[0] < 1:
        raise ValueError("sizes are numbers of stories, such as 1000,10000")
    return found


def engines(text):
    if unknown := set(names(text)) - set(ENGINES):
        raise ValueError(f"{', '.join(unknown)} is no engine; there are {' and '.join(ENGINES)}")
    return names(text)


def positive(kind):
    def read(text):
        number = kind(text)
        if number <= 0:
            raise ValueError("it must be more than 0")
        return number

    return read


def existing(text):
    path = Path(text).expanduser().resolve()
    if not path.exists():
        raise ValueError("there is no such file or folder")
    return path


READERS = {
    "folder": lambda text: Path(text).expanduser().resolve(),
    "only": names,
    "sizes": sizes,
    "engines": engines,
    "rounds": positive(int),
    "seconds": positive(float),
    "cycles": positive(int),
    "minutes": positive(float),
    "corpus": existing,
    "pictures": existing,
}
