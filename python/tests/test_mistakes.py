"""What cannot be asked is told: where, what was found, what is allowed."""

import builtins
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from alliance_dynamics import AllianceError, Scenario, ScenarioError, blocs

RATES = [0.1, 0.3]
TWICE = pd.DataFrame([[0.1, 0.2]], columns=["gossip.rate", "gossip.rate"])
EVERY_ROW = r"allowed: the same keys in every row$"
POINTS = r"allowed: a polars or pandas frame, a pyarrow table, a dictionary of columns or a list of dictionaries, with dotted keys$"


@pytest.fixture
def scenario() -> Scenario:
    text = 'months = 6\npopulation.count = 3\nexperiment.runs = 2\n[[arms]]\nname = "quiet"\nset = { "gossip.enabled" = false }\n'
    return Scenario.from_toml(text)


@pytest.mark.parametrize(
    ("points", "told"),
    [
        ([{"gossip.rate": 0.1}, {"home_talk.echo": 0.3}], r"^row 1 of the points has no `gossip.rate`: found `home_talk.echo`; " + EVERY_ROW),
        ([{"gossip.rate": 0.1}, {"gossip.rate": 0.1, "months": 3}], r"^row 0 of the points has no `months`: found `gossip.rate`; " + EVERY_ROW),
        ([{"gossip.rate": 0.1}, 0.2], r"^row 1 of the points is 0.2 \(float\); allowed: a dictionary by dotted key$"),
        (np.array([[0.1, 0.2]]), r"^row 0 of the points is array\(\[0.1, 0.2\]\) \(ndarray\); allowed: a dictionary by dotted key$"),
        (pd.Series(RATES, name="gossip.rate"), r"^row 0 of the points is 0.1 \(float\); allowed: a dictionary by dotted key$"),
        ("points.csv", r"^points are 'points.csv' \(str\); " + POINTS),
        (3, r"^points are 3 \(int\); " + POINTS),
        ({"gossip.rate": 0.1}, r"^`gossip.rate` of the points is 0.1 \(float\); allowed: a list of values, one for every point$"),
        ({"gossip.rate": "0.1"}, r"^`gossip.rate` of the points is '0.1' \(str\); allowed: a list of values"),
        ({"gossip.rate": {0.1}}, r"^`gossip.rate` of the points is \{0.1\} \(set\); allowed: a list of values"),
        (TWICE, r"^the points have `gossip.rate` twice; allowed: every key once$"),
        (pa.table([[0.1], [0.2]], names=["gossip.rate"] * 2), r"^the points have `gossip.rate` twice; allowed: every key once$"),
        ([], "found no keys$"),
    ],
)
def test_points_that_are_none_are_told(scenario: Scenario, points: Any, told: str) -> None:
    with pytest.raises(AllianceError, match=told):
        scenario.run(points=points)


def test_a_lazy_frame_is_collected(scenario: Scenario) -> None:
    frame = pl.DataFrame({"gossip.rate": RATES})
    assert scenario.run(points=frame.lazy()).runs.csv == scenario.run(points=frame).runs.csv


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ([0.1, None], r"^row 1 of the points, column `gossip.rate`: a scenario cannot hold None \(NoneType\); allowed: "),
        ([0.1, 2**70], r"^row 1 of the points, column `gossip.rate`: a scenario cannot hold 1180591620717411303424 \(int\); allowed: "),
        ([0.1, float("nan")], r"^row 1 of the points: error: `rate` in \[gossip\] is not a finite number(.|\n)*gossip.rate = nan"),
        ([0.1, -2.0], r"^row 1 of the points: error: `rate` in \[gossip\] is out of range(.|\n)*gossip.rate = -2"),
    ],
)
def test_a_bad_value_has_its_row_and_column(scenario: Scenario, values: list[Any], told: str) -> None:
    with pytest.raises(ScenarioError, match=told):
        scenario.run(points={"home_talk.echo": [0.2, 0.3], "gossip.rate": values})


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        (lambda s: s.run(runs=0), "^`runs` is 0; allowed: a whole number from 1 to 1000000000$"),
        (lambda s: s.run(runs=-1), "^`runs` is -1; allowed: a whole number from 1 to 1000000000$"),
        (lambda s: s.run(runs="many"), "^`runs` is 'many'; allowed: a whole number from 1 "),
        (lambda s: s.run(runs=2.5), "^`runs` is 2.5; allowed: a whole number from 1 "),
        (lambda s: s.run(seed=2**70), "^`seed` is 1180591620717411303424; allowed: a whole number from 0 to 9007199254740991$"),
        (lambda s: s.run(threads=0), "^`threads` is 0; allowed: a whole number from 1 to 1024$"),
        (lambda s: s.world(-1), "^`replication` is -1; allowed: a whole number from 0 "),
        (lambda s: s.trace(point=-1), "^`point` is -1; allowed: a whole number from 0 "),
        (lambda s: s.loops(runs=0), "^`runs` is 0; allowed: a whole number from 1 "),
        (lambda s: s.tip("gossip.rate", (0, 1), over=("home_talk.echo", 0, 1, -1)), r"^`over\[3\]` is -1; allowed: a whole number from 2 to 1000$"),
        (lambda s: s.run(runs=1).discover(boxes=0), "^`boxes` is 0; allowed: a whole number from 1 to 100$"),
        (lambda s: blocs([("a", "b", 1.0)], at_most=0), "^`at_most` is 0; allowed: a whole number from 1 "),
        (lambda s: blocs([("a", "b", 1.0)], effort=float("nan")), "^`effort` is NaN; allowed: a number from 0 to "),
        (lambda s: s.set({"seed": 2**70}), r"^`seed`: a scenario cannot hold 1180591620717411303424 \(int\); allowed: .*whole ones from -9223372036854775808 to "),
        (lambda s: s.set({3: 1}), r"^a key is 3 \(int\); allowed: text, such as \"gossip.rate\"$"),
        (lambda s: Scenario.from_dict({"gossip": {3: 1}}), r"^a key is 3 \(int\); allowed: text"),
    ],
)
def test_a_number_that_is_not_allowed_is_told_by_name(scenario: Scenario, ask: Callable[[Scenario], object], told: str) -> None:
    with pytest.raises(AllianceError, match="(?m)" + told):
        ask(scenario)


