package dk.fristvagt.cli.explain;

import dk.fristvagt.cli.Shown;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Facts;
import dk.fristvagt.facts.Meeting;
import dk.fristvagt.facts.Offer;
import dk.fristvagt.rules.Rule;
import java.util.HashMap;
import java.util.Map;

/** What the facts are called that the steps of an evaluation name by their ids. */
final class Names {
    private static final int ID_COLUMNS = 40;

    private final Map<String, String> meetings = new HashMap<>();
    private final Map<String, String> offers = new HashMap<>();

    Names(Facts facts) {
        for (Event<Meeting> event : facts.meetings()) {
            meetings.put(event.fact().meetingId(), Words.meeting(event.fact().type()));
        }
        for (Event<Offer> event : facts.offers()) {
            offers.put(event.fact().offerId(), Words.offer(event.fact().type()));
        }
    }

    /** The fact {@code id} of the kind that satisfies {@code rule}. */
    String of(Rule rule, String id) {
        String what = switch (Sources.kindFor(rule)) {
            case MEETING -> meetings.getOrDefault(id, "samtale");
            case OFFER -> offers.getOrDefault(id, "tilbud");
            default -> "cv";
        };
        return what + " " + Shown.of(id, ID_COLUMNS);
    }
}
