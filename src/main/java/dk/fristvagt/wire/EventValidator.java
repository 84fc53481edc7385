package dk.fristvagt.wire;

import dk.fristvagt.facts.BenefitSpell;
import dk.fristvagt.facts.Cv;
import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Employment;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Exemption;
import dk.fristvagt.facts.Fact;
import dk.fristvagt.facts.Meeting;
import dk.fristvagt.facts.Offer;
import dk.fristvagt.facts.PaidHours;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Decides whether an event is valid (contract.md, "Valid").
 *
 * <p>That months are first days is checked where the event is read: a fact of the core has only the month. An annulment
 * is checked like any other event.
 */
public final class EventValidator {
    /** The civil time of domain.md §2. */
    public static final ZoneId COPENHAGEN = ZoneId.of("Europe/Copenhagen");

    private static final LocalDate FIRST_DAY = LocalDate.of(1990, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(2100, 12, 31);
    private static final int LONGEST_ID = 200;
    private static final int MOST_HUNDREDTHS = 80_000;

    private EventValidator() {}

    /**
     * What is wrong with {@code event}; empty when it is valid. A national id anywhere is named before anything else,
     * because it decides what may be kept of the record; then the first thing found.
     */
    public static Optional<Invalid> check(Event<?> event) {
        Optional<Invalid> nationalId = nationalId(event);
        if (nationalId.isPresent()) {
            return nationalId;
        }
        Findings findings = new Findings(event.recordedAt().atZone(COPENHAGEN).toLocalDate());
        findings.id("eventId", event.eventId());
        findings.id("citizenId", event.citizenId());
        findings.day("recordedAt", findings.recordedDay);
        findings.unicode("source", event.source());
        fact(event.fact(), findings);
        return Optional.ofNullable(findings.first).map(sentence -> new Invalid(Invalid.Code.INVALID, sentence));
    }

    /** The text of {@code event} that as a whole looks like a national id, if there is one. */
    static Optional<Invalid> nationalId(Event<?> event) {
        String field = null;
        if (looksNational(event.citizenId())) {
            field = "citizenId";
        } else if (looksNational(event.eventId())) {
            field = "eventId";
        } else if (looksNational(event.source())) {
            field = "source";
        } else if (looksNational(objectId(event.fact()))) {
            field = objectIdName(event.fact().kind());
        } else if (event.fact() instanceof BenefitSpell spell) {
            // Both become the name of a unit, and that is in every alert.
            if (looksNational(spell.municipality())) {
                field = "municipality";
            } else if (spell.akasse().filter(EventValidator::looksNational).isPresent()) {
                field = "akasse";
            }
        }
        return Optional.ofNullable(field).map(EventValidator::national);
    }

    /** The finding that {@code field} looks like a national id. */
    static Invalid national(String field) {
        return new Invalid(
                Invalid.Code.CPR_LIKE,
                field + " looks like a CPR number; send "
                        + (field.equals("municipality") || field.equals("akasse")
                                ? "the unit's code"
                                : "a pseudonym that is not one"));
    }

    /** Whether {@code text} as a whole is {@code \d{6}-?\d{4}}. */
    static boolean looksNational(String text) {
        int length = text.length();
        if (length != 10 && length != 11) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            boolean fits = length == 11 && i == 6 ? c == '-' : c >= '0' && c <= '9';
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    /** The name of the field that identifies an object of {@code kind}. */
    static String objectIdName(Fact.Kind kind) {
        return switch (kind) {
            case BENEFIT_SPELL -> "spellId";
            case PAID_HOURS -> "hoursId";
            case MEETING -> "meetingId";
            case OFFER -> "offerId";
            case CV -> "cvId";
            case EMPLOYMENT -> "employmentId";
            case EXEMPTION -> "exemptionId";
        };
    }

    private static String objectId(Fact fact) {
        if (fact instanceof PaidHours hours) {
            return hours.hoursId();
        }
        if (fact instanceof Employment employment) {
            return employment.employmentId();
        }
        return fact.objectKey();
    }

    private static void fact(Fact fact, Findings findings) {
        findings.id(objectIdName(fact.kind()), objectId(fact));
        if (fact instanceof BenefitSpell spell) {
            findings.interval(spell.from(), spell.to());
            findings.day("registeredOn", spell.registeredOn());
            findings.day("contactedOn", spell.contactedOn());
            findings.day("firstAbsenceOn", spell.firstAbsenceOn());
            findings.day("benefitPeriodStart", spell.benefitPeriodStart());
            findings.municipality(spell.municipality());
            spell.akasse().ifPresent(akasse -> findings.unicode("akasse", akasse));
        } else if (fact instanceof PaidHours hours) {
            findings.day("month", hours.month().atDay(1));
            findings.hundredths(hours.hundredths());
        } else if (fact instanceof Meeting meeting) {
            meeting(meeting, findings);
        } else if (fact instanceof Offer offer) {
            findings.interval(offer.from(), offer.to());
            findings.day("grantedOn", offer.grantedOn());
        } else if (fact instanceof Cv cv) {
            findings.past("registeredOn", cv.registeredOn());
            findings.past("searchableOn", cv.searchableOn());
            findings.day("withdrawnOn", cv.withdrawnOn());
        } else if (fact instanceof Employment employment) {
            findings.day("month", employment.month().atDay(1));
            findings.hundredths(employment.hundredths());
        } else if (fact instanceof Exemption exemption) {
            findings.interval(exemption.from(), exemption.to());
        }
    }

    private static void meeting(Meeting meeting, Findings findings) {
        if (meeting.status() == Meeting.Status.HELD && meeting.heldOn().isEmpty()) {
            findings.found("heldOn is missing although the meeting is HELD");
        }
        if (meeting.status() == Meeting.Status.BOOKED && meeting.plannedOn().isEmpty()) {
            findings.found("plannedOn is missing although the meeting is BOOKED");
        }
        findings.day("bookedOn", meeting.bookedOn());
        findings.day("plannedOn", meeting.plannedOn());
        findings.past("heldOn", meeting.heldOn());
        findings.day("akasseInvitedOn", meeting.akasseInvitedOn());
    }

    /** Keeps the first thing found. */
    private static final class Findings {
        private final LocalDate recordedDay;
        private String first;

        Findings(LocalDate recordedDay) {
            this.recordedDay = recordedDay;
        }

        void found(String sentence) {
            if (first == null) {
                first = sentence;
            }
        }

        void id(String field, String id) {
            if (id.isBlank()) {
                found(field + " is missing or blank");
            } else if (id.length() > LONGEST_ID && id.codePointCount(0, id.length()) > LONGEST_ID) {
                found(field + " is longer than " + LONGEST_ID + " characters");
            } else {
                for (int i = 0; i < id.length(); i++) {
                    char c = id.charAt(i);
                    if (c == '|' || c == '#') {
                        found(field + " contains '" + c + "'");
                    } else if (Character.isISOControl(c)) {
                        found(field + " contains a control character");
                    }
                }
                unicode(field, id);
            }
        }

        /** Half of a surrogate pair cannot be written as UTF-8: two different ids would become the same. */
        void unicode(String field, String text) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    i++;
                } else if (Character.isSurrogate(c)) {
                    found(field + " contains half of a surrogate pair");
                }
            }
        }

