package dk.fristvagt.cli.explain;

import dk.fristvagt.cli.Page;
import dk.fristvagt.cli.Shown;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Facts;
import java.util.List;
import java.util.function.Function;

/** What else is known about a citizen, as tables of the latest facts of each kind. */
final class FactsText {
    /** Rows of a table; a citizen may have ten thousand meetings. */
    private static final int MOST_ROWS = 40;

    private static final int ID_COLUMNS = 24;

    private final Facts facts;
    private final Page page;

    FactsText(Explanation explanation, Page page) {
        this.facts = explanation.facts();
        this.page = page;
    }

    void write() {
        page.heading("Oplysninger (what is known)");
        table(
                "Samtaler (meetings)",
                facts.meetings(),
                List.of("id", "type", "status", "booket til (for)", "afholdt (held)", "af (by)", "event"),
                event -> List.of(
                        id(event.fact().meetingId()),
                        Words.meeting(event.fact().type()),
                        event.fact().status().toString(),
                        Words.day(event.fact().plannedOn()),
                        Words.day(event.fact().heldOn()),
                        Words.convener(event.fact().convenedBy()),
                        id(event.eventId())));
        table(
                "Tilbud (offers)",
                facts.offers(),
                List.of("id", "type", "status", "givet (granted)", "fra (from)", "til (to)", "event"),
                event -> List.of(
                        id(event.fact().offerId()),
                        Words.offer(event.fact().type()),
                        event.fact().status().toString(),
                        Words.day(event.fact().grantedOn()),
                        event.fact().from().toString(),
                        Words.day(event.fact().to(), "open"),
                        id(event.eventId())));
        table(
                "Cv",
                facts.cvs(),
                List.of(
                        "id",
                        "oprettet (registered)",
                        "søgbart (searchable)",
                        "trukket (withdrawn)",
                        "godkendt",
                        "event"),
                event -> List.of(
                        id(event.fact().cvId()),
                        Words.day(event.fact().registeredOn()),
                        Words.day(event.fact().searchableOn()),
                        Words.day(event.fact().withdrawnOn()),
                        event.fact().approved() ? "ja (yes)" : "nej (no)",
                        id(event.eventId())));
        table(
                "Fritagelser (exemptions)",
                facts.exemptions(),
                List.of("id", "grund (reason)", "fra (from)", "til (to)", "for", "event"),
                event -> List.of(
                        id(event.fact().exemptionId()),
                        Words.reason(event.fact().reason()),
                        event.fact().from().toString(),
                        Words.day(event.fact().to(), "open"),
                        event.fact().covers().stream().sorted().toList().toString(),
                        id(event.eventId())));
        table(
                "Arbejde (ordinary work)",
                facts.employments(),
                List.of("måned (month)", "timer (hours)", "event"),
                event -> List.of(
                        event.fact().month().toString(),
                        Words.hundredths(event.fact().hundredths()).toString(),
                        id(event.eventId())));
        table(
                "Indberettede dagpengetimer (reported hours of dagpenge)",
                facts.hours(),
                List.of("måned (month)", "timer (hours)", "event"),
                event -> List.of(
                        event.fact().month().toString(),
                        Words.hundredths(event.fact().hundredths()).toString(),
                        id(event.eventId())));
        if (nothing()) {
            page.line("Intet ud over ydelserne (nothing besides the spells of benefit).");
        }
    }

    private boolean nothing() {
        return facts.meetings().isEmpty()
                && facts.offers().isEmpty()
                && facts.cvs().isEmpty()
                && facts.exemptions().isEmpty()
                && facts.employments().isEmpty()
                && facts.hours().isEmpty();
    }

    private <E extends Event<?>> void table(
            String title, List<E> events, List<String> heads, Function<E, List<String>> row) {
        if (events.isEmpty()) {
            return;
        }
        int skipped = Math.max(0, events.size() - MOST_ROWS);
        page.line(title + (skipped > 0 ? ": the last ones of " + events.size() + "; --json has all" : ""));
        page.table(
                2,
                heads,
                events.subList(skipped, events.size()).stream().map(row).toList());
        page.blank();
    }

    private static String id(String text) {
        return Shown.of(text, ID_COLUMNS);
    }
}
