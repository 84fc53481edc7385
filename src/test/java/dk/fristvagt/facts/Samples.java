package dk.fristvagt.facts;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Facts in few words: a draft says what a test is about, and everything else is as plain as it can be. Days are written
 * as "2022-03-01".
 */
public final class Samples {
    /** Whose facts they are unless a test says otherwise. */
    public static final String CITIZEN = "c1";

    private static final Instant RECORDED = Instant.parse("2022-01-01T09:00:00Z");

    private Samples() {}

    /** What a test says about an object, until it becomes a fact. */
    @FunctionalInterface
    public interface Draft<F extends Fact> {
        F fact();

        /** The fact as an event whose id is {@code e-} and the object key. */
        default Event<F> event() {
            return recorded("e-" + fact().objectKey(), RECORDED.toString());
        }

        default Event<F> recorded(String eventId, String recordedAt) {
            return new Event<>(eventId, CITIZEN, Instant.parse(recordedAt), "test", false, fact());
        }

        default Event<F> annulled(String eventId, String recordedAt) {
            return new Event<>(eventId, CITIZEN, Instant.parse(recordedAt), "test", true, fact());
        }
    }

    public static LocalDate day(String iso) {
        return LocalDate.parse(iso);
    }

    /** The facts of a citizen about whom nothing else is known. */
    public static Facts known(Draft<?>... drafts) {
        Facts facts = Facts.NONE;
        for (Draft<?> draft : drafts) {
            facts = facts.merge(draft.event()).facts();
        }
        return facts;
    }

    /** A spell of benefit in municipality 0751, open-ended, full-time insured, without an a-kasse. */
    public static Spell spell(String id, Group group, String from) {
        return new Spell(id, group, from);
    }

    /** A spell of dagpenge with the a-kasse 3F. */
    public static Spell dagpenge(String id, String from) {
        return new Spell(id, Group.DAGPENGE, from).akasse("3F");
    }

    public static Draft<PaidHours> paid(String month, int hundredths) {
        return () -> new PaidHours("h-" + month, YearMonth.parse(month), hundredths);
    }

    public static Draft<Employment> worked(String month, int hundredths) {
        return () -> new Employment("w-" + month, YearMonth.parse(month), hundredths);
    }

    public static Sitting held(String id, Meeting.Type type, String heldOn) {
        return new Sitting(id, type, Meeting.Status.HELD).heldOn(heldOn);
    }

    public static Sitting booked(String id, Meeting.Type type, String plannedOn) {
        return new Sitting(id, type, Meeting.Status.BOOKED).plannedOn(plannedOn);
    }

    public static Sitting meeting(String id, Meeting.Type type, Meeting.Status status) {
        return new Sitting(id, type, status);
    }

    /** A praktik that has started and is open-ended, granted on an unknown day. */
    public static Tilbud offer(String id, String from) {
        return new Tilbud(id, from);
    }

    public static Curriculum cv(String id) {
        return new Curriculum(id);
    }

    /** A CV registered and searchable on one day. */
    public static Curriculum cv(String id, String ready) {
        return new Curriculum(id).registeredOn(ready).searchableOn(ready);
    }

    /** An open-ended exemption. */
    public static Fritagelse exemption(String id, String from, Exemption.Obligation... covers) {
        return new Fritagelse(id, from, covers);
    }