@pytest.mark.parametrize(
    ("name", "ask", "told"),
    [
        ("target", lambda s: s.calibrate(pd.DataFrame({"years": [1]})), r"found a DataFrame; allowed: the path of a file, or a list of such paths$"),
        ("target", lambda s: s.calibrate([3]), r"found a list; allowed: the path of a file, or a list of such paths$"),
        ("over", lambda s: s.tip("gossip.rate", (0, 1), over=("a", 1)), r"found \('a', 1\) \(tuple\); allowed: \(key, first value, last value, how many\)$"),
        ("series", lambda s: s.run(series=3), r"found 3 \(int\); allowed: a name, or a list of names$"),
        ("measures", lambda s: s.run(measures=[3]), r"found \[3\] \(list\); allowed: a name, or a list of names$"),
    ],
)
def test_an_argument_of_another_kind_says_which(scenario: Scenario, name: str, ask: Callable[[Scenario], object], told: str) -> None:
    with pytest.raises(TypeError, match="(?m)^" + told) as raised:
        ask(scenario)
    assert raised.value.__notes__ == [f"while processing '{name}'"]


def test_one_name_is_a_list_of_one(scenario: Scenario) -> None:
    one, listed = scenario.run(series="trust", measures="trust"), scenario.run(series=["trust"], measures=["trust"])
    assert one.series is not None and listed.series is not None and one.series.csv == listed.series.csv
    assert one.timeline.csv == listed.timeline.csv
    assert one.compare(arms="quiet").json == one.compare(arms=["quiet"]).json


@pytest.mark.parametrize(
    ("ties", "told"),
    [
        ([("a", "b", 1), ("b", "c", float("nan"))], r"^the weight of tie 1 \(`b`, `c`\) is out of range: found NaN; allowed: "),
        ([("a", "b", float("-inf"))], r"^the weight of tie 0 \(`a`, `b`\) is out of range: found -inf; allowed: "),
        ([("a", "b", 1), ("c", "c", 1)], r"^tie 1: `c` is tied to itself; allowed: two members$"),
        ([("a", "b", 1), ("b", "a", 5), ("a", "b", -3)], r"^tie 2: the tie from `a` to `b` stands twice: tie 0 has it already; allowed: every tie once, one a direction$"),
        ([("a", "b", 1), ("b", "c")], r"^tie 1 is \('b', 'c'\) \(tuple\); allowed: \(from, to, weight\)$"),
        (3, r"^ties are 3 \(int\); allowed: the path of a network, or a list of \(from, to, weight\)$"),
        ([], "^the list of ties names nobody$"),
    ],
)
def test_ties_that_the_program_refuses_are_refused(ties: Any, told: str) -> None:
    with pytest.raises(AllianceError, match=told):
        blocs(ties)


def test_a_sample_without_points_is_told_in_words_of_python() -> None:
    scenario = Scenario.from_toml('months = 6\npopulation.count = 3\n[sample.ranges]\n"gossip.rate" = { from = 0.0, to = 0.4 }')
    with pytest.raises(ScenarioError, match=r"a sample without `points`") as raised:
        scenario.run()
    assert "--points" not in str(raised.value) and 'set({"sample.points": 64})' in str(raised.value)
    assert scenario.set({"sample.points": 2}).run(runs=1).runs


def test_a_package_that_is_not_there_is_named(scenario: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    runs, world, found = scenario.run(runs=1).runs, scenario.world(), builtins.__import__

    def absent(name: str, *rest: Any) -> Any:
        if name in ("polars", "pyarrow", "networkx"):
            raise ModuleNotFoundError(f"No module named {name!r}")
        return found(name, *rest)

    monkeypatch.setattr(builtins, "__import__", absent)
    for take, told in [
        (runs.to_polars, "to_polars needs polars: pip install polars"),
        (runs.to_arrow, "to_arrow needs pyarrow: pip install pyarrow"),
        (runs.to_pandas, "to_pandas needs pandas and pyarrow: pip install pandas pyarrow"),
        (world.to_networkx, "to_networkx needs networkx: pip install networkx"),
    ]:
        with pytest.raises(ImportError, match=f"^{told}$"):
            take()
