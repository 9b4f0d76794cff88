#!/usr/bin/env bash
# Trains three nets (or those given, residual and gru among them) here and in Debian's python3-torch (as a user writes it, and with its faster layout), one after the other, several times,
# on one thread and on two; prints each pairing's medians, ratios and how much of the processor's measured peak is reached.
# Paces are images per CPU second, times the threads: on a quiet machine those of the clock, on a busy one other programs do not count.
# DOTNET_EnableAVX512=0 compares the processor's AVX2 mode; the peer gets the same.
# usage: bench/peers/compare.sh DATA [ROUNDS] [NETS] [THREADS]      DATA holds mnist/; needs python3-torch, python3-numpy and libopenblas0-pthread
set -euo pipefail
cd "$(dirname "$0")/../.."
data=${1:?usage: bench/peers/compare.sh DATA [ROUNDS] [NETS] [THREADS]}
rounds=${2:-5}
nets=${3:-seed mnist mlp}
counts=${4:-1 2}
if [ "${DOTNET_EnableAVX512:-1}" = 0 ]; then
  export ATEN_CPU_CAPABILITY=avx2 DNNL_MAX_CPU_ISA=AVX2 OPENBLAS_CORETYPE=Haswell
fi
/usr/bin/python3 -c 'import torch' || { echo "Install the peer first: apt-get install python3-torch" >&2; exit 1; }
/usr/bin/python3 -c 'import ctypes; ctypes.CDLL("libblas.so.3").openblas_get_config' 2>/dev/null \
  || { echo "The peer would multiply matrices with the reference BLAS, fifteen times slower. Install a real one: apt-get install libopenblas0-pthread" >&2; exit 1; }
dotnet build -c Release -v quiet --nologo bench/Trimtab.Bench >/dev/null
declare -A images=([seed]=12223 [mnist]=1920 [mlp]=12032 [residual]=1920 [gru]=6016)
echo "net    threads  ours img/s   % of peak  torch img/s  channels last  ratio  ratio to its best   (medians of $rounds rounds; peak in GFLOP/s)"
for net in $nets; do
  for threads in $counts; do
    ours=(dotnet artifacts/bin/Trimtab.Bench/release/Trimtab.Bench.dll train --data "$data" --net "$net" --images "${images[$net]}" --threads "$threads" --epochs 6)
    peer=(/usr/bin/python3 bench/peers/train_net.py "$data" --net "$net" --images "${images[$net]}" --threads "$threads" --epochs 3)
    for ((round = 1; round <= rounds; round++)); do
      echo "{\"ours\": $("${ours[@]}"), \"peer\": $("${peer[@]}"), \"last\": $([[ "$net" = mlp || "$net" = gru ]] && echo null || "${peer[@]}" --channels-last)}"
    done | /usr/bin/python3 -c '
import json, statistics, sys
net, threads = sys.argv[1:]
rows = [json.loads(line) for line in sys.stdin]
pace = lambda row, key: row[key]["images_per_cpu_second"] if row[key] else float("nan")
median = statistics.median
ours, peer, last = ([pace(row, key) for row in rows] for key in ("ours", "peer", "last"))
best = [max(p, l) if l == l else p for p, l in zip(peer, last)]
reached, peak = (median([row["ours"][key] for row in rows]) for key in ("of_peak", "peak_gflops"))
ratio, to_best = median([o / p for o, p in zip(ours, peer)]), median([o / b for o, b in zip(ours, best)])
print(f"{net:6} {threads:>7}  {median(ours):10,.0f}  {100 * reached:8.0f} %  {median(peer):11,.0f}  {median(last):13,.0f}  {ratio:5.1f}  {to_best:17.1f}   (peak {peak:.0f})", flush=True)
' "$net" "$threads"
  done
done
