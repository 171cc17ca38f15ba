"""nginx, twice: with files, which is what we are measured by, and in front of the site."""

import contextlib
import os
import shutil
from pathlib import Path

from benchmarks import processes

# One worker, as there is one core. Compressed files lie beside where the plain ones would; descriptors stay open.
FRAME = """
worker_processes 1;
pid {folder}/{name}.pid;
error_log stderr warn;
daemon off;
{user}
events {{ worker_connections 1024; }}
http {{
  access_log off;
  types {{ text/html html; }}
  charset utf-8;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000;
  client_body_temp_path {folder}/{name}-body;
  proxy_temp_path {folder}/{name}-proxy;
  fastcgi_temp_path {folder}/{name}-fastcgi;
  uwsgi_temp_path {folder}/{name}-uwsgi;
  scgi_temp_path {folder}/{name}-scgi;
  {inside}
}}
"""
FILES = """
  open_file_cache max=1000;
  server {{ listen 127.0.0.1:{port}; root {folder}; gzip_static on; }}
"""
FRONT = """
  proxy_cache_path {folder}/cache keys_zone=pages:8m;
  upstream site {{ server {site}; keepalive 16; }}
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass http://site;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $host:$server_port;
      proxy_set_header Accept-Encoding gzip;
      proxy_cache pages;
      proxy_cache_valid 200 1s;
      proxy_ignore_headers Cache-Control Expires Vary;
      proxy_cache_lock on;
      proxy_cache_background_update on;
      proxy_cache_use_stale error timeout updating http_500 http_502 http_503 http_504;
    }}
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
    with _running("files", folder, log, FILES) as url:
        yield url


@contextlib.contextmanager
def front(site, folder, log):
    """nginx as deploy/nginx.conf sets it up, in front of `site` (an address). Yields its own address."""
    with _running("front", folder, log, FRONT, site=site.removeprefix("http://")) as url:
        yield url


@contextlib.contextmanager
def _running(name, folder, log, inside, **words):
    port = processes.free_port()
    user = "user root;" if os.geteuid() == 0 else ""  # who may read the folder
    inside = inside.format(folder=folder, port=port, **words)
    file = Path(folder) / f"{name}.conf"
    file.write_text(FRAME.format(folder=folder, name=name, user=user, inside=inside))
    command = [program(), "-p", str(folder), "-c", str(file), "-e", "stderr"]
    url = f"http://127.0.0.1:{port}"
    with processes.running(command, core=processes.SERVER, log=log) as process:
        processes.wait_for(port, process, log)
        yield url
