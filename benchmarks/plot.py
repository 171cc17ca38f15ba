"""The results as one picture: a panel a measure, each with its targets drawn in."""

import re

INK, QUIET, BAD, OURS, THEIRS = "#1f2328", "#8b949e", "#cf222e", "#0969da", "#b6bfc9"
COLOURS = ["#0969da", "#bf5700", "#1a7f37", "#8250df"]


def draw(results, file):
    """Draw what there is of `results` ({measure: [Figures]}) into `file`. Draws nothing where nothing was measured."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    panels = [(name, PANELS[name]) for name, found in results.items() if found and name in PANELS]
    if not panels:
        return
    rows = -(-len(panels) // 2)
    style = {"font.size": 9, "axes.edgecolor": QUIET, "axes.spines.top": False, "axes.spines.right": False}
    with pyplot.rc_context(style | {"text.color": INK, "xtick.color": INK, "ytick.color": INK}):
        height = sum(max(heights(results, panels[row * 2 : row * 2 + 2])) for row in range(rows))
        ratios = [max(heights(results, panels[row * 2 : row * 2 + 2])) for row in range(rows)]
        figure, axes = pyplot.subplots(
            rows, 2, figsize=(14, height), squeeze=False, height_ratios=ratios, layout="constrained"
        )
        for axis, (name, panel) in zip(axes.flat, panels, strict=False):
            panel(axis, results[name])
        for axis in list(axes.flat)[len(panels) :]:
            axis.axis("off")
        figure.savefig(file, dpi=110)
        pyplot.close(figure)


def heights(results, panels):
    """Inches for each panel: more where there are many bars."""
    return [max(3.2, 0.17 * len([f for f in results[name] if f.target]) + 1) for name, _panel in panels]


def bars(axis, title, lines, unit):
    """Horizontal bars from lines of (label, value, low, high, target or None), the first on top."""
    for place, (_label, value, _low, _high, target) in enumerate(lines):
        axis.barh(place, value, color=colour(value, target), height=0.65)
    finish(axis, title, lines, unit)


def dots(axis, title, lines, unit):
    """The same lines where what counts is the distance from 1, which a bar does not show."""
    axis.set_xscale("log")
    axis.axvline(1, color=QUIET, linewidth=1)
    for place, (_label, value, _low, _high, target) in enumerate(lines):
        axis.plot([value], [place], "o", color=colour(value, target), markersize=6)
    finish(axis, title, lines, unit)
    ticks = [tick for tick in (0.5, 0.8, 1, 1.25, 1.5, 2, 3, 5, 10, 20, 50, 100) if tick <= 1.1 * axis.get_xlim()[1]]
    axis.set_xticks(ticks, [f"{tick:g}" for tick in ticks])
    axis.minorticks_off()


def finish(axis, title, lines, unit):
    """Spreads, targets and labels."""
    for place, (_label, _value, low, high, target) in enumerate(lines):
        if low is not None:
            axis.plot([low, high], [place, place], color=INK, linewidth=1)
        if target is not None:
            axis.plot([target.limit] * 2, [place - 0.42, place + 0.42], color=INK, linewidth=2)
    axis.set_title(title, loc="left", fontweight="bold")
    axis.set_xlabel(unit)
    axis.set_yticks(range(len(lines)), [line[0] for line in lines])
    axis.invert_yaxis()
    axis.margins(y=0.02)


def colour(value, target):
    return THEIRS if target is None else OURS if target.met(value) else BAD


def lines_of(figures, pattern, shorten=""):
    return [
        (re.sub(shorten, "", f.name), f.value, f.low, f.high, f.target) for f in figures if re.search(pattern, f.name)
    ]


def cached(axis, figures):
    lines = lines_of(figures, "answers a second", ", answers a second")
    bars(axis, "Cached story: answers a second on one core", lines, "answers a second")


def uncached(axis, figures):
    lines = lines_of(figures, " / livez")
    bars(axis, "Uncached, by a trivial view’s rate (mark: target)", lines, "pages per trivial answer")


def size(axis, figures):
    lines = [line for line in lines_of(figures, " / ", " stories") if line[4]]
    dots(axis, "Cost of a page on a large site / on the smallest (mark: target)", lines, "times")


def freshness(axis, figures):
    """Every change watched, one dot each, by address: shares of a second until the new bytes were there."""
    axis.set_title("From the commit to the new bytes, under load", loc="left", fontweight="bold")
    shown = [figure for figure in figures if figure.series]
    for place, figure in enumerate(shown):
        axis.plot(
            [y for _x, y in figure.series], [place] * len(figure.series), "o", color=OURS, alpha=0.4, markersize=4
        )
    axis.axvline(1, color=BAD, linewidth=1)
    axis.text(1, 0, " target", color=BAD, transform=axis.get_xaxis_transform(), va="bottom")
    axis.set_xlim(0, max([1.1, *(1.05 * figure.value for figure in shown)]))
    axis.set_yticks(range(len(shown)), [figure.name.partition(":")[0] for figure in shown])
    axis.invert_yaxis()
    axis.set_xlabel("seconds")


def memory(axis, figures):
    axis.set_title("Memory of each process at 50 requests a second", loc="left", fontweight="bold")
    for figure, colour in zip([f for f in figures if f.series], COLOURS, strict=False):
        minutes = [x / 60 for x, _y in figure.series]
        axis.plot(minutes, [y for _x, y in figure.series], color=colour)
        label = figure.name.partition(" ")[0]
        axis.annotate(label, (minutes[-1], figure.value), xytext=(0, 5), textcoords="offset points", ha="right")
    axis.set_ylim(0, 1.15 * axis.get_ylim()[1])
    axis.set_xlabel("minutes")
    axis.set_ylabel("MB (RSS)")


def visit(axis, figures):
    lines = [(label, value / 1000, low, high, target) for label, value, low, high, target in lines_of(figures, "bytes")]
    lines = [(*line[:4], line[4] and type(line[4])(line[4].sign, line[4].limit / 1000)) for line in lines]
    bars(axis, "A first visit (mark: target)", lines, "KB over the wire")


def pipeline(axis, figures):
    bars(axis, "Pictures", [(f.name, f.value, f.low, f.high, None) for f in figures if f.unit == "s"], "seconds")


def stampede(axis, figures):
    bars(axis, "Renders for 200 readers at once (mark: target)", lines_of(figures, "renders", ": renders.*"), "renders")


PANELS = {
    "cached": cached,
    "uncached": uncached,
    "size": size,
    "freshness": freshness,
    "memory": memory,
    "visit": visit,
    "pipeline": pipeline,
    "stampede": stampede,
}
