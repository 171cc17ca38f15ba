"""The sites that are measured: databases of so many stories, filled once and kept in the plan's folder."""

import contextlib
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
from dataclasses import dataclass
from pathlib import Path

import psycopg

from benchmarks import cluster, corpus, pictures, processes
from scripts import packages
from scripts.environment import PYTHON, ROOT

KEPT = "PATH", "HOME", "LANG", "TMPDIR"  # of the caller's environment: whatever else is set there is of no concern here
STAMPED = "benchmarks/corpus.py", "benchmarks/pictures.py", "importers/corpus/*.py", "*/migrations/0*.py", "images/*.py"


@dataclass(frozen=True)
class Place:
    """A filled database, and a folder for what else a site keeps."""

    database: str
    folder: Path
    log: Path

    @property
    def media(self):
        return self.folder / "media"

    @property
    def env(self):
        """Its settings."""
        kept = {name: os.environ[name] for name in KEPT if name in os.environ}
        ours = {
            "DATABASE_URL": self.database,
            "MEDIA_ROOT": str(self.media),
            "PURGE_TABLE": str(self.folder / "purges"),
        }
        fixed = {"SECRET_KEY": "bench" * 10, "DEBUG": "0", "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
        return kept | ours | fixed

    def manage(self, *words):
        """Run a command of manage.py on the server's core. Raises RuntimeError with what it said."""
        with processes.on(processes.SERVER):
            answer = subprocess.run(
                [PYTHON, "manage.py", *words], cwd=ROOT, env=self.env, capture_output=True, text=True, check=False
            )
        if answer.returncode:
            raise RuntimeError(f"manage.py {words[0]} failed: {(answer.stderr or answer.stdout).strip()[-1500:]}")

    def work(self):
        """Do what is queued for the background: the pictures' sizes."""
        self.manage("work", "--batch", "--queue-name=*", "--no-startup-delay", "--interval=0")


@contextlib.contextmanager
def opened(plan, engine):
    """A shelf of databases of one engine. Yields an object with `place(size)` and `scratch(size)`, both Places."""
    plan.folder.mkdir(parents=True, exist_ok=True)
    if engine == "sqlite":
        yield Sqlite(plan)
        return
    with cluster.running(packages.postgres(), plan.folder / "postgres") as server:
        yield Postgres(plan, server)


def missing(engine):
    """Why an engine can't be used here, or None."""
    if engine == "postgres" and not packages.postgres():
        return "there is no PostgreSQL. As root: apt-get install postgresql"
    return None


class Shelf:
    engine = ""

    def __init__(self, plan):
        self.plan = plan

    def place(self, size):
        """The site with `size` stories, filled if it isn't yet. Measures leave it as it is."""
        name = f"stories_{size}"
        place = Place(self.url(name), self.plan.folder / f"{self.engine}-{size}", self.plan.folder / "site.log")
        stamp = place.folder / "filled"
        seen = fingerprint(self.plan)
        if not stamp.exists() or stamp.read_text() != seen or not self.exists(name):
            self.remove(name)
            shutil.rmtree(place.folder, ignore_errors=True)
            place.media.mkdir(parents=True)
            self.create(name)
            fill(self.plan, place, size)
            stamp.write_text(seen)
        return place

    @contextlib.contextmanager
    def scratch(self, size):
        """A copy of the site with `size` stories, to be written to; gone afterwards."""
        place = self.place(size)
        name = f"scratch_{os.getpid()}"
        copy = Place(self.url(name), self.plan.folder / name, place.log)
        self.remove(name)
        try:
            self.copy(f"stories_{size}", name)
            shutil.copytree(place.media, copy.media, dirs_exist_ok=True)
            yield copy
        finally:
            self.remove(name)
            shutil.rmtree(copy.folder, ignore_errors=True)


class Sqlite(Shelf):
    engine = "sqlite"

    def file(self, name):
        return self.plan.folder / f"{name}.sqlite3"

    def url(self, name):
        return f"sqlite:///{self.file(name)}"

    def exists(self, name):
        return self.file(name).exists()

    def create(self, name):
        pass  # the first to connect makes it

    def remove(self, name):
        for ending in ("", "-wal", "-shm"):
            Path(f"{self.file(name)}{ending}").unlink(missing_ok=True)

    def processes(self):
        return []  # it runs inside the site

    def copy(self, name, target):
        with (
            contextlib.closing(sqlite3.connect(self.file(name))) as source,
            contextlib.closing(sqlite3.connect(self.file(target))) as copy,
        ):
            source.backup(copy)


class Postgres(Shelf):
    engine = "postgres"

    def __init__(self, plan, server):
        super().__init__(plan)
        self.server = server

    def url(self, name):
        return f"{self.server}/{name}"

    def run(self, statement, *values):
        folder = self.server.removeprefix("postgres://newsroom@/")
        with psycopg.connect(host=folder, user="newsroom", dbname="postgres", autocommit=True) as link:
            cursor = link.execute(statement, values or None)
            return cursor.fetchall() if cursor.description else []

    def exists(self, name):
        return bool(self.run("SELECT 1 FROM pg_database WHERE datname = %s", name))

    def create(self, name):
        self.run(f"CREATE DATABASE {name}")

    def remove(self, name):
        self.run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def processes(self):
        """The server's: those that serve a connection come and go."""
        return processes.family(int((self.plan.folder / "postgres" / "postmaster.pid").read_text().split()[0]))

    def copy(self, name, target):
        self.run(f"CREATE DATABASE {target} TEMPLATE {name}")


def fill(plan, place, size):
    """Put `size` stories with comments and pictures into an empty database."""
    print(f"  loading {size:,} stories into {place.database.partition(':')[0]}…", flush=True)
    place.manage("migrate", "--noinput", "--verbosity=0")
    folder = plan.pictures or pictures.draw(plan.folder / "pictures")
    file = plan.folder / f"loading-{os.getpid()}.jsonl"
    try:
        with file.open("w") as lines:
            lines.writelines(f"{line}\n" for line in first_lines(plan, size))
        place.manage("load_corpus", str(file), "--pictures", str(folder))
    finally:
        file.unlink(missing_ok=True)
    place.work()


def first_lines(plan, size):
    """The stories as lines of JSON: of the plan's file, or our own."""
    if not plan.corpus:
        yield from map(json.dumps, corpus.stories(size))
        return
    with plan.corpus.open() as file:
        for count, line in enumerate(file, 1):
            yield line.rstrip("\n")
            if count == size:
                return
    raise RuntimeError(f"{plan.corpus.name} has no {size:,} stories: ask for fewer, SIZES={count}")


def fingerprint(plan):
    """A digest that changes with all that decides what a filled database looks like."""
    files = sorted(file for pattern in STAMPED for file in ROOT.glob(pattern))
    files += [plan.corpus] if plan.corpus else []
    return hashlib.sha256(b"".join(file.name.encode() + file.read_bytes() for file in files)).hexdigest()