        void day(String field, LocalDate day) {
            if (day.isBefore(FIRST_DAY) || day.isAfter(LAST_DAY)) {
                found(field + " is not in the years " + FIRST_DAY.getYear() + " to " + LAST_DAY.getYear());
            }
        }

        void day(String field, Optional<LocalDate> day) {
            if (day.isPresent()) {
                day(field, day.get());
            }
        }

        void past(String field, Optional<LocalDate> day) {
            day(field, day);
            if (day.isPresent() && day.get().isAfter(recordedDay)) {
                found(field + " is after the day of recordedAt");
            }
        }

        void interval(LocalDate from, LocalDate to) {
            day("from", from);
            if (Days.exists(to)) {
                day("to", to);
            }
            if (to.isBefore(from)) {
                found("to is before from");
            }
        }

        void hundredths(int hundredths) {
            if (hundredths < 0 || hundredths > MOST_HUNDREDTHS) {
                found("hundredths is not in 0 to " + MOST_HUNDREDTHS);
            }
        }

        void municipality(String municipality) {
            boolean fits = municipality.length() == 4;
            for (int i = 0; fits && i < 4; i++) {
                char c = municipality.charAt(i);
                fits = c >= '0' && c <= '9';
            }
            if (!fits) {
                found("municipality is not four digits");
            }
        }
    }
}
