"""(g) Pictures: how long an upload keeps the desk waiting, the work in the background, the bytes by format."""

import http.client
import secrets
import time
from collections import Counter
from urllib.parse import urlsplit

from benchmarks import databases, pictures
from benchmarks.rounds import Figure, figure
from benchmarks.site import serving

UPLOAD = "/admin/images/image/upload/"
TOKEN = "b" * 32  # what proves a form to be ours is that the cookie and the header say the same
ENDINGS = {".jpeg": "jpg"}


def measure(plan):
    folder = plan.pictures or pictures.draw(plan.folder / "pictures")
    files = sorted(folder.glob("*.jpg"))
    with databases.opened(plan, plan.engines[0]) as shelf, shelf.scratch(min(plan.sizes)) as place:
        before = set(place.media.rglob("*.*"))
        idle = min(work(place) for _ in range(2))
        with serving(place) as site:
            cookie = f"sessionid={site.inside('sign_in')}; csrftoken={TOKEN}"
            uploads = [upload(site.url, file, cookie) for file in files]
        seconds = (work(place) - idle) / len(files)
        made = [file for file in place.media.rglob("*.*") if file.is_file() and file not in before]
        yield figure("an upload's request", uploads, "s")
        yield Figure("background work a picture", max(0, seconds), "s")
        yield from sizes(made, len(files))


def work(place):
    """Seconds that the background worker takes to do all there is, and to end."""
    began = time.monotonic()
    place.work()
    return time.monotonic() - began


def upload(base, file, cookie):
    """Seconds until the desk has its answer. The bytes are changed a little: the library knows what it has."""
    data = file.read_bytes() + secrets.token_bytes(8)  # a decoder stops at the end of the picture
    mark = secrets.token_hex(16)
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="alt"\r\n\r\nShapes on a soft ground\r\n'.encode(),
        f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{file.name}"\r\n'.encode(),
        b"Content-Type: image/jpeg\r\n\r\n" + data + f"\r\n--{mark}--\r\n".encode(),
    ]
    headers = {"Content-Type": f"multipart/form-data; boundary={mark}", "Cookie": cookie, "X-CSRFToken": TOKEN}
    connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=120)
    began = time.monotonic()
    connection.request("POST", UPLOAD, b"".join(parts), headers)
    answer = connection.getresponse()
    said = answer.read()
    seconds = time.monotonic() - began
    connection.close()
    if answer.status != 201:
        raise RuntimeError(f"the upload was answered with {answer.status}: {said[:300]!r}")
    return seconds


def sizes(files, pictures):
    """Figures of what was made, by format."""
    count, total = Counter(), Counter()
    for file in files:
        kind = ENDINGS.get(file.suffix, file.suffix.lstrip("."))
        count[kind] += 1
        total[kind] += file.stat().st_size
    for kind in sorted(count):
        yield Figure(f"{kind}: files a picture", count[kind] / pictures)
        yield Figure(f"{kind}: bytes a picture", total[kind] / pictures, "B")
