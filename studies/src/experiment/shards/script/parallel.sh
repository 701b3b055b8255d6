#!/usr/bin/env bash
# Does shards of a planned study with GNU parallel, and merges them.
# Written by `alliance emit parallel`. Running it again does no harm: a finished shard costs nothing, and one that was
# killed goes on where it was.
set -uo pipefail

command -v parallel >/dev/null || { echo "GNU parallel is not installed here" >&2; exit 2; }

# A shard that fails is tried three times and stops no other; where any is missing in the end, merge names it.
parallel --quote --jobs @JOBS@ --retries 3 --halt never \
    @PROGRAM@ work @FOLDER@ --shard '{}' --threads @THREADS@ --wait --quiet ::: @SHARDS@

exec @PROGRAM@ merge @FOLDER@ --quiet
