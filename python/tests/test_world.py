"""The month iterator: state is read and written, and what is left alone is the native run."""

import time
from collections.abc import Callable

import numpy as np
import pytest
from alliance_dynamics import AllianceError, Scenario, World

BUNDLED = ["vicious-circle", "newcomers", "karate-club", "whistle-blower", "crisis-and-renewal"]
WRITTEN = "trust image bond goal home_goal support standing hidden voice temptation autonomy payoff contribution ambition".split()
READ = "distance similarity culture given received warned alignment resources weight".split()
NUMBERS = "shared_language capacity control process agility challenge goal_clarity agreements environment routine".split()


@pytest.fixture
def scenario() -> Scenario:
    return Scenario.from_dict({"months": 60, "seed": 3, "population": {"count": 8, "voice": 0.3, "autonomy": 0.3}})


@pytest.mark.parametrize("name", BUNDLED)
def test_a_world_that_is_left_alone_is_the_native_run(name: str) -> None:
    scenario = Scenario.bundled(name).set({"months": 80})
    runs = scenario.run(runs=4).runs.to_polars()
    for replication in range(4):
        world = scenario.world(replication)
        for quantity in WRITTEN + READ:
            getattr(world, quantity)
        months = list(world)
        row = runs.row(replication, named=True)
        assert (world.outcome, world.months, world.survived, world.seed) == (row["outcome"], row["months"], row["survived"], row["seed"])
        assert months == list(range(1, row["months"] + 1))
        measures = world.measures
        assert {name: measures[name] for name in measures if name in row and name not in LOST} == {
            name: float(row[name]) for name in measures if name in row and name not in LOST
        }


# In the table of runs these are sums over all months.
LOST = {"lost_disappointment", "lost_gossip", "lost_home", "lost_incidents", "blamed_on_culture"}


def test_arrays_hold_what_the_trace_tells(scenario: Scenario) -> None:
    trace = scenario.trace(1)
    ties, members = trace["ties"].to_polars(), trace["members"].to_polars()
    world = scenario.world(1)
    trust, contribution, support = world.trust, world.contribution, world.support
    for month in world:
        told = ties.filter(ties["month"] == month)
        there = ~np.isnan(trust)
        assert trust[there].tolist() == told["trust"].to_list()
        assert world.image[there].tolist() == told["image"].to_list()
        row = members.filter((members["month"] == month))
        present = world.present.tolist()
        active = [name for name, is_there in zip(world.members, present) if is_there]
        row = row.filter(row["member"].is_in(active))
        assert contribution[world.present].tolist() == row["contribution"].to_list()
        assert support[world.present].tolist() == row["support"].to_list()


@pytest.mark.parametrize("quantity", WRITTEN)
def test_what_is_written_counts_from_the_next_month_on(scenario: Scenario, quantity: str) -> None:
    world, other = scenario.world(1), scenario.world(1)
    for _ in range(3):
        next(world), next(other)
    array = getattr(world, quantity)
    array[...] = np.clip(array * 0.5 + 0.1, -1, 1)
    world.finish(), other.finish()
    assert world.measures != other.measures


@pytest.mark.parametrize("number", NUMBERS)
def test_numbers_can_be_set(scenario: Scenario, number: str) -> None:
    world, other = scenario.world(1), scenario.world(1)
    for _ in range(3):
        next(world), next(other)
    setattr(world, number, getattr(world, number) * 0.5 + 0.2)
    world.finish(), other.finish()
    assert world.measures != other.measures


@pytest.mark.parametrize("quantity", READ)
def test_what_follows_from_other_things_is_only_read(scenario: Scenario, quantity: str) -> None:
    world = scenario.world()
    with pytest.raises(ValueError, match="read-only"):
        getattr(world, quantity)[...] = 0.5
    with pytest.raises(AttributeError):
        setattr(world, quantity, 0.5)


def test_a_number_out_of_bounds_is_told_with_its_place(scenario: Scenario) -> None:
    world = scenario.world()
    world.trust[0, 1] = 5
    with pytest.raises(AllianceError, match=r"^`trust\[0, 1\]` is 5; allowed: a number from -1 to 1$"):
        next(world)
    with pytest.raises(AllianceError, match="^`control` is 2; allowed: a number from 0 to 1$"):
        world.control = 2
    with pytest.raises(KeyError, match="no measure trus"):
        world["trus"]


@pytest.fixture
def sparse() -> Scenario:
    ties = [{"from": giver, "to": other, "trust": 0.2} for giver, other in (("A", "B"), ("B", "A"))]
    members = [{"name": name} for name in "ABC"]
    return Scenario.from_dict({"months": 6, "members": members, "relations": {"network": "listed", "ties": ties}})


