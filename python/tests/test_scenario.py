"""A scenario is a value: it can be copied, sent to others, and compared."""

import copy
import pickle
from pathlib import Path

import pytest
from alliance_dynamics import Scenario, ScenarioError

MEMBERS = "name\nAnn\nBen\nCid\n"


def test_it_is_itself_again_after_a_pickle(study: Path) -> None:
    read = Scenario.read(study).set({"gossip.rate": 0.3}).set({"months": 24})
    for scenario in [read, Scenario.from_dict({"months": 6}), Scenario.bundled("karate-club").set({"months": 6})]:
        again = pickle.loads(pickle.dumps(scenario))
        assert again == scenario and hash(again) == hash(scenario) and again.text == scenario.text
        assert again.run(runs=2).runs.csv == scenario.run(runs=2).runs.csv


def test_a_pickle_finds_its_data_files_from_other_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "members.csv").write_text(MEMBERS)
    (tmp_path / "study.toml").write_text('members_file = "members.csv"\n')
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path)
    scenarios = [Scenario.read("study.toml"), Scenario.from_toml('members_file = "members.csv"\n')]
    pickled = pickle.dumps(scenarios)
    monkeypatch.chdir(tmp_path / "other")
    assert [again.members for again in pickle.loads(pickled)] == [["Ann", "Ben", "Cid"]] * 2
    for scenario in scenarios:
        assert len(scenario.set({"months": 6}).run(runs=1).runs.to_polars()) == 1
    (tmp_path / "members.csv").unlink()
    with pytest.raises(ScenarioError, match="there is no such members file"):
        pickle.loads(pickled)


def test_copies_are_the_scenario(study: Path) -> None:
    scenario = Scenario.read(study)
    assert copy.copy(scenario) == scenario == copy.deepcopy({"of": scenario})["of"]


def test_scenarios_are_equal_whose_keys_have_the_same_values(study: Path) -> None:
    scenario = Scenario.read(study)
    told = Scenario.from_toml(study.read_text())
    assert scenario == told and len({scenario, told}) == 1
    assert scenario.set({"months": 24}) != scenario and scenario.set({"months": 48}) == scenario
    assert scenario.set({"sweep": {"gossip.rate": [0.1]}}) != scenario
    assert scenario != study.read_text()


def test_data_files_of_the_same_name_in_two_folders_are_two(tmp_path: Path) -> None:
    text = 'members_file = "members.csv"\n'
    for folder, members in [("one", MEMBERS), ("two", MEMBERS + "Dan\n")]:
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "members.csv").write_text(members)
    for swept in ("", '[sweep]\n"gossip.rate" = [0.1, 0.2]\n'):
        one, two = (Scenario.from_toml(text + swept, tmp_path / folder) for folder in ("one", "two"))
        assert one != two and one == Scenario.from_toml(text + swept, tmp_path / "one")


def test_what_is_hardly_meant_is_said() -> None:
    scenario = Scenario.from_dict({"months": 6, "population": {"count": 3}, "gossip": {"enabled": False, "rate": 0.3}})
    assert scenario.check() == ["the keys of [gossip] have no effect: it is switched off"]
    assert Scenario.from_dict({"months": 24}).check() == []
