#!/bin/sh
# The height of a bowl at a place: trimtab looks for its lowest point.
# usage: bowl.sh X Y
awk -v x="$1" -v y="$2" 'BEGIN { print "height=" (x - 0.5) ^ 2 + (y + 1) ^ 2 }'
