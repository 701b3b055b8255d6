from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from os import PathLike
from typing import Any, Literal, final

import networkx
import numpy as np
import pandas
import polars
import pyarrow
from numpy.typing import ArrayLike, NDArray

__all__ = [
    "AllianceError",
    "Answer",
    "Scenario",
    "ScenarioError",
    "StudyAnswer",
    "Table",
    "World",
    "__version__",
    "blocs",
    "bundled_scenarios",
    "compare",
    "discover",
]

__version__: str

type _Path = str | PathLike[str]
type _Progress = Callable[[int, int], object] | None
type _Names = str | Iterable[str]
type _Numbers = NDArray[np.float64]

class AllianceError(ValueError): ...
class ScenarioError(AllianceError): ...

def bundled_scenarios() -> list[str]: ...
def blocs(
    ties: _Path | Iterable[tuple[str, str, float]],
    *,
    at_most: int | None = None,
    directed: bool = False,
    effort: float = 1.0,
) -> dict[str, Any]: ...
def compare(
    folder: _Path,
    *,
    base: str | None = None,
    arms: _Names | None = None,
    outcome: str | None = None,
    measure: str | None = None,
) -> Answer: ...
def discover(
    folder: _Path,
    *,
    outcome: str | None = None,
    measure: str | None = None,
    spared: bool = False,
    above: float | None = None,
    below: float | None = None,
    arm: str | None = None,
    density: float | None = None,
    peel: float = 0.05,
    mass: float = 0.05,
    boxes: int = 5,
) -> Answer: ...

@final
class Table:
    @property
    def name(self) -> str: ...
    @property
    def columns(self) -> list[str]: ...
    @property
    def csv(self) -> bytes: ...
    def to_polars(self) -> polars.DataFrame: ...
    def to_pandas(self) -> pandas.DataFrame: ...
    def to_arrow(self) -> pyarrow.Table: ...
    def __len__(self) -> int: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...
    def __arrow_c_schema__(self) -> object: ...
    def _repr_html_(self) -> str: ...

class Answer:
    @property
    def question(self) -> str: ...
    @property
    def words(self) -> str: ...
    @property
    def json(self) -> Any: ...
    @property
    def notes(self) -> list[str]: ...
    @property
    def tables(self) -> dict[str, Table]: ...
    @property
    def charts(self) -> dict[str, str]: ...
    def __getitem__(self, name: str, /) -> Table: ...
    def _repr_html_(self) -> str: ...

@final
class StudyAnswer:
    @property
    def runs(self) -> Table: ...
    @property
    def series(self) -> Table | None: ...
    @property
    def timeline(self) -> Table: ...
    @property
    def survival(self) -> Table: ...
    @property
    def summary(self) -> Table: ...
    @property
    def tables(self) -> dict[str, Table]: ...
    @property
    def words(self) -> str: ...
    @property
    def json(self) -> Any: ...
    @property
    def notes(self) -> list[str]: ...
    @property
    def charts(self) -> dict[str, str]: ...
    def compare(
        self,
        *,
        base: str | None = None,
        arms: _Names | None = None,
        outcome: str | None = None,
        measure: str | None = None,
    ) -> Answer: ...
    def discover(
        self,
        *,
        outcome: str | None = None,
        measure: str | None = None,
        spared: bool = False,
        above: float | None = None,
        below: float | None = None,
        arm: str | None = None,
        density: float | None = None,
        peel: float = 0.05,
        mass: float = 0.05,
        boxes: int = 5,
    ) -> Answer: ...
    def __getitem__(self, name: str, /) -> Table: ...
    def _repr_html_(self) -> str: ...

