"""A Redis of one test's own, which it may kill, stop and flush."""

import contextlib
import signal
import socket
import subprocess
import time

import pytest
from redis import Redis
from redis.exceptions import RedisError

from scripts import packages

PROGRAM = packages.redis()


class RedisServer:
    def __init__(self, folder):
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            self.port = listener.getsockname()[1]
        self.folder, self.process = folder, None
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.cache_url = f"rediscache://127.0.0.1:{self.port}/0"
        self.client = Redis.from_url(self.url, decode_responses=True)

    def start(self):
        words = [PROGRAM, "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", str(self.folder)]
        self.process = subprocess.Popen(words, stdout=subprocess.DEVNULL)
        for _try in range(100):
            with contextlib.suppress(RedisError):
                return self.client.ping()
            time.sleep(0.05)
        raise RuntimeError("Redis did not start")

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        """Let it hang: it accepts connections and answers nothing."""
        self.process.send_signal(signal.SIGSTOP)

    def go_on(self):
        self.process.send_signal(signal.SIGCONT)


@contextlib.contextmanager
def running(folder):
    if not PROGRAM:
        pytest.skip("no redis-server here: install it (make test does, where it may)")
    server = RedisServer(folder)
    server.start()
    try:
        yield server
    finally:
        server.kill()
