#!/usr/bin/env bash
# AutoMl and scikit-learn's successive halving over gradient boosting at the same time, each with a core, for a time on each outer fold.
# usage: bench/peers/automl.sh [SECONDS] [FOLDS]      60 and 5 by default; needs python3-sklearn; 21 minutes
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-60} folds=${2:-5}
export OMP_NUM_THREADS=1
dotnet build -c Release -v quiet --nologo bench/Trimtab.Bench >/dev/null
for set in breast_cancer wine digits diabetes; do
  /usr/bin/python3 bench/peers/automl.py $set --seconds "$seconds" --folds "$folds" &
  dotnet artifacts/bin/Trimtab.Bench/release/Trimtab.Bench.dll automl --set $set --seconds "$seconds" --folds "$folds"
  wait
done
