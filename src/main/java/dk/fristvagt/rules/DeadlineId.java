package dk.fristvagt.rules;

import dk.fristvagt.facts.Days;

/**
 * What identifies a deadline among those of a citizen (domain.md §8, deadline key).
 *
 * @param subjectId the course the deadline belongs to; for akasse-invitation the meeting
 * @param occurrence from 1
 */
public record DeadlineId(String ruleId, String subjectId, int occurrence) implements Comparable<DeadlineId> {
    private static final char SEPARATOR = '|';

    /** {@code citizenId|ruleId|subjectId|occurrence}. */
    public String key(String citizenId) {
        return citizenId + SEPARATOR + ruleId + SEPARATOR + subjectId + SEPARATOR + occurrence;
    }

    /** The order of the keys as strings, which the separator takes part in: "dp-cv-samtale|" is before "dp-cv|". */
    @Override
    public int compareTo(DeadlineId other) {
        int order = compareKeyParts(ruleId, other.ruleId);
        if (order == 0) {
            order = compareKeyParts(subjectId, other.subjectId);
        }
        return order == 0 ? Integer.compare(occurrence, other.occurrence) : order;
    }

    /** Compares two parts of a key as they compare inside it, each followed by the separator. */
    public static int compareKeyParts(String a, String b) {
        if (a.equals(b)) {
            return 0;
        }
        int shared = Math.min(a.length(), b.length());
        if (a.length() == b.length() || !a.regionMatches(0, b, 0, shared)) {
            return Days.UTF8.compare(a, b);
        }
        return a.length() < b.length()
                ? Character.compare(SEPARATOR, b.charAt(shared))
                : Character.compare(a.charAt(shared), SEPARATOR);
    }
}