@pytest.mark.parametrize(("row", "column"), [(0, 2), (1, 1)])
def test_what_is_written_where_there_is_no_tie_is_told_with_its_place(sparse: Scenario, row: int, column: int) -> None:
    world = sparse.world()
    assert np.isnan(world.trust[row, column])
    world.trust[row, column] = 0.9
    told = rf"^`trust\[{row}, {column}\]` is 0.9, and there is no tie; allowed: a number where there is one, as in `trust\[~numpy.isnan\(trust\)\] = 0.9`$"
    with pytest.raises(AllianceError, match=told):
        next(world)
    with pytest.raises(AllianceError, match=told):
        world.finish()
    world.trust[row, column] = np.nan
    assert next(world) == 1


def test_all_ties_can_be_written_at_once(sparse: Scenario) -> None:
    world = sparse.world()
    world.trust[~np.isnan(world.trust)] = 0.5
    world.image = np.clip(world.image - 0.1, -1, 1)
    assert next(world) == 1


def test_after_the_last_month_nothing_can_be_written(scenario: Scenario) -> None:
    ended = scenario.world()
    trust = ended.trust
    for _ in ended:
        trust[0, 1] = 0.5
    finished = scenario.world()
    finished.finish()
    for world in (ended, finished):
        with pytest.raises(ValueError, match="read-only"):
            world.trust[0, 1] = 0.5
        told = rf"^the world has ended after {world.months} months; what is written counts from the next month on$"
        with pytest.raises(AllianceError, match=told):
            world.trust = 0.5
        with pytest.raises(AllianceError, match=told):
            world.control = 0.5
        assert next(world, None) is None and world.finish() == world.outcome
    with pytest.raises(ValueError, match="read-only"):
        trust[0, 1] = 0.5


def test_a_contribution_that_is_written_is_what_a_member_gives(scenario: Scenario) -> None:
    world = scenario.world()
    next(world)
    world.contribution[2] = 0.125
    next(world)
    assert world.contribution[2] == 0.125
    next(world)
    assert world.contribution[2] != 0.125


def test_a_policy_is_ten_lines(scenario: Scenario) -> None:
    def lived(threshold: float) -> float:
        survived = 0
        for replication in range(60):
            world = scenario.world(replication)
            for _ in world:
                if world["trust"] < threshold:
                    world.trust = np.clip(world.trust + 0.1, -1, 1)
            survived += bool(world.survived)
        return survived / 60

    assert lived(0.2) > lived(-1) + 0.2


def test_members_that_leave_keep_their_places() -> None:
    scenario = Scenario.bundled("newcomers")
    for replication in range(5):
        world = scenario.world(replication)
        trust = world.trust
        for _ in world:
            absent = ~world.present
            assert np.isnan(trust[absent]).all() and np.isnan(trust[:, absent]).all()
            assert (world.bloc[absent] == -1).all()


def test_what_is_written_of_members_that_are_not_present_has_no_effect() -> None:
    world, other = (Scenario.bundled("newcomers").world(1) for _ in range(2))
    trust = world.trust
    for _ in world:
        absent = np.flatnonzero(~world.present)
        trust[absent, :] = trust[:, absent] = 0.5
    other.finish()
    assert absent.size and world.measures == other.measures


def test_an_alliance_is_a_network(scenario: Scenario) -> None:
    graph = scenario.to_networkx()
    assert len(graph) == 8 and graph.number_of_edges() == 56
    world = scenario.world()
    first, second = world.members[:2]
    assert graph[first][second]["trust"] == world.trust[0, 1]


def test_events_are_those_of_the_month() -> None:
    world = Scenario.bundled("vicious-circle").world(1)
    told = [event for month in world for event in world.events if event["month"] == month]
    assert told and {"month", "kind", "member", "partner", "cause", "size", "note"} == set(told[0])


def test_a_policy_costs_at_most_five_times_the_native_run() -> None:
    scenario = Scenario.from_dict({"months": 120, "population": {"count": 8}})

    def native(world: World) -> None:
        world.finish()

    def policy(world: World) -> None:
        trust = world.trust
        for _ in world:
            if world["trust"] < 0:
                trust[0, 1] = 0.5

    assert _cost(scenario, policy) < 5 * _cost(scenario, native)


def _cost(scenario: Scenario, live: Callable[[World], None]) -> float:
    """Seconds a month, from the quickest time of every world: others may be at work on the machine."""
    least, months = [float("inf")] * 6, [0] * 6
    for _ in range(20):
        for replication in range(6):
            world = scenario.world(replication)
            began = time.perf_counter()
            live(world)
            least[replication] = min(least[replication], time.perf_counter() - began)
            months[replication] = world.months
    return sum(least) / sum(months)
