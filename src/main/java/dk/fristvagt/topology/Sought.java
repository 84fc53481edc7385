package dk.fristvagt.topology;

import dk.fristvagt.monitor.CitizenFile;
import java.time.LocalDate;

/** What an instance can say when it is asked for a citizen's file. */
public sealed interface Sought {
    /**
     * It has the file.
     *
     * @param day the business day on which the citizen's task evaluates
     */
    record Found(CitizenFile file, LocalDate day) implements Sought {}

    /**
     * The citizen is one of this instance's, and nothing is stored.
     *
     * @param day the business day on which the citizen's task evaluates
     */
    record Unknown(LocalDate day) implements Sought {}

    /** Another instance has the citizen: the one at this address. */
    record Elsewhere(String host, int port) implements Sought {}

    /** Whoever asks now would get nothing, or half of what is known. */
    record NotNow(Obstacle why) implements Sought {}
}
