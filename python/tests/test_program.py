"""The program that comes with the package is the program."""

import json
import os
import signal
import subprocess
import sys
import sysconfig
import time
from importlib.metadata import version
from pathlib import Path

import pytest

COMMAND = Path(sysconfig.get_path("scripts")) / ("alliance.exe" if os.name == "nt" else "alliance")
LONG = "months = 1200\n[population]\ncount = 40\n[experiment]\nruns = 100000\n"


def test_it_says_the_version_and_the_exit_code() -> None:
    said = subprocess.run([COMMAND, "--version"], check=True, capture_output=True, text=True)
    assert said.stdout == f"alliance {version('alliance_dynamics')}\n"
    module = subprocess.run([sys.executable, "-m", "alliance_dynamics", "--version"], capture_output=True, text=True)
    assert (module.returncode, module.stdout) == (0, said.stdout)
    wrong = subprocess.run([COMMAND, "rum"], capture_output=True, text=True)
    assert wrong.returncode == 2 and "similar subcommand exists: 'run'" in wrong.stderr


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_its_bytes_are_the_programs(format: str, program: Path, study: Path, tmp_path: Path) -> None:
    def manifest(alliance: Path, name: str) -> dict[str, object]:
        folder = tmp_path / name
        asked = [alliance, "run", study, "--out", folder, "--format", format, "--no-charts", "--no-report", "--quiet"]
        subprocess.run(asked, check=True, capture_output=True)
        return json.loads((folder / "manifest.json").read_text())

    tried = [program, "run", study, "--out", tmp_path / "tried", "--format", format, "--no-charts", "--quiet"]
    if "without Parquet" in subprocess.run(tried, capture_output=True, text=True).stderr:
        pytest.skip("this program writes no Parquet")
    ours, theirs = manifest(COMMAND, "ours"), manifest(program, "theirs")
    assert (ours["digest"], ours["tables"]) == (theirs["digest"], theirs["tables"])


def test_its_charts_are_the_programs(program: Path, study: Path, tmp_path: Path) -> None:
    charts = []
    for name, alliance in (("ours", COMMAND), ("theirs", program)):
        subprocess.run([alliance, "run", study, "--out", tmp_path / name, "--quiet"], check=True, capture_output=True)
        charts.append({path.name: path.read_bytes() for path in (tmp_path / name / "charts").iterdir()})
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
    assert "Stopping: finishing the runs that have begun" in said and "KeyboardInterrupt" not in said
