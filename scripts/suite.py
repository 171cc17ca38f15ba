"""`make test` and `make lint`: every check and test of the project, in steps; all of them run, whatever one says."""

import contextlib
import importlib.util
import os
import signal
import sys
import time

from scripts import environment, lint, packages, postgres


def main(wanted):
    unknown = set(wanted) - STEPS.keys()
    if unknown:
        sys.exit(f"There is no step {', '.join(sorted(unknown))}. The steps are: {', '.join(STEPS)}.")
    if not importlib.util.find_spec("ensurepip"):
        packages.fetch("python3-venv")  # and if it may not, the next line says what to do
    environment.install(environment.DEV)
    wanted = [name for name in STEPS if not wanted or name in wanted]
    absent = missing(wanted)
    results = []
    for name in wanted:
        print(f"\n== {name}", flush=True)
        began = time.monotonic()
        outcome = f"left out: {absent[name]}" if name in absent else "passed" if STEPS[name]() else "FAILED"
        results.append((name, outcome, time.monotonic() - began))
    sys.exit(report(results))


def report(results):
    """Print a line a step; return the exit code. A step left out is a failure in CI, where nothing may go unseen."""
    print()
    for name, outcome, seconds in results:
        print(f"{name:<9} {seconds:6.1f} s  {outcome}")
    bad = ("FAILED", "left out") if os.environ.get("CI") == "true" else ("FAILED",)
    return int(any(outcome.startswith(bad) for _, outcome, _ in results))


def missing(wanted):
    """The steps that can't run here, each with the reason, after trying to install what they need."""
    needed = {package: find for step in wanted for package, find in NEEDS.get(step, {}).items()}
    if not (absent := [package for package, find in needed.items() if not find()]):
        return {}
    reason = packages.fetch(*absent) or "it is not where it should be"
    absent = [package for package in absent if not needed[package]()]
    lacking = {step: [package for package in NEEDS.get(step, {}) if package in absent] for step in wanted}
    return {
        step: f"no {' and no '.join(names)} here, and {reason}. As root: apt-get install {' '.join(names)}"
        for step, names in lacking.items()
        if names
    }


def unit_on_sqlite():
    return pytest("-n2", "-m", "not browser and not machines")


def unit_on_postgres():
    with postgres.throw_away(packages.postgres()) as url:
        return pytest("-n2", "-m", "not browser and not machines and not once", env={"DATABASE_URL": url})


def with_servers():
    """One after the other, for they measure how long things take."""
    with postgres.throw_away(packages.postgres()) as url:
        return pytest("-m", "machines", env={"DATABASE_URL": url})


def in_the_browser():
    return pytest("-m", "browser", env={"CHROMIUM": packages.chromium()})


def pytest(*words, env=None):
    return environment.call("python", "-m", "pytest", "-q", *words, env=env)


STEPS = {
    "lint": lint.check,
    "sqlite": unit_on_sqlite,
    "postgres": unit_on_postgres,
    "machines": with_servers,
    "browser": in_the_browser,
}
POSTGRES = {"postgresql": packages.postgres}
SERVERS = {"redis-server": packages.redis, "nginx": packages.nginx, "varnish": packages.varnish}
NEEDS = {"postgres": POSTGRES, "machines": POSTGRES | SERVERS, "browser": {"chromium": packages.chromium}}


def stop(number, frame):
    raise KeyboardInterrupt


if __name__ == "__main__":
    for name in ("SIGTERM", "SIGHUP"):  # like Ctrl-C: the throw-away PostgreSQL must go, too
        signal.signal(getattr(signal, name), stop)
    with contextlib.suppress(KeyboardInterrupt):
        main(sys.argv[1:])
    sys.exit("\nStopped.")
