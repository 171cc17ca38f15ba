"""Programs that a measure starts: on one core each, with an end whatever happens."""

import contextlib
import os
import signal
import socket
import subprocess
import time

from scripts.environment import ROOT

CORES = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else [0]
SERVER, LOAD = CORES[0], CORES[1 % len(CORES)]
PATIENCE = 10  # seconds to end by itself when told to


@contextlib.contextmanager
def on(core):
    """Whatever is started meanwhile runs on this core alone."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


@contextlib.contextmanager
def running(words, *, core, log, env=None, **options):
    """A program, started on `core` and ended afterwards. What it prints goes to the file `log`. Yields the Popen.

    In a process group of its own, so that a Ctrl-C reaches it through us, once, and its children end with it.
    """
    with log.open("ab") as output:
        options = {"stdout": output, "stderr": output, "stdin": subprocess.DEVNULL} | options
        with on(core):
            process = subprocess.Popen(words, cwd=ROOT, env=env, process_group=0, **options)
        try:
            yield process
        finally:
            end(process)


def end(process):
    """Stop a program, and kill what is left of all that it started."""
    started = family(process.pid)
    if process.poll() is None:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(PATIENCE)
    for pid, words in started.items():
        if words and command(pid) == words:  # and not another program that got its number
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
    process.wait()


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_for(port, process, log, seconds=60):
    """Return once something listens on the port. Raises RuntimeError with the end of the log if the program ends."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5):
            return
        time.sleep(0.05)
    raise RuntimeError(f"{process.args[0]} did not start: {log.read_text(errors='replace')[-1000:]}")


def family(pid):
    """The process and all that it started, as {pid: words of its command line}."""
    parents = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(OSError), open(f"/proc/{name}/stat") as file:
            parents[int(name)] = int(file.read().rpartition(")")[2].split()[1])
    found, more = set(), {pid}
    while more:
        found |= more
        more = {child for child, parent in parents.items() if parent in more} - found
    return {each: command(each) for each in sorted(found)}


def command(pid):
    with contextlib.suppress(OSError), open(f"/proc/{pid}/cmdline", "rb") as file:
        return file.read().replace(b"\0", b" ").decode(errors="replace")
    return ""


def spent(pids):
    """Nanoseconds of processor time that each thread of these processes has used so far, by (process, thread)."""
    found = {}
    for pid in pids:
        with contextlib.suppress(OSError):
            for thread in os.listdir(f"/proc/{pid}/task"):
                with contextlib.suppress(OSError), open(f"/proc/{pid}/task/{thread}/schedstat") as file:
                    found[pid, thread] = int(file.read().split()[0])
    return found


def spent_since(before):
    """Seconds of processor time that the same processes have used since `before`, what `spent` told."""
    now = spent({pid for pid, _thread in before})
    return sum(time - before.get(thread, 0) for thread, time in now.items()) / 1e9
