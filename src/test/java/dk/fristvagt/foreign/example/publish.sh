#!/bin/sh
# Publishes one event, its value ready in a file: publish.sh BROKERS TOPIC CITIZEN RECORD EVENT_ID VALUE_FILE
# The partitioner is what matters: librdkafka's default would put the citizen into another partition.
exec kcat -P -b "$1" -t "$2" -k "$3" -X partitioner=murmur2_random -X enable.idempotence=true \
    -H ce_specversion=1.0 -H "ce_type=dk.fristvagt.event.$4" -H "ce_id=$5" -H ce_source=/publish.sh \
    -H content-type=application/avro "$6"
