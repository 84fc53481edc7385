package dk.fristvagt.topology;

import static dk.fristvagt.topology.Given.at;
import static dk.fristvagt.topology.Given.cv;
import static dk.fristvagt.topology.Given.spell;
import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Fact;
import dk.fristvagt.facts.Meeting;
import dk.fristvagt.monitor.CitizenFile;
import dk.fristvagt.wire.CitizenFileCodec;
import dk.fristvagt.wire.StoredCitizen;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every cause for which a record goes to the dead letters, and that nothing else happens then. */
class DeadLettersInTheDriverTest {
    private static final Instant MORNING = at("2022-03-01", "09:00");
    private static final String CVS = "fristvagt.in.cvs.v1";

    private Rig rig = new Rig(MORNING).settle();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void undecodableBytes() {
        byte[] garbage = {0, 0, 0, 0, 9, 1, 2};
        rig.pipe(Fact.Kind.CV, Rig.bytes("c1"), garbage);
        Rig.Letter letter = only(Cause.UNDECODABLE);
        assertThat(letter.key()).isEqualTo(Rig.bytes("c1"));
        assertThat(letter.value()).isEqualTo(garbage);
        assertThat(letter.headers())
                .containsEntry("topic", CVS)
                .containsEntry("partition", "0")
                .containsEntry("offset", "0")
                .containsEntry("schema-id", "9")
                .containsEntry("time", MORNING.toString())
                .hasSize(6);
    }

    @Test
    void aRecordOfAnotherTopic() {
        Event<?> event = spell("e1", "c1", MORNING, "2022-03-01");
        rig.pipe(Fact.Kind.CV, Rig.bytes("c1"), rig.encode(event));
        only(Cause.UNDECODABLE);
    }

    @Test
    void aRecordWithoutAValue() {
        rig.pipe(Fact.Kind.CV, Rig.bytes("c1"), null);
        assertThat(only(Cause.UNDECODABLE).value()).isNull();
    }

    @Test
    void anInvalidEvent() {
        Event<?> event = Given.event(
                "e1",
                "c1",
                MORNING,
                new Meeting(
                        "m1",
                        Meeting.Type.JOBSAMTALE,
                        Meeting.Status.HELD,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Meeting.Convener.JOBCENTER,
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        Optional.empty()));
        rig.pipe(event);
        assertThat(only(Cause.INVALID).value()).isEqualTo(rig.encode(event));
    }

    @Test
    void anEventOfABlankCitizen() {
        rig.pipe(spell("e1", " ", MORNING, "2022-03-01"));
        only(Cause.INVALID);
    }

    @Test
    void aKeyThatIsNotTheCitizen() {
        rig.pipe(Fact.Kind.CV, Rig.bytes("c2"), rig.encode(cv("e1", "c1", MORNING, "2022-03-01")));
        assertThat(only(Cause.KEY_MISMATCH).key()).isEqualTo(Rig.bytes("c2"));
    }

    @Test
    void aKeyFramedByARegistry() {
        byte[] framed = {0, 0, 0, 0, 1, 4, 'c', '1'};
        rig.pipe(Fact.Kind.CV, framed, rig.encode(cv("e1", "c1", MORNING, "2022-03-01")));
        assertThat(only(Cause.KEY_MISMATCH).key()).isEqualTo(framed);
    }

    @Test
    void noKey() {
        rig.pipe(Fact.Kind.CV, null, rig.encode(cv("e1", "c1", MORNING, "2022-03-01")));
        assertThat(only(Cause.KEY_MISMATCH).key()).isNull();
    }

    @Test
    void anotherPartitionThanMurmur2Gives() {
        rig.close();
        rig = new Rig(MORNING, Rig.MONITOR, 2, Pace.LIVE).settle();
        String citizen = "c1";
        while (Intake.partition(Rig.bytes(citizen), 2) == 0) {
            citizen += "x";
        }
        rig.pipe(cv("e1", citizen, MORNING, "2022-03-01"));
        only(Cause.WRONG_PARTITION);
    }

    @Test
    void anEventFromTheFuture() {
        rig.pipe(cv("e1", "c1", MORNING.plusSeconds(3601), "2022-03-01"));
        only(Cause.FUTURE);
    }

    @Test
    void anIdThatLooksLikeANationalIdLeavesNothingButLengthAndHash() {
        Event<?> event = cv("e1", "0101901234", MORNING, "2022-03-01");
        rig.pipe(event);
        Rig.Letter byKey = only(Cause.CPR_LIKE);
        assertThat(byKey.key()).isNull();
        assertThat(byKey.value()).isNull();
        assertThat(byKey.headers()).containsEntry("length", Integer.toString(rig.encode(event).length));

        rig.pipe(new Event<>(
                "010190-1234",
                "c1",
                MORNING,
                "test",
                false,
                cv("e", "c1", MORNING, "2022-03-01").fact()));
        Rig.Letter byEventId = rig.letters().get(0);
        assertThat(byEventId.code()).isEqualTo("CPR_LIKE");
        assertThat(byEventId.key()).isNull();
        assertThat(byEventId.value()).isNull();
        assertThat(byEventId.headers()).containsKeys("length", "sha256");
    }

