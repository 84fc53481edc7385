package dk.fristvagt.facts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The one JSON text of an event: keys in order, no blanks, fields at their default left out (domain.md §2).
 *
 * <p>It decides between two different events with the same stamp, so it must not depend on how they were written.
 */
final class CanonicalJson {
    private CanonicalJson() {}

    static String of(Event<?> event) {
        Map<String, String> fields = new TreeMap<>(Days.UTF8);
        text(fields, "eventId", event.eventId());
        text(fields, "citizenId", event.citizenId());
        text(fields, "recordedAt", recordedAt(event.recordedAt()));
        text(fields, "source", event.source());
        flag(fields, "annulled", event.annulled());
        Fact fact = event.fact();
        if (fact instanceof BenefitSpell spell) {
            add(fields, spell);
        } else if (fact instanceof PaidHours hours) {
            text(fields, "record", "PaidHours");
            text(fields, "hoursId", hours.hoursId());
            text(fields, "month", hours.month().atDay(1).toString());
            fields.put("hundredths", Integer.toString(hours.hundredths()));
        } else if (fact instanceof Meeting meeting) {
            add(fields, meeting);
        } else if (fact instanceof Offer offer) {
            text(fields, "record", "Offer");
            text(fields, "offerId", offer.offerId());
            symbol(fields, "type", offer.type(), Offer.Type.UNKNOWN);
            symbol(fields, "status", offer.status(), Offer.Status.UNKNOWN);
            day(fields, "grantedOn", offer.grantedOn());
            text(fields, "from", offer.from().toString());
            end(fields, offer.to());
        } else if (fact instanceof Cv cv) {
            text(fields, "record", "Cv");
            text(fields, "cvId", cv.cvId());
            day(fields, "registeredOn", cv.registeredOn());
            day(fields, "searchableOn", cv.searchableOn());
            day(fields, "withdrawnOn", cv.withdrawnOn());
            flag(fields, "approved", cv.approved());
        } else if (fact instanceof Employment employment) {
            text(fields, "record", "Employment");
            text(fields, "employmentId", employment.employmentId());
            text(fields, "month", employment.month().atDay(1).toString());
            fields.put("hundredths", Integer.toString(employment.hundredths()));
        } else if (fact instanceof Exemption exemption) {
            text(fields, "record", "Exemption");
            text(fields, "exemptionId", exemption.exemptionId());
            symbol(fields, "reason", exemption.reason(), Exemption.Reason.UNKNOWN);
            text(fields, "from", exemption.from().toString());
            end(fields, exemption.to());
            fields.put(
                    "covers",
                    exemption.covers().stream()
                            .sorted()
                            .map(obligation -> quote(obligation.name()))
                            .collect(Collectors.joining(",", "[", "]")));
        }
        return fields.entrySet().stream()
                .map(field -> quote(field.getKey()) + ":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static void add(Map<String, String> fields, BenefitSpell spell) {
        text(fields, "record", "BenefitSpell");
        text(fields, "spellId", spell.spellId());
        symbol(fields, "group", spell.group(), Group.UNKNOWN);
        text(fields, "from", spell.from().toString());
        end(fields, spell.to());
        day(fields, "registeredOn", spell.registeredOn());
        day(fields, "contactedOn", spell.contactedOn());
        day(fields, "firstAbsenceOn", spell.firstAbsenceOn());
        day(fields, "benefitPeriodStart", spell.benefitPeriodStart());
        symbol(fields, "insurance", spell.insurance(), BenefitSpell.Insurance.FULL_TIME);
        if (spell.sicknessCategory().isPresent()) {
            fields.put(
                    "sicknessCategory",
                    Integer.toString(spell.sicknessCategory().getAsInt()));
        }
        flag(fields, "employed", spell.employed());
        flag(fields, "youngWithoutEducation", spell.youngWithoutEducation());
        flag(fields, "akasseFirst", spell.akasseFirst());
        text(fields, "municipality", spell.municipality());
        spell.akasse().ifPresent(akasse -> text(fields, "akasse", akasse));
    }

    private static void add(Map<String, String> fields, Meeting meeting) {
        text(fields, "record", "Meeting");
        text(fields, "meetingId", meeting.meetingId());
        symbol(fields, "type", meeting.type(), Meeting.Type.UNKNOWN);
        symbol(fields, "status", meeting.status(), Meeting.Status.UNKNOWN);
        day(fields, "bookedOn", meeting.bookedOn());
        day(fields, "plannedOn", meeting.plannedOn());
        day(fields, "heldOn", meeting.heldOn());
        symbol(fields, "convenedBy", meeting.convenedBy(), Meeting.Convener.UNKNOWN);
        day(fields, "akasseInvitedOn", meeting.akasseInvitedOn());
        flag(fields, "citizenDeclinedAkasse", meeting.citizenDeclinedAkasse());
        meeting.participation().ifPresent(value -> text(fields, "participation", value.name()));
        meeting.form().ifPresent(value -> text(fields, "form", value.name()));
    }

    private static void text(Map<String, String> fields, String name, String value) {
        fields.put(name, quote(value));
    }

    private static void day(Map<String, String> fields, String name, Optional<LocalDate> day) {
        day.ifPresent(value -> text(fields, name, value.toString()));
    }

    private static void end(Map<String, String> fields, LocalDate to) {
        if (Days.exists(to)) {
            text(fields, "to", to.toString());
        }
    }

    private static void flag(Map<String, String> fields, String name, boolean value) {
        if (value) {
            fields.put(name, "true");
        }
    }

    private static <E extends Enum<E>> void symbol(Map<String, String> fields, String name, E value, E absent) {
        if (value != absent) {
            text(fields, name, value.name());
        }
    }

    private static String recordedAt(Instant instant) {
        return instant.toString();
    }

    private static String quote(String value) {
        StringBuilder json = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
