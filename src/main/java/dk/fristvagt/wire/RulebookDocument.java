package dk.fristvagt.wire;

import dk.fristvagt.facts.Offer;
import dk.fristvagt.rules.Rule;
import dk.fristvagt.rules.Rulebook;
import java.util.List;
import java.util.Map;

/**
 * A rulebook as it is written down: the rules in the order and under the headings of their files, with what the core
 * does not need but a reader does.
 *
 * @param abbreviations what citations and notes shorten, in the order of the file
 * @param chapters one for each file, in the order in which {@code rulebook.yaml} lists them
 * @param offerTypes every type of offer, with those that never count
 */
public record RulebookDocument(
        Rulebook rulebook, Map<String, String> abbreviations, List<Chapter> chapters, List<OfferType> offerTypes) {

    /**
     * The rules of one file.
     *
     * @param file its name, without a directory
     * @param rules every version, in the order of the file
     */
    public record Chapter(String file, Rule.Title title, List<Rule> rules) {}

    /**
     * When offers of one type count.
     *
     * @param counts the days on which an offer must begin to count, {@link java.time.LocalDate#MIN} where they have no
     *     beginning; empty: it never counts
     */
    public record OfferType(
            Offer.Type type, List<Rule.Validity> counts, List<Rule.Reference> references, List<String> notes) {}
}
