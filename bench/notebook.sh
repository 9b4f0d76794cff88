#!/usr/bin/env bash
# Runs the whole notebook anew and writes what it measured into README.md, between the two "notebook" comments.
# Needs MNIST where the notebook looks for it: TRIMTAB_DATA, or flags that are passed on, such as --data DIR.
set -euo pipefail
cd "$(dirname "$0")/.."
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

dotnet run -c Release --project samples/MnistNotebook -- --output "$out" "$@"
awk -v table="$out/summary.md" '
  /<!-- notebook -->/ { print; while ((getline line < table) > 0) print line; skipping = 1 }
  /<!-- \/notebook -->/ { skipping = 0 }
  !skipping' README.md > "$out/README.md"
cp "$out/README.md" README.md
cp "$out/joint-accuracy.svg" docs/images/joint-accuracy.svg
