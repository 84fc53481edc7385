package dk.fristvagt.rules;

import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Group;
import dk.fristvagt.facts.Meeting;
import dk.fristvagt.facts.Offer;
import dk.fristvagt.facts.Samples;
import java.time.LocalDate;
import java.time.Period;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Rules in few words: a draft says what a test is about; everything else is as in a plain row of domain.md §6. The
 * drafts that bear a rule's id are the rows of that rule. What each word changes is a copy.
 */
public final class RuleDraft implements Cloneable {
    /** The types of offer that count, and when (domain.md §7, Offer). */
    private static final Map<Offer.Type, List<Rule.Validity>> COUNTING = new EnumMap<>(Map.of(
            Offer.Type.VIRKSOMHEDSPRAKTIK, List.of(always()),
            Offer.Type.LOENTILSKUD, List.of(always()),
            Offer.Type.NYTTEINDSATS, List.of(always()),
            Offer.Type.ORDINAER_UDDANNELSE, List.of(always()),
            Offer.Type.OEVRIG_VEJLEDNING,
                    List.of(
                            new Rule.Validity(LocalDate.MIN, LocalDate.of(2023, 3, 21)),
                            new Rule.Validity(LocalDate.of(2026, 7, 1), Days.NEVER))));

    private final String id;
    private int version = 1;
    private Rule.Validity valid = new Rule.Validity(LocalDate.of(2020, 1, 1), Days.NEVER);
    private Rule.Select select = Rule.Select.COURSE_START;
    private Set<Group> groups = EnumSet.of(Group.DAGPENGE);
    private Optional<Rule.Condition> when = Optional.empty();
    private Rule.Due due = new Rule.Due.Calendar(Rule.Anchor.COURSE_START, Period.ofWeeks(3), false, false);
    private Rule.SatisfiedBy satisfiedBy = new Rule.SatisfiedBy.RegisteredCv();
    private int required = 1;
    private boolean curable = true;
    private Rule.Responsible responsible = Rule.Responsible.JOBCENTER;
    private List<Integer> ladder = List.of(28, 14, 8);
    private Rule.Kind kind = Rule.Kind.STATUTORY;
    private List<Rule.Reference> references =
            List.of(new Rule.Reference("LAB § 31 stk. 1", "LAB", "2020-01-01", "law-notes.md"));

    private RuleDraft(String id) {
        this.id = id;
    }

