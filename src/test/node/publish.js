'use strict';
// Publishes one event: node publish.js BROKERS REGISTRY TOPIC RECORD EVENT, where EVENT is JSON by the record's schema
const { Kafka, Partitioners, logLevel } = require('kafkajs');
const { SchemaRegistry } = require('@kafkajs/confluent-schema-registry');

const [brokers, host, topic, record, json] = process.argv.slice(2);
const kafka = new Kafka({ brokers: brokers.split(','), logLevel: logLevel.ERROR });
const registry = new SchemaRegistry({ host });
// murmur2, as the monitor expects it; named, because kafkajs before 2 had another default
const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });

async function main() {
  const event = JSON.parse(json);
  const schemaId = await registry.getLatestSchemaId(`${topic}-value`);
  await producer.connect();
  await producer.send({
    topic,
    acks: -1,
    messages: [
      {
        key: event.citizenId,
        value: await registry.encode(schemaId, event),
        // the record's time is the event's: its retention counts from it
        timestamp: String(event.recordedAt),
        headers: {
          ce_specversion: '1.0',
          ce_id: event.eventId,
          ce_source: '/publish.js',
          ce_type: `dk.fristvagt.event.${record}`,
          ce_time: new Date(event.recordedAt).toISOString(),
          'content-type': 'application/avro',
        },
      },
    ],
  });
  await producer.disconnect();
}

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
