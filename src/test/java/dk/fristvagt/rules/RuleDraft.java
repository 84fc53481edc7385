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

/**
 * Rules in few words: a draft says what a test is about; everything else is as in a plain row of domain.md §6. The
 * drafts that bear a rule's id are the rows of that rule.
 */
public final class RuleDraft {
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
        this.version = version;
        return this;
    }

    public RuleDraft valid(String from, String to) {
        valid = new Rule.Validity(Samples.day(from), Samples.day(to));
        return this;
    }

    public RuleDraft validFrom(String from) {
        valid = new Rule.Validity(Samples.day(from), Days.NEVER);
        return this;
    }

    public RuleDraft asOf(String from, String to) {
        return select(Rule.Select.AS_OF).valid(from, to);
    }

    public RuleDraft select(Rule.Select select) {
        this.select = select;
        return this;
    }

    public RuleDraft groups(Group first, Group... more) {
        groups = EnumSet.of(first, more);
        return this;
    }

    public RuleDraft allGroups() {
        groups = EnumSet.complementOf(EnumSet.of(Group.UNKNOWN));
        return this;
    }

    public RuleDraft when(Rule.Condition condition) {
        when = Optional.of(condition);
        return this;
    }

    /** Applies while the spell is not employed. */
    public RuleDraft whenNotEmployed() {
        return when(new Rule.Condition(Optional.empty(), Optional.of(false), Optional.empty(), false));
    }

    public RuleDraft due(Rule.Due due) {
        this.due = due;
        return this;
    }

    public RuleDraft by(Rule.Anchor anchor, Period period) {
        return due(new Rule.Due.Calendar(anchor, period, false, false));
    }

    public RuleDraft inside(Rule.Anchor anchor, Period period) {
        return due(new Rule.Due.Calendar(anchor, period, true, false));
    }

    public RuleDraft seriesInside(Rule.Anchor anchor, Period period, int n) {
        required = n;
        return due(new Rule.Due.Calendar(anchor, period, true, true));
    }

    public RuleDraft reach(int months) {
        return due(new Rule.Due.Hours(0, months, false));
    }

    public RuleDraft reachSeries(int from, int to, int n) {
        required = n;
        return due(new Rule.Due.Hours(from, to, true));
    }

    public RuleDraft satisfiedBy(Rule.SatisfiedBy satisfiedBy) {
        this.satisfiedBy = satisfiedBy;
        return this;
    }

    public RuleDraft cv() {
        return satisfiedBy(new Rule.SatisfiedBy.RegisteredCv());
    }

    public RuleDraft offer() {
        return satisfiedBy(new Rule.SatisfiedBy.CountingOffer());
    }

    public RuleDraft meetings(Meeting.Type first, Meeting.Type... more) {
        return satisfiedBy(new Rule.SatisfiedBy.Meetings(
                EnumSet.of(first, more), Optional.empty(), Rule.Band.UNBOUNDED));
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
        this.required = required;
        return this;
    }

    public RuleDraft notCurable() {
        curable = false;
        return this;
    }

    public RuleDraft responsible(Rule.Responsible responsible) {
        this.responsible = responsible;
        return this;
    }

    public RuleDraft ladder(Integer... days) {
        ladder = List.of(days);
        return this;
    }

    public RuleDraft kind(Rule.Kind kind) {
        this.kind = kind;
        return this;
    }

    public RuleDraft cited(String... paragraphs) {
        references = Arrays.stream(paragraphs)
                .map(paragraph -> new Rule.Reference(paragraph, "LAB", "2020-01-01", "law-notes.md"))
                .toList();
        return this;
    }

    public Rule build() {
        return new Rule(
                id, version, new Rule.Title("da " + id, "en " + id), valid, select, groups, when, due, satisfiedBy,
                required, curable, responsible, ladder, kind, OptionalInt.empty(), false, references, List.of());
    }
}
