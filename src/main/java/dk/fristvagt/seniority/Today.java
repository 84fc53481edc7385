package dk.fristvagt.seniority;

import dk.fristvagt.facts.Days;
import java.time.LocalDate;

/**
 * The day an evaluation is made on, and the next day on which it could come out differently.
 *
 * <p>Everything that depends on the day asks {@link #reached}: as the answers for all later days are the same until the
 * earliest day that was asked for and had not come, so is the evaluation. That day is {@link #next}; it may be early,
 * it is never late. One object serves one evaluation and one thread.
 */
public final class Today {
    private final LocalDate day;
    private LocalDate next = Days.NEVER;

    public Today(LocalDate day) {
        this.day = day;
    }

    /** The day itself; whoever decides something by it must also ask {@link #reached}. */
    public LocalDate day() {
        return day;
    }

    /** Whether {@code date} has come: today is that day or later. */
    public boolean reached(LocalDate date) {
        if (!date.isAfter(day)) {
            return true;
        }
        if (date.isBefore(next)) {
            next = date;
        }
        return false;
    }

    /** Whether {@code date} is over: today is later than it. */
    public boolean passed(LocalDate date) {
        if (date.isBefore(day)) {
            return true;
        }
        if (date.isBefore(next)) {
            next = Days.earlier(next, Days.plusDays(date, 1));
        }
        return false;
    }

    /** Whether today lies in {@code [from, to]}, both included. */
    public boolean within(LocalDate from, LocalDate to) {
        return reached(from) && !passed(to);
    }

    /** The next day on which anything that was asked could be answered differently. */
    public LocalDate next() {
        return next;
    }
}
