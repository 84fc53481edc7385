package dk.fristvagt.cli.explain;

import dk.fristvagt.alerts.Alert;
import dk.fristvagt.monitor.CitizenFile;
import java.time.LocalDate;
import java.util.List;

/** The explanation of a citizen's deadlines on a day, as text or as JSON. */
public final class Explanations {
    private final Explainer explainer;

    public Explanations(Explainer explainer) {
        this.explainer = explainer;
    }

    /** For a case worker; {@code alerts} is everything said about the citizen up to {@code day}, in order. */
    public String text(CitizenFile file, List<Alert> alerts, LocalDate day) {
        return ExplanationText.of(explainer.explain(file, alerts, day));
    }

    /** For a program: one document. */
    public String json(CitizenFile file, List<Alert> alerts, LocalDate day) {
        return ExplanationJson.of(explainer.explain(file, alerts, day));
    }

    /** As JSON or text, where only the file is known and not what was said before. */
    public String ofFile(CitizenFile file, LocalDate day, boolean json) {
        Explanation explanation = explainer.explain(file, day);
        return json ? ExplanationJson.of(explanation) : ExplanationText.of(explanation);
    }
}