    @Test
    void aRecordThatIsTooLargeIsKeptByItsBeginning() {
        byte[] value = new byte[(int) Intake.MAX_EVENT_BYTES + 1];
        Arrays.fill(value, (byte) 7);
        rig.pipe(Fact.Kind.CV, Rig.bytes("c1"), value);
        Rig.Letter letter = only(Cause.TOO_LARGE);
        assertThat(letter.value()).hasSize(64 * 1024);
        assertThat(letter.headers()).containsEntry("length", "1048577").containsKey("sha256");
    }

    @Test
    void anEventThatWouldMakeTheFileTooLargeLeavesItAsItWas() {
        String long100k = "x".repeat(100_000);
        for (int i = 0; i < 5; i++) {
            rig.pipe(new Event<>("e" + i, "c1", MORNING, i + long100k, false, Given.meeting("m" + i, "2022-03-01")));
        }
        assertThat(rig.letters()).isEmpty();
        byte[] sourceTooMuch =
                rig.encode(new Event<>("e5", "c1", MORNING, 5 + long100k, false, Given.meeting("m5", "2022-03-01")));
        rig.written();
        rig.pipe(Fact.Kind.MEETING, Rig.bytes("c1"), sourceTooMuch);
        assertThat(only(Cause.FILE_FULL).value()).isEqualTo(sourceTooMuch);
        assertThat(rig.citizen("c1").orElseThrow().file().facts().meetings()).hasSize(5);
        assertThat(rig.written().get(Names.CITIZENS)).isZero();

        rig.pipe(cv("e6", "c1", MORNING, "2022-03-01"));
        assertThat(rig.citizen("c1").orElseThrow().file().facts().cvs()).hasSize(1);
    }

    @Test
    void anEventThatMakesAFullFileSmallerIsWelcome() {
        String long200k = "x".repeat(200_000);
        for (int i = 0; i < 2; i++) {
            rig.pipe(new Event<>("e" + i, "c1", MORNING, i + long200k, false, Given.meeting("m" + i, "2022-03-01")));
        }
        StoredCitizen full = rig.citizen("c1").orElseThrow();
        Event<?> more = new Event<>("e2", "c1", MORNING, 2 + long200k, false, Given.meeting("m2", "2022-03-01"));
        CitizenFile over = Rig.MONITOR.apply(full.file(), more, Given.day("2022-03-01")).file();
        rig.putCitizen("c1", CitizenFileCodec.encode(new StoredCitizen(over, full.wakeEpochSecond(), 0)));

        rig.pipe(new Event<>("e3", "c1", MORNING, 2 + long200k, false, Given.meeting("m1", "2022-03-01")));

        assertThat(rig.letters()).isEmpty();
        assertThat(rig.citizen("c1").orElseThrow().file().facts().meetings().get(1).eventId()).isEqualTo("e3");
    }

    @Test
    void anEventAboutWhatHasBeenForgotten() {
        rig.pipe(Given.event("e1", "c1", MORNING, Given.period("s1", "2022-02-01", "2022-02-28")));
        for (String day : new String[] {"2024-01-01", "2026-01-01", "2028-01-01", "2030-01-01"}) {
            rig.advanceTo(at(day, "09:00"));
            rig.pipe(Given.event("e" + day, "c1", rig.clock.instant(), Given.period("s" + day, day, day)));
        }
        assertThat(rig.citizen("c1").orElseThrow().file().facts().horizon()).isAfter(Given.day("2022-02-15"));
        rig.said();

        rig.pipe(Given.event("e9", "c1", rig.clock.instant(), Given.meeting("m9", "2022-02-15")));

        only(Cause.BEHIND_HORIZON);
    }

    @Test
    void anEventThatCannotEvenBeMerged() {
        rig.core.failingToEvaluate.add("c1");
        rig.core.failingToMerge.add("c1");
        rig.pipe(cv("e1", "c1", MORNING, "2022-03-01"));
        assertThat(only(Cause.FAILED).headers()).doesNotContainValue("failing for c1");
        assertThat(rig.citizen("c1")).isEmpty();
        assertThat(rig.agenda()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\n<b>evil</b>", "||||", "a#2"})
    void aHostileCitizenId(String citizenId) {
        rig.pipe(cv("e1", citizenId, MORNING, "2022-03-01"));
        only(Cause.INVALID);
    }

    private Rig.Letter only(Cause cause) {
        assertThat(rig.status.deadLetters(cause)).isEqualTo(1);
        assertThat(rig.said()).isEmpty();
        var letters = rig.letters();
        assertThat(letters).extracting(Rig.Letter::code).containsExactly(cause.name());
        assertThat(letters.get(0).at()).isEqualTo(rig.clock.instant());
        return letters.get(0);
    }
}
