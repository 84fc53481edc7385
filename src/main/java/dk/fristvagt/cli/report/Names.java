package dk.fristvagt.cli.report;

import dk.fristvagt.facts.Meeting.Participation;
import dk.fristvagt.seniority.Seniority.Band;

/** What rows and columns are called. */
final class Names {
    private Names() {}

    static String of(Band band) {
        return switch (band) {
            case UNDER_3 -> "under 3 months";
            case FROM_3_TO_6 -> "3-6";
            case FROM_6_TO_12 -> "6-12";
            case FROM_12_TO_18 -> "12-18";
            case FROM_18_TO_24 -> "18-24";
            case OVER_24 -> "over 24";
        };
    }

    static String of(Participation who) {
        return switch (who) {
            case AKASSE_ONLY -> "a-kasse only";
            case JOBCENTER_ONLY -> "jobcentre only";
            case BOTH -> "both";
            case UNKNOWN -> "unknown";
        };
    }
}
