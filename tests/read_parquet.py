"""Reads every table in Parquet with pyarrow and polars, and holds it cell by cell against the CSV of the same study.

Usage: read_parquet.py ALLIANCE SCENARIO...

ALLIANCE is the program, each SCENARIO a scenario file with arms; a study of our own comes first. What is checked: names, types, every cell (numbers bit for bit, an
empty cell is a null), and the metadata against the manifest.
"""

import csv
import hashlib
import json
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

import polars
import pyarrow
import pyarrow.parquet

TABLES = {
    "run": ["runs", "timeline", "survival", "summary"],
    "run/compare": ["compare", "transitions"],
    "trace": ["timeline", "members", "ties", "events"],
}
KINDS = {
    pyarrow.string(): (str, polars.String),
    pyarrow.int64(): (int, polars.Int64),
    pyarrow.float64(): (float, polars.Float64),
    pyarrow.bool_(): ({"true": True, "false": False}.__getitem__, polars.Boolean),
}
# What a few columns must be, whatever the scenario.
TYPES = {
    ("runs", "arm"): pyarrow.string(),
    ("runs", "point"): pyarrow.int64(),
    ("runs", "seed"): pyarrow.int64(),
    ("runs", "survived"): pyarrow.bool_(),
    ("runs", "months"): pyarrow.int64(),
    ("runs", "trust"): pyarrow.float64(),
    ("runs", "failure"): pyarrow.string(),
    ("runs", "relations.trust_mean"): pyarrow.float64(),
    ("runs", "scenario.months"): pyarrow.int64(),
    ("runs", "membership.expulsion"): pyarrow.bool_(),
    ("runs", "dynamics"): pyarrow.string(),
    ("summary", "survived"): pyarrow.float64(),
    ("survival", "at_risk"): pyarrow.int64(),
    ("compare", "horizon"): pyarrow.int64(),
    ("compare", "paired_low"): pyarrow.float64(),
    ("members", "active"): pyarrow.bool_(),
    ("members", "bloc"): pyarrow.int64(),
    ("events", "size"): pyarrow.float64(),
    ("events", "note"): pyarrow.string(),
}
# Keys of every kind that vary, one of them called as a column of results, and members who come and go.
STUDY = """
months = 24
membership.expulsion = true
[experiment]
runs = 40
[[arms]]
name = "no gossip, \\"none\\" at all"
set = { gossip.enabled = false }
[sweep]
"relations.trust_mean" = [0, 0.10, 3e-1]
months = [12, 24]
"membership.expulsion" = [true, false]
dynamics = ["stochastic", "mean-field"]
"""


def main(alliance: Path, scenarios: list[Path]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        own = Path(folder) / "study.toml"
        own.write_text(STUDY, encoding="utf-8")
        for scenario in [own, *scenarios]:
            n_cells = check_scenario(alliance, scenario, Path(folder) / f"{scenario.stem}-results")
            print(f"{scenario.stem}: {n_cells} cells are the same in CSV, pyarrow and polars")


def check_scenario(alliance: Path, scenario: Path, folder: Path) -> int:
    """Holds every table of a study against its text, and tells how many cells they have."""
    for form in ("csv", "parquet"):
        make(alliance, scenario, form, folder / form)
    check_facts(folder / "parquet")
    return sum(
        check(folder / "csv" / part / f"{table}.csv", folder / "parquet" / part / f"{table}.parquet")
        for part, tables in TABLES.items()
        for table in tables
    )


def make(alliance: Path, scenario: Path, form: str, results: Path) -> None:
    """The study, its comparison and a trace, in one format."""

    def run(*words: str) -> None:
        line = [str(alliance), *words, "--no-charts", "--format", form]
        subprocess.run(line, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    run("run", str(scenario), "--runs", "40", "--out", str(results / "run"))
    run("compare", str(results / "run"))
    run("trace", str(scenario), "--out", str(results / "trace"))


def check(text: Path, parquet: Path) -> int:
    """Holds a table against its text, and tells how many cells it has."""
    header, *rows = csv.reader(text.open(newline="", encoding="utf-8"))
    arrow, frame = pyarrow.parquet.read_table(parquet), polars.read_parquet(parquet)
    names = [name.removeprefix("scenario.") for name in arrow.schema.names]
    assert names == header, (parquet, names, header)
    assert frame.columns == arrow.schema.names, parquet
    assert len(rows) == arrow.num_rows == frame.height > 0, parquet
    for place, field in enumerate(arrow.schema):
        read, kind = KINDS[field.type]
        assert field.type == TYPES.get((parquet.stem, field.name), field.type), (parquet, field)
        assert frame.schema[field.name] == kind, (parquet, field.name, frame.schema[field.name])
        cells = [read(row[place]) if row[place] else None for row in rows]
        for column in (arrow.column(place).to_pylist(), frame[field.name].to_list()):
            assert list(map(bits, column)) == list(map(bits, cells)), (parquet, field.name)
    facts = polars.read_parquet_metadata(parquet)
    assert facts["alliance.table"] == parquet.stem, facts
    assert facts["alliance.table_sha256"] == hashlib.sha256(text.read_bytes()).hexdigest(), parquet
    return len(rows) * len(header)


def bits(cell):
    """A cell as it can be compared: numbers by their bits, so that -0.0 is not 0.0."""
    return struct.pack("<d", cell) if isinstance(cell, float) else cell


def check_facts(results: Path) -> None:
    """The metadata of the tables is what the manifest says."""
    manifest = json.loads((results / "run/manifest.json").read_text(encoding="utf-8"))
    for table in TABLES["run"]:
        raw = pyarrow.parquet.read_metadata(results / f"run/{table}.parquet").metadata
        facts = {name.decode(): text.decode() for name, text in raw.items()}
        for name in ("program", "version", "commit", "seed", "runs_per_cell", "runs_done", "runs_failed", "digest"):
            assert facts.get(f"alliance.{name}") == (str(manifest[name]) if manifest[name] is not None else None), name
        assert json.loads(facts["alliance.scenario"]) == manifest["scenario"], table
        assert facts["alliance.table_sha256"] == manifest["tables"][f"{table}.csv"], table
    compared = polars.read_parquet_metadata(results / "run/compare/compare.parquet")
    assert compared["alliance.digest"] == manifest["digest"], compared


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), [Path(scenario).resolve() for scenario in sys.argv[2:]])
