"""deploy/nginx.conf, with a real nginx in front of a real granian."""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlencode

import pytest
from django.urls import get_resolver

from scripts import packages
from tests.conftest import free_port, make_database, wait_for

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = packages.nginx()
STORY = """
from articles import desk
from articles.tests.factories import make_live_story
from newsroom.models import User
User.objects.create_superuser("chief@example.com", "correct horse", name="Charlie Chief")
print(make_live_story(headline="Nine phones").get_absolute_url())
"""
AGAIN = """
from articles import desk
from articles.models import Article
from newsroom.models import User
article, chief = Article.objects.order_by("pk").last(), User.objects.get()
{}
"""
PUBLISH = """
desk.save(article, by=chief, headline={!r})
desk.publish(article, by=chief, change="update")
"""
ANOTHER = """
from articles.models import Section
from articles.tests.factories import make_live_story
from authors.models import Author
place = dict(section=Section.objects.get(), bylines=[(Author.objects.get(), "words")])
print(make_live_story(headline={!r}, **place).get_absolute_url())
"""
SOON = """
from datetime import timedelta
from django.utils import timezone
desk.withdraw(article, by=chief, reason="It was not so.", at=timezone.now() + timedelta(seconds=6))
"""
WITHDRAW = 'desk.withdraw(article, by=chief, reason="It was not so.")'

