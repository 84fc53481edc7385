package dk.fristvagt.seniority;

import dk.fristvagt.facts.Group;
import java.time.LocalDate;

/** The groups of benefit that continue one course among themselves (domain.md §3). */
public enum Family {
    DAGPENGE,
    KONTANTHJAELP,
    UDDANNELSESHJAELP,
    SYGEDAGPENGE,
    JOBAFKLARING,
    RESSOURCEFORLOEB,
    LEDIGHEDSYDELSE,
    REVALIDERING,
    /** Not on any benefit: the group is unknown. */
    NONE;

    /** The merged benefit: from this day uddannelseshjælp is kontanthjælp (lov 1655/2024; domain.md §3). */
    static final LocalDate MERGED_FROM = LocalDate.of(2025, 7, 1);

    /** The family of a segment of {@code group} that starts on {@code from}. */
    public static Family of(Group group, LocalDate from) {
        return switch (group) {
            case DAGPENGE -> DAGPENGE;
            case KONTANTHJAELP_JOBPARAT, KONTANTHJAELP_AKTIVITETSPARAT -> KONTANTHJAELP;
            case UDDANNELSESHJAELP_AABENLYST, UDDANNELSESHJAELP_UDDANNELSESPARAT, UDDANNELSESHJAELP_AKTIVITETSPARAT ->
                from.isBefore(MERGED_FROM) ? UDDANNELSESHJAELP : KONTANTHJAELP;
            case SYGEDAGPENGE -> SYGEDAGPENGE;
            case JOBAFKLARING -> JOBAFKLARING;
            case RESSOURCEFORLOEB -> RESSOURCEFORLOEB;
            case LEDIGHEDSYDELSE -> LEDIGHEDSYDELSE;
            case REVALIDERING -> REVALIDERING;
            case UNKNOWN -> NONE;
        };
    }
}
