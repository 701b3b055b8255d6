"""Design points as they come: frames, tables, dictionaries of columns, lists of dictionaries."""

from collections.abc import Mapping
from typing import Any


def columns(points: Any) -> dict[str, list[Any]]:
    """The points as columns of equal length by dotted key."""
    found = {str(key): list(values) for key, values in _columns(points).items()}
    lengths = {len(values) for values in found.values()}
    if len(lengths) != 1 or lengths == {0}:
        raise ValueError(f"points have a value for every key at every point, and one point at least: found {_lengths(found)}")
    return found


def _columns(points: Any) -> Mapping[str, Any]:
    if isinstance(points, Mapping):
        return points
    if hasattr(points, "to_pydict"):
        return points.to_pydict()
    if hasattr(points, "iter_columns"):
        return {column.name: column.to_list() for column in points.iter_columns()}
    if hasattr(points, "columns") and hasattr(points, "loc"):
        return {key: points[key].tolist() for key in points.columns}
    rows = list(points)
    keys = dict.fromkeys(key for row in rows for key in row)
    return {key: [row[key] for row in rows if key in row] for key in keys}


def _lengths(found: dict[str, list[Any]]) -> str:
    return ", ".join(f"{len(values)} of {key}" for key, values in found.items()) or "no keys"
