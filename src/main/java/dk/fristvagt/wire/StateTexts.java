package dk.fristvagt.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The texts that a stored citizen refers to by index: its own, each written once, and the well-known ones, which are
 * not written at all.
 */
final class StateTexts {
    /** Index of a text that is not there. */
    private static final int NONE = -1;

    /** Index of the first well-known text; the following ones go down from it. */
    private static final int FIRST_KNOWN = -2;

    /**
     * The rule ids of the first rulebook: part of version 1 of the state, so neither reordered nor extended. Rule ids
     * that came later are written in each file.
     */
    private static final List<String> KNOWN = List.of(
            "dp-faelles-1",
            "dp-faelles-2",
            "dp-faelles-3",
            "dp-jobsamtale",
            "dp-cv-samtale",
            "dp-raadighed",
            "dp24-foerste",
            "dp24-akasse",
            "dp24-jobcenter",
            "dp24-unge",
            "dp24-16mdr",
            "dp26-foerste",
            "dp26-akasse",
            "dp26-jobcenter",
            "dp26-unge",
            "dp26-16mdr",
            "kth26-foerste",
            "kth26-tilbud",
            "akt26-tilbud",
            "jp26-jobsamtale",
            "sdp26-opfoelgning",
            "kth-foerste-samtale",
            "x-jobsamtale",
            "sdp-foerste",
            "sdp25-opfoelgning",
            "sdp-opfoelgning",
            "dp-cv",
            "kth-cv",
            "udd-cv",
            "ly-cv",
            "dp-tilbud",
            "kth-tilbud",
            "fokus-samtaler",
            "fokus-tilbud",
            "akasse-invitation");

    private static final Map<String, Integer> KNOWN_INDEXES = knownIndexes();

    private final List<String> texts;
    private final Map<String, Integer> indexes = new HashMap<>();

    /** The texts of a file that is being written. */
    StateTexts() {
        this.texts = new ArrayList<>();
    }

    /** The texts of a file that is being read. */
    StateTexts(List<String> texts) {
        this.texts = texts;
    }

    /** The texts to write. */
    List<String> list() {
        return texts;
    }

    /** The index of {@code text}. */
    int index(String text) {
        Integer known = KNOWN_INDEXES.get(text);
        if (known != null) {
            return known;
        }
        return indexes.computeIfAbsent(text, t -> {
            texts.add(t);
            return texts.size() - 1;
        });
    }

    /** The index of {@code text}, which may be absent. */
    int index(Optional<String> text) {
        return text.isPresent() ? index(text.get()) : NONE;
    }

    /** The text at {@code index}. */
    String at(int index) {
        return index <= FIRST_KNOWN ? KNOWN.get(FIRST_KNOWN - index) : texts.get(index);
    }

    /** The text at {@code index}, if it is the index of one. */
    Optional<String> maybeAt(int index) {
        return index == NONE ? Optional.empty() : Optional.of(at(index));
    }

    private static Map<String, Integer> knownIndexes() {
        Map<String, Integer> known = new HashMap<>();
        for (int n = 0; n < KNOWN.size(); n++) {
            known.put(KNOWN.get(n), FIRST_KNOWN - n);
        }
        return known;
    }
}
