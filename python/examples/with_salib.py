"""Which keys matter for final trust? Sobol' indices by SALib, whose design is run as points of one's own."""

import numpy as np
from alliance_dynamics import Scenario
from SALib.analyze import sobol as analysis
from SALib.sample import sobol as design


def indices(size: int = 64, runs: int = 20) -> dict[str, float]:
    """The total index of every key, from `size` base points with so many runs each."""
    problem = {
        "num_vars": 3,
        "names": ["gossip.rate", "home_talk.echo", "relations.trust_mean"],
        "bounds": [[0.0, 0.4], [0.0, 0.5], [-0.4, 0.4]],
    }
    points = design.sample(problem, size, calc_second_order=False, seed=1)
    columns = dict(zip(problem["names"], points.T, strict=True))
    answer = Scenario.from_dict({"months": 60, "population": {"count": 6}}).run(points=columns, runs=runs)
    # One row a point, in the order of the points.
    trust = answer.summary.to_polars()["final_trust_mean"].to_numpy()
    found = analysis.analyze(problem, np.asarray(trust), calc_second_order=False, seed=1)
    return dict(zip(problem["names"], found["ST"].tolist(), strict=True))


if __name__ == "__main__":
    for key, total in indices().items():
        print(f"{key:24} {total:.2f}")
