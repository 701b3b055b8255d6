"""Runs: the program's tables to the last bit, in every frame."""

import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from alliance_dynamics import AllianceError, Scenario, ScenarioError, bundled_scenarios, compare, discover

TABLES = ["runs", "timeline", "survival", "summary"]


def test_tables_are_the_programs_byte_for_byte(ask: Callable[..., Path], study: Path) -> None:
    folder = ask("run", study)
    for threads in (1, 2):
        answer = Scenario.read(study).run(threads=threads)
        for name in TABLES:
            assert answer.tables[name].csv == (folder / f"{name}.csv").read_bytes(), name


def test_frames_hold_the_same_numbers_as_the_text(study: Path) -> None:
    table = Scenario.read(study).run().timeline
    frame = table.to_polars()
    assert frame.columns == table.columns and len(frame) == len(table)
    for name in frame.columns:
        if frame[name].dtype == pl.Float64:
            assert frame[name].to_list() == pl.read_csv(table.csv, infer_schema_length=None)[name].cast(pl.Float64).to_list()
    arrow = pa.table(table)
    assert arrow.column("trust_mean").to_pylist() == frame["trust_mean"].to_list()
    assert table.to_pandas()["trust_mean"].dropna().tolist() == frame["trust_mean"].drop_nulls().to_list()


def test_columns_have_types_and_empty_cells_are_nulls(study: Path) -> None:
    frame = Scenario.read(study).run().runs.to_polars()
    kinds = {"arm": pl.String, "seed": pl.Int64, "survived": pl.Boolean, "trust": pl.Float64, "relations.trust_mean": pl.Float64}
    assert {name: frame[name].dtype for name in kinds} == kinds
    assert frame["failure"].null_count() == len(frame)


@pytest.mark.parametrize("frame", [pd.DataFrame, pl.DataFrame, pa.table, dict, lambda keys: [{k: v[i] for k, v in keys.items()} for i in range(2)]])
def test_points_of_ones_own_are_those_of_a_points_file(
    ask: Callable[..., Path], study: Path, frame: Callable[[dict[str, list[object]]], object]
) -> None:
    points = {"gossip.rate": [0.1, 0.35], "gossip.conversations": [1, 3], "home_talk.enabled": [True, False]}
    plain = study.read_text().split("[sweep]")[0]
    study.write_text(plain + '[sample]\npoints_file = "points.csv"\n')
    (study.parent / "points.csv").write_text(
        "gossip.rate,gossip.conversations,home_talk.enabled\n0.1,1,true\n0.35,3,false\n"
    )
    folder = ask("run", study)
    answer = Scenario.from_toml(plain).run(points=frame(points))
    for name in TABLES:
        assert answer.tables[name].csv == (folder / f"{name}.csv").read_bytes(), name


def test_runs_seed_and_measures_are_those_of_the_command_line(ask: Callable[..., Path], study: Path) -> None:
    folder = ask("run", study, "--runs", "30", "--seed", "11", "--measures", "value,trust")
    answer = Scenario.read(study).run(runs=30, seed=11, measures=["trust", "value"])
    for name in TABLES:
        assert answer.tables[name].csv == (folder / f"{name}.csv").read_bytes(), name


def test_every_month_of_every_run_is_there_for_the_measures_named(ask: Callable[..., Path], study: Path) -> None:
    folder = ask("run", study, "--series", "value,trust")
    answer = Scenario.read(study).run(series=["trust", "value"])
    assert answer.series is not None and answer.series is answer.tables["series"]
    assert answer.series.csv == (folder / "series.csv").read_bytes()
    frame = answer.series.to_polars()
    assert len(frame) == answer.runs.to_polars()["months"].sum()
    assert {name: frame[name].dtype for name in ("month", "trust")} == {"month": pl.Int64, "trust": pl.Float64}
    assert Scenario.read(study).run(runs=2).series is None
    with pytest.raises(AllianceError, match="did you mean `trust`"):
        Scenario.read(study).run(series=["trus"])


def test_measures_of_ones_own_stand_beside_those_of_the_model() -> None:
    own = '[[measures]]\nname = "lowest"\nof = "trust"\nby = "min"\n'
    scenario = Scenario.from_toml("months = 6\npopulation.count = 3\n" + own)
    world = scenario.world(replication=2)
    lowest = []
    for _ in world:
        assert world["lowest"] == world.measures["lowest"] == np.nanmin(world.trust)
        lowest.append(world["lowest"])
    answer = scenario.run(runs=4, series=["lowest"], measures=["lowest"])
    assert answer.series is not None
    frame = answer.series.to_polars()
    assert frame.columns == ["arm", "point", "replication", "month", "lowest"]
    assert frame.filter(pl.col("replication") == 2)["lowest"].to_list() == lowest
    assert answer.timeline.columns[-4:] == ["lowest_mean", "lowest_median", "lowest_p05", "lowest_p95"]
    assert answer.runs.to_polars()["lowest"][2] == lowest[-1]


def test_a_scenario_is_the_same_from_text_dictionary_and_settings(study: Path) -> None:
    written = Scenario.read(study).set({"gossip.rate": 0.25, "months": 36})
    again = Scenario.from_toml(written.to_toml())
    told = Scenario.from_dict({"months": 36, "seed": 7, "population": {"count": 6}, "gossip": {"rate": np.float64(0.25)}})
    assert written.to_dict()["gossip"]["rate"] == 0.25 and written.months == told.months == 36
    assert written.run().runs.csv == again.run().runs.csv
    assert told.run(runs=5).runs.to_polars()["trust"][0] != Scenario.read(study).run(runs=5).runs.to_polars()["trust"][0]


