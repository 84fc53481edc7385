package dk.fristvagt.simulation.dream;

import java.util.List;

/** What a register of weekly codes cannot decide, and what stands in its place; said by the help and by every import. */
public final class Limits {
    /** Each on a line of its own. */
    public static final List<String> LINES = List.of(
            "hours: none. The monitor projects full hours, so months of seniority come too early for",
            "  part-time and supplementary dagpenge; due days on hours are PROJECTED, then settled unreported.",
            "exact days: a code stands for a week in which there was at least one day on the benefit;",
            "  every spell and offer runs from a Monday to a Sunday. Shorter gaps are invisible.",
            "second benefits: one code a week; the register keeps the one that it ranks highest.",
            "insurance, a-kasse, who sees the citizen first, the age and education of the young: not there;",
            "  full-time, none, no, no.",
            "municipality: one for the whole file (--municipality). 0000 is no unit: alerts go to unrouted.",
            "begin of the benefit period (dagpengeperiode), day of registration, of contact, of first absence:",
            "  not there; the Monday of the first week stands for them, and a new period is only seen after",
            "  five years off dagpenge. A spell that begins in the file's first week may have begun long before.",
            "meetings of every kind, who took part (jobcentre, a-kasse, both) and CVs: none. Deadlines on them",
            "  are never met; add these events from another source.",
            "exemptions and ordinary hours of work: none.",
            "uddannelseshjælp 720-729: uddannelsesparat and aktivitetsparat look alike; taken as the latter.",
            "sickness: whether the citizen has an employer (899 apart), and the category, are not there.",
            "offers: the day of grant is not there; the offer that dominates the week hides others.");

    private Limits() {}
}
