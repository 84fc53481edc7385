package dk.fristvagt.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.alert.Alert;
import dk.fristvagt.alerts.Alert.Type;
import dk.fristvagt.cli.Page;
import dk.fristvagt.cli.Shown;
import dk.fristvagt.cli.Surroundings;
import dk.fristvagt.monitor.Backtest;
import dk.fristvagt.monitor.CitizenMonitor;
import dk.fristvagt.wire.AvroAlerts;
import dk.fristvagt.wire.RulebookYaml;
import dk.fristvagt.wire.Units;
import dk.fristvagt.wire.WorkingDaysOfDenmark;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BoardTest {
    private static final List<Alert> ALERTS = new ArrayList<>();

    private final StringWriter out = new StringWriter();
    private final AtomicLong second = new AtomicLong();

    @BeforeAll
    static void playSomeCases() {
        CitizenMonitor monitor =
                new CitizenMonitor(RulebookYaml.builtIn(), new WorkingDaysOfDenmark(), CitizenMonitor.Settings.DEFAULT);
        CaseFiles.all().stream()
                .limit(10)
                .forEach(each -> new Backtest(monitor)
                        .play(
                                each.events(),
                                each.until(),
                                alert -> ALERTS.add(AvroAlerts.toAvro(alert)),
                                Backtest.Progress.NONE));
    }

    private Board board(boolean terminal) {
        PrintWriter writer = new PrintWriter(out);
        return new Board(
                new Surroundings(
                        writer,
                        writer,
                        terminal,
                        terminal,
                        () -> Instant.EPOCH.plusSeconds(second.getAndIncrement()),
                        Map.of()),
                Units.load());
    }

    @Test
    void away_from_a_terminal_every_alert_is_a_line() {
        Board board = board(false);

        ALERTS.forEach(board::said);

        assertThat(out.toString().lines())
                .hasSize(ALERTS.size())
                .allSatisfy(line -> assertThat(Shown.width(line)).isLessThanOrEqualTo(Page.WIDTH));
        assertThat(out.toString()).doesNotContain("\u001b");
    }

    @Test
    void on_a_terminal_the_table_is_drawn_over_itself() {
        Board board = board(true);

        board.day(LocalDate.of(2022, 3, 1), LocalDate.of(2022, 4, 1), 3);
        board.said(ALERTS.get(0));

        assertThat(out.toString()).contains("2022-03-01 of 2022-04-01", "1 alerts");
        String lastFrame = out.toString().substring(out.toString().lastIndexOf("\u001b[?7l"));
        assertThat(lastFrame).as("begins where the last one began").startsWith("\u001b[?7l\u001b[3A");
    }

    @Test
    void the_table_counts_by_unit_and_names_units() {
        Board board = board(false);

        ALERTS.forEach(board::said);

        String summary = board.summary();
        assertThat(summary.lines().count()).isLessThanOrEqualTo(16);
        for (Type type : Type.values()) {
            assertThat(summary).contains(type.name());
        }
        assertThat(summary).contains("jobcenter-0751  Aarhus");
        assertThat(board.alerts()).isEqualTo(ALERTS.size());
    }

    @Test
    void hostile_names_do_not_reach_the_terminal() {
        Board board = board(true);
        Alert alert = Alert.newBuilder(ALERTS.get(0))
                .setUnit("akasse-\u001b[2J\u202e")
                .setDeadlineKey("c\u0007|r|s|1")
                .build();

        board.said(alert);

        assertThat(out.toString().replaceAll("\u001b\\[(\\?7[lh]|2K|\\d+A)", ""))
                .doesNotContain("\u001b", "\u202e", "\u0007");
    }
}