pytestmark = [
    pytest.mark.machines,
    pytest.mark.skipif(not PROGRAM, reason="no nginx here: install it (make test does, where it may)"),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory, django_db_setup, django_db_blocker):
    """`.get(path, **headers)` asks nginx; `.story` is a path, `.another(headline)` makes one.

    `.change(code)` changes the newest; `.kill()`, `.start(DATABASE_URL=…)`.
    """
    folder = tmp_path_factory.mktemp("front")
    folder.chmod(0o755)
    with django_db_blocker.unblock():
        database = make_database(folder)
    port, inner = free_port(), free_port()
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "SECRET_KEY": "used-by-the-tests-and-by-nothing-else",
        "DATABASE_URL": database,
        "SITE_URL": f"http://127.0.0.1:{port}",
        "PURGE_TABLE": str(folder / "purges"),
        "MEDIA_ROOT": str(folder / "media"),
        "TRUSTED_PROXIES": "1",
    }
    site = SimpleNamespace(port=port, inner=inner, folder=folder, log=folder / "server.log")

    def manage(*words):
        run = subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=env, capture_output=True, text=True)
        assert run.returncode == 0, run.stderr
        return run.stdout.strip()

    def start(**others):
        words = ["--interface=wsgi", f"--port={inner}", "--workers=1", "--blocking-threads=4", "--access-log"]
        with site.log.open("ab") as log:
            granian = [Path(sys.executable).with_name("granian"), *words, "newsroom.wsgi:application"]
            site.app = subprocess.Popen(
                granian, cwd=ROOT, env=env | others, stdout=log, stderr=log, start_new_session=True
            )
        wait_for(f"http://127.0.0.1:{inner}/livez", site.app)

    def kill():
        os.killpg(site.app.pid, signal.SIGKILL)
        site.app.wait()

    def ask(path, method="GET", body=None, at=port, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", at, timeout=20)
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        answer.body = answer.read().decode(errors="replace")
        connection.close()
        return answer

    site.get, site.start, site.kill = ask, start, kill
    site.change = lambda code: manage("shell", "--no-imports", "-c", AGAIN.format(code))
    site.another = lambda headline: site.change(ANOTHER.format(headline)).splitlines()[-1]
    manage("migrate", "--verbosity=0")
    manage("collectstatic", "--noinput", "--verbosity=0")
    site.story = manage("shell", "--no-imports", "-c", STORY).splitlines()[-1]
    start()
    with nginx(site, port):
        yield site
    kill()


class nginx:
    """nginx with the file of deploy/, in a folder of the test's own."""

    def __init__(self, site, port=None, asks=600):
        """`asks`: for how many seconds it will show copies while the site is down."""
        self.site, self.port, self.asks = site, port or free_port(), asks
        self.folder = site.folder / f"nginx-{self.port}"

    def __enter__(self):
        self.folder.mkdir()
        (self.folder / "cache").mkdir()
        (self.site.folder / "media").mkdir(exist_ok=True)
        text = (ROOT / "deploy" / "nginx.conf").read_text()
        for words, here in {
            "/srv/newsroom/var/media": str(self.site.folder / "media"),
            "/srv/newsroom": str(ROOT),
            "127.0.0.1:8000": f"127.0.0.1:{self.site.inner}",
            "listen 80;": f"listen 127.0.0.1:{self.port};",
            "X-Micro-Cache 600;": f"X-Micro-Cache {self.asks};",
            "/var/cache/nginx": str(self.folder / "cache"),
            "/run/nginx.pid": str(self.folder / "pid"),
            "/var/log/nginx": str(self.folder),
            "user www-data;": "user root;" if os.geteuid() == 0 else "",
        }.items():
            assert words in text
            text = text.replace(words, here)
        file = self.folder / "nginx.conf"
        file.write_text(text)
        words = [PROGRAM, "-c", file, "-p", self.folder, "-e", self.folder / "error.log"]
        checked = subprocess.run([*words, "-t"], capture_output=True, text=True)
        assert checked.returncode == 0, checked.stderr
        assert "[warn]" not in checked.stderr
        self.process = subprocess.Popen([*words, "-g", "daemon off;"])
        wait_for(f"http://127.0.0.1:{self.port}/livez", self.process)
        return self

    def __exit__(self, *error):
        self.process.terminate()
        self.process.wait()


def state(answer):
    """What nginx did: HIT, MISS, EXPIRED, STALE, BYPASS …; "" where it keeps nothing."""
    found = [value for value in answer.headers.get_all("Cache-Status", []) if value.startswith("nginx")]
    return found[0].rpartition("=")[2] if found else ""


def begin_a_second():
    time.sleep(1.02 - time.time() % 1)


def test_of_many_requests_in_a_second_one_reaches_the_site(site):
    site.get(site.story)
    begin_a_second()
    states = [state(site.get(site.story)) for _ in range(40)]
    assert states.count("HIT") >= 38
    begin_a_second()
    assert state(site.get(site.story)) in ("EXPIRED", "REVALIDATED")


def test_new_bytes_come_within_a_second_of_the_publish(site):
    polled, done = [], threading.Event()

    def poll():
        while not done.is_set():
            polled.append((time.time(), "Phone of the year" in site.get(site.story).body))
            time.sleep(0.02)

    thread = threading.Thread(target=poll)
    thread.start()
    said = site.change(PUBLISH.format("Phone of the year") + "\nimport time; print(time.time())")
    committed = float(said.splitlines()[-1])
    time.sleep(2)
    done.set()
    thread.join()
    assert max(asked for asked, is_new in polled if not is_new) - committed < 1
    assert polled[-1][1]


def test_while_the_site_is_down_copies_are_shown_and_pictures_come(site):
    (site.folder / "media" / "a.png").write_bytes(b"picture")
    assert site.get(site.story).status == 200
    site.kill()
    try:
        time.sleep(2)
        answer = site.get(site.story)
        assert (answer.status, state(answer)) == (200, "STALE")
        assert answer.headers.get_all("Cache-Control") == ["no-cache"]
        for path in ("/feed/", "/admin/", "/accounts/login/"):
            answer = site.get(path)
            assert (answer.status, answer.headers["Retry-After"]) == (503, "30")
            assert "This page is not available for a moment." in answer.body
            assert "style-src 'self'" in answer.headers["Content-Security-Policy"]
        assert site.get("/media/a.png").body == "picture"
    finally:
        site.start()
    assert state(site.get(site.story)) in ("EXPIRED", "REVALIDATED")


def test_somebody_who_is_signed_in_gets_no_copy_and_leaves_none(site):
    path = "/?only=somebody"
    for headers in ({"Cookie": "sessionid=x"}, {"Cookie": "a=b; messages=x"}, {"Authorization": "Basic eDp5"}):
        assert state(site.get(path, **headers)) == "BYPASS"
    assert state(site.get(path)) == "MISS"


def test_other_cookies_do_not_matter(site):
    site.get(site.story)
    begin_a_second()
    site.get(site.story)
    assert state(site.get(site.story, Cookie="theme=dark")) == "HIT"


@pytest.mark.parametrize("path", ["/admin/", "/accounts/login/", "/comments/1/new/", "/livez", "/readyz"])
def test_what_is_not_for_everybody_is_never_kept(site, path):
    for _ in range(2):
        answer = site.get(path)
        assert answer.status in (200, 302, 404)
        assert state(answer) in ("", "MISS")


def test_a_post_goes_through(site):
    answer = site.get(
        "/accounts/login/", method="POST", body="login=x", Content_Type="application/x-www-form-urlencoded"
    )
    assert (answer.status, state(answer)) == (403, "")  # no token


def test_a_name_that_is_not_ours_is_refused_and_not_kept(site):
    for _ in range(2):
        assert site.get(site.story, Host="evil.example").status == 400
    assert site.get(site.story).status == 200


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip"), ("identity", None), ("x-nothing", None)],
)
def test_each_encoding_is_kept_by_itself(site, accepted, encoding):
    for _ in range(2):
        answer = site.get(site.story, Accept_Encoding=accepted)
        assert answer.headers.get("Content-Encoding") == encoding
        assert answer.headers["Vary"] == "Accept-Encoding"


