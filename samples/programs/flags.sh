#!/bin/sh
# Compiles sort.c with the flags it is given and runs it: trimtab minimizes the processor time that the program prints.
# usage: flags.sh FLAG…
set -eu
here=$(dirname "$0")
program=${TRIMTAB_DIR:-/tmp}/sort
gcc "$@" -o "$program" "$here/sort.c"
"$program"
