#!/bin/sh
# Prints offset, key and headers of a unit's alerts as they come: subscribe.sh BROKERS TOPIC FROM [OPTION OF KCAT]…
# FROM is beginning, end, an offset, or s@ and a time in milliseconds since 1970.
brokers=$1
topic=$2
from=$3
shift 3
exec kcat -C -b "$brokers" -t "$topic" -o "$from" -X isolation.level=read_committed -u -q -f '%o %k %h\n' "$@"