def test_a_known_page_is_not_sent_again(site):
    tag = site.get(site.story).headers["ETag"]
    answer = site.get(site.story, If_None_Match=tag)
    assert (answer.status, answer.body) == (304, "")


def test_a_client_can_not_lie_about_where_it_is(site):
    """One machine may fail ten times a minute, whatever it says of itself."""
    form = site.get("/accounts/login/")
    token = re.search('name="csrfmiddlewaretoken" value="([^"]+)"', form.body)[1]
    headers = {"Cookie": form.headers["Set-Cookie"].partition(";")[0]}
    headers["Content_Type"] = "application/x-www-form-urlencoded"

    def sign_in(email, password, address):
        body = urlencode({"csrfmiddlewaretoken": token, "login": email, "password": password})
        lies = {"X_Forwarded_For": address, "X_Real_IP": address, "Forwarded": f"for={address}"}
        return site.get("/accounts/login/", method="POST", body=body, **headers, **lies)

    for number in range(10):
        assert sign_in(f"nobody{number}@example.com", "wrong horse", f"192.0.2.{number}").status == 200
    assert sign_in("chief@example.com", "correct horse", "192.0.2.99").status == 200  # not 302: it was not tried


def test_static_files_come_from_the_disk(site):
    names = json.loads((ROOT / "var" / "static" / "staticfiles.json").read_text())["paths"]
    hashed = site.get(f"/static/{names['css/base.css']}", Accept_Encoding="gzip")
    assert hashed.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert hashed.headers["Content-Encoding"] == "gzip"
    assert hashed.headers["Content-Type"].startswith("text/css")
    assert site.get("/static/css/base.css").headers["Cache-Control"] == "public, max-age=60"
    assert site.get("/static/../manage.py").status in (400, 404)
    assert site.get("/static../manage.py").status == 404


def test_media_is_in_a_sandbox_and_hidden_files_are_not_served(site):
    media = site.folder / "media"
    (media / "a.html").write_text("<script>alert(1)</script>")
    (media / ".secret").write_text("no")
    answer = site.get("/media/a.html")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert site.get("/media/.secret").status == 404
    assert site.get("/media../server.log").status == 404


@pytest.mark.parametrize(("path", "size", "status"), [("/comments/1/new/", 100_000, 413), ("/search/", 2_000_000, 413)])
def test_what_is_too_large_is_refused_before_the_site_reads_it(site, path, size, status):
    assert site.get(path, method="POST", body=b"x" * size).status == status


def test_the_query_makes_another_copy_only_where_the_site_reads_it(site):
    site.get(site.story)
    begin_a_second()
    site.get(site.story)
    for query in ("?", "?utm_source=a%20b", "?a&mypage=2", "?utm=1&x=page"):
        assert state(site.get(site.story + query)) == "HIT", query
    for query in ("?page=2", "?utm=1&page=2", "?p=1", "?q", "?%70age=2"):
        assert state(site.get(site.story + query)) == "MISS", query
    assert site.get("/" + site.story).status == 404


