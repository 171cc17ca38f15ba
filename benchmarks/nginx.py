"""nginx, twice: with files, which is what we are measured by, and in front of the site."""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

from benchmarks import processes
from scripts.environment import ROOT

CONFIGURATION = ROOT / "deploy" / "nginx.conf"
# What we are measured by. One worker, as there is one core; the compressed files alone, their descriptors kept open.
FILES = """
user www-data;
worker_processes 1;
pid /run/nginx.pid;
error_log stderr warn;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  types {{ text/html html; }}
  charset utf-8;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000;
  client_body_temp_path /var/cache/nginx/body;
  proxy_temp_path /var/cache/nginx/proxy;
  fastcgi_temp_path /var/cache/nginx/fastcgi;
  uwsgi_temp_path /var/cache/nginx/uwsgi;
  scgi_temp_path /var/cache/nginx/scgi;
  server {{ listen 80; root {root}; gzip_static on; }}
}}
"""


def program():
    return shutil.which("nginx") or shutil.which("/usr/sbin/nginx")


def missing():
    """Why there is no nginx here, or None."""
    return None if program() else "there is no nginx. As root: apt-get install nginx-light"


@contextlib.contextmanager
def files(folder, log):
    """nginx with the files of `folder`. Yields its address."""
    with running(FILES.format(root=folder), log) as url:
        yield url


@contextlib.contextmanager
def front(site, media, log):
    """nginx as deploy/nginx.conf sets it up, in front of the site at the address `site`. Yields its own address."""
    ours = {
        "/srv/newsroom/var/media": str(media),
        "/srv/newsroom": str(ROOT),
        "127.0.0.1:8000": site.removeprefix("http://"),
        "worker_processes auto": "worker_processes 1",
    }
    with running(replaced(CONFIGURATION.read_text(), ours), log) as url:
        yield url


@contextlib.contextmanager
def running(configuration, log):
    """nginx on a port and in a folder of its own: what it listens on and writes to is replaced. Yields its address."""
    port = processes.free_port()
    with tempfile.TemporaryDirectory(prefix="newsroom-nginx-") as folder:
        places = {"/var/cache/nginx": folder, "/var/log/nginx": folder, "/run/nginx.pid": f"{folder}/nginx.pid"}
        user = "user root;" if os.geteuid() == 0 else ""  # who may read the folders
        ours = {"listen 80;": f"listen 127.0.0.1:{port};", "user www-data;": user, **places}
        file = Path(folder) / "nginx.conf"
        file.write_text(replaced(configuration, ours))
        command = [program(), "-p", folder, "-c", str(file), "-e", "stderr", "-g", "daemon off;"]
        with processes.running(command, core=processes.SERVER, log=log) as process:
            processes.wait_for(port, process, log)
            yield f"http://127.0.0.1:{port}"


def replaced(text, words):
    for old, new in words.items():
        text = text.replace(old, new)
    return text
