"""What works beside the server: `manage.py work`, begun again whenever it ends."""

import subprocess
import threading

from scripts.environment import PYTHON, ROOT

PAUSE = 2  # seconds before the next one begins
PATIENCE = 10  # seconds to finish what it is doing, when told to stop


class Worker(threading.Thread):
    """Off where WORKER=off: on a machine where something else runs `manage.py work`, or none is wanted."""

    def __init__(self, env, *words):
        super().__init__(daemon=True)
        self.command = [PYTHON, "manage.py", "work", *words]
        self.env, self.process, self.stopped = env, None, threading.Event()
        if env.get("WORKER", "on").lower() not in ("off", "0", "no", "false"):
            self.start()

    def run(self):
        while not self.stopped.is_set():
            # In a process group of its own: a Ctrl-C goes to the server, which tells the worker.
            self.process = subprocess.Popen(self.command, cwd=ROOT, env=self.env, process_group=0)
            if self.stopped.is_set():
                self.process.terminate()
            self.process.wait()
            self.stopped.wait(PAUSE)

    def stop(self):
        self.stopped.set()
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
