"""The program that its wheel installs is the program."""

import json
import os
import signal
import subprocess
import sysconfig
import time
from importlib.metadata import version
from pathlib import Path

import pytest

COMMAND = Path(sysconfig.get_path("scripts")) / ("alliance.exe" if os.name == "nt" else "alliance")
LONG = "months = 1200\n[population]\ncount = 40\n[experiment]\nruns = 100000\n"

pytestmark = pytest.mark.skipif(not COMMAND.exists(), reason="its wheel is not installed: pip install ./python/program")


def test_it_says_the_version_and_the_exit_code() -> None:
    said = subprocess.run([COMMAND, "--version"], check=True, capture_output=True, text=True)
    assert said.stdout == f"alliance {version('alliance-dynamics-program')}\n"
    wrong = subprocess.run([COMMAND, "rum"], capture_output=True, text=True)
    assert wrong.returncode == 2 and "similar subcommand exists: 'run'" in wrong.stderr


def test_its_tables_and_charts_are_the_programs(program: Path, study: Path, tmp_path: Path) -> None:
    digests, charts = [], []
    for name, alliance in (("ours", COMMAND), ("theirs", program)):
        folder = tmp_path / name
        subprocess.run([alliance, "run", study, "--out", folder, "--quiet"], check=True, capture_output=True)
        digests.append(json.loads((folder / "manifest.json").read_text())["digest"])
        charts.append({path.name: path.read_bytes() for path in (folder / "charts").iterdir()})
    assert digests[0] == digests[1]
    assert charts[0] and charts[0] == charts[1]


@pytest.mark.skipif(os.name == "nt", reason="signals are those of Unix")
@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
def test_who_is_interrupted_keeps_what_is_finished(asked: signal.Signals, tmp_path: Path) -> None:
    (tmp_path / "long.toml").write_text(LONG)
    folder = tmp_path / "long"
    running = subprocess.Popen(
        [COMMAND, "run", "long.toml", "--out", folder, "--no-charts", "--no-report"],
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    while running.poll() is None and not any(folder.glob("**/*")):
        time.sleep(0.05)
    running.send_signal(asked)
    _, said = running.communicate(timeout=120)
    assert running.returncode == 130
    assert "Stopping: finishing the runs that have begun" in said
