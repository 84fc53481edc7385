package dk.fristvagt.statistics;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Meeting;
import dk.fristvagt.monitor.Backtest;
import dk.fristvagt.monitor.CitizenMonitor;
import dk.fristvagt.monitor.MeetingMeasure;
import dk.fristvagt.rules.Deadline;
import dk.fristvagt.rules.Status;
import dk.fristvagt.simulation.Population;
import dk.fristvagt.simulation.ProfileYaml;
import dk.fristvagt.topology.NoConsumer;
import dk.fristvagt.topology.Obstacle;
import dk.fristvagt.topology.SettableClock;
import dk.fristvagt.topology.TestSerdes;
import dk.fristvagt.wire.AvroDeadlines;
import dk.fristvagt.wire.AvroMeasures;
import dk.fristvagt.wire.CloudEvents;
import dk.fristvagt.wire.RulebookYaml;
import dk.fristvagt.wire.Topics;
import dk.fristvagt.wire.Units;
import dk.fristvagt.wire.WorkingDaysOfDenmark;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is counted, held against counts made from the core's deadlines and measures by other means. */
class StatisticsTopologyTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 17);

    /** Rules with a quota begin in July 2026, and their first deadlines fall due half a year later. */
    private static final LocalDate WITH_QUOTAS = LocalDate.of(2027, 6, 16);

    private static final Topics TOPICS = Topics.UNPREFIXED;
    private static final Vocabulary VOCABULARY = new Vocabulary(RulebookYaml.builtIn(), Units.load());
    private static final AvroDeadlines AVRO = new AvroDeadlines(new WorkingDaysOfDenmark());
    private static final Backtest.Result HISTORY = play(TODAY);

    private final SettableClock clock = new SettableClock(SettableClock.standingOn(TODAY));
    private final TestSerdes serdes = new TestSerdes();
    private final StatisticsStatus status = new StatisticsStatus();

    @TempDir
    private Path directory;

    private TopologyTestDriver driver;

    @BeforeEach
    void start() {
        driver = driver();
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void countsWhatTheCoreSays() {
        HISTORY.rows().forEach(this::say);
        HISTORY.measures().forEach(this::say);
        assertCounted(HISTORY.rows(), HISTORY.measures(), TODAY);
    }

    @Test
    void countsTargetsWhereThereAreAnyAndQuotasWhereThereAreAny() {
        HISTORY.rows().forEach(this::say);
        assertThat(figures().targets()).hasSizeGreaterThan(20);
        restart();
        clock.set(SettableClock.standingOn(WITH_QUOTAS));
        Backtest.Result later = play(WITH_QUOTAS);
        HISTORY.rows().forEach(row -> gone(row, false));
        later.rows().forEach(this::say);
        later.measures().forEach(this::say);
        assertCounted(later.rows(), later.measures(), WITH_QUOTAS);
        assertThat(figures().quotas()).hasSizeGreaterThan(20);
    }

    @Test
    void rowsThatChangeMoveAndRowsThatGoAreGoneWhateverTheOrder() {
        List<Backtest.Row> rows = new ArrayList<>(HISTORY.rows());
        List<Backtest.Measure> measures = new ArrayList<>(HISTORY.measures());
        Random random = new Random(7);
        Collections.shuffle(rows, random);
        // each key first has the dimensions of another row, and a third of them end gone
        for (int i = 0; i < rows.size(); i++) {
            say(
                    new Backtest.Row(
                            rows.get(i).citizenId(),
                            rows.get((i + 1) % rows.size()).deadline()),
                    rows.get(i).key());
        }
        rows.forEach(this::say);
        List<Backtest.Row> left = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (i % 3 == 0) {
                gone(rows.get(i), false);
            } else {
                left.add(rows.get(i));
            }
        }
        measures.forEach(this::say);
        measures.forEach(this::say);
        for (Backtest.Measure measure : measures.subList(0, measures.size() / 2)) {
            send(TOPICS.measures(), measure.key(), null, new RecordHeaders());
        }
        assertCounted(left, measures.subList(measures.size() / 2, measures.size()), TODAY);
    }

    @Test
    void whatBecameOfADeadlineIsCountedAfterItsCourseWasDroppedAndNotTwiceWhenItComesBack() {
        List<Backtest.Row> decided = HISTORY.rows().stream()
                .filter(row ->
                        !row.deadline().rule().rolling() && !row.deadline().advisory())
                .filter(row -> row.deadline().status() == Status.MET)
                .toList();
        decided.forEach(this::say);
        Map<List<String>, Long> before = figures().outcomes();
        assertThat(before).isNotEmpty();

        decided.forEach(row -> gone(row, true));
        assertThat(figures().outcomes()).isEqualTo(before);
        assertThat(figures().standing()).isEmpty();

        restart();
        assertThat(figures().outcomes()).isEqualTo(before);

        decided.forEach(this::say);
        assertThat(figures().outcomes()).isEqualTo(before);
        decided.forEach(row -> gone(row, false));
        assertThat(figures().outcomes()).as("a correction takes them back").isEmpty();
    }

    @Test
    void whatWasDroppedIsForgottenWhenNoMonthShowsItAnyMore() {
        HISTORY.rows().forEach(this::say);
        HISTORY.rows().forEach(row -> gone(row, true));
        assertThat(figures().rows(Table.DEADLINES)).isPositive();

        clock.set(SettableClock.standingOn(TODAY.plusMonths(60)));
        driver.advanceWallClockTime(Duration.ofSeconds(1));

        assertThat(figures().rows(Table.DEADLINES)).isZero();
    }

    @Test
    void startsAgainWithTheSameCounts() {
        HISTORY.rows().forEach(this::say);
        HISTORY.measures().forEach(this::say);
        restart();
        assertCounted(HISTORY.rows(), HISTORY.measures(), TODAY);
    }

    @Test
    void showsTheMonthsAndWeeksOfTheDayItIs() {
        HISTORY.rows().forEach(this::say);
        for (int days = 0; days < 40; days++) {
            LocalDate day = TODAY.plusDays(days);
            clock.set(SettableClock.standingOn(day));
            assertThat(figures().fallingDue()).isEqualTo(fallingDue(HISTORY.rows(), day));
            assertThat(figures().targets()).isEqualTo(targets(HISTORY.rows(), day));
        }
    }

    @Test
    void aRowThatCannotBeReadIsCountedAsSuchAndNothingElseStops() {
        send(TOPICS.deadlines(), "c1|dp-cv|s1|1", new byte[] {0, 1, 2, 3, 4, 5}, new RecordHeaders());
        HISTORY.rows().forEach(this::say);

        assertThat(status.unreadable()).isOne();
        assertThat(figures().rows(Table.DEADLINES)).isEqualTo(HISTORY.rows().size());
    }

    @Test
    void aRowWhoseSchemaTheRegistryDoesNotGiveIsWaitedForAndNotLost() throws Exception {
        Backtest.Row row = HISTORY.rows().get(0);
        byte[] value = serdes.serde(dk.fristvagt.alert.Deadline.class)
                .serializer()
                .serialize(TOPICS.deadlines(), AVRO.toAvro(row.citizenId(), row.deadline()));
        serdes.away(dk.fristvagt.alert.Deadline.class);
        CompletableFuture<Void> sent =
                CompletableFuture.runAsync(() -> send(TOPICS.deadlines(), row.key(), value, new RecordHeaders()));

        await().until(() -> status.obstacles().contains(Obstacle.SCHEMA_AWAITED));
        assertThat(sent).isNotDone();
        serdes.back();
        sent.get(1, TimeUnit.MINUTES);

        assertThat(status.obstacles()).doesNotContain(Obstacle.SCHEMA_AWAITED);
        assertThat(figures().rows(Table.DEADLINES)).isOne();
        assertThat(status.unreadable()).isZero();
    }

    @Test
    void countsAreWithheldUntilWhatWasWaitingHasBeenRead() {
        driver.close();
        driver = driver(10);
        HISTORY.rows().stream().limit(5).forEach(this::say);
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        assertThat(status.figures(TODAY).standing()).isEmpty();
        assertThat(status.catchingUp()).isOne();

        HISTORY.rows().stream().skip(5).limit(5).forEach(this::say);
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        assertThat(status.figures(TODAY).standing()).isNotEmpty();
        assertThat(status.catchingUp()).isZero();
    }

    // ---- other means

    private void assertCounted(List<Backtest.Row> rows, List<Backtest.Measure> measures, LocalDate today) {
        Figures figures = figures();
        assertThat(figures.standing()).hasSizeGreaterThan(100).isEqualTo(count(rows.stream(), row -> {
            Deadline d = row.deadline();
            return Optional.of(List.of(
                    d.unit(),
                    d.rule().id(),
                    d.status().name(),
                    Integer.toString(d.stage()),
                    Boolean.toString(d.advisory())));
        }));
        assertThat(figures.outcomes())
                .hasSizeGreaterThan(100)
                .isEqualTo(count(rows.stream(), row -> outcome(row, today)));
        assertThat(figures.quotas()).isEqualTo(count(rows.stream(), row -> quota(row, today)));
        assertThat(figures.targets()).isEqualTo(targets(rows, today));
        assertThat(figures.fallingDue()).hasSizeGreaterThan(20).isEqualTo(fallingDue(rows, today));
        assertThat(figures.jointMeetings())
                .isNotEmpty()
                .isEqualTo(count(measures.stream(), measure -> jointMeeting(measure.measure(), today)));
        assertThat(figures.rows(Table.DEADLINES)).isEqualTo(rows.size());
    }

    private static Optional<List<String>> outcome(Backtest.Row row, LocalDate today) {
        Deadline d = row.deadline();
        LocalDate due = d.dueOn().orElse(d.why().unshifted());
        boolean month = !due.isBefore(today.minusMonths(12).withDayOfMonth(1))
                && !due.isAfter(YearMonth.from(today).atEndOfMonth());
        boolean decided = switch (d.status()) {
            case MET, MET_LATE, LAPSED, OVERDUE, CEASED, EXEMPT -> true;
            case UPCOMING, BOOKED, DUE, PAUSED -> false;
        };
        return d.rule().rolling() || d.advisory() || !month || !decided
                ? Optional.empty()
                : Optional.of(List.of(
                        d.unit(),
                        d.rule().id(),
                        YearMonth.from(due).toString(),
                        d.status().name()));
    }

    private static Optional<List<String>> quota(Backtest.Row row, LocalDate today) {
        return outcome(row, today)
                .filter(outcome -> row.deadline().rule().quota().isPresent()
                        && row.deadline().status() != Status.CEASED)
                .map(outcome -> List.of(
                        outcome.get(0),
                        outcome.get(1),
                        outcome.get(2),
                        switch (row.deadline().status()) {
                            case MET -> "reached";
                            case EXEMPT -> "exempt";
                            default -> "missed";
                        }));
    }

    private static Map<List<String>, Long> targets(List<Backtest.Row> rows, LocalDate day) {
        return count(rows.stream(), row -> {
            Deadline d = row.deadline();
            boolean concerned = d.rule().rolling() && !d.why().anchor().isAfter(day);
            return switch (d.status()) {
                case OVERDUE, UPCOMING, BOOKED, DUE ->
                    concerned
                            ? Optional.of(List.of(
                                    d.unit(), d.rule().id(), d.status() == Status.OVERDUE ? "missed" : "reached"))
                            : Optional.empty();
                default -> Optional.empty();
            };
        });
    }

    private static Map<List<String>, Long> fallingDue(List<Backtest.Row> rows, LocalDate day) {
        Map<Integer, Integer> aheads = new HashMap<>();
        for (int week = 0; week < 13; week++) {
            LocalDate there = day.plusWeeks(week);
            aheads.put(there.get(IsoFields.WEEK_BASED_YEAR) * 100 + there.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), week);
        }
        return count(rows.stream(), row -> {
            Deadline d = row.deadline();
            if (d.dueOn().isEmpty() || d.status() != Status.UPCOMING && d.status() != Status.BOOKED) {
                return Optional.empty();
            }
            LocalDate due = d.dueOn().get();
            Integer ahead =
                    aheads.get(due.get(IsoFields.WEEK_BASED_YEAR) * 100 + due.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            return Optional.ofNullable(ahead)
                    .map(weeks -> List.of(
                            d.unit(),
                            d.rule().id(),
                            weeks.toString(),
                            Boolean.toString(d.status() == Status.BOOKED),
                            Boolean.toString(d.advisory())));
        });
    }

    private static Optional<List<String>> jointMeeting(MeetingMeasure measure, LocalDate today) {
        LocalDate thisMonth = today.withDayOfMonth(1);
        if (measure.type() != Meeting.Type.FAELLES_JOBSAMTALE
                || measure.participation().isEmpty()
                || !measure.heldOn().isBefore(thisMonth)
                || measure.heldOn().isBefore(thisMonth.minusMonths(24))) {
            return Optional.empty();
        }
        String group = switch (measure.seniority()) {
            case UNDER_3 -> "under-3";
            case FROM_3_TO_6 -> "3-6";
            case FROM_6_TO_12 -> "6-12";
            case FROM_12_TO_18 -> "12-18";
            case FROM_18_TO_24 -> "18-24";
            case OVER_24 -> "over-24";
        };
        return Optional.of(List.of(
                measure.municipality(),
                measure.akasse().orElse("unknown"),
                group,
                measure.participation().get().name(),
                measure.heldOn().isBefore(thisMonth.minusMonths(12)) ? "previous_12_months" : "last_12_months"));
    }

    private static <T> Map<List<String>, Long> count(Stream<T> things, Function<T, Optional<List<String>>> labels) {
        return things.map(labels).flatMap(Optional::stream).collect(groupingBy(Function.identity(), counting()));
    }

    // ---- the topology

    private Figures figures() {
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        return status.figures(dk.fristvagt.facts.Days.civil(clock.instant()));
    }

    private void say(Backtest.Row row) {
        say(row, row.key());
    }

    private void say(Backtest.Row row, String key) {
        byte[] value = serdes.serde(dk.fristvagt.alert.Deadline.class)
                .serializer()
                .serialize(TOPICS.deadlines(), AVRO.toAvro(row.citizenId(), row.deadline()));
        send(TOPICS.deadlines(), key, value, new RecordHeaders());
    }

    private void say(Backtest.Measure measure) {
        byte[] value = serdes.serde(dk.fristvagt.measure.MeetingMeasure.class)
                .serializer()
                .serialize(TOPICS.measures(), AvroMeasures.toAvro(measure.citizenId(), measure.measure()));
        send(TOPICS.measures(), measure.key(), value, new RecordHeaders());
    }

    private void gone(Backtest.Row row, boolean dropped) {
        send(
                TOPICS.deadlines(),
                row.key(),
                null,
                CloudEvents.gone(row.citizenId(), row.deadline().id(), dropped, clock.instant()));
    }

    private void send(String topic, String key, byte[] value, Headers headers) {
        driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(key.getBytes(StandardCharsets.UTF_8), value, headers, clock.instant()));
    }

    private void restart() {
        Map<byte[], byte[]> kept = new HashMap<>();
        try (var all =
                driver.<byte[], byte[]>getKeyValueStore(StatisticsTopology.ROWS).all()) {
            all.forEachRemaining(row -> kept.put(row.key, row.value));
        }
        driver.close();
        driver = driver();
        kept.forEach((key, value) ->
                driver.<byte[], byte[]>getKeyValueStore(StatisticsTopology.ROWS).put(key, value));
        // what a restore leaves in the store is counted when the task begins: here, when the next month does
        LocalDate now = dk.fristvagt.facts.Days.civil(clock.instant());
        clock.set(SettableClock.standingOn(now.minusMonths(1)));
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        clock.set(SettableClock.standingOn(now));
        driver.advanceWallClockTime(Duration.ofSeconds(1));
    }

    private TopologyTestDriver driver() {
        return driver(0);
    }

    private TopologyTestDriver driver(long waiting) {
        Properties properties = new Properties();
        properties.put("application.id", "statistics-test");
        properties.put("bootstrap.servers", "none:1");
        properties.put("state.dir", directory.toString());
        return new TopologyTestDriver(
                StatisticsTopology.build(new StatisticsParts(
                        VOCABULARY,
                        serdes,
                        TOPICS,
                        clock,
                        partitions -> {
                            Map<TopicPartition, Long> ends = new HashMap<>();
                            partitions.forEach(partition ->
                                    ends.put(partition, partition.topic().equals(TOPICS.deadlines()) ? waiting : 0L));
                            return CompletableFuture.completedFuture(ends);
                        },
                        NoConsumer.POSITIONS,
                        status,
                        System::nanoTime,
                        true)),
                properties,
                clock.instant());
    }

    private static Backtest.Result play(LocalDate today) {
        List<Event<?>> events = new ArrayList<>();
        new Population(ProfileYaml.load("denmark-2026"), 700, LocalDate.of(2024, 7, 1), today, 11)
                .tell(events::add, Population.Progress.NONE);
        CitizenMonitor monitor =
                new CitizenMonitor(RulebookYaml.builtIn(), new WorkingDaysOfDenmark(), CitizenMonitor.Settings.DEFAULT);
        return new Backtest(monitor).play(events, today, alert -> {}, Backtest.Progress.NONE);
    }
}
