#!/usr/bin/env bash
# One list on sixteen machines of a Slurm cluster: each task makes its part of the files and needs
# none of the others. A part that is run again goes on where it stopped:
#
#   sbatch .cluster/slurm-array.sh danh-sach.csv
#   sbatch --array=3,7 .cluster/slurm-array.sh danh-sach.csv
#
# Wanted: `toroi` in the PATH of all machines, and a folder they share.
#SBATCH --job-name=toroi-merge
#SBATCH --array=1-16
#SBATCH --cpus-per-task=2
#SBATCH --mem=256M
set -euo pipefail
# Not the size of the array: a few parts run again are still parts of sixteen.
parts=16
exec toroi merge kich-hoat-tai-khoan --product hanger \
  --records "${1:-danh-sach.csv}" --per-file "${PER_FILE:-1000}" --out out \
  --jobs "${SLURM_CPUS_PER_TASK:-1}" --shard "$SLURM_ARRAY_TASK_ID/$parts" --resume
