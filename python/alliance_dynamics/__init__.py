"""Alliances of organisations: trust, home fronts, gossip, and why alliances last or fall apart.

The same scenarios, questions and tables as the program ``alliance``, without files in between:

>>> from alliance_dynamics import Scenario
>>> answer = Scenario.bundled("vicious-circle").run(runs=200)
>>> print(answer)
>>> frame = answer.runs.to_polars()
"""

from alliance_dynamics._engine import (
    AllianceError,
    Answer,
    Scenario,
    ScenarioError,
    StudyAnswer,
    Table,
    World,
    __version__,
    blocs,
    bundled_scenarios,
    compare,
    discover,
)

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
