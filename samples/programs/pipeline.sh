#!/bin/sh
# A shell pipeline with a level of compression: how many bytes are left, and the time, which trimtab run --from time measures by itself.
# usage: pipeline.sh LEVEL FILE
set -eu
printf 'bytes=%s\n' "$(sort "$2" | gzip -"$1" | wc -c)"
