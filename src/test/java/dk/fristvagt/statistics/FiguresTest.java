package dk.fristvagt.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.alert.DeadlineStatus;
import dk.fristvagt.measure.Participation;
import dk.fristvagt.measure.SeniorityGroup;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The first and last months, weeks and days that each number is about, one row on each. */
class FiguresTest {
    /** A Wednesday. */
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 17);

    private static final LocalDate MONDAY = LocalDate.of(2026, 6, 15);

    private final Tally tally = new Tally(TODAY);

    @Test
    void theYearOfJointMeetingsIsTheTwelveMonthsBeforeThisOne() {
        for (int ago = -1; ago <= 30; ago++) {
            tally.add(meetingOf(TODAY.withDayOfMonth(1).minusMonths(ago)));
        }
        assertThat(figures(TODAY).jointMeetings())
                .isEqualTo(Map.of(meetings("last_12_months"), 12L, meetings("previous_12_months"), 12L));

        tally.remove(meetingOf(LocalDate.of(2025, 6, 1)));
        assertThat(figures(TODAY).jointMeetings())
                .as("June 2025 is the first of the last twelve")
                .isEqualTo(Map.of(meetings("last_12_months"), 11L, meetings("previous_12_months"), 12L));
        tally.remove(meetingOf(LocalDate.of(2024, 6, 1)));
        assertThat(figures(TODAY).jointMeetings())
                .as("June 2024 is the first of the twelve before")
                .isEqualTo(Map.of(meetings("last_12_months"), 11L, meetings("previous_12_months"), 11L));
    }

    @Test
    void outcomesAreThoseOfThisMonthAndTheTwelveBefore() {
        for (int ago = -2; ago <= 15; ago++) {
            tally.add(deadline(
                    DeadlineStatus.MET, TODAY.withDayOfMonth(1).minusMonths(ago).plusDays(27)));
        }
        assertThat(figures(TODAY).outcomes().keySet().stream()
                        .map(labels -> labels.get(2))
                        .sorted())
                .containsExactly(
                        "2025-06", "2025-07", "2025-08", "2025-09", "2025-10", "2025-11", "2025-12", "2026-01",
                        "2026-02", "2026-03", "2026-04", "2026-05", "2026-06");
    }

    @Test
    void weeksBeginOnMondayAndThirteenAreShown() {
        for (int days = -1; days <= 13 * 7; days++) {
            tally.add(deadline(DeadlineStatus.UPCOMING, MONDAY.plusDays(days)));
        }
        Map<String, Long> expected =
                IntStream.range(0, 13).boxed().collect(Collectors.toMap(week -> week.toString(), week -> 7L));

        assertThat(figures(TODAY).fallingDue().entrySet().stream()
                        .collect(Collectors.toMap(entry -> entry.getKey().get(2), Map.Entry::getValue)))
                .isEqualTo(expected);
    }

    @Test
    void aTargetConcernsACitizenFromTheDayItself() {
        tally.add(target(TODAY.plusDays(1)));

        assertThat(figures(TODAY).targets()).isEmpty();
        assertThat(figures(TODAY.plusDays(1)).targets())
                .isEqualTo(Map.of(List.of("jobcenter-0101", "fokus-tilbud", "missed"), 1L));
    }

    @Test
    void aSecondInstanceIsAddedUp() {
        tally.add(target(TODAY));
        Tally other = new Tally(TODAY);
        other.add(target(TODAY));

        assertThat(Figures.of(List.of(tally, other), TODAY).targets())
                .isEqualTo(Map.of(List.of("jobcenter-0101", "fokus-tilbud", "missed"), 2L));
    }

    private Figures figures(LocalDate day) {
        return Figures.of(List.of(tally), day);
    }

    private static List<String> meetings(String period) {
        return List.of("0101", "3F", "under-3", "BOTH", period);
    }

    private static Row meetingOf(LocalDate month) {
        return new Row.OfJointMeeting("0101", "3F", SeniorityGroup.UNDER_3, Participation.BOTH, month);
    }

    private static Row deadline(DeadlineStatus status, LocalDate due) {
        return new Row.OfDeadline(
                "jobcenter-0101", "dp-cv", false, false, false, status, 0, Optional.of(due), Optional.empty());
    }

    private static Row target(LocalDate eligible) {
        return new Row.OfDeadline(
                "jobcenter-0101",
                "fokus-tilbud",
                false,
                false,
                false,
                DeadlineStatus.OVERDUE,
                0,
                Optional.of(eligible),
                Optional.of(eligible));
    }
}
