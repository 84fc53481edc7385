#!/bin/sh
# Prints partition offset, key and headers of a unit's alerts as they come: subscribe.sh BROKERS TOPIC [OPTION OF KCAT]…
brokers=$1
topic=$2
shift 2
exec kcat -C -b "$brokers" -t "$topic" -X isolation.level=read_committed -o beginning -u -q -f '%o %k %h\n' "$@"
