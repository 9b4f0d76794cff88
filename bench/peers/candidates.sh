#!/usr/bin/env bash
# A grid search of many candidates of a cheap estimator, five folds, here (two workers) and in scikit-learn (one job and two), alternately;
# a JSON line a run.
# usage: bench/peers/candidates.sh [COUNT] [ROUNDS]      10,000 and 3 by default; needs python3-sklearn; about two minutes
set -euo pipefail
cd "$(dirname "$0")/../.."
count=${1:-10000}
rounds=${2:-3}
/usr/bin/python3 -c 'import sklearn' || { echo "Install the peer first: apt-get install python3-sklearn" >&2; exit 1; }
dotnet build -c Release -v quiet --nologo bench/Trimtab.Bench >/dev/null
for ((round = 1; round <= rounds; round++)); do
  dotnet artifacts/bin/Trimtab.Bench/release/Trimtab.Bench.dll scaling --of "a grid search, five folds" --counts "$count"
  /usr/bin/python3 bench/peers/candidates.py "$count"
  /usr/bin/python3 bench/peers/candidates.py "$count" --jobs 2
done
