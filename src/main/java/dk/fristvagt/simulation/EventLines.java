package dk.fristvagt.simulation;

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
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Writes events as lines of events.jsonl (contract.md, Files), by hand: {@code EventJson} goes through Avro records and
 * a generator, which costs more than everything else in a simulation together. Fields at their default are left out.
 */
public final class EventLines implements EventSink, AutoCloseable {
    private static final int BUFFER = 1 << 16;

    /** No line is longer: all ids of simulated events are short. */
    private static final int LONGEST_LINE = 1 << 12;

    private static final long DAY_MILLIS = 86_400_000L;

    private static final byte[] QUOTE_COLON = {'"', ':'};

    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER];
    private int at;

    public EventLines(OutputStream out) {
        this.out = out;
    }

    @Override
    public void accept(Event<?> event) {
        if (at > BUFFER - LONGEST_LINE) {
            flush();
        }
        begin(event);
        fact(event.fact());
        put('}');
        put('\n');
    }

    private void begin(Event<?> event) {
        ascii("{\"record\":\"");
        ascii(record(event.fact().kind()));
        put('"');
        text("eventId", event.eventId());
        text("citizenId", event.citizenId());
        name("recordedAt");
        put('"');
        instant(event.recordedAt());
        put('"');
        text("source", event.source());
        flag("annulled", event.annulled());
    }

    private static String record(Fact.Kind kind) {
        return switch (kind) {
            case BENEFIT_SPELL -> "BenefitSpell";
            case PAID_HOURS -> "PaidHours";
            case MEETING -> "Meeting";
            case OFFER -> "Offer";
            case CV -> "Cv";
            case EMPLOYMENT -> "Employment";
            case EXEMPTION -> "Exemption";
        };
    }

    private void fact(Fact fact) {
        if (fact instanceof Meeting meeting) {
            meeting(meeting);
        } else if (fact instanceof BenefitSpell spell) {
            spell(spell);
        } else if (fact instanceof PaidHours hours) {
            text("hoursId", hours.hoursId());
            day("month", hours.month().atDay(1));
            number("hundredths", hours.hundredths());
        } else if (fact instanceof Offer offer) {
            text("offerId", offer.offerId());
            text("type", offer.type().name());
            text("status", offer.status().name());
            day("grantedOn", offer.grantedOn());
            day("from", offer.from());
            end(offer.to());
        } else if (fact instanceof Employment employment) {
            text("employmentId", employment.employmentId());
            day("month", employment.month().atDay(1));
            number("hundredths", employment.hundredths());
        } else if (fact instanceof Cv cv) {
            text("cvId", cv.cvId());
            day("registeredOn", cv.registeredOn());
            day("searchableOn", cv.searchableOn());
            day("withdrawnOn", cv.withdrawnOn());
            flag("approved", cv.approved());
        } else if (fact instanceof Exemption exemption) {
            exemption(exemption);
        }
    }

    private void spell(BenefitSpell spell) {
        text("spellId", spell.spellId());
        text("group", spell.group().name());
        day("from", spell.from());
        end(spell.to());
        day("registeredOn", spell.registeredOn());
        day("contactedOn", spell.contactedOn());
        day("firstAbsenceOn", spell.firstAbsenceOn());
        day("benefitPeriodStart", spell.benefitPeriodStart());
        if (spell.insurance() != BenefitSpell.Insurance.FULL_TIME) {
            text("insurance", spell.insurance().name());
        }
        if (spell.sicknessCategory().isPresent()) {
            number("sicknessCategory", spell.sicknessCategory().getAsInt());
        }
        flag("employed", spell.employed());
        flag("youngWithoutEducation", spell.youngWithoutEducation());
        flag("akasseFirst", spell.akasseFirst());
        text("municipality", spell.municipality());
        if (spell.akasse().isPresent()) {
            text("akasse", spell.akasse().get());
        }
    }

    private void meeting(Meeting meeting) {
        text("meetingId", meeting.meetingId());
        text("type", meeting.type().name());
        text("status", meeting.status().name());
        day("bookedOn", meeting.bookedOn());
        day("plannedOn", meeting.plannedOn());
        day("heldOn", meeting.heldOn());
        text("convenedBy", meeting.convenedBy().name());
        day("akasseInvitedOn", meeting.akasseInvitedOn());
        flag("citizenDeclinedAkasse", meeting.citizenDeclinedAkasse());
        if (meeting.participation().isPresent()) {
            text("participation", meeting.participation().get().name());
        }
        if (meeting.form().isPresent()) {
            text("form", meeting.form().get().name());
        }
    }

    private void exemption(Exemption exemption) {
        text("exemptionId", exemption.exemptionId());
        text("reason", exemption.reason().name());
        day("from", exemption.from());
        end(exemption.to());
        name("covers");
        char before = '[';
        for (Exemption.Obligation obligation : Exemption.Obligation.values()) {
            if (exemption.covers().contains(obligation)) {
                put(before);
                put('"');
                ascii(obligation.name());
                put('"');
                before = ',';
            }
        }
        if (before == '[') {
            put('[');
        }
        put(']');
    }

    private void name(String name) {
        put(',');
        put('"');
        ascii(name);
        System.arraycopy(QUOTE_COLON, 0, buffer, at, QUOTE_COLON.length);
        at += QUOTE_COLON.length;
    }

    /** Ids, codes and symbols; a profile's a-kasse code may hold anything, so it is escaped where it must be. */
    private void text(String name, String value) {
        name(name);
        put('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= 0x7F || c < ' ' || c == '"' || c == '\\') {
                escape(c);
            } else {
                buffer[at++] = (byte) c;
            }
        }
        put('"');
    }

    private void escape(char c) {
        put('\\');
        put('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
            put(Character.forDigit(c >>> shift & 15, 16));
        }
    }

    private void day(String name, Optional<LocalDate> day) {
        if (day.isPresent()) {
            day(name, day.get());
        }
    }

    private void end(LocalDate to) {
        if (Days.exists(to)) {
            day("to", to);
        }
    }

    private void day(String name, LocalDate day) {
        name(name);
        put('"');
        date(day);
        put('"');
    }

    private void date(LocalDate day) {
        int year = day.getYear();
        twoDigits(year / 100);
        twoDigits(year % 100);
        put('-');
        twoDigits(day.getMonthValue());
        put('-');
        twoDigits(day.getDayOfMonth());
    }

    private void instant(Instant instant) {
        long millis = instant.toEpochMilli();
        int ofDay = (int) Math.floorMod(millis, DAY_MILLIS);
        date(CivilDay.date((int) Math.floorDiv(millis, DAY_MILLIS)));
        put('T');
        twoDigits(ofDay / 3_600_000);
        put(':');
        twoDigits(ofDay / 60_000 % 60);
        put(':');
        twoDigits(ofDay / 1000 % 60);
        put('.');
        put((char) ('0' + ofDay % 1000 / 100));
        twoDigits(ofDay % 100);
        put('Z');
    }

    private void twoDigits(int number) {
        buffer[at++] = (byte) ('0' + number / 10);
        buffer[at++] = (byte) ('0' + number % 10);
    }

    private void number(String name, int number) {
        name(name);
        ascii(Integer.toString(number));
    }

    private void flag(String name, boolean value) {
        if (value) {
            name(name);
            ascii("true");
        }
    }

    private void put(char c) {
        buffer[at++] = (byte) c;
    }

    @SuppressWarnings("deprecation")
    private void ascii(String text) {
        text.getBytes(0, text.length(), buffer, at);
        at += text.length();
    }

    private void flush() {
        try {
            out.write(buffer, 0, at);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        at = 0;
    }

    /** Writes what is left; the stream stays open for who opened it. */
    @Override
    public void close() {
        flush();
    }
}
