package dk.fristvagt.ops;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.fristvagt.monitor.CitizenFile;
import dk.fristvagt.ops.AccessLog.Outcome;
import dk.fristvagt.topology.Obstacle;
import dk.fristvagt.topology.Sought;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Answers {@code POST /citizens/explain}: why a citizen's deadlines stand as they do, to whoever has the token and says
 * who asks and why, which is logged.
 *
 * <p>An instance explains the citizens it has, and for others names the instance to ask (status 421).
 */
public final class CitizenExplainer {
    /** The field of a referral that names the instance to ask. */
    static final String INSTANCE = "instance";

    static final String BEARER = "Bearer ";

    /** The last day that an event may name (contract.md, "Valid"). */
    private static final LocalDate LAST_DAY = LocalDate.of(2100, 12, 31);

    private final Optional<String> token;
    private final Optional<AccessLog> log;
    private final Function<String, Sought> stores;
    private final Rendering rendering;

    /** Makes an explanation of a file. */
    public interface Rendering {
        /** The explanation on {@code day}, as JSON or as text. */
        String of(CitizenFile file, LocalDate day, boolean json);
    }

    /**
     * An explainer.
     *
     * @param token what a question must present; without one nothing is answered
     * @param stores looks for a citizen
     */
    public CitizenExplainer(Optional<String> token, Function<String, Sought> stores, Rendering rendering) {
        this.token = token;
        this.log = token.map(AccessLog::new);
        this.stores = stores;
        this.rendering = rendering;
    }

    /** Where it answers. */
    public Route route() {
        return new Route("POST", CitizenQuestion.PATH, this::answer);
    }

    private Answer answer(Request request) {
        if (token.isEmpty()) {
            return Answer.problem(403, "no citizen is explained here: set http.token on all instances");
        }
        if (!presents(request, token.get())) {
            log.get().refused(request.remote());
            return Answer.problem(
                    401,
                    "the token is missing or wrong: http.token must be the same here and there",
                    Map.of("WWW-Authenticate", "Bearer"));
        }
        try {
            return answer(CitizenQuestion.read(request.body()), log.get(), request.remote());
        } catch (CitizenQuestion.UnclearException unclear) {
            return Answer.problem(400, unclear.getMessage());
        }
    }

    /** In the same time whatever is presented, so that no token can be found letter by letter. */
    private static boolean presents(Request request, String token) {
        byte[] presented = request.authorization().orElse("").getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(presented, (BEARER + token).getBytes(StandardCharsets.UTF_8));
    }

    private Answer answer(CitizenQuestion question, AccessLog access, String remote) {
        Sought sought = stores.apply(question.citizenId());
        if (sought instanceof Sought.Elsewhere there) {
            return referral(there);
        }
        if (sought instanceof Sought.NotNow not) {
            return notNow(not.why());
        }
        if (sought instanceof Sought.Unknown unknown) {
            access.answered(Outcome.UNKNOWN, question, unknown.day(), remote);
            return Answer.problem(
                    404,
                    "nothing is stored about this citizen: either nothing was ever heard, or nothing of it could be of"
                            + " any influence any more and it has been deleted");
        }
        Sought.Found found = (Sought.Found) sought;
        LocalDate day = question.on().orElse(found.day());
        if (day.isBefore(found.day())) {
            return Answer.problem(
                    400,
                    "the business day is " + found.day()
                            + " and an earlier day cannot be explained from the store, which"
                            + " does not keep what was known then: use explain --events");
        }
        if (day.isAfter(LAST_DAY)) {
            return Answer.problem(400, "no day after " + LAST_DAY + " can be explained");
        }
        access.answered(Outcome.EXPLAINED, question, day, remote);
        String explanation = rendering.of(found.file(), day, question.json());
        return question.json() ? Answer.json(explanation) : Answer.text(explanation);
    }

    private static Answer referral(Sought.Elsewhere there) {
        String host = there.host().contains(":") ? "[" + there.host() + "]" : there.host();
        ObjectNode body = Answer.problem("another instance has this citizen");
        body.put(INSTANCE, host + ":" + there.port());
        return Answer.json(421, body + "\n");
    }

    private static Answer notNow(Obstacle why) {
        return Answer.problem(
                503,
                "the citizen cannot be explained now: " + why.sentence() + "; ask again in a moment",
                Map.of("Retry-After", "1"));
    }
}
