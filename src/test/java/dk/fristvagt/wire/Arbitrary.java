package dk.fristvagt.wire;

import dk.fristvagt.facts.BenefitSpell;
import dk.fristvagt.facts.Cv;
import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Employment;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Exemption;
import dk.fristvagt.facts.Fact;
import dk.fristvagt.facts.Group;
import dk.fristvagt.facts.Meeting;
import dk.fristvagt.facts.Offer;
import dk.fristvagt.facts.PaidHours;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Makes up valid events, as nasty as "Valid" of contract.md allows. */
final class Arbitrary {
    private static final LocalDate FIRST = LocalDate.of(1990, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2100, 12, 31);

    private final RandomGenerator random;
    private final String citizenId;

    Arbitrary(RandomGenerator random) {
        this.random = random;
        this.citizenId = id();
    }

    String citizenId() {
        return citizenId;
    }

    Event<?> event() {
        return event(Fact.Kind.values()[random.nextInt(7)]);
    }

    Event<?> event(Fact.Kind kind) {
        LocalDate recorded = day();
        Instant at = recorded.atStartOfDay(EventValidator.COPENHAGEN)
                .toInstant()
                .plusMillis(random.nextLong(ChronoUnit.DAYS.getDuration().toMillis() / 2));
        return new Event<>(id(), citizenId, at, text(), random.nextInt(6) == 0, fact(kind, recorded));
    }

    /** A fact of {@code kind} that claims nothing after {@code recorded} which may not be claimed. */
    Fact fact(Fact.Kind kind, LocalDate recorded) {
        LocalDate from = day();
        LocalDate to = random.nextBoolean()
                ? Days.NEVER
                : LocalDate.ofEpochDay(random.nextLong(from.toEpochDay(), LAST.toEpochDay() + 1));
        return switch (kind) {
            case BENEFIT_SPELL ->
                new BenefitSpell(
                        id(),
                        one(Group.values()),
                        from,
                        to,
                        maybe(this::day),
                        maybe(this::day),
                        maybe(this::day),
                        maybe(this::day),
                        one(BenefitSpell.Insurance.values()),
                        random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt()),
                        random.nextBoolean(),
                        random.nextBoolean(),
                        random.nextBoolean(),
                        String.format("%04d", random.nextInt(10_000)),
                        maybe(this::text));
            case PAID_HOURS -> new PaidHours(id(), YearMonth.from(day()), random.nextInt(80_001));
            case MEETING -> meeting(recorded);
            case OFFER ->
                new Offer(id(), one(Offer.Type.values()), one(Offer.Status.values()), maybe(this::day), from, to);
            case CV ->
                new Cv(
                        id(),
                        maybe(() -> dayUntil(recorded)),
                        maybe(() -> dayUntil(recorded)),
                        maybe(this::day),
                        random.nextBoolean());
            case EMPLOYMENT -> new Employment(id(), YearMonth.from(day()), random.nextInt(80_001));
            case EXEMPTION -> new Exemption(id(), one(Exemption.Reason.values()), from, to, obligations());
        };
    }

    LocalDate day() {
        return dayUntil(LAST);
    }

    String id() {
        return switch (random.nextInt(6)) {
            case 0 -> "æ" + random.nextInt(10);
            case 1 -> new UUID(random.nextLong(), random.nextLong()).toString().toUpperCase();
            case 2 -> "𝄞".repeat(200);
            default -> new UUID(random.nextLong(), random.nextLong()).toString();
        };
    }

    String text() {
        return switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> "a\u0000\n\"\\\u2028\u202e𝄞";
            default -> "system-" + random.nextInt(3);
        };
    }

    <T> T one(T[] values) {
        return values[random.nextInt(values.length)];
    }

    <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
    }

    <T> List<T> upTo(int most, Supplier<T> value) {
        List<T> list = new ArrayList<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            list.add(value.get());
        }
        return list;
    }

    private Meeting meeting(LocalDate recorded) {
        Meeting.Status status = one(Meeting.Status.values());
        Optional<LocalDate> planned = status == Meeting.Status.BOOKED ? Optional.of(day()) : maybe(this::day);
        Optional<LocalDate> held =
                status == Meeting.Status.HELD ? Optional.of(dayUntil(recorded)) : maybe(() -> dayUntil(recorded));
        return new Meeting(
                id(),
                one(Meeting.Type.values()),
                status,
                maybe(this::day),
                planned,
                held,
                one(Meeting.Convener.values()),
                maybe(this::day),
                random.nextBoolean(),
                maybe(() -> one(Meeting.Participation.values())),
                maybe(() -> one(Meeting.Form.values())));
    }

    private Set<Exemption.Obligation> obligations() {
        Set<Exemption.Obligation> covers = new TreeSet<>();
        for (Exemption.Obligation obligation : Exemption.Obligation.values()) {
            if (random.nextBoolean()) {
                covers.add(obligation);
            }
        }
        return covers;
    }

    private LocalDate dayUntil(LocalDate last) {
        return LocalDate.ofEpochDay(random.nextLong(FIRST.toEpochDay(), last.toEpochDay() + 1));
    }
}
