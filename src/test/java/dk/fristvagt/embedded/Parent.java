package dk.fristvagt.embedded;

import java.util.List;
import java.util.Map;

/**
 * A program that starts a broker and a registry, or a secured cluster, and waits for its end: what {@link OrphanIT} ends
 * in bad ways.
 */
final class Parent {
    /** What it prints when all answer. */
    static final String READY = "ready";

    /** The argument that asks for a cluster. */
    static final String CLUSTER = "cluster";

    private Parent() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (List.of(arguments).contains(CLUSTER)) {
            EmbeddedCluster.secured(3, Map.of()).start();
        } else {
            new EmbeddedBroker().start();
            new EmbeddedRegistry().start();
        }
        System.out.println(READY);
        Thread.currentThread().join();
    }
}
