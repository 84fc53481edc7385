package dk.fristvagt.simulation;

import dk.fristvagt.facts.Exemption;
import dk.fristvagt.facts.Group;
import dk.fristvagt.facts.Meeting;
import dk.fristvagt.facts.Offer;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a population behaves, as a profile file says it. Days are {@link CivilDay} numbers, shares are between 0 and 1.
 *
 * @param figures the column of published.yaml that the profile is compared with
 * @param from first recorded day unless another is asked for, as {@code to} is the last
 * @param measured the period in which the report counts
 * @param suspended days that do not use up dagpenge
 * @param life how long people are without benefit, and where they come back to
 * @param exhausted where those go whose dagpenge is used up
 * @param conversions days on which a group becomes another by law
 */
public record Profile(
        String figures,
        int from,
        int to,
        Period measured,
        Units units,
        List<Period> suspended,
        Life life,
        Weighted<Destination> exhausted,
        List<Conversion> conversions,
        Map<Group, GroupProfile> groups,
        List<ExemptionPlan> exemptions,
        Hours hours,
        Trial trial,
        Registration registration,
        Bookings bookings) {

    /** The bands of seniority that rates are given for: under 3 months, 3–6, 6–12, over 12. */
    static final int BANDS = 4;

    static int band(double months) {
        return months < 3 ? 0 : months < 6 ? 1 : months < 12 ? 2 : 3;
    }

    /** First recorded day unless another is asked for. */
    public LocalDate firstDay() {
        return CivilDay.date(from);
    }

    /** Last recorded day unless another is asked for. */
    public LocalDate lastDay() {
        return CivilDay.date(to);
    }

    /** Days from … to, both included. */
    record Period(int from, int to) {
        boolean contains(int day) {
            return day >= from && day <= to;
        }
    }

    /** A number of days that lies anywhere between two. */
    record Range(int from, int to) {
        int draw(Chance chance) {
            return chance.between(from, to);
        }
    }

    /** A length that is one of several exponential distributions: a mixture has the long tail that spells have. */
    record Lengths(double[] shares, double[] meanDays) {
        /** At least a day. */
        int draw(Chance chance) {
            double at = chance.unit();
            int i = 0;
            while (i < shares.length - 1 && at >= shares[i]) {
                at -= shares[i];
                i++;
            }
            return 1 + (int) Math.min(chance.exponential(meanDays[i]), 40_000);
        }
    }

    /** Where somebody goes when a stay ends: to another benefit, or off benefit. */
    record Destination(Group group) {
        static final Destination OUT = new Destination(Group.UNKNOWN);

        boolean out() {
            return group == Group.UNKNOWN;
        }
    }

    /** @param sameAgain share of returns that go to the benefit the last run began with */
    record Life(Lengths without, double sameAgain, Weighted<Group> entry) {}

    record Conversion(int on, Map<Group, Group> groups) {}

    /** @param contact plans by the day from which a course must have begun to follow them */
    record GroupProfile(
            Lengths length,
            Weighted<Destination> next,
            List<Contact> contact,
            Offers offers,
            CvPlan cv,
            double employed,
            Range employedHours) {}

    /**
     * How citizens of a group are met.
     *
     * @param first days from the beginning to the first meeting
     * @param perWeek meetings a benefit week, by band
     * @param convenedByAkasse share that the a-kasse calls, by band
     * @param cvMeeting share that has a CV-samtale, within {@code cvMeetingDays}
     * @param joint the joint meetings that are planned
     */
    record Contact(
            int from,
            Range first,
            double[] perWeek,
            double[] convenedByAkasse,
            Weighted<Meeting.Type> types,
            Weighted<Meeting.Form> forms,
            double cvMeeting,
            Range cvMeetingDays,
            List<Joint> joint) {}

    /**
     * A joint meeting of a dagpengeperiode.
     *
     * @param share how many it is planned for
     * @param months the seniority at which it is planned: a piece of the span is drawn by its weight
     */
    record Joint(double share, Weighted<Span> months, double inPerson) {}

    record Span(double from, double to) {}

    /** @param startsPerWeek by band, while no offer runs */
    record Offers(double[] startsPerWeek, Weighted<OfferKind> kinds) {}

    record OfferKind(Offer.Type type, Range days) {}

    /** @param share how many register a CV at all, after {@code days}; {@code withdrawn} of them take it off at the end */
    record CvPlan(double share, Range days, double withdrawn) {}

    /** @param place where in the stay: START, ANY or END */
    record ExemptionPlan(
            Exemption.Reason reason,
            Set<Group> groups,
            int from,
            double share,
            Place place,
            Range days,
            Set<Exemption.Obligation> covers) {}

    enum Place {
        START,
        ANY,
        END
    }

    /**
     * Reports of paid hours.
     *
     * @param reported day of the following month on which they come
     * @param late share that comes {@code lateDays} later still
     * @param corrected share that is corrected after {@code correctedDays}
     * @param supplementary share of dagpenge stays that work beside, at {@code supplementaryPermille} of full dagpenge
     */
    record Hours(
            Range reported,
            double late,
            Range lateDays,
            double corrected,
            Range correctedDays,
            double partTimeInsured,
            double supplementary,
            Range supplementaryPermille) {}

    /**
     * The a-kasse trial and who takes part in joint meetings.
     *
     * @param share of the periods of members of {@code akasser} that begin in {@code period}
     * @param both share of joint meetings with both, by band; {@code bothInTrial} for first ones in the trial
     * @param akasseOnly share held by the a-kasse alone outside of the trial, by band
     */
    record Trial(
            Period period,
            Set<String> akasser,
            double share,
            double[] both,
            double[] akasseOnly,
            double bothInTrial,
            double invitedInTime,
            double declined) {}

    /**
     * How reality reaches the registers.
     *
     * @param begun days after which the beginning of a stay is recorded, as {@code ended} its end
     * @param wrong share of stays recorded with a wrong first day that is corrected later
     * @param annulled share of meetings held that were recorded in error
     */
    record Registration(
            Range begun,
            Range ended,
            double wrong,
            double annulled,
            double movesPerYear,
            double akasseChangesPerYear) {}

    /** @param lead days between booking and meeting */
    record Bookings(Range lead, double cancelled, double noShow, Range again, double heldLate) {}

    /** Municipalities and a-kasser by size. */
    record Units(Weighted<String> municipalities, Weighted<String> akasser) {}
}