@final
class Scenario:
    @classmethod
    def read(cls, path: _Path) -> Scenario: ...
    @classmethod
    def from_toml(cls, text: str, folder: _Path | None = None) -> Scenario: ...
    @classmethod
    def from_dict(cls, keys: dict[str, Any], folder: _Path | None = None) -> Scenario: ...
    @classmethod
    def bundled(cls, name: str) -> Scenario: ...
    def set(self, keys: dict[str, Any]) -> Scenario: ...
    def check(self) -> list[str]: ...
    def to_dict(self) -> dict[str, Any]: ...
    def to_toml(self) -> str: ...
    def to_networkx(self, replication: int = 0) -> networkx.DiGraph[str]: ...
    def __copy__(self) -> Scenario: ...
    def __deepcopy__(self, memo: object, /) -> Scenario: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def months(self) -> int: ...
    @property
    def seed(self) -> int: ...
    @property
    def members(self) -> list[str]: ...
    @property
    def arms(self) -> list[str]: ...
    @property
    def keys(self) -> list[str]: ...
    def run(
        self,
        points: Mapping[str, Iterable[Any]] | Iterable[Mapping[str, Any]] | pandas.DataFrame | polars.DataFrame | polars.LazyFrame | pyarrow.Table | None = None,
        *,
        runs: int | None = None,
        seed: int | None = None,
        measures: _Names | None = None,
        series: _Names | None = None,
        threads: int | None = None,
        progress: _Progress = None,
    ) -> StudyAnswer: ...
    def world(self, replication: int = 0, *, arm: str | None = None, point: int = 0, seed: int | None = None) -> World: ...
    def trace(
        self,
        replication: int = 0,
        *,
        arm: str | None = None,
        point: int = 0,
        seed: int | None = None,
        detail: Literal["month", "member", "tie"] = "tie",
    ) -> Answer: ...
    def tip(
        self,
        key: str,
        between: tuple[float, float],
        *,
        over: tuple[str, float, float, int] | None = None,
        outcome: str = "failure",
        log: bool = False,
        arm: str | None = None,
        runs: int | None = None,
        precision: float | None = None,
        seed: int | None = None,
        threads: int | None = None,
        progress: _Progress = None,
    ) -> Answer: ...
    def sensitivity(
        self,
        *,
        method: Literal["sobol", "morris"] = "sobol",
        points: int | None = None,
        trajectories: int | None = None,
        levels: int | None = None,
        runs: int = 32,
        resamples: int = 1000,
        arm: str | None = None,
        outcome: str | None = None,
        measure: str | None = None,
        seed: int | None = None,
        threads: int | None = None,
        progress: _Progress = None,
    ) -> Answer: ...
    def robust(
        self,
        *,
        models: int = 500,
        runs: int = 100,
        plausible: _Path | None = None,
        base: str | None = None,
        arms: _Names | None = None,
        outcome: str | None = None,
        measure: str | None = None,
        seed: int | None = None,
        threads: int | None = None,
        progress: _Progress = None,
    ) -> Answer: ...
    def calibrate(
        self,
        target: _Path | Sequence[_Path],
        *,
        particles: int = 500,
        generations: int = 8,
        acceptance: float = 0.02,
        runs: int | None = None,
        arm: str | None = None,
        outcome: str | None = None,
        measure: str | None = None,
        seed: int | None = None,
        threads: int | None = None,
        progress: _Progress = None,
    ) -> Answer: ...
    def explain(
        self,
        replication: int = 0,
        *,
        arm: str | None = None,
        point: int = 0,
        goal: Literal["survival", "thriving"] = "survival",
        futures: int = 200,
        seed: int | None = None,
        threads: int | None = None,
        progress: _Progress = None,
    ) -> Answer: ...
    def loops(
        self,
        *,
        runs: int = 100,
        replication: int | None = None,
        turn: int | None = None,
        settle: int | None = None,
        month: int | None = None,
        arm: str | None = None,
        seed: int | None = None,
        threads: int | None = None,
        progress: _Progress = None,
    ) -> Answer: ...
    def rescue(
        self,
        *,
        goal: Literal["survival", "thriving"] | None = None,
        target: float | None = None,
        budget: float | None = None,
        runs: int = 100_000,
        fresh: int = 2_000,
        arm: str | None = None,
        seed: int | None = None,
        threads: int | None = None,
        progress: _Progress = None,
    ) -> Answer: ...

@final
class World:
    def __iter__(self) -> Iterator[int]: ...
    def __next__(self) -> int: ...
    def __getitem__(self, measure: str, /) -> float: ...
    def finish(self) -> str: ...
    def to_networkx(self) -> networkx.DiGraph[str]: ...
    @property
    def outcome(self) -> str | None: ...
    @property
    def survived(self) -> bool | None: ...
    @property
    def months(self) -> int: ...
    @property
    def seed(self) -> int: ...
    @property
    def members(self) -> list[str]: ...
    @property
    def present(self) -> NDArray[np.bool_]: ...
    @property
    def bloc(self) -> NDArray[np.int64]: ...
    @property
    def events(self) -> list[dict[str, Any]]: ...
    @property
    def measures(self) -> dict[str, float]: ...
    @property
    def trust(self) -> _Numbers: ...
    @trust.setter
    def trust(self, value: ArrayLike) -> None: ...
    @property
    def image(self) -> _Numbers: ...
    @image.setter
    def image(self, value: ArrayLike) -> None: ...
    @property
    def bond(self) -> _Numbers: ...
    @bond.setter
    def bond(self, value: ArrayLike) -> None: ...
    @property
    def goal(self) -> _Numbers: ...
    @goal.setter
    def goal(self, value: ArrayLike) -> None: ...
    @property
    def home_goal(self) -> _Numbers: ...
    @home_goal.setter
    def home_goal(self, value: ArrayLike) -> None: ...
    @property
    def support(self) -> _Numbers: ...
    @support.setter
    def support(self, value: ArrayLike) -> None: ...
    @property
    def standing(self) -> _Numbers: ...
    @standing.setter
    def standing(self, value: ArrayLike) -> None: ...
    @property
    def hidden(self) -> _Numbers: ...
    @hidden.setter
    def hidden(self, value: ArrayLike) -> None: ...
    @property
    def voice(self) -> _Numbers: ...
    @voice.setter
    def voice(self, value: ArrayLike) -> None: ...
    @property
    def temptation(self) -> _Numbers: ...
    @temptation.setter
    def temptation(self, value: ArrayLike) -> None: ...
    @property
    def autonomy(self) -> _Numbers: ...
    @autonomy.setter
    def autonomy(self, value: ArrayLike) -> None: ...
    @property
    def payoff(self) -> _Numbers: ...
    @payoff.setter
    def payoff(self, value: ArrayLike) -> None: ...
    @property
    def contribution(self) -> _Numbers: ...
    @contribution.setter
    def contribution(self, value: ArrayLike) -> None: ...
    @property
    def ambition(self) -> _Numbers: ...
    @ambition.setter
    def ambition(self, value: ArrayLike) -> None: ...
    @property
    def distance(self) -> _Numbers: ...
    @property
    def similarity(self) -> _Numbers: ...
    @property
    def culture(self) -> _Numbers: ...
    @property
    def given(self) -> _Numbers: ...
    @property
    def received(self) -> _Numbers: ...
    @property
    def warned(self) -> _Numbers: ...
    @property
    def alignment(self) -> _Numbers: ...
    @property
    def resources(self) -> _Numbers: ...
    @property
    def weight(self) -> _Numbers: ...
    shared_language: float
    capacity: float
    control: float
    process: float
    agility: float
    diligence: float
    challenge: float
    goal_clarity: float
    agreements: float
    environment: float
    routine: float
