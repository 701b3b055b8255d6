"""The type stubs are those of the engine, and every public thing says what it is."""

import subprocess
import sys

from pathlib import Path

import alliance_dynamics
import pytest
from alliance_dynamics import World

STUBTEST = [sys.executable, "-m", "mypy.stubtest"]
CONFIGURATION = Path(__file__).parent / "mypy.ini"


def test_stubs_match_what_is_there() -> None:
    pytest.importorskip("mypy")
    checked = subprocess.run(
        [*STUBTEST, "alliance_dynamics", "--concise", "--ignore-disjoint-bases", "--mypy-config-file", CONFIGURATION],
        capture_output=True,
        text=True,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_everything_is_documented() -> None:
    for name in alliance_dynamics.__all__:
        thing = getattr(alliance_dynamics, name)
        if name == "__version__":
            continue
        assert thing.__doc__, name
        if isinstance(thing, type) and not issubclass(thing, Exception):
            members = [member for member in vars(thing) if not member.startswith("_")]
            assert [member for member in members if not getattr(thing, member).__doc__] == [], name


def test_arrays_say_their_shape() -> None:
    for name in ("trust", "support", "goal", "ambition"):
        assert "shape (" in getattr(World, name).__doc__
