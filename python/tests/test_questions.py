"""Every question: the program's JSON and tables."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from alliance_dynamics import AllianceError, Answer, Scenario, blocs

RANGES = """
months = 24
[population]
count = 4
[sample]
points = 3
[sample.ranges]
"relations.trust_mean" = { from = -0.5, to = 0.5 }
"gossip.rate" = { from = 0.0, to = 0.4 }
[[arms]]
name = "quiet"
set = { gossip.enabled = false }
"""

TARGET = "years,share\n0.5,0.95\n1,0.8\n2,0.6\n"

ASKED: dict[str, tuple[Callable[[Scenario, Path], Answer], list[str]]] = {
    "trace": (lambda scenario, _: scenario.trace(2), ["--replication", "2"]),
    "tip": (
        lambda scenario, _: scenario.tip("relations.trust_mean", (-0.5, 0.5), outcome="collapsed", runs=400, seed=5),
        ["--key", "relations.trust_mean", "--from", "-0.5", "--to", "0.5", "--outcome", "collapsed", "--runs", "400", "--seed", "5"],
    ),
    "sensitivity": (
        lambda scenario, _: scenario.sensitivity(method="morris", trajectories=5, runs=4, resamples=100, measure="trust"),
        ["--method", "morris", "--trajectories", "5", "--runs", "4", "--resamples", "100", "--measure", "trust"],
    ),
    "robust": (
        lambda scenario, _: scenario.robust(models=20, runs=4, measure="trust"),
        ["--models", "20", "--runs", "4", "--measure", "trust"],
    ),
    "calibrate": (
        lambda scenario, target: scenario.calibrate(target, particles=20, generations=2, runs=20),
        ["--to", "target.csv", "--particles", "20", "--generations", "2", "--runs", "20"],
    ),
    "explain": (lambda scenario, _: scenario.explain(1, futures=10), ["--replication", "1", "--futures", "10"]),
    "loops": (lambda scenario, _: scenario.loops(runs=3, month=2), ["--runs", "3", "--month", "2"]),
    "rescue": (
        lambda scenario, _: scenario.rescue(target=0.6, goal="survival", runs=1000, fresh=100),
        ["--target", "0.6", "--goal", "survival", "--runs", "1000", "--fresh", "100"],
    ),
}


@pytest.mark.parametrize("command", ASKED)
def test_an_answer_is_the_programs(command: str, program: Path, tmp_path: Path) -> None:
    file, target = tmp_path / "scenario.toml", tmp_path / "target.csv"
    file.write_text(RANGES), target.write_text(TARGET)
    question, options = ASKED[command]
    folder = tmp_path / "answer"
    asked = [program, command, file.name, "--out", folder, "--no-charts", "--quiet", *options]
    if command not in ("trace", "loops"):
        asked.append("--json")
    if command == "trace":
        asked.append("--no-report")
    said = subprocess.run(asked, check=True, capture_output=True, text=True, cwd=tmp_path).stdout
    answer = question(Scenario.read(file), target)
    assert answer.question == command
    written = {path.stem: path.read_bytes() for path in folder.glob("*.csv")}
    assert {name: table.csv for name, table in answer.tables.items()} == written
    if "--json" in asked:
        assert answer.json == json.loads(said)
    else:
        assert answer.words.strip() in said
    assert answer.charts and all(chart.startswith("<svg") for chart in answer.charts.values())
    assert all(len(table) == table.csv.count(b"\n") - 1 for table in answer.tables.values() if b'"' not in table.csv)


def test_several_targets_are_fitted_together(program: Path, tmp_path: Path) -> None:
    file, all_of_them, some = tmp_path / "scenario.toml", tmp_path / "all.csv", tmp_path / "some.csv"
    file.write_text(RANGES + '[[arms]]\nname = "few"\nset = { population.count = 3 }\n')
    all_of_them.write_text("years,share,n\n1,0.8,20\n2,0.6,20\n")
    some.write_text("years,share,n,arm\n1,0.7,12,few\n2,0.4,12,few\n")
    asked = [program, "calibrate", file, "--to", all_of_them, "--to", some, "--particles", "20", "--generations", "2"]
    folder = tmp_path / "answer"
    subprocess.run([*asked, "--no-charts", "--quiet", "--out", folder], check=True, capture_output=True)
    answer = Scenario.read(file).calibrate([all_of_them, some], particles=20, generations=2)
    written = {path.stem: path.read_bytes() for path in folder.glob("*.csv")}
    assert {name: table.csv for name, table in answer.tables.items()} == written
    assert [target["name"] for target in answer.json["fit"]["targets"]] == ["all", "some"]
    with pytest.raises(AllianceError, match="there is no target"):
        Scenario.read(file).calibrate([])


def test_blocs_are_the_programs(program: Path, tmp_path: Path) -> None:
    ties = tmp_path / "ties.csv"
    ties.write_text("from,to,weight\na,b,1\nb,c,-1\nc,d,2\na,d,-0.5\n")
    said = subprocess.run([program, "blocs", ties, "--json"], check=True, capture_output=True, text=True).stdout
    told = json.loads(said)
    found = blocs(ties)
    assert {key: told[key] for key in found} == found
    assert blocs([("a", "b", 1.0), ("b", "c", -1.0), ("c", "d", 2.0), ("a", "d", -0.5)]) == found


def test_what_cannot_be_asked_is_told() -> None:
    scenario = Scenario.from_toml(RANGES)
    with pytest.raises(AllianceError, match="takes at least 200 runs"):
        scenario.tip("gossip.rate", (0, 0.4), runs=10)
    with pytest.raises(AllianceError, match="`gladness` is no goal; allowed: survival, thriving"):
        scenario.explain(goal="gladness")
    with pytest.raises(AllianceError, match="an outcome or a measure"):
        scenario.sensitivity(outcome="hollow", measure="trust")
    with pytest.raises(AllianceError, match="mean nothing for sobol"):
        scenario.sensitivity(trajectories=5)
    with pytest.raises(KeyError, match="there are timeline, events"):
        scenario.trace(detail="month")["ties"]
