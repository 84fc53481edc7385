'use strict';
// Prints the alerts of a unit as they come: node subscribe.js BROKERS REGISTRY TOPIC GROUP
const { Kafka, logLevel } = require('kafkajs');
const { SchemaRegistry } = require('@kafkajs/confluent-schema-registry');

const [brokers, host, topic, groupId] = process.argv.slice(2);
const kafka = new Kafka({ brokers: brokers.split(','), logLevel: logLevel.ERROR });
const registry = new SchemaRegistry({ host });
// kafkajs reads committed records only, unless readUncommitted is set; a stop takes as long as a wait for records
const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 1000 });

// Dates are days since 1970-01-01, and null where there is none.
const day = (days) => (days === null ? '-' : new Date(days * 86_400_000).toISOString().slice(0, 10));

// What a unit does about an alert. It may see one twice after a crash: the alertId says so.
function act(alert) {
  const { alertId, sequence, type, stage, dueOn, deadlineKey, unit, title } = alert;
  console.log(alertId, sequence, type, stage, day(dueOn), deadlineKey, unit, title);
}

async function main() {
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ partition, message }) => {
      act(await registry.decode(message.value));
      // after acting: what was not acted on is read again
      await consumer.commitOffsets([{ topic, partition, offset: String(BigInt(message.offset) + 1n) }]);
    },
  });
}

// leaves the group at once, so that the next one to start need not wait for the end of a session
['SIGINT', 'SIGTERM'].forEach((signal) => process.once(signal, () => consumer.disconnect()));
main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
