package org.bluemarble.chaos.invariants.facts;

import java.time.Instant;
import java.util.Map;

/**
 * The spelling of one fact as one JSON object on one line, both ways.
 *
 * <p>{@code {"t":1763700000000,"op":"p1-17","kind":"trade","outcome":"ok","actor":"p1","payload":{"result":"done"}}}. Keys may
 * come in any order, {@code payload} may be missing, unknown keys are passed over so that a newer writer can be read. Payload
 * values are texts, numbers or booleans; the last two are kept as they are spelled.
 */
final class FactLine {

    private FactLine() {}

    static String write(Fact fact) {
        StringBuilder line = new StringBuilder(160);
        line.append("{\"t\":").append(fact.at().toEpochMilli());
        field(line, "op", fact.op());
        field(line, "kind", fact.kind());
        field(line, "outcome", fact.outcome().spelling());
        field(line, "actor", fact.actor());
        line.append(",\"payload\":{");
        String separator = "";
        for (Map.Entry<String, String> entry : fact.payload().entrySet()) {
            line.append(separator);
            quote(line, entry.getKey());
            line.append(':');
            quote(line, entry.getValue());
            separator = ",";
        }
        return line.append("}}").toString();
    }

    private static void field(StringBuilder line, String name, String value) {
        line.append(",\"").append(name).append("\":");
        quote(line, value);
    }

    private static void quote(StringBuilder line, String text) {
        line.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\').append(c);
            } else if (c < ' ' || isLoneSurrogate(text, i)) {
                // A lone surrogate has no UTF-8 form and would be read back as another character.
                line.append(String.format("\\u%04x", (int) c));
            } else {
                line.append(c);
            }
        }
        line.append('"');
    }

    private static boolean isLoneSurrogate(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }

    /**
     * Reads one line.
     *
     * @throws FlatJson.TornException if the line ends before its object does
     * @throws FlatJson.SyntaxException if the line is no fact
     */
    static Fact read(String line) throws FlatJson.TornException, FlatJson.SyntaxException {
        FlatJson json = FlatJson.parse(line);
        String word = json.text("outcome");
        FactOutcome outcome = FactOutcome.spelled(word)
                .orElseThrow(() -> new FlatJson.SyntaxException(
                        "outcome was '" + word + "' but must be invoke, ok, fail or gave-up"));
        try {
            return new Fact(
                    Instant.ofEpochMilli(json.number("t")),
                    json.text("op"),
                    json.text("kind"),
                    outcome,
                    json.text("actor"),
                    json.object("payload"));
        } catch (IllegalArgumentException empty) {
            throw new FlatJson.SyntaxException(String.valueOf(empty.getMessage()));
        }
    }
}
