"""What `make` calls, in a copy of its own: a folder with scripts/, a Makefile and nothing installed."""

import os
import select
import shutil
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import packages, postgres
from scripts.run import write_private

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.once
PIN = "newsroom-has-no-such-package==1.0 --hash=sha256:" + "0" * 64


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    folder = tmp_path_factory.mktemp("checkout")
    shutil.copytree(ROOT / "scripts", folder / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "Makefile", folder)
    (folder / "requirements.txt").write_text("")
    (folder / ".venv" / "bin").mkdir(parents=True)  # half of a virtual environment, as a stopped run leaves it
    return folder


def python(code, folder, **env):
    """Run Python in a folder without the tests' virtual environment or its variables."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "TMPDIR")}
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=folder, env=kept | env, capture_output=True, text=True, timeout=120)


def test_a_python_that_is_too_old_is_told_so_in_one_sentence(checkout):
    answer = python("import sys; sys.version_info = (3, 10, 13); import scripts.run", checkout)
    assert answer.returncode == 1
    assert answer.stderr.strip().splitlines() == [
        "Newsroom needs Python 3.11 or newer, and this is 3.10.13. Name a newer one: make run PYTHON=python3.12"
    ]


def test_packages_are_installed_once_and_again_when_the_pins_change(checkout):
    install = "from scripts import environment; environment.install()"
    first, second = python(install, checkout), python(install, checkout)
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert "Making a virtual environment" in first.stdout
    assert "Installing" in first.stdout
    assert second.stdout == ""

    (checkout / "requirements.txt").write_text(PIN)
    offline = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_RETRIES": "1", "PIP_CONFIG_FILE": os.devnull}
    without_network = python(install, checkout, **offline)
    assert without_network.returncode == 1
    assert without_network.stderr.startswith("The package index can't be reached. Check the network")
    assert len(without_network.stderr.splitlines()) == 1


def test_a_python_without_venv_is_told_which_package_brings_it(checkout):
    answer = python(
        "import sys; sys.modules['ensurepip'] = None; from scripts import environment; environment.make()", checkout
    )
    assert answer.returncode == 1
    assert "apt-get install python3-venv" in answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize("module", ["run", "serve"])
def test_a_port_in_use_is_named_before_anything_is_set_up(tmp_path, checkout, module):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        answer = python(f"from scripts import {module}; {module}.main(*[False][:{module == 'run'}])", checkout,
                        PORT=port, SECRET_KEY="x")  # fmt: skip
    assert answer.returncode == 1
    assert answer.stderr.startswith(f"Something already listens on 127.0.0.1:{port}.")
    assert answer.stdout == ""


@pytest.mark.parametrize(("name", "value"), [("PORT", "eighty"), ("PORT", "70000"), ("HOST", "no.such.host.invalid")])
def test_an_address_that_cannot_be_is_refused_by_name(checkout, name, value):
    answer = python("from scripts import run; run.main(False)", checkout, **{name: value})
    assert answer.returncode == 1
    assert answer.stderr.startswith(name)
    assert len(answer.stderr.splitlines()) == 1


def test_the_production_server_does_not_start_without_a_secret_key(checkout):
    answer = python("from scripts import serve; serve.main()", checkout)
    assert answer.returncode == 1
    assert answer.stderr.startswith("Set SECRET_KEY in the environment")


def test_a_secret_is_readable_by_its_owner_alone(tmp_path):
    write_private(tmp_path / "key", "secret")
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600


def test_make_help_lists_every_command():
    makefile = (ROOT / "Makefile").read_text()
    targets = makefile.split(".PHONY:")[1].splitlines()[0].split()
    answer = subprocess.run(
        ["make", "--no-print-directory", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert [line.split()[1] for line in answer.stdout.splitlines()] == targets


@pytest.mark.skipif(sys.platform != "linux" or not packages.postgres(), reason="needs Linux and PostgreSQL")
def test_the_throw_away_postgres_is_gone_after_a_failure():
    with pytest.raises(ZeroDivisionError), postgres.throw_away(packages.postgres()) as url:
        folder = Path(url.removeprefix("postgres://newsroom@/").removesuffix("/newsroom"))
        process = int((folder / "data" / "postmaster.pid").read_text().splitlines()[0])
        ended = os.pidfd_open(process)  # readable once the process is no more
        assert select.select([ended], [], [], 0)[0] == []
        1 / 0  # noqa: B018
    assert not folder.exists()
    assert select.select([ended], [], [], 5)[0] == [ended]
