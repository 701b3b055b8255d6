"""The examples run, and find what they are to find."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"


def example(name: str, needs: str = "numpy") -> ModuleType:
    pytest.importorskip(needs)
    spec = importlib.util.spec_from_file_location(name, EXAMPLES / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_salib_finds_that_trust_at_the_start_matters() -> None:
    total = example("with_salib", "SALib").indices(size=32, runs=10)
    assert max(total, key=lambda key: total[key]) == "relations.trust_mean"


def test_optuna_finds_dials_that_help() -> None:
    assert example("with_optuna", "optuna").best(trials=12, runs=40).value > 0.5


def test_the_ema_workbench_finds_where_alliances_fall_apart() -> None:
    points, box = example("with_ema_workbench", "ema_workbench").boxes(experiments=60)
    assert len(points) == 60 and box.peeling_trajectory["density"].iloc[-1] > 0.6


def test_a_policy_of_ones_own_saves_alliances() -> None:
    share = example("own_policy").share_that_survives
    assert share(60, with_policy=True) > share(60, with_policy=False) + 0.1