    /** What each word changes is a copy, so that tests may share a draft. */
    private abstract static class Copied<D> implements Cloneable {
        @SuppressWarnings("unchecked")
        final D with(Consumer<D> change) {
            try {
                D copy = (D) clone();
                change.accept(copy);
                return copy;
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** A spell being drafted. */
    public static final class Spell extends Copied<Spell> implements Draft<BenefitSpell> {
        private final String id;
        private final Group group;
        private final LocalDate from;
        private LocalDate to = Days.NEVER;
        private Optional<LocalDate> registeredOn = Optional.empty();
        private Optional<LocalDate> contactedOn = Optional.empty();
        private Optional<LocalDate> firstAbsenceOn = Optional.empty();
        private Optional<LocalDate> benefitPeriodStart = Optional.empty();
        private BenefitSpell.Insurance insurance = BenefitSpell.Insurance.FULL_TIME;
        private OptionalInt sicknessCategory = OptionalInt.empty();
        private boolean employed;
        private boolean youngWithoutEducation;
        private boolean akasseFirst;
        private String municipality = "0751";
        private Optional<String> akasse = Optional.empty();

        private Spell(String id, Group group, String from) {
            this.id = id;
            this.group = group;
            this.from = day(from);
        }

        public Spell to(String day) {
            return with(copy -> copy.to = day(day));
        }

        public Spell registeredOn(String day) {
            return with(copy -> copy.registeredOn = Optional.of(day(day)));
        }

        public Spell contactedOn(String day) {
            return with(copy -> copy.contactedOn = Optional.of(day(day)));
        }

        public Spell firstAbsenceOn(String day) {
            return with(copy -> copy.firstAbsenceOn = Optional.of(day(day)));
        }

        public Spell period(String benefitPeriodStart) {
            return with(copy -> copy.benefitPeriodStart = Optional.of(day(benefitPeriodStart)));
        }

        public Spell partTime() {
            return insured(BenefitSpell.Insurance.PART_TIME);
        }

        public Spell insured(BenefitSpell.Insurance insurance) {
            return with(copy -> copy.insurance = insurance);
        }

        public Spell category(int sicknessCategory) {
            return with(copy -> copy.sicknessCategory = OptionalInt.of(sicknessCategory));
        }

        public Spell employed() {
            return with(copy -> copy.employed = true);
        }

        public Spell young() {
            return with(copy -> copy.youngWithoutEducation = true);
        }

        public Spell akasseFirst() {
            return with(copy -> copy.akasseFirst = true);
        }

        public Spell municipality(String code) {
            return with(copy -> copy.municipality = code);
        }

        public Spell akasse(String code) {
            return with(copy -> copy.akasse = Optional.of(code));
        }

        public Spell noAkasse() {
            return with(copy -> copy.akasse = Optional.empty());
        }

        @Override
        public BenefitSpell fact() {
            return new BenefitSpell(
                    id,
                    group,
                    from,
                    to,
                    registeredOn,
                    contactedOn,
                    firstAbsenceOn,
                    benefitPeriodStart,
                    insurance,
                    sicknessCategory,
                    employed,
                    youngWithoutEducation,
                    akasseFirst,
                    municipality,
                    akasse);
        }
    }

    /** A meeting being drafted, convened by the jobcentre. */
    public static final class Sitting extends Copied<Sitting> implements Draft<Meeting> {
        private final String id;
        private final Meeting.Type type;
        private final Meeting.Status status;
        private Optional<LocalDate> bookedOn = Optional.empty();
        private Optional<LocalDate> plannedOn = Optional.empty();
        private Optional<LocalDate> heldOn = Optional.empty();
        private Meeting.Convener convenedBy = Meeting.Convener.JOBCENTER;
        private Optional<LocalDate> akasseInvitedOn = Optional.empty();
        private boolean declined;
        private Optional<Meeting.Participation> participation = Optional.empty();
        private Optional<Meeting.Form> form = Optional.empty();

        private Sitting(String id, Meeting.Type type, Meeting.Status status) {
            this.id = id;
            this.type = type;
            this.status = status;
        }

        public Sitting bookedOn(String day) {
            return with(copy -> copy.bookedOn = Optional.of(day(day)));
        }

        public Sitting plannedOn(String day) {
            return with(copy -> copy.plannedOn = Optional.of(day(day)));
        }

        public Sitting heldOn(String day) {
            return with(copy -> copy.heldOn = Optional.of(day(day)));
        }

        public Sitting by(Meeting.Convener convener) {
            return with(copy -> copy.convenedBy = convener);
        }

        public Sitting akasseInvitedOn(String day) {
            return with(copy -> copy.akasseInvitedOn = Optional.of(day(day)));
        }

        public Sitting declined() {
            return with(copy -> copy.declined = true);
        }

        public Sitting with(Meeting.Participation participation) {
            return with(copy -> copy.participation = Optional.of(participation));
        }

        public Sitting form(Meeting.Form form) {
            return with(copy -> copy.form = Optional.of(form));
        }

        @Override
        public Meeting fact() {
            return new Meeting(
                    id,
                    type,
                    status,
                    bookedOn,
                    plannedOn,
                    heldOn,
                    convenedBy,
                    akasseInvitedOn,
                    declined,
                    participation,
                    form);
        }
    }

    /** An offer being drafted. */
    public static final class Tilbud extends Copied<Tilbud> implements Draft<Offer> {
        private final String id;
        private final LocalDate from;
        private Offer.Type type = Offer.Type.VIRKSOMHEDSPRAKTIK;
        private Offer.Status status = Offer.Status.STARTED;
        private Optional<LocalDate> grantedOn = Optional.empty();
        private LocalDate to = Days.NEVER;

        private Tilbud(String id, String from) {
            this.id = id;
            this.from = day(from);
        }

        public Tilbud type(Offer.Type type) {
            return with(copy -> copy.type = type);
        }

        public Tilbud status(Offer.Status status) {
            return with(copy -> copy.status = status);
        }

        public Tilbud granted() {
            return status(Offer.Status.GRANTED);
        }

        public Tilbud grantedOn(String day) {
            return with(copy -> copy.grantedOn = Optional.of(day(day)));
        }

        public Tilbud to(String day) {
            return with(copy -> copy.to = day(day));
        }

        @Override
        public Offer fact() {
            return new Offer(id, type, status, grantedOn, from, to);
        }
    }

    /** A CV being drafted. */
    public static final class Curriculum extends Copied<Curriculum> implements Draft<Cv> {
        private final String id;
        private Optional<LocalDate> registeredOn = Optional.empty();
        private Optional<LocalDate> searchableOn = Optional.empty();
        private Optional<LocalDate> withdrawnOn = Optional.empty();
        private boolean approved;

        private Curriculum(String id) {
            this.id = id;
        }

        public Curriculum registeredOn(String day) {
            return with(copy -> copy.registeredOn = Optional.of(day(day)));
        }

        public Curriculum searchableOn(String day) {
            return with(copy -> copy.searchableOn = Optional.of(day(day)));
        }

        public Curriculum withdrawnOn(String day) {
            return with(copy -> copy.withdrawnOn = Optional.of(day(day)));
        }

        public Curriculum approved() {
            return with(copy -> copy.approved = true);
        }

        @Override
        public Cv fact() {
            return new Cv(id, registeredOn, searchableOn, withdrawnOn, approved);
        }
    }

    /** An exemption being drafted. */
    public static final class Fritagelse extends Copied<Fritagelse> implements Draft<Exemption> {
        private final String id;
        private final LocalDate from;
        private final Set<Exemption.Obligation> covers;
        private LocalDate to = Days.NEVER;
        private Exemption.Reason reason = Exemption.Reason.SICK;

        private Fritagelse(String id, String from, Exemption.Obligation... covers) {
            this.id = id;
            this.from = day(from);
            this.covers = EnumSet.noneOf(Exemption.Obligation.class);
            this.covers.addAll(Arrays.asList(covers));
        }

        public Fritagelse to(String day) {
            return with(copy -> copy.to = day(day));
        }

        public Fritagelse reason(Exemption.Reason reason) {
            return with(copy -> copy.reason = reason);
        }

        @Override
        public Exemption fact() {
            return new Exemption(id, reason, from, to, covers);
        }
    }
}