def test_nginx_knows_all_parameters_that_the_site_reads():
    known = re.search(r'"~\(\^\|&\)\(([a-z|]+)\)', (ROOT / "deploy" / "nginx.conf").read_text())[1]
    assert set(known.split("|")) == set().union(*(_params(get_resolver())))


def _params(resolver):
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from _params(pattern)
        else:
            yield getattr(pattern.callback, "params", ())


def test_caches_further_on_are_told_what_the_site_says(site):
    told = "public, max-age=0, must-revalidate, s-maxage=1, stale-while-revalidate=1"
    begin_a_second()
    for _ in range(2):
        answer = site.get(site.story)
        assert answer.headers.get_all("Cache-Control") == [told]
        assert answer.headers["X-Further-Cache-Control"] is None
    assert site.get("/accounts/login/").headers.get_all("Cache-Control") != [told]
    direct = site.get(site.story, at=site.inner, X_Micro_Cache="600")
    assert direct.headers["Cache-Control"] == "stale-if-error=600"


def test_nothing_is_kept_that_the_site_did_not_say_to_us(site):
    """Not asked by nginx the site says s-maxage=1, which is for caches that can do no better."""
    with nginx(site, asks='""') as front:
        begin_a_second()
        for _ in range(2):
            answer = site.get(site.story, at=front.port)
            assert "s-maxage=1" in answer.headers["Cache-Control"]
            assert state(answer) == "MISS"


WAYS = [("", "gzip"), ("", "gzip, deflate, br"), ("", "identity"), ("?utm=1", "gzip"), ("?page=2", "br")]


def ask_all_ways(site, story):
    return [site.get(story + query, Accept_Encoding=accepted).status for query, accepted in WAYS]


def test_a_withdrawn_story_is_not_shown_while_the_database_is_away(site):
    story = site.another("Gone soon")
    assert ask_all_ways(site, story) == [200] * len(WAYS)
    site.change(WITHDRAW)
    _without_database(site, story)


def test_a_story_whose_end_was_scheduled_is_not_shown_after_it_while_the_database_is_away(site):
    story = site.another("Gone at its moment")
    site.change(SOON)
    assert ask_all_ways(site, story) == [200] * len(WAYS)
    time.sleep(6)
    _without_database(site, story)


def _without_database(site, story):
    site.kill()
    site.start(DATABASE_URL="sqlite:////nowhere/at/all")
    try:
        time.sleep(1)
        assert ask_all_ways(site, story) == [503] * len(WAYS)
    finally:
        site.kill()
        site.start()
    assert ask_all_ways(site, story) == [410] * len(WAYS)


def test_a_story_whose_end_was_scheduled_is_not_shown_after_it_while_the_site_is_down(site):
    story = site.another("Gone at its moment, all down")
    site.change(SOON)
    assert ask_all_ways(site, story) == [200] * len(WAYS)
    site.kill()
    try:
        time.sleep(1.1)
        assert ask_all_ways(site, story) == [200] * len(WAYS)
        time.sleep(5)
        assert ask_all_ways(site, story) == [503] * len(WAYS)
    finally:
        site.start()


def test_a_copy_is_shown_for_so_long_and_no_longer_however_often_it_is_asked_for(site):
    """As nginx.conf's ten minutes, in two seconds: what nginx keeps says two."""
    story = site.another("Seen while down")
    with nginx(site, asks=2) as front:
        assert site.get(story, at=front.port).status == 200
        site.kill()
        try:
            seen = set()
            until = time.time() + 5
            while time.time() < until:
                seen.add(site.get(story, at=front.port).status)
                last = site.get(story, at=front.port).status
                time.sleep(0.1)
            assert (seen, last) == ({200, 503}, 503)
        finally:
            site.start()


def test_after_a_withdrawal_no_copy_is_shown_though_the_site_is_down(site):
    story = site.another("Gone before the fall")
    assert site.get(story).status == 200
    site.change(WITHDRAW)
    time.sleep(1)
    assert site.get(story).status == 410
    site.kill()
    try:
        time.sleep(2)
        assert site.get(story).status == 410
    finally:
        site.start()
