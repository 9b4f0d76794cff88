#!/usr/bin/env bash
# What `trimtab run` costs beside the program it runs: trials of `true`, against fork and exec of it by a shell alone, in one run. Startup and
# compilation are taken away: the time of all trials less that of the first ones, each the least of some rounds. Folders are in TMPDIR.
# usage: bench/tool_overhead.sh [TRIALS [FIRST [ROUNDS]]]
set -euo pipefail
cd "$(dirname "$0")/.."
trials=${1:-500} first=${2:-500} rounds=${3:-3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[ -n "${TRIMTAB:-}" ] || dotnet build -c Release -v quiet --nologo src/Trimtab.Tool > /dev/null
tool=${TRIMTAB:-dotnet $PWD/artifacts/bin/Trimtab.Tool/release/Trimtab.Tool.dll}
cd "$work"
$tool --version > /dev/null
measure() { # COMMAND…: wall and processor time in µs, that of children included
  local start; start=$(date +%s%6N)
  local cpu; cpu=$({ TIMEFORMAT='%U %S'; time "$@" > /dev/null 2>&1; } 2>&1 | awk '{ printf "%d", ($1 + $2) * 1e6 }')
  echo $(($(date +%s%6N) - start)) "$cpu"
}
run() { # STORAGE WORKERS TRIALS, in a folder of its own: where files were just deleted, ext4 creates new ones slowly
  cd "$(mktemp -d -p "$work")"
  measure $tool run -n true -s "$1" -p x=0.0..1.0 --sampler random --from exit --minimize -t "$3" -j "$2" -- true {x}
}
alone() { for ((i = 0; i < trials; i++)); do "$true_file" "$i"; done; }
least() { # COMMAND…: the least of each of its two numbers
  for ((round = 0; round < rounds; round++)); do "$@"; done |
    awk 'NR == 1 || $1 < wall { wall = $1 } NR == 1 || $2 < cpu { cpu = $2 } END { print wall, cpu }'
}
true_file=$(type -P true)
read -r wall cpu <<< "$(least measure alone)"
echo "fork and exec alone, by bash: $((wall / trials)) µs, $((cpu / trials)) µs of processor time"
for storage in sqlite:study.db journal:study.log; do
  for workers in 1 2; do
    read -r few_wall few_cpu <<< "$(least run $storage $workers $first)"
    read -r wall cpu <<< "$(least run $storage $workers $((trials + first)))"
    echo "$storage, $workers at once: $(((wall - few_wall) / trials)) µs a trial, $(((cpu - few_cpu) / trials)) µs of processor time;" \
      "startup and $first trials $((few_wall / 1000)) ms"
  done
done