def test_a_sample_without_points_can_be_asked_what_matters_and_not_be_run() -> None:
    scenario = Scenario.from_toml(
        'months = 6\n[population]\ncount = 3\n[sample.ranges]\n"gossip.rate" = { from = 0.0, to = 0.4 }'
    )
    assert scenario.sensitivity(method="morris", trajectories=2, runs=2, resamples=100).tables
    with pytest.raises(ScenarioError, match="a sample without `points`"):
        scenario.run()


def test_all_bundled_scenarios_are_there() -> None:
    assert "vicious-circle" in bundled_scenarios()
    assert all(Scenario.bundled(name).members for name in bundled_scenarios())


def test_mistakes_are_told_with_the_programs_whole_message(study: Path) -> None:
    scenario = Scenario.read(study)
    with pytest.raises(ScenarioError, match=r"unknown key `gosip`(.|\n)*did you mean `gossip`\?"):
        scenario.set({"gosip.rate": 0.3})
    with pytest.raises(ScenarioError, match=r"`trust_mean` in \[relations\] is out of range(.|\n)*allowed: a number from -1 to 1"):
        scenario.run(points={"relations.trust_mean": [0.1, 2.0]})
    with pytest.raises(AllianceError, match=r"there is no measure `trus`; did you mean `trust`\?"):
        scenario.run(measures=["trus"])
    with pytest.raises(ScenarioError, match="there are .*vicious-circle"):
        Scenario.bundled("no-such")
    with pytest.raises(ScenarioError, match=r"did you mean vicious-circle\?$"):
        Scenario.bundled("vicious-circl")
    with pytest.raises(ScenarioError, match="is not a finite number"):
        scenario.set({"gossip.rate": float("nan")})
    with pytest.raises(ValueError, match="a value for every key at every point"):
        scenario.run(points={"gossip.rate": [0.1, 0.2], "gossip.conversations": [1]})


def test_arms_are_compared_as_the_program_compares_a_folder(ask: Callable[..., Path], study: Path) -> None:
    folder = ask("run", study)
    there, here = compare(folder, outcome="hollow"), Scenario.read(study).run().compare(outcome="hollow")
    assert there.json == here.json and there.words == here.words
    assert there["compare"].csv == here["compare"].csv


def test_boxes_are_those_of_the_program(ask: Callable[..., Path], tmp_path: Path) -> None:
    study = tmp_path / "sampled.toml"
    ranges = '"gossip.rate" = { from = 0.0, to = 0.4 }\n"relations.trust_mean" = { from = -0.3, to = 0.5 }\n'
    study.write_text(f"months = 24\npopulation.count = 5\nexperiment.runs = 4\n[sample]\npoints = 40\n[sample.ranges]\n{ranges}")
    folder = ask("run", study)
    there, here = discover(folder, spared=True), Scenario.read(study).run().discover(spared=True)
    assert there.json == here.json and there.words == here.words
    assert {name: table.csv for name, table in there.tables.items()} == {name: table.csv for name, table in here.tables.items()}
    assert here.json["boxes"][0]["coverage"] > 0 and "trajectory-1" in here.charts
    with pytest.raises(AllianceError, match="a measure is above or below a bound"):
        discover(folder, measure="trust")


def test_a_table_is_found_by_its_name(study: Path) -> None:
    answer = Scenario.read(study).run(series="trust")
    assert all(answer[name] is table for name, table in answer.tables.items())
    with pytest.raises(KeyError, match="no table run; there are runs, timeline, survival, summary"):
        Scenario.read(study).run()["run"]


def test_an_answer_shows_itself(study: Path) -> None:
    answer = Scenario.read(study).run()
    assert str(answer) == answer.words and answer.json["sentence"] in answer.words
    assert "<svg" in answer._repr_html_() and "<table>" in answer.runs._repr_html_()
    assert "survival" in answer.charts and answer.notes == []


def test_progress_is_told(study: Path) -> None:
    told: list[tuple[int, int]] = []
    Scenario.read(study).run(progress=lambda done, most: told.append((done, most)))
    assert told[-1] == (100, 100)


def test_others_work_meanwhile() -> None:
    long = Scenario.bundled("vicious-circle")
    counted = [0]
    done = threading.Event()

    def count() -> None:
        while not done.is_set():
            counted[0] += 1
            time.sleep(0.001)

    thread = threading.Thread(target=count)
    thread.start()
    before = counted[0]
    long.run(runs=400, threads=1)
    during = counted[0] - before
    done.set()
    thread.join()
    assert during > 20


def test_ctrl_c_ends_the_work() -> None:
    # A process that a shell has put into the background passes Ctrl-C over, unless it says otherwise.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    began = time.monotonic()
    threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
    with pytest.raises(KeyboardInterrupt):
        Scenario.bundled("vicious-circle").run(runs=1_000_000)
    assert time.monotonic() - began < 10


def test_a_forked_process_has_threads_of_its_own(study: Path) -> None:
    import multiprocessing

    scenario = Scenario.read(study)
    here = scenario.run().runs.csv
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert pool.map(_rerun, [str(study)] * 2, chunksize=1) == [here, here]


def _rerun(path: str) -> bytes:
    return Scenario.read(path).run().runs.csv


def test_a_call_costs_less_than_a_third_of_a_millisecond() -> None:
    scenario = Scenario.from_dict({"months": 1, "population": {"count": 3}})
    assert _least(lambda: scenario.set({"gossip.rate": 0.2}).run(runs=1, threads=1).runs.csv, 200) < 0.3e-3


def _least(act: Callable[[], object], times: int) -> float:
    costs = []
    for _ in range(times):
        began = time.perf_counter()
        act()
        costs.append(time.perf_counter() - began)
    return min(costs)
