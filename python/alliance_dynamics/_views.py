"""How things look in a notebook, and as networks."""

import csv
import io
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from alliance_dynamics import Answer, StudyAnswer, Table, World

ROWS_SHOWN = 10
"""Rows of a table that a notebook shows."""


def table(shown: "Table") -> str:
    """The first rows of a table as HTML."""
    rows = csv.reader(io.StringIO(shown.csv.decode()))
    header = "".join(f"<th>{escape(name)}</th>" for name in next(rows))
    first = [row for row, _ in zip(rows, range(ROWS_SHOWN))]
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in first)
    size = f"<p>{escape(shown.name)}: {len(shown)} rows × {len(shown.columns)} columns</p>"
    return f'<div style="overflow-x:auto"><table><thead><tr>{header}</tr></thead><tbody>{body}</tbody></table></div>{size}'


def answer(shown: "Answer | StudyAnswer") -> str:
    """An answer in words, with its first chart."""
    chart = next(iter(shown.charts.values()), "")
    return f'<pre>{escape(shown.words)}</pre><div style="max-width:60em">{chart}</div>'


def network(world: "World") -> Any:
    """The members present and their ties as a `networkx.DiGraph`, with what they think of one another."""
    try:
        import networkx
    except ImportError as error:
        raise ImportError("to_networkx needs networkx: pip install networkx") from error
    import numpy

    graph = networkx.DiGraph()
    present = numpy.flatnonzero(world.present)
    for member in present:
        graph.add_node(
            world.members[member],
            resources=float(world.resources[member]),
            support=float(world.support[member]),
            bloc=int(world.bloc[member]),
        )
    for giver, other in numpy.argwhere(~numpy.isnan(world.trust)):
        trust, image = float(world.trust[giver, other]), float(world.image[giver, other])
        graph.add_edge(world.members[giver], world.members[other], trust=trust, image=image)
    return graph
