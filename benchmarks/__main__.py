"""Runs the measures one after the other: python -m benchmarks, or through make, which sets all up before."""

import contextlib
import importlib
import signal
import sys
import time
import traceback

from benchmarks import databases, plan, plot, processes, report

# In this order. Each is a module with `measure(plan)`; `missing()`, if it has one, says why it can't run here, or None.
MEASURES = ("cached", "uncached", "size", "freshness", "memory", "visit", "pipeline", "stampede")


def main(what):
    """Run what the plan asks for. Returns the exit code: 0 unless something broke, whatever the figures say."""
    if unknown := set(what.only) - set(MEASURES):
        sys.exit(f"There is no measure {', '.join(sorted(unknown))}. There are: {', '.join(MEASURES)}.")
    if sys.platform != "linux":
        sys.exit("The bench reads /proc and gives each program its core: it needs Linux.")
    if len(processes.CORES) < 2:
        print("This machine has one core for both the site and the load: expect the figures to be worse and to vary.")
    left_out = {f"all on {engine}": why for engine in what.engines if (why := databases.missing(engine))}
    results, broken = {}, False
    for name in what.only or MEASURES:
        module = importlib.import_module(f"benchmarks.{name}")
        print(f"\n{name}: {module.__doc__.splitlines()[0]}", flush=True)
        if reason := getattr(module, "missing", lambda: None)():
            left_out[name] = reason
            print(f"  left out: {reason}", flush=True)
            continue
        broken |= not run(module, what, results.setdefault(name, []))
        report.keep(what.folder, results, left_out)
    plot.draw(results, what.folder / "results.png")
    summary(what, results, left_out)
    return int(broken)


def run(module, what, figures):
    """Whether the measure came to its end. Its figures are added to the list as they come."""
    began = time.monotonic()
    try:
        for figure in module.measure(what):
            figures.append(figure)
            print(report.line(figure), flush=True)
    except Exception:  # one that breaks must not take the others with it
        traceback.print_exc()
        print(f"  {module.__name__} broke; what it needs may be in {what.folder}/site.log", flush=True)
        return False
    print(f"  ({time.monotonic() - began:.0f} s)", flush=True)
    return True


def summary(what, results, left_out):
    figures = [figure for found in results.values() for figure in found if figure.mark]
    print(f"\n{sum(figure.mark == 'meets' for figure in figures)} of {len(figures)} targets met.")
    for figure in figures:
        if figure.mark == "misses":
            print(report.line(figure))
    for name, reason in left_out.items():
        print(f"  left out: {name}: {reason}")
    print(f"Kept in {what.folder}: results.md, results.json, results.png")


def stop(_number, _frame):
    raise KeyboardInterrupt


if __name__ == "__main__":
    # Whatever was started must end with us, also where a shell has told its background jobs to ignore Ctrl-C.
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, stop)
    with contextlib.suppress(KeyboardInterrupt), processes.on(processes.LOAD):
        sys.exit(main(plan.from_environment()))
    sys.exit("\nStopped. What was measured until then is kept.")
