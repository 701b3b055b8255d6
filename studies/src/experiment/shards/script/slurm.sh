#!/usr/bin/env bash
# Submits shards of a planned study to Slurm: a job array, and a job that merges when the array has ended.
# Written by `alliance emit slurm`. Run it where sbatch is; every host has to see the folder and the program.
# Submitting again does no harm: a finished shard costs nothing, and one that was killed goes on where it was.
set -euo pipefail

array=$(sbatch --parsable @OPTIONS@ --array=@SHARDS@ --output=log-%A_%a.txt <<'SHARD'
#!/usr/bin/env bash
# Slurm says two minutes before its time limit that the shard is to stop: it ends the runs that it has begun, and keeps all.
@PROGRAM@ work @FOLDER@ --shard "$SLURM_ARRAY_TASK_ID" --threads @THREADS@ --wait --quiet &
trap 'kill -TERM $!' TERM
while wait $!; code=$?; kill -0 $! 2>/dev/null; do :; done
# Exit code 1 says that some runs failed: they are rows of the result, and the shard is finished.
[ "$code" -le 1 ]
SHARD
)

# After any end of the array: where shards are missing, merge names them, and the command that does them.
sbatch --dependency="afterany:${array%%;*}" @OPTIONS@ --output=log-merge-%j.txt <<'MERGE'
#!/usr/bin/env bash
exec @PROGRAM@ merge @FOLDER@ --threads @THREADS@ --quiet
MERGE
