#!/usr/bin/env bash
# What `trimtab run` costs beside the program it runs: trials of `true`, against fork and exec of it by a shell alone, in one run. Startup is
# taken away: the time of many trials less that of few. usage: bench/tool_overhead.sh [TRIALS]
set -euo pipefail
cd "$(dirname "$0")/.."
trials=${1:-500}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[ -n "${TRIMTAB:-}" ] || dotnet build -c Release -v quiet --nologo src/Trimtab.Tool > /dev/null
tool=${TRIMTAB:-dotnet $PWD/artifacts/bin/Trimtab.Tool/release/Trimtab.Tool.dll}
cd "$work"
now() { date +%s%6N; }
run() { # STORAGE WORKERS TRIALS
  rm -rf study.* trimtab-runs
  local start; start=$(now)
  $tool run -n true -s "$1" -p x=0.0..1.0 --sampler random --from exit --minimize -t "$3" -j "$2" -- true {x} > /dev/null 2>&1
  echo $(($(now) - start))
}
true_file=$(type -P true)
start=$(now); for ((i = 0; i < trials; i++)); do "$true_file" "$i"; done; alone=$((($(now) - start) / trials))
echo "fork and exec alone, by bash: $alone µs"
for storage in sqlite:study.db journal:study.log; do
  for workers in 1 2; do
    few=$(run $storage $workers 20); many=$(run $storage $workers $((trials + 20)))
    echo "$storage, $workers at once: $(((many - few) / trials)) µs a trial; startup and 20 trials $((few / 1000)) ms"
  done
done
