package dk.fristvagt.topology;

/** Why an instance is not ready: what it does not do now, and what to look at. */
public enum Obstacle {
    NOT_RUNNING("the monitor is not running, or its partitions are being assigned"),
    CATCHING_UP("what was waiting is still being read; nothing is said until it has been"),
    PARTITION_STALLED("an input partition makes no progress: look for a broker that is away or a hanging transaction"),
    SCHEMA_AWAITED("the schema registry does not give a schema that records need; they wait: see that it is up"),
    CLOCKS_DIFFER("this machine's clock and the broker's are more than ten minutes apart: correct the clock"),
    DAY_UNCONFIRMED("a new day waits for the broker's time, which is not known: see that the broker is up"),
    DAY_HAS_NOT_COME("this machine's clock shows a day before the one that has begun: correct the clock"),
    NEWER_RULEBOOK("citizens have been evaluated with a newer rulebook than this program has: update the program");

    private final String sentence;

    Obstacle(String sentence) {
        this.sentence = sentence;
    }

    /** What is wrong and what to do. */
    public String sentence() {
        return sentence;
    }
}
