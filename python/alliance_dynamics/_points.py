"""Design points as they come: frames, tables, dictionaries of columns, lists of dictionaries."""

from collections.abc import Iterable, Mapping, Set
from typing import Any

from alliance_dynamics._engine import AllianceError

ALLOWED = "a polars or pandas frame, a pyarrow table, a dictionary of columns or a list of dictionaries, with dotted keys"


def columns(points: Any) -> dict[str, list[Any]]:
    """The points as columns of equal length by dotted key."""
    found: dict[str, list[Any]] = {}
    for key, values in _columns(points):
        if str(key) in found:
            raise AllianceError(f"the points have `{key}` twice; allowed: every key once")
        found[str(key)] = _values(key, values)
    lengths = {len(values) for values in found.values()}
    if len(lengths) != 1 or lengths == {0}:
        raise AllianceError(f"points have a value for every key at every point, and one point at least: found {_lengths(found)}")
    return found


def _columns(points: Any) -> Iterable[tuple[Any, Any]]:
    if hasattr(points, "collect"):
        points = points.collect()
    if isinstance(points, Mapping):
        return points.items()
    if hasattr(points, "iter_columns"):
        return [(column.name, column.to_list()) for column in points.iter_columns()]
    if hasattr(points, "to_pydict"):
        return zip(points.schema.names, (column.to_pylist() for column in points.columns))
    if hasattr(points, "columns") and hasattr(points, "iloc"):
        return [(key, points.iloc[:, place].tolist()) for place, key in enumerate(points.columns)]
    if isinstance(points, str) or not isinstance(points, Iterable):
        raise AllianceError(f"points are {_shown(points)}; allowed: {ALLOWED}")
    return _of_rows(list(points)).items()


def _of_rows(rows: list[Any]) -> dict[Any, list[Any]]:
    for place, row in enumerate(rows):
        if not isinstance(row, Mapping):
            raise AllianceError(f"row {place} of the points is {_shown(row)}; allowed: a dictionary by dotted key")
    keys = dict.fromkeys(key for row in rows for key in row)
    for key in keys:
        for place, row in enumerate(rows):
            if key not in row:
                there = ", ".join(f"`{key}`" for key in row) or "no keys"
                raise AllianceError(f"row {place} of the points has no `{key}`: found {there}; allowed: the same keys in every row")
    return {key: [row[key] for row in rows] for key in keys}


def _values(key: Any, values: Any) -> list[Any]:
    if isinstance(values, (str, Set)) or not isinstance(values, Iterable):
        raise AllianceError(f"`{key}` of the points is {_shown(values)}; allowed: a list of values, one for every point")
    return list(values)


def _lengths(found: dict[str, list[Any]]) -> str:
    return ", ".join(f"{len(values)} of {key}" for key, values in found.items()) or "no keys"


def _shown(value: Any) -> str:
    return f"{value!r} ({type(value).__name__})"
