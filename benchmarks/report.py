"""The results: on the screen as they come, and in the plan's folder as results.md, results.json and results.png."""

import json
import os
import platform
from datetime import UTC, datetime


def number(value):
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.3g}"


def spread(figure):
    return "" if figure.low is None else f"{number(figure.low)} … {number(figure.high)}"


def line(figure):
    """A figure on the screen."""
    value = f"{number(figure.value)} {figure.unit}".rstrip()
    target = str(figure.target or "")
    return f"  {figure.name:<52} {value:>14}  {spread(figure):<20} {target:<8}  {figure.mark}".rstrip()


def keep(folder, results, left_out):
    """Write all there is so far: `results` is {measure: [Figures]}, `left_out` {measure: why}."""
    folder.mkdir(parents=True, exist_ok=True)
    about = machine()
    (folder / "results.md").write_text(markdown(about, results, left_out))
    found = {
        measure: [
            {"name": figure.name, "value": figure.value, "unit": figure.unit, "low": figure.low, "high": figure.high,
             "target": str(figure.target or ""), "mark": figure.mark, "series": figure.series}
            for figure in figures
        ]
        for measure, figures in results.items()
    }  # fmt: skip
    text = json.dumps({"about": about, "results": found, "left out": left_out}, indent=1)
    (folder / "results.json").write_text(text + "\n")


def markdown(about, results, left_out):
    words = [f"Measured on {about['date']}: Python {about['python']}, {about['processor']}, load {about['load']}.", ""]
    for measure, figures in results.items():
        words += [f"### {measure}", "", "| figure | median | worst … best round | target | |", "|---|---|---|---|---|"]
        for figure in figures:
            value = f"{number(figure.value)} {figure.unit}".rstrip()
            words.append(f"| {figure.name} | {value} | {spread(figure)} | {figure.target or ''} | {figure.mark} |")
        words.append("")
    words += [f"Left out: {measure}: {reason}" for measure, reason in left_out.items()]
    return "\n".join(words).rstrip() + "\n"


def machine():
    """What a reader needs to place the figures: none of them means anything without."""
    return {
        "date": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        "python": platform.python_version(),
        "processor": f"{processor()}, {os.cpu_count()} cores",
        "load": " ".join(f"{load:.1f}" for load in os.getloadavg()),
    }


def processor():
    try:
        with open("/proc/cpuinfo") as file:
            return next(text.partition(":")[2].strip() for text in file if text.startswith("model name"))
    except (OSError, StopIteration):
        return platform.machine()
