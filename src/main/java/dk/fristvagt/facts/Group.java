package dk.fristvagt.facts;

/** The benefit a citizen is on, with the target group of the Act (LAB § 6) that the rules distinguish. */
public enum Group {
    DAGPENGE,
    KONTANTHJAELP_JOBPARAT,
    KONTANTHJAELP_AKTIVITETSPARAT,
    UDDANNELSESHJAELP_AABENLYST,
    UDDANNELSESHJAELP_UDDANNELSESPARAT,
    UDDANNELSESHJAELP_AKTIVITETSPARAT,
    SYGEDAGPENGE,
    JOBAFKLARING,
    RESSOURCEFORLOEB,
    LEDIGHEDSYDELSE,
    REVALIDERING,
    /** A symbol newer than this program: counts as not on any benefit. */
    UNKNOWN
}
