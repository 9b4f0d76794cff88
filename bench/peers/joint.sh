#!/usr/bin/env bash
# The notebook's 'joint' section (20 candidates, 2 folds, refit; each scored where it ends, as the peer scores it) here and as a Python user
# runs it (scikit-learn over PyTorch, n_jobs=2), one after the other, each from nothing; prints both times and their ratio, and the same in
# CPU seconds, in which other programs do not count.
# usage: bench/peers/joint.sh DATA      DATA holds mnist/; needs python3-torch, python3-sklearn, python3-numpy; about ten minutes
# DOTNET_EnableAVX512=0 compares the processor's AVX2 mode; the peer gets the same.
set -euo pipefail
cd "$(dirname "$0")/../.."
data=${1:?usage: bench/peers/joint.sh DATA}
/usr/bin/python3 -c 'import torch, sklearn' || { echo "Install the peer first: apt-get install python3-torch python3-sklearn" >&2; exit 1; }
if [ "${DOTNET_EnableAVX512:-1}" = 0 ]; then
  export ATEN_CPU_CAPABILITY=avx2 DNNL_MAX_CPU_ISA=AVX2 OPENBLAS_CORETYPE=Haswell
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet build -c Release -v quiet --nologo samples/MnistNotebook >/dev/null
TIMEFORMAT='%U %S'
ours() { dotnet artifacts/bin/MnistNotebook/release/MnistNotebook.dll --data "$data" --sections joint --no-curves --workers 2 --output "$work/$1" >/dev/null; }
{ time ours before; } 2>"$work/before.cpu"
{ time /usr/bin/python3 -W ignore bench/peers/joint_search.py "$data" --jobs 2 >"$work/peer.json"; } 2>"$work/peer.cpu"
{ time ours after; } 2>"$work/after.cpu"
/usr/bin/python3 - "$work" <<'PYTHON'
import json, sys
work = sys.argv[1]
peer = json.load(open(f"{work}/peer.json"))
results = json.load(open(f"{work}/before/results.json"))["sections"][0]
ours = [json.load(open(f"{work}/{run}/timings.json"))["sections"][0]["elapsed_seconds"] for run in ("before", "after")]
cpu = {run: sum(map(float, open(f"{work}/{run}.cpu").read().split()[-2:])) for run in ("before", "peer", "after")}
print(f"ours {ours[0]:.1f} s and {ours[1]:.1f} s, best {results['best_accuracy']:.5f} with {results['best_parameters']}")
print(f"peer {peer['seconds']:.1f} s, best {peer['accuracy']:.5f} with {peer['best']}")
print(f"ratio {peer['seconds'] / (sum(ours) / 2):.1f}")
print(f"CPU seconds: ours {cpu['before']:.1f} and {cpu['after']:.1f}, peer {cpu['peer']:.1f}: ratio {2 * cpu['peer'] / (cpu['before'] + cpu['after']):.1f}")
means = sum(c["accuracy"] for c in results["candidates"]) / len(results["candidates"]), sum(peer["accuracies"]) / len(peer["accuracies"])
print(f"mean accuracy over the 20 candidates: ours {means[0]:.5f}, peer {means[1]:.5f}")
PYTHON
