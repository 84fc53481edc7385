/**
 * A broker, a cluster of brokers and a schema registry of our own, for the demo and the tests.
 *
 * <p>Each runs in a JVM of its own, on free loopback ports, with a temporary directory of its own; neither outlives the
 * JVM that started it, however that one ends. What they are made of lies in the demo folder beside the product's jar.
 */
package dk.fristvagt.embedded;