    private RuleDraft with(Consumer<RuleDraft> change) {
        try {
            RuleDraft copy = (RuleDraft) clone();
            change.accept(copy);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Rule.Validity always() {
        return new Rule.Validity(LocalDate.MIN, Days.NEVER);
    }

    public static RuleDraft rule(String id) {
        return new RuleDraft(id);
    }

    /** A rulebook of these rules, with the number 1. */
    public static Rulebook rulebook(RuleDraft... drafts) {
        return new Rulebook(1, Arrays.stream(drafts).map(RuleDraft::build).toList(), COUNTING);
    }

    public static RuleDraft kthCv() {
        return rule("kth-cv")
                .groups(Group.KONTANTHJAELP_JOBPARAT)
                .by(Rule.Anchor.REGISTERED_ON, Period.ofWeeks(3))
                .cv()
                .ladder(7, 3);
    }

    public static RuleDraft xJobsamtale() {
        return rule("x-jobsamtale")
                .groups(Group.KONTANTHJAELP_JOBPARAT, Group.KONTANTHJAELP_AKTIVITETSPARAT)
                .seriesInside(Rule.Anchor.COURSE_START, Period.ofMonths(6), 4)
                .meetings(Meeting.Type.JOBSAMTALE);
    }

    public static RuleDraft kthTilbud() {
        return rule("kth-tilbud")
                .groups(Group.KONTANTHJAELP_JOBPARAT, Group.KONTANTHJAELP_AKTIVITETSPARAT)
                .inside(Rule.Anchor.COURSE_START, Period.ofMonths(6))
                .offer()
                .ladder(56, 28, 14);
    }

    public static RuleDraft dpFaelles1() {
        return rule("dp-faelles-1")
                .reach(3)
                .meetings(Meeting.Type.FAELLES_JOBSAMTALE)
                .band(new Rule.Band.Lower.CourseStart(), 3)
                .notCurable()
                .responsible(Rule.Responsible.AKASSE_IF_FIRST);
    }

    public static RuleDraft dpFaelles2() {
        return rule("dp-faelles-2")
                .reach(6)
                .meetings(Meeting.Type.FAELLES_JOBSAMTALE)
                .band(new Rule.Band.Lower.AfterReach(3), 6)
                .notCurable();
    }

    public static RuleDraft dpFaelles3() {
        return rule("dp-faelles-3")
                .reach(16)
                .meetings(Meeting.Type.FAELLES_JOBSAMTALE)
                .band(new Rule.Band.Lower.AfterReach(6))
                .ladder(56, 28, 14);
    }

    public static RuleDraft dp24Akasse() {
        return rule("dp24-akasse")
                .reachSeries(0, 3, 3)
                .meetings(Meeting.Type.JOBSAMTALE)
                .convener(Meeting.Convener.AKASSE)
                .band(new Rule.Band.Lower.CourseStart(), 3)
                .notCurable()
                .responsible(Rule.Responsible.AKASSE);
    }

    public static RuleDraft dp24Jobcenter() {
        return rule("dp24-jobcenter")
                .reachSeries(3, 6, 3)
                .meetings(Meeting.Type.JOBSAMTALE)
                .convener(Meeting.Convener.JOBCENTER)
                .band(new Rule.Band.Lower.CourseStart(), 6)
                .notCurable();
    }

    public static RuleDraft dpTilbud() {
        return rule("dp-tilbud").reach(6).offer().ladder(56, 28, 14);
    }

    public static RuleDraft fokusSamtaler() {
        return rule("fokus-samtaler")
                .asOf("2020-01-01", "2026-06-30")
                .allGroups()
                .due(new Rule.Due.Rolling(12))
                .satisfiedBy(new Rule.SatisfiedBy.MeetingsPerMonths(
                        Set.of(
                                Meeting.Type.JOBSAMTALE,
                                Meeting.Type.FAELLES_JOBSAMTALE,
                                Meeting.Type.OPFOELGNINGSSAMTALE),
                        4,
                        12))
                .required(4)
                .kind(Rule.Kind.TARGET)
                .ladder(28, 14);
    }

    public static RuleDraft fokusTilbud() {
        return rule("fokus-tilbud")
                .asOf("2020-01-01", "2026-06-30")
                .allGroups()
                .due(new Rule.Due.Rolling(12))
                .satisfiedBy(new Rule.SatisfiedBy.OfferOrWorkPerMonths(22_500, 12))
                .kind(Rule.Kind.TARGET)
                .ladder(28, 14);
    }

    public static RuleDraft akasseInvitation() {
        return rule("akasse-invitation")
                .select(Rule.Select.AS_OF)
                .due(new Rule.Due.Invitation(14, 2))
                .satisfiedBy(new Rule.SatisfiedBy.AkasseInvited())
                .responsible(Rule.Responsible.CONVENER)
                .kind(Rule.Kind.AGREEMENT)
                .ladder(7);
    }

    public RuleDraft version(int version) {
        return with(copy -> copy.version = version);
    }

    public RuleDraft valid(String from, String to) {
        return with(copy -> copy.valid = new Rule.Validity(Samples.day(from), Samples.day(to)));
    }

    public RuleDraft validFrom(String from) {
        return with(copy -> copy.valid = new Rule.Validity(Samples.day(from), Days.NEVER));
    }

    public RuleDraft asOf(String from, String to) {
        return select(Rule.Select.AS_OF).valid(from, to);
    }

    public RuleDraft select(Rule.Select select) {
        return with(copy -> copy.select = select);
    }

    public RuleDraft groups(Group first, Group... more) {
        return with(copy -> copy.groups = EnumSet.of(first, more));
    }

    public RuleDraft allGroups() {
        return with(copy -> copy.groups = EnumSet.complementOf(EnumSet.of(Group.UNKNOWN)));
    }

    public RuleDraft when(Rule.Condition condition) {
        return with(copy -> copy.when = Optional.of(condition));
    }

    /** Applies while the spell is not employed. */
    public RuleDraft whenNotEmployed() {
        return when(new Rule.Condition(Optional.empty(), Optional.of(false), Optional.empty(), false));
    }

    public RuleDraft due(Rule.Due due) {
        return with(copy -> copy.due = due);
    }

    public RuleDraft by(Rule.Anchor anchor, Period period) {
        return due(new Rule.Due.Calendar(anchor, period, false, false));
    }

    public RuleDraft inside(Rule.Anchor anchor, Period period) {
        return due(new Rule.Due.Calendar(anchor, period, true, false));
    }

    public RuleDraft seriesInside(Rule.Anchor anchor, Period period, int n) {
        return required(n).due(new Rule.Due.Calendar(anchor, period, true, true));
    }

    public RuleDraft reach(int months) {
        return due(new Rule.Due.Hours(0, months, false));
    }

    public RuleDraft reachSeries(int from, int to, int n) {
        return required(n).due(new Rule.Due.Hours(from, to, true));
    }

    public RuleDraft satisfiedBy(Rule.SatisfiedBy satisfiedBy) {
        return with(copy -> copy.satisfiedBy = satisfiedBy);
    }

    public RuleDraft cv() {
        return satisfiedBy(new Rule.SatisfiedBy.RegisteredCv());
    }

    public RuleDraft offer() {
        return satisfiedBy(new Rule.SatisfiedBy.CountingOffer());
    }

    public RuleDraft meetings(Meeting.Type first, Meeting.Type... more) {
        return satisfiedBy(
                new Rule.SatisfiedBy.Meetings(EnumSet.of(first, more), Optional.empty(), Rule.Band.UNBOUNDED));
    }

    public RuleDraft convener(Meeting.Convener convener) {
        Rule.SatisfiedBy.Meetings meetings = (Rule.SatisfiedBy.Meetings) satisfiedBy;
        return satisfiedBy(new Rule.SatisfiedBy.Meetings(meetings.types(), Optional.of(convener), meetings.band()));
    }

    public RuleDraft band(Rule.Band.Lower lower) {
        return band(new Rule.Band(lower, OptionalInt.empty()));
    }

    public RuleDraft band(Rule.Band.Lower lower, int upperReach) {
        return band(new Rule.Band(lower, OptionalInt.of(upperReach)));
    }

    private RuleDraft band(Rule.Band band) {
        Rule.SatisfiedBy.Meetings meetings = (Rule.SatisfiedBy.Meetings) satisfiedBy;
        return satisfiedBy(new Rule.SatisfiedBy.Meetings(meetings.types(), meetings.convener(), band));
    }

    public RuleDraft required(int required) {
        return with(copy -> copy.required = required);
    }

    public RuleDraft notCurable() {
        return with(copy -> copy.curable = false);
    }

    public RuleDraft responsible(Rule.Responsible responsible) {
        return with(copy -> copy.responsible = responsible);
    }

    public RuleDraft ladder(Integer... days) {
        return with(copy -> copy.ladder = List.of(days));
    }

    public RuleDraft kind(Rule.Kind kind) {
        return with(copy -> copy.kind = kind);
    }

    public RuleDraft cited(String... paragraphs) {
        return with(copy -> copy.references = Arrays.stream(paragraphs)
                .map(paragraph -> new Rule.Reference(paragraph, "LAB", "2020-01-01", "law-notes.md"))
                .toList());
    }

    public Rule build() {
        return new Rule(
                id,
                version,
                new Rule.Title("da " + id, "en " + id),
                valid,
                select,
                groups,
                when,
                due,
                satisfiedBy,
                required,
                curable,
                responsible,
                ladder,
                kind,
                OptionalInt.empty(),
                false,
                references,
                List.of());
    }
}
