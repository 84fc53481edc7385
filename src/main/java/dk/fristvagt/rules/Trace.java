package dk.fristvagt.rules;

import dk.fristvagt.facts.Exemption;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The typed steps by which each deadline came about, written down while it is evaluated: the explanation is what the
 * evaluation did, not a second computation (domain.md §8, Explanation).
 *
 * <p>When it is {@linkplain #off() off} nothing is written; whoever adds a step asks {@link #on()} first.
 */
public final class Trace {
    private static final Trace OFF = new Trace(false);

    private final boolean on;
    private final Map<DeadlineId, List<Step>> steps = new LinkedHashMap<>();
    private List<Step> current = new ArrayList<>();

    private Trace(boolean on) {
        this.on = on;
    }

    /** A trace that writes nothing. */
    public static Trace off() {
        return OFF;
    }

    /** An empty trace. */
    public static Trace recording() {
        return new Trace(true);
    }

    public boolean on() {
        return on;
    }

    /** The steps that follow belong to {@code deadline}. */
    void begin(DeadlineId deadline) {
        if (on) {
            current = new ArrayList<>();
            steps.put(deadline, current);
        }
    }

    void add(Step step) {
        current.add(step);
    }

    /** The steps of each deadline that was evaluated, also of those that turned out not to exist. */
    public Map<DeadlineId, List<Step>> steps() {
        return steps;
    }

    /** Why a fact does not count towards a deadline. */
    public enum Refusal {
        OTHER_TYPE,
        OTHER_CONVENER,
        NOT_HELD,
        CANCELLED,
        BEFORE_THE_BAND,
        AFTER_THE_BAND,
        AFTER_CLOSING,
        IN_THE_FUTURE,
        BEFORE_THE_COURSE,
        SHORTER_THAN_14_DAYS,
        TYPE_NEVER_COUNTS_THEN,
        NOT_STARTED,
        NOT_REGISTERED_AND_SEARCHABLE,
        WITHDRAWN_BEFORE_IT_COUNTED,
        /** As many as are required have been counted before it. */
        NOT_NEEDED,
        /** It was booked or granted, its day is over and nobody has said what became of it (§8, registration lag). */
        BOOKING_NOT_KEPT,
        /** It lies further back than the months that a rolling rule looks at. */
        TOO_LONG_AGO
    }

    /** One step of an evaluation. Days are civil dates; {@link dk.fristvagt.facts.Days#NEVER} stands for none. */
    public sealed interface Step {
        /** Which segment the rule applies from and which day its clock runs from (§5). */
        record Anchored(Rule.Anchor anchor, LocalDate day, boolean stated, LocalDate segmentFrom) implements Step {}

        /** The rule has ended in this course (§5). */
        record Ended(boolean courseClosed, LocalDate endDay) implements Step {}

        /** A calendar due (§4). */
        record CalendarDue(LocalDate anchor, String period, boolean inside, LocalDate due) implements Step {}

        /** Occurrence {@code k} of {@code n} spread over a calendar window of {@code days} days (§7, Series). */
        record CalendarPace(LocalDate anchor, LocalDate windowEnd, int days, int k, int n, LocalDate due)
                implements Step {}

        /** A due on the hours clock: reach({@code numerator / denominator} months) (§4). */
        record HoursDue(int numerator, int denominator, LocalDate due, boolean confirmed) implements Step {}

        /** The due was raised to 28 days after the anchor segment (§5). */
        record RaisedToAnchor(LocalDate segmentFrom, LocalDate due) implements Step {}

        /** An advisory occurrence before the anchor segment does not exist (§5). */
        record BeforeAnchor(LocalDate due, LocalDate segmentFrom) implements Step {}

        /**
         * An exemption moved the due (§7, Exemption shift).
         *
         * @param meetsFrom the first of the days up to {@code before} of which the exemption has one
         * @param rest how long after the exemption the due comes
         */
        record Shifted(Exemption exemption, LocalDate meetsFrom, LocalDate before, Period rest, LocalDate after)
                implements Step {}

        /** The band in which facts count (§6). */
        record Window(LocalDate from, LocalDate to) implements Step {}

        /** A fact counts, as the {@code n}-th, on {@code day}. */
        record Counted(String factId, LocalDate day, int n) implements Step {}

        /** A fact does not count. */
        record NotCounted(String factId, Optional<LocalDate> day, Refusal refusal) implements Step {}

        /** A booking or a granted offer stands in for what is still needed (§8, Booking). */
        record Booking(String factId, LocalDate day, boolean enoughByDue) implements Step {}

        /** From which day a rolling rule applies (§7, Rolling). */
        record EligibleFrom(LocalDate day) implements Step {}

        /** The meeting whose twelve months run out first. */
        record FourthLatest(String meetingId, LocalDate heldOn) implements Step {}

        /** An offer that runs today. */
        record OfferRuns(String offerId) implements Step {}

        /** The last day of the latest offer that counts. */
        record Covered(String offerId, LocalDate until) implements Step {}

        /**
         * Work in the twelve months before {@code month}, in hundredths of an hour.
         *
         * @param estimated how much of it stands for months that are not reported yet
         */
        record Work(YearMonth month, long hundredths, long estimated, boolean enough) implements Step {}

        /** When the a-kasse was to be invited and when it was. */
        record Invitation(
                LocalDate plannedOn, Optional<LocalDate> bookedOn, Optional<LocalDate> invitedOn, boolean tookPart)
                implements Step {}

        /** An exemption covers today (§8, 6). */
        record ExemptToday(Exemption exemption) implements Step {}

        /** The numbered line of domain.md §8 that decided. */
        record Decided(int line, Status status) implements Step {}
    }
}
