#!/usr/bin/env bash
# Kills a quick notebook at random moments, starts it again on the same folder until it ends, and compares its results.json with that of a
# run left alone. usage: bench/kills.sh [KILLS]; needs what the notebook needs (--data or TRIMTAB_DATA; else it draws digits).
set -uo pipefail
cd "$(dirname "$0")/.."
kills=${1:-100}
RANDOM=7
dotnet build -c Release -v quiet --nologo samples/MnistKnobs >/dev/null || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
notebook() { dotnet artifacts/bin/MnistKnobs/release/MnistKnobs.dll --quick --output "$1" >/dev/null 2>&1; }
notebook "$work/alone" || exit 1
done=0 runs=0 same=0 other=0
while [ "$done" -lt "$kills" ]; do
  rm -rf "$work/killed"
  while :; do
    notebook "$work/killed" & pid=$!
    (sleep "$((RANDOM % 3)).$((RANDOM % 1000 + 1000))"; pkill -KILL -P "$pid") 2>/dev/null & killer=$!
    wait "$pid" 2>/dev/null && { pkill -P "$killer" 2>/dev/null; kill "$killer" 2>/dev/null; break; }
    done=$((done + 1))
  done
  runs=$((runs + 1))
  if cmp -s "$work/alone/results.json" "$work/killed/results.json"; then same=$((same + 1)); else other=$((other + 1)); fi
done
echo "$done kills in $runs notebooks: $same ended with the same results.json, $other with another"
[ "$other" -eq 0 ]
