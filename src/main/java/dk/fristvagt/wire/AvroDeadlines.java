package dk.fristvagt.wire;

import dk.fristvagt.alert.DeadlineBasis;
import dk.fristvagt.alert.DeadlineRuleKind;
import dk.fristvagt.alert.DeadlineStatus;
import dk.fristvagt.alert.SummaryPart;
import dk.fristvagt.facts.Days;
import dk.fristvagt.rules.Basis;
import dk.fristvagt.rules.Deadline;
import dk.fristvagt.rules.Rule;
import dk.fristvagt.rules.Status;
import dk.fristvagt.rules.WorkingDays;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Turns deadlines of the core into the records that are published. */
public final class AvroDeadlines {
    private static final SameNames<Status, DeadlineStatus> STATUS = SameNames.of(Status.class, DeadlineStatus.class);
    private static final SameNames<Basis, DeadlineBasis> BASIS = SameNames.of(Basis.class, DeadlineBasis.class);

    private final WorkingDays workingDays;

    /** Shows with each due day the last of {@code workingDays} on or before it. */
    public AvroDeadlines(WorkingDays workingDays) {
        this.workingDays = workingDays;
    }

    /** The row of the deadlines table that {@code deadline} of {@code citizenId} is. */
    public dk.fristvagt.alert.Deadline toAvro(String citizenId, Deadline deadline) {
        Rule rule = deadline.rule();
        dk.fristvagt.alert.Deadline r = new dk.fristvagt.alert.Deadline();
        r.setDeadlineKey(deadline.id().key(citizenId));
        r.setCitizenId(citizenId);
        r.setStatus(STATUS.avro(deadline.status()));
        r.setStage(deadline.stage());
        r.setDueOn(deadline.dueOn().orElse(null));
        r.setLastWorkingDay(deadline.dueOn().map(workingDays::lastOnOrBefore).orElse(null));
        r.setBasis(deadline.basis().map(BASIS::avro).orElse(null));
        r.setSatisfiedOn(deadline.satisfiedOn().orElse(null));
        r.setUnit(deadline.unit());
        r.setMunicipality(deadline.municipality());
        r.setAkasse(deadline.akasse().orElse(null));
        r.setKind(DeadlineRuleKind.valueOf(rule.kind().symbol()));
        r.setAdvisory(deadline.advisory());
        r.setRequired(deadline.required());
        r.setAchieved(deadline.achieved());
        r.setNextBookedOn(deadline.nextBookedOn().orElse(null));
        r.setRuleId(rule.id());
        r.setRuleVersion(rule.version());
        r.setCitation(rule.citation());
        r.setTitle(rule.title().da());
        r.setCourseStart(deadline.courseStart());
        r.setSummary(summary(deadline.why()));
        return r;
    }

    private static List<SummaryPart> summary(Deadline.Why why) {
        List<SummaryPart> parts = new ArrayList<>();
        add(parts, "ANCHOR", days(why.anchor()));
        add(parts, "UNSHIFTED_DUE", days(why.unshifted()));
        add(parts, "EXEMPTIONS", why.exemptionIds());
        add(parts, "COUNTED", why.factIds());
        return parts;
    }

    private static void add(List<SummaryPart> parts, String code, List<String> args) {
        if (!args.isEmpty()) {
            parts.add(new SummaryPart(code, args));
        }
    }

    private static List<String> days(LocalDate day) {
        return Days.exists(day) ? List.of(day.toString()) : List.of();
    }
}
