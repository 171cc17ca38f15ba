"""What works beside the server: `manage.py work`, begun again whenever it ends."""

import subprocess
import threading

from scripts.environment import PYTHON, ROOT

WORK = ["nice", "-n", "5", PYTHON, "manage.py", "work"]  # readers come first
PAUSE = 2  # seconds before the next one begins
PATIENCE = 10  # seconds to finish what it is doing, when told to stop


class Worker(threading.Thread):
    """Off where WORKER=off: on a machine where something else runs `manage.py work`, or none is wanted."""

    def __init__(self, env, command=WORK):
        super().__init__(daemon=True)
        self.env, self.command = env, command
        self.process, self.stopped = None, threading.Event()
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
