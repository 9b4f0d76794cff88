#!/usr/bin/env bash
# What `trimtab run` costs beside the program it runs: trials of `true`, against fork and exec of it by a shell alone, in one run. Startup and
# compilation are taken away: the time of all trials less that of the first ones. usage: bench/tool_overhead.sh [TRIALS [FIRST]]
set -euo pipefail
cd "$(dirname "$0")/.."
trials=${1:-500} first=${2:-500}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[ -n "${TRIMTAB:-}" ] || dotnet build -c Release -v quiet --nologo src/Trimtab.Tool > /dev/null
tool=${TRIMTAB:-dotnet $PWD/artifacts/bin/Trimtab.Tool/release/Trimtab.Tool.dll}
cd "$work"
now() { date +%s%6N; }
measure() { # COMMAND…: wall and processor time in µs, that of children included
  local start; start=$(now)
  local cpu; cpu=$({ TIMEFORMAT='%U %S'; time "$@" > /dev/null 2>&1; } 2>&1 | awk '{ printf "%d", ($1 + $2) * 1e6 }')
  echo $(($(now) - start)) "$cpu"
}
run() { # STORAGE WORKERS TRIALS
  rm -rf study.* trimtab-runs
  measure $tool run -n true -s "$1" -p x=0.0..1.0 --sampler random --from exit --minimize -t "$3" -j "$2" -- true {x}
}
alone() { for ((i = 0; i < trials; i++)); do "$true_file" "$i"; done; }
true_file=$(type -P true)
read -r wall cpu <<< "$(measure alone)"
echo "fork and exec alone, by bash: $((wall / trials)) µs, $((cpu / trials)) µs of processor time"
for storage in sqlite:study.db journal:study.log; do
  for workers in 1 2; do
    read -r few_wall few_cpu <<< "$(run $storage $workers $first)"
    read -r wall cpu <<< "$(run $storage $workers $((trials + first)))"
    echo "$storage, $workers at once: $(((wall - few_wall) / trials)) µs a trial, $(((cpu - few_cpu) / trials)) µs of processor time;" \
      "startup and $first trials $((few_wall / 1000)) ms"
  done
done
