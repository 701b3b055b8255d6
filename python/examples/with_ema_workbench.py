"""Scenario discovery with the EMA Workbench: where in a space of uncertain keys do alliances fall apart?"""

import numpy as np
import pandas as pd
from alliance_dynamics import Scenario
from ema_workbench import Model, RealParameter, ScalarOutcome, perform_experiments
from ema_workbench.analysis import prim

KEYS = {"gossip_rate": ("gossip.rate", 0.0, 0.4), "echo": ("home_talk.echo", 0.0, 0.5), "trust": ("relations.trust_mean", -0.4, 0.4)}
"""What the workbench calls a key (a name of Python), the key, and its range."""


def alliance(**values: float) -> dict[str, float]:
    """One experiment: the share of 50 alliances that survive with these values."""
    scenario = Scenario.from_dict({"months": 60, "population": {"count": 6}})
    settings = {KEYS[name][0]: value for name, value in values.items()}
    runs = scenario.set(settings).run(runs=50, threads=1).runs.to_polars()
    return {"survived": float(runs["survived"].mean())}


def boxes(experiments: int = 200) -> tuple[pd.DataFrame, prim.PrimBox]:
    """The experiments, and the box in which fewer than half of all alliances survive."""
    model = Model("alliance", function=alliance)
    model.uncertainties = [RealParameter(name, low, high) for name, (_, low, high) in KEYS.items()]
    model.outcomes = [ScalarOutcome("survived")]
    points, outcomes = perform_experiments(model, scenarios=experiments)
    fails = np.asarray(outcomes["survived"]) < 0.5
    return points, prim.Prim(points[list(KEYS)], fails, threshold=0.6).find_box()


if __name__ == "__main__":
    _, box = boxes()
    print(box.peeling_trajectory[["coverage", "density", "mass"]].tail(1))
