"""The program, to which Python is held."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def program() -> Path:
    """The program `alliance`: `$ALLIANCE`, or the one that was built last."""
    built = [Path(path) for path in [os.environ.get("ALLIANCE", "")] if path]
    built += [ROOT / "target" / profile / "alliance" for profile in ("debug", "release")]
    found = [path for path in built if path.is_file()]
    assert found, "the program is needed here: `cargo build`, or its path in $ALLIANCE"
    return found[0]


@pytest.fixture
def ask(program: Path, tmp_path: Path) -> Callable[..., Path]:
    """Asks the program, and gives the folder of its answer."""

    def ask(command: str, file: Path, *options: str) -> Path:
        folder = tmp_path / command
        extra = ["--no-report"] if command in ("run", "trace") else []
        asked = [program, command, file, "--out", folder, "--no-charts", "--quiet", *extra, *options]
        subprocess.run(asked, check=True, capture_output=True)
        return folder

    return ask


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """A small study with an arm and a sweep."""
    path = tmp_path / "study.toml"
    path.write_text(STUDY)
    return path


STUDY = """
title = "A small study"
months = 48
seed = 7
[population]
count = 6
[experiment]
runs = 25
[[arms]]
name = "no gossip"
set = { "gossip.enabled" = false }
[sweep]
"relations.trust_mean" = [-0.1, 0.2]
"""
