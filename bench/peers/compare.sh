#!/usr/bin/env bash
# Trains the seed's net here and in Debian's python3-torch, one after the other, several times; prints each pair and the median ratio.
# usage: bench/peers/compare.sh DATA [ROUNDS]      DATA holds mnist/; needs python3-torch and python3-numpy
set -euo pipefail
cd "$(dirname "$0")/../.."
data=${1:?usage: bench/peers/compare.sh DATA [ROUNDS]}
rounds=${2:-5}
/usr/bin/python3 -c 'import torch' || { echo "Install the peer first: apt-get install python3-torch" >&2; exit 1; }
dotnet build -c Release -v quiet --nologo bench/Trimtab.Bench >/dev/null
ours=(dotnet artifacts/bin/Trimtab.Bench/release/Trimtab.Bench.dll train --data "$data" --epochs 6)
peer=(/usr/bin/python3 bench/peers/seed_net.py "$data" --epochs 3)
for ((round = 1; round <= rounds; round++)); do
  echo "{\"ours\": $("${ours[@]}"), \"peer\": $("${peer[@]}"), \"peer_channels_last\": $("${peer[@]}" --channels-last)}"
done | /usr/bin/python3 -c '
import json, statistics, sys
ratios, best = [], []
print(f"round  ours img/s  torch img/s  channels last  ratio  ratio to its best")
for number, line in enumerate(sys.stdin, 1):
    row = json.loads(line)
    ours, peer, last = (row[k]["images_per_second"] for k in ("ours", "peer", "peer_channels_last"))
    ratios.append(ours / peer)
    best.append(ours / max(peer, last))
    print(f"{number:5}  {ours:10,.0f}  {peer:11,.0f}  {last:13,.0f}  {ratios[-1]:5.1f}  {best[-1]:17.1f}", flush=True)
print(f"median ratio {statistics.median(ratios):.1f}, to the peer at its best {statistics.median(best):.1f}")
'
