package dk.fristvagt.embedded;

/** A program that starts a broker and a registry and waits for its end: what {@link OrphanIT} ends in bad ways. */
final class Parent {
    /** What it prints when both answer. */
    static final String READY = "ready";

    private Parent() {}

    public static void main(String[] arguments) throws InterruptedException {
        new EmbeddedBroker().start();
        new EmbeddedRegistry().start();
        System.out.println(READY);
        Thread.currentThread().join();
    }
}
