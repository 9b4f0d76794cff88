#!/usr/bin/env bash
# Kills a quick notebook at a random moment, starts the same command again and lets it end; compares its results.json with that of a run left
# alone. As often as asked. usage: bench/kills.sh [KILLS]; finds its images where the notebook finds them ($TRIMTAB_DATA), else it draws digits.
set -uo pipefail
cd "$(dirname "$0")/.."
kills=${1:-100}
RANDOM=7
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet build -c Release -v quiet --nologo samples/MnistNotebook >/dev/null || exit 1
cp -r artifacts/bin/MnistNotebook/release "$work/bin" # what is measured stays the same while others build
notebook=(dotnet "$work/bin/MnistNotebook.dll" --quick --output)
start=$(date +%s%3N)
"${notebook[@]}" "$work/alone" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
took=$(($(date +%s%3N) - start))
killed=0 late=0 same=0 other=0
while [ $((same + other)) -lt "$kills" ]; do
  rm -rf "$work/killed"
  "${notebook[@]}" "$work/killed" >"$work/log" 2>&1 & pid=$!
  moment=$((RANDOM * took / 32768))
  sleep "$((moment / 1000)).$(printf %03d $((moment % 1000)))"
  if kill -KILL "$pid" 2>/dev/null; then killed=$((killed + 1)); else late=$((late + 1)); fi
  wait "$pid" 2>/dev/null
  "${notebook[@]}" "$work/killed" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
  if cmp "$work/alone/results.json" "$work/killed/results.json"; then same=$((same + 1)); else other=$((other + 1)); cp -r "$work/killed" "$work/other-$other"; fi
done 2> >(grep -v Killed >&2)
echo "$killed notebooks killed ($late had ended before): $same ended with the same results.json, $other with another"
[ "$other" -eq 0 ]
