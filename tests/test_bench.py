"""`make bench`, in its smallest form: so that it still runs on the day when somebody needs it."""

import json
import os
import signal
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path

import pytest
from PIL import Image

from benchmarks import corpus, load, plan, plot, processes, report, rounds
from scripts import static

ROOT = Path(__file__).parent.parent
pytestmark = [
    pytest.mark.once,
    pytest.mark.skipif(sys.platform != "linux", reason="the bench gives each program its core, which needs Linux"),
]
needs_wrk = pytest.mark.skipif(bool(load.missing()), reason=str(load.missing()))


@pytest.fixture(scope="module")
def smallest(tmp_path_factory):
    """The environment of the smallest run: thirty stories, small pictures, a second for each figure."""
    env = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    static.collect(env | {"SECRET_KEY": "used-by-the-tests-and-by-nothing-else", "DEBUG": "0"})
    folder = tmp_path_factory.mktemp("bench")
    pictures = folder / "pictures"
    pictures.mkdir()
    for number in range(corpus.PICTURES):
        Image.new("RGB", (64, 36), (20 * number, 90, 60)).save(pictures / f"picture-{number}.jpg")
    file = folder / "stories.jsonl"
    file.write_text("".join(json.dumps(story) + "\n" for story in corpus.stories(30)))
    ours = {"FOLDER": folder / "kept", "SIZES": "30", "ENGINES": "sqlite", "ROUNDS": "1", "SECONDS": "1", "CYCLES": "1",
            "MINUTES": "0.05", "CORPUS": file, "PICTURES": pictures}  # fmt: skip
    return env | {name: str(value) for name, value in ours.items()}


def bench(env, only, **options):
    command = [sys.executable, "-m", "benchmarks"]
    words = {"cwd": ROOT, "env": env | {"ONLY": only}, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    return subprocess.Popen(command, text=True, **words, **options)


@needs_wrk
def test_the_smallest_run_measures_and_keeps_its_results(smallest):
    run = bench(smallest, "cached,freshness,stampede")
    said, _ = run.communicate(timeout=300)
    assert run.returncode == 0, said
    kept = Path(smallest["FOLDER"])
    results = json.loads((kept / "results.json").read_text())["results"]
    assert list(results) == ["cached", "freshness", "stampede"]
    figures = {figure["name"]: figure["value"] for found in results.values() for figure in found}
    assert figures["site, answers a second"] > 10
    assert any("old answers later than" in name for name in figures)
    assert figures["front, cold: renders for 200 readers"] >= 1
    assert "| site / hello |" in (kept / "results.md").read_text()
    assert (kept / "results.png").read_bytes().startswith(b"\x89PNG")
    assert not list(kept.glob("*scratch*"))


@needs_wrk
def test_a_stopped_run_leaves_nothing_running(smallest):
    run = bench(smallest, "cached", start_new_session=True)
    while "cached:" not in run.stdout.readline():
        pass
    until = time.monotonic() + 60
    while not (started := {pid: words for pid, words in processes.family(run.pid).items() if pid != run.pid}):
        assert time.monotonic() < until
        time.sleep(0.05)
    time.sleep(1)
    started |= processes.family(run.pid)
    run.send_signal(signal.SIGINT)
    said, _ = run.communicate(timeout=60)
    assert "Stopped." in said
    assert {pid for pid, words in started.items() if processes.command(pid) == words} == set()


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SIZES", "many", "SIZES=many can't be"),
        ("ENGINES", "oracle", "oracle is no engine"),
        ("ROUNDS", "0", "it must be more than 0"),
        ("CORPUS", "/nowhere.jsonl", "there is no such file"),
    ],
)
def test_what_cannot_be_measured_is_refused_in_one_sentence(name, value, sentence):
    with pytest.raises(SystemExit, match=sentence):
        plan.from_environment({name: value})


def test_an_unknown_measure_is_refused_by_name(smallest):
    run = bench(smallest, "cached,speed")
    assert "There is no measure speed." in run.communicate(timeout=60)[0]
    assert run.returncode == 1


def test_a_story_is_the_same_in_a_corpus_of_any_size():
    small, large = list(corpus.stories(3)), list(islice(corpus.stories(1000), 3))
    assert small == large
    assert small[0]["published_at"] > small[1]["published_at"]


def test_ratios_are_of_neighbouring_rounds_and_marked_against_their_targets():
    slowing = rounds.ratio("ours / theirs", [60, 30, 15], [100, 50, 25], rounds.at_least(0.55))
    assert (slowing.value, slowing.low, slowing.high, slowing.mark) == (0.6, 0.6, 0.6, "meets")
    assert rounds.figure("cost", [1, 9, 2], "ms", rounds.at_most(1.5)).mark == "misses"
    assert rounds.Figure("rate", 7).mark == ""


def test_results_of_every_kind_are_written_and_drawn(tmp_path):
    figure = rounds.Figure("front: longest", 0.2, "s", 0.1, 0.2, rounds.at_most(1), ((0, 0.1), (1, 0.2)))
    results = {name: [figure, rounds.Figure("x / livez bytes renders, answers a second", 2)] for name in plot.PANELS}
    report.keep(tmp_path, results, {"visit": "there is no Chromium"})
    plot.draw(results, tmp_path / "results.png")
    assert "Left out: visit: there is no Chromium" in (tmp_path / "results.md").read_text()
    assert (tmp_path / "results.png").exists()
