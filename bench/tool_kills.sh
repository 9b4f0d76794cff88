#!/usr/bin/env bash
# Kills `trimtab run` at random moments with SIGKILL: the tool, a program it runs, or both; then starts the same command again until it ends.
# Each study must end complete; no program may survive; no trial may be lost, or end twice. usage: bench/tool_kills.sh [KILLS [SEED]]
set -uo pipefail
cd "$(dirname "$0")/.."
kills=${1:-50}
RANDOM=${2:-7}
trials=8
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[ -n "${TRIMTAB:-}" ] || dotnet build -c Release -v quiet --nologo src/Trimtab.Tool > /dev/null || exit 1
tool=${TRIMTAB:-dotnet $PWD/artifacts/bin/Trimtab.Tool/release/Trimtab.Tool.dll}
cd "$work"
mark="kills-$$"
cat > program.sh <<'SH'
echo "$TRIMTAB_TRIAL $$" >> begun
echo "step=0 score=$1"
sleep 0.1
echo "score=$1"
echo "$TRIMTAB_TRIAL" >> ended
SH
command=(run -n kills -p x=0.0..1.0 --sampler random --metric score --maximize -t $trials -j 2 --retries 20 -- /bin/sh program.sh {x} "$mark")
export TRIMTAB_BENCH=$mark # guards have the tool's environment, programs have it and the mark in their command line
guards_here() { grep -lsF "TRIMTAB_BENCH=$mark" /proc/[0-9]*/environ | sed 's/environ$/cmdline/' | xargs grep -ls 'trimtab-[g]uard' | wc -l; } # not xargs itself
survivors() { pgrep -cf "$mark" || true; }
start=$(date +%s%3N); $tool "${command[@]}" > log 2>&1 || { cat log; exit 1; }; took=$(($(date +%s%3N) - start))
incomplete=0 surviving=0 lost=0 twice=0 done_before=0
for ((kill = 0; kill < kills; kill++)); do
  rm -rf trimtab.db* trimtab-runs begun ended
  left=0 ends=1 # whether a program has survived this kill, and the study has ended well
  $tool "${command[@]}" > log 2>&1 & pid=$!
  moment=$((RANDOM * took / 32768))
  sleep "$((moment / 1000)).$(printf %03d $((moment % 1000)))"
  child=$(tail -n 1 begun 2> /dev/null | cut -d' ' -f2)
  case $((kill % 3)) in
    0) kill -KILL "$pid" 2> /dev/null || done_before=$((done_before + 1)) ;;
    1) [ -n "$child" ] && kill -KILL "$child" 2> /dev/null ;;
    2) kill -KILL "$pid" ${child:+"$child"} 2> /dev/null || done_before=$((done_before + 1)) ;;
  esac
  if [ $((kill % 3)) -ne 1 ]; then
    wait "$pid" 2> /dev/null
    for ((i = 0; i < 50 && $(survivors) > 0; i++)); do sleep 0.01; done # the guard is a process, too
    [ "$(survivors)" -eq 0 ] || { left=1; pgrep -af "$mark"; }
    $tool "${command[@]}" > log 2>&1
  else
    wait "$pid"
  fi || { ends=0; cat log; }
  [ "$(survivors)" -eq 0 ] || left=1
  surviving=$((surviving + left))
  complete=$(sqlite3 trimtab.db "SELECT count(*) FROM trials WHERE state = 'COMPLETE'" 2> /dev/null || python3 -c "
import sqlite3; print(sqlite3.connect('trimtab.db').execute('''SELECT count(*) FROM trials WHERE state = 'COMPLETE' ''').fetchone()[0])")
  [ "$ends" -eq 1 ] && [ "$complete" -eq $trials ] || incomplete=$((incomplete + 1))
  [ "$(sort -u ended | wc -l)" -eq $trials ] || lost=$((lost + 1))
  [ "$(sort ended | uniq -d | wc -l)" -eq 0 ] || { twice=$((twice + 1)); echo "twice: $(sort ended | uniq -d | tr '\n' ' ') (kill $kill, $((kill % 3)))"; }
done 2> >(grep -v Killed >&2)
for ((i = 0; i < 100 && $(guards_here) > 0; i++)); do sleep 0.01; done # a guard ends after the tool
guards=$(guards_here)
echo "$kills kills ($done_before after the end): $incomplete studies incomplete, $surviving with surviving programs, $lost with lost trials, $twice with a trial that ended twice; $guards guards left"
[ $((incomplete + surviving + lost + twice + guards)) -eq 0 ]
