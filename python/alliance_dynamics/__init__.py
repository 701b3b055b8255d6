"""Alliances of organisations: trust, home fronts, gossip, and why alliances last or fall apart.

The same scenarios, questions and tables as the program ``alliance``, without files in between:

>>> from alliance_dynamics import Scenario
>>> answer = Scenario.bundled("vicious-circle").run(runs=200)
>>> print(answer)
>>> frame = answer.runs.to_polars()
"""

import signal
import sys

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
    run_program,
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
    "main",
]


def main() -> None:
    """The program ``alliance``, as the command of this name runs it: arguments from ``sys.argv``, and its exit code.

    Ctrl-C is the program's own, so call it from nothing that listens for it itself.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.exit(run_program([sys.executable, "-m", "alliance_dynamics"], sys.argv[1:]))
