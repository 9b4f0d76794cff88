#!/usr/bin/env bash
# Random searches here and in scikit-learn, column by column; prints every difference and the counts.
# usage: bench/peers/searches.sh [COUNT] [SEED]      500 and 1 by default; needs python3-sklearn; about twenty seconds
set -euo pipefail
cd "$(dirname "$0")/../.."
/usr/bin/python3 -c 'import sklearn' || { echo "Install the peer first: apt-get install python3-sklearn" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet build -c Release -v quiet --nologo bench/Trimtab.Bench >/dev/null
/usr/bin/python3 bench/peers/random_searches.py --count "${1:-500}" --seed "${2:-1}" >"$work/searches.jsonl"
dotnet artifacts/bin/Trimtab.Bench/release/Trimtab.Bench.dll searches "$work/searches.jsonl"
