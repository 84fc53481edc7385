package dk.fristvagt.grafana;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which metrics a PromQL expression reads, and by which aggregation each is put together; promtool judges the syntax. */
final class DashboardExpression {
    private static final Set<String> AGGREGATIONS =
            Set.of("sum", "min", "max", "avg", "count", "group", "stddev", "stdvar", "quantile", "topk", "bottomk");

    private static final Set<String> SET_OPERATORS = Set.of("and", "unless");

    private static final Set<String> WITH_LABELS =
            Set.of("by", "without", "on", "ignoring", "group_left", "group_right");

    private static final Set<String> WORDS =
            Set.of("and", "or", "unless", "bool", "offset", "nan", "inf", "atan2", "start", "end");

    /** A name, a parenthesis, or what is passed over: strings, matchers, ranges, numbers, comments, operators. */
    private static final Pattern TOKEN = Pattern.compile("(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)|(?<open>\\()|(?<close>\\))"
            + "|\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|\\{(?:[^}\"]|\"(?:[^\"\\\\]|\\\\.)*\")*}|\\[[^]]*]|#[^\\n]*"
            + "|\\d[\\w.]*|\\s+|.");

    private static final Pattern LABEL_LIST = Pattern.compile("\\s*\\([^()]*\\)");

    private DashboardExpression() {}

    /**
     * One mention of a metric.
     *
     * @param metric its name
     * @param aggregation the innermost one around it; empty when there is none
     * @param membership it only says which other series stay: the right side of {@code and on (…)} or {@code unless on (…)}
     */
    record Mention(String metric, String aggregation, boolean membership) {}

    static List<Mention> mentions(String expression) {
        List<Mention> mentions = new ArrayList<>();
        Deque<String> calls = new ArrayDeque<>();
        String pending = "";
        boolean afterSetOperator = false;
        Matcher token = TOKEN.matcher(expression);
        int at = 0;
        while (at < expression.length() && token.find(at)) {
            at = token.end();
            if (token.group("open") != null) {
                calls.push(pending);
                pending = "";
                afterSetOperator = false;
            } else if (token.group("close") != null) {
                if (!calls.isEmpty()) {
                    calls.pop();
                }
            } else if (token.group("name") != null) {
                String name = token.group("name");
                if (WITH_LABELS.contains(name)) {
                    Matcher labels = LABEL_LIST.matcher(expression).region(at, expression.length());
                    at = labels.lookingAt() ? labels.end() : at;
                } else if (WORDS.contains(name.toLowerCase(Locale.ROOT))) {
                    afterSetOperator = SET_OPERATORS.contains(name);
                } else if (AGGREGATIONS.contains(name) || isCall(expression, at)) {
                    pending = name;
                    afterSetOperator = false;
                } else {
                    mentions.add(new Mention(name, innermost(calls), afterSetOperator));
                    afterSetOperator = false;
                }
            }
        }
        return List.copyOf(mentions);
    }

    private static boolean isCall(String expression, int end) {
        return expression.substring(end).stripLeading().startsWith("(");
    }

    private static String innermost(Deque<String> calls) {
        return calls.stream().filter(AGGREGATIONS::contains).findFirst().orElse("");
    }
}
