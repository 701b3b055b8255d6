"""A policy of one's own, month by month: whoever trusts somebody less than the alliance does on average is brought to talk with them."""

import numpy as np
from alliance_dynamics import Scenario, World


def mediate(world: World, strength: float = 0.2) -> None:
    """Lives a world in which the lowest trust is drawn towards the mean, as long as homes are hostile."""
    for _ in world:
        if world["hostility"] > 0.05:
            low = world.trust < world["trust"]
            world.trust[low] += strength * (world["trust"] - world.trust[low])


def share_that_survives(runs: int, *, with_policy: bool) -> float:
    """The share of worlds that survive; replication k has the same luck either way."""
    worlds = [Scenario.bundled("vicious-circle").world(replication) for replication in range(runs)]
    for world in worlds:
        mediate(world) if with_policy else world.finish()
    return float(np.mean([world.survived for world in worlds]))


if __name__ == "__main__":
    for with_policy in (False, True):
        print(f"{'with' if with_policy else 'without'} mediation {share_that_survives(200, with_policy=with_policy):.0%} survive")
