#!/usr/bin/env python3
"""Do the shards of a planned study with Dask, on this host or on a cluster.

    alliance plan FILE --out DIR --shards 64
    python cluster/dask_run.py DIR --workers 2 --merge

A task is a shard: its worker starts `alliance work` and returns the receipt; the runs themselves go to the disk. So every worker
has to see DIR and the program under the same paths. Lost workers are replaced and their shards go on where they were. A shard
that keeps failing is reported in the end and stops no other. The same command again does only what is missing.

Exit code: 0 all shards are done, 1 some are not, 2 the plan cannot be read or the scheduler cannot be reached, 130 stopped by
Ctrl-C; after --merge, that of the merge.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import shutil
import signal
import subprocess
import sys
from concurrent.futures import CancelledError
from contextlib import nullcontext, suppress
from itertools import groupby
from pathlib import Path
from typing import Any

import dask
from distributed import Client, Future, LocalCluster, as_completed

Receipt = dict[str, Any]


def do_shard(command: list[str]) -> Receipt:
    """Does a shard in a process of its own, which stops when this one is gone and its end of the pipe is closed."""
    standard_input, leash = os.pipe()
    try:
        done = subprocess.run(command, stdin=standard_input, capture_output=True, text=True)
    finally:
        os.close(standard_input)
        os.close(leash)
    if done.returncode not in (0, 1):  # 1: done, and some of its runs failed
        raise RuntimeError(f"exit code {done.returncode}: {done.stderr.strip() or 'nothing was said'}")
    return json.loads(done.stdout)


def main() -> int:
    options = parsed()
    shards = missing(options)
    if shards is None:
        return 2
    say(f"{len(shards)} shards to do")
    try:
        unfinished = do_all(shards, options) if shards else {}
    except KeyboardInterrupt:
        say("Stopped; the same command goes on with what is missing")
        return 130
    except OSError as error:
        say(f"no scheduler: {error}")
        return 2
    for reason, of_it in groupby(sorted(unfinished, key=unfinished.__getitem__), key=unfinished.__getitem__):
        say(f"not done: shard {', '.join(str(shard) for shard in of_it)}: {reason}")
    if unfinished:
        say(f"{len(unfinished)} of {len(shards)} shards are not done; the same command does only those")
        return 1
    if options.merge:
        return subprocess.run([options.program, "merge", options.folder]).returncode
    return 0


def parsed() -> argparse.Namespace:
    about, _, rest = (__doc__ or "").partition("\n\n")
    parser = argparse.ArgumentParser(
        description=about, epilog=rest, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    cores = os.cpu_count() or 1
    parser.add_argument("folder", metavar="DIR", type=Path, help="the folder that `alliance plan` made")
    parser.add_argument("--workers", metavar="N", type=int, default=cores, help="workers to start [%(default)s]")
    parser.add_argument("--threads", metavar="N", type=int, help="threads of each shard [cores by workers]")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--scheduler", metavar="ADDRESS", help="use a scheduler and workers that run already: tcp://…")
    where.add_argument("--slurm", action="store_true", help="start workers as Slurm jobs, by dask-jobqueue")
    parser.add_argument("--partition", metavar="NAME", help="Slurm: where jobs go [that of the cluster]")
    parser.add_argument("--time", metavar="TIME", default="01:00:00", help="Slurm: limit of a worker [%(default)s]")
    parser.add_argument("--memory", metavar="SIZE", default="2GB", help="Slurm: memory of a worker [%(default)s]")
    parser.add_argument("--program", metavar="PATH", default="alliance", help="the program [%(default)s]")
    parser.add_argument("--retries", metavar="N", type=int, default=3, help="tries more for a shard [%(default)s]")
    parser.add_argument("--merge", action="store_true", help="merge when all shards are done")
    options = parser.parse_args()
    options.folder = options.folder.resolve()
    found = shutil.which(options.program)
    options.program = str(Path(found).absolute()) if found else options.program
    options.threads = options.threads or max(1, cores // max(1, options.workers))
    return options


def missing(options: argparse.Namespace) -> list[int] | None:
    """The shards that are not done; None, with the reason said, where that cannot be known."""
    command = [options.program, "status", options.folder, "--json"]
    try:
        status = subprocess.run(command, capture_output=True, text=True)
    except OSError as error:
        say(f"{options.program} cannot be started ({error.strerror}); --program says where it is")
        return None
    if status.returncode not in (0, 1):
        say(status.stderr.strip())
        return None
    state = json.loads(status.stdout)
    return sorted(state["missing"] + state["damaged"] + state["under_way"])


def do_all(shards: list[int], options: argparse.Namespace) -> dict[int, str]:
    """Does shards, and returns why any of them are not done."""
    dask.config.set({"distributed.scheduler.allowed-failures": options.retries})
    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)  # a lost scheduler is told below, in words
    with cluster(options) as workers, Client(workers or options.scheduler) as client:
        futures = {submitted(client, shard, options): shard for shard in shards}
        unfinished = dict.fromkeys(shards, "the scheduler is gone")
        with suppress(OSError, CancelledError):  # it went while a receipt was on its way
            for future in as_completed(futures):
                shard = futures[future]
                if future.status == "finished":
                    receipt = future.result()
                    del unfinished[shard]
                    told(receipt, len(shards) - len(unfinished), len(shards))
                elif future.status == "error":
                    unfinished[shard] = str(future.exception())
        return unfinished


def submitted(client: Client, shard: int, options: argparse.Namespace) -> Future:
    command = [options.program, "work", str(options.folder), "--shard", str(shard), "--threads", str(options.threads)]
    command += ["--wait", "--stop-at-eof", "--quiet", "--json"]
    key = f"shard {shard} of {options.folder}"
    return client.submit(do_shard, command, key=key, retries=options.retries, priority=-shard, pure=False)


def cluster(options: argparse.Namespace) -> Any:
    """Workers as they were asked for; something empty where they run already."""
    if options.scheduler:
        return nullcontext()
    if options.slurm:
        return slurm_cluster(options)
    # Workers inherit this: Ctrl-C is for this process, and they end when it does.
    interrupt = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        return LocalCluster(n_workers=options.workers, threads_per_worker=1, dashboard_address=":0")
    finally:
        signal.signal(signal.SIGINT, interrupt)


def slurm_cluster(options: argparse.Namespace) -> Any:
    from dask_jobqueue import SLURMCluster  # not needed anywhere else

    workers = SLURMCluster(
        queue=options.partition,
        cores=options.threads,
        processes=1,
        memory=options.memory,
        walltime=options.time,
        worker_extra_args=["--nthreads", "1"],  # a shard at a time; its threads are its own
    )
    workers.scale(jobs=options.workers)
    return workers


def told(receipt: Receipt, done: int, asked: int) -> None:
    runs, failed, seconds = receipt["runs"], receipt["failed"], receipt["seconds"]
    say(f"{done} of {asked}: shard {receipt['shard']}, {runs} runs, {failed} failed, {seconds:.1f} s")


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
