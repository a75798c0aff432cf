package org.bluemarble.chaos;

/**
 * Counts in how many ways {@code java.util.regex} may go through an expression without looking at a character. Those are
 * steps that {@link RegexMatcher} cannot count: {@code (a*)*} written forty times, at the end of a text, would take days.
 *
 * <p>Reads the expression roughly, and only where {@link java.util.regex.Pattern} has read it before. What takes a character
 * for certain ends a way; everything else counts.
 */
final class IdleWays {

    /** Ordinary expressions have a few. */
    static final double MOST = 1_000;

    private static final String NO_CHARACTER = "bBAGZz";

    private final String expression;
    private int at;

    private IdleWays(String expression) {
        this.expression = expression;
    }

    /**
     * What is known of a part of the expression.
     *
     * @param through ways to its end; none if it takes a character
     * @param all ways into it, whether or not they come to its end
     */
    private record Ways(double through, double all) {

        static final Ways CHARACTER = new Ways(0, 1);
        static final Ways NOTHING = new Ways(1, 1);
    }

    /** {@return how many ways there are, at most} */
    static double in(String expression) {
        IdleWays ways = new IdleWays(expression);
        double all = 0;
        while (ways.at < expression.length()) {
            all += ways.alternatives().all();
            // Past a bracket that opens nothing, such as one in a comment.
            ways.at++;
        }
        return all;
    }

    private Ways alternatives() {
        Ways one = sequence();
        double through = one.through();
        double all = one.all();
        while (skip('|')) {
            one = sequence();
            through += one.through();
            all += one.all();
        }
        return new Ways(through, all);
    }

    private Ways sequence() {
        double through = 1;
        double all = 1;
        while (at < expression.length() && "|)".indexOf(expression.charAt(at)) < 0) {
            Ways part = part();
            all += through * part.all();
            through *= part.through();
        }
        return new Ways(through, all);
    }

    private Ways part() {
        char c = expression.charAt(at++);
        Ways ways;
        if (c == '(') {
            ways = group();
        } else if (c == '[') {
            skipClass();
            ways = Ways.CHARACTER;
        } else if (c == '\\') {
            ways = escaped();
        } else {
            ways = c == '^' || c == '$' ? Ways.NOTHING : Ways.CHARACTER;
        }
        return repeated(ways);
    }

    private Ways group() {
        boolean looks = false;
        boolean keeps = false;
        if (skip('?')) {
            boolean named = skip('<');
            looks = skip('=') || skip('!');
            keeps = !named && !looks && skip('>');
            if (!looks && !keeps) {
                skipNameOrFlags();
            }
        }
        Ways body = alternatives();
        skip(')');
        // What looks ahead or behind takes nothing itself, and is gone into once, as is what keeps what it took.
        double through = looks ? 1 : keeps ? Math.min(1, body.through()) : body.through();
        return new Ways(through, body.all());
    }

    private void skipNameOrFlags() {
        while (at < expression.length() && ":>)".indexOf(expression.charAt(at)) < 0) {
            at++;
        }
        // The bracket that ends flags ends the group, too.
        if (at < expression.length() && expression.charAt(at) != ')') {
            at++;
        }
    }

    /** After an opening bracket; classes may hold classes. */
    private void skipClass() {
        int depth = 1;
        // A bracket that comes first stands for itself.
        skip('^');
        int first = at;
        while (at < expression.length() && depth > 0) {
            char c = expression.charAt(at++);
            if (c == '\\') {
                at++;
            } else if (c == '[') {
                depth++;
            } else if (c == ']' && at - 1 > first) {
                depth--;
            }
        }
    }

    private Ways escaped() {
        char c = at < expression.length() ? expression.charAt(at++) : '\\';
        if (c == 'Q') {
            int end = expression.indexOf("\\E", at);
            boolean empty = end == at;
            at = end < 0 ? expression.length() : end + 2;
            return empty ? Ways.NOTHING : Ways.CHARACTER;
        }
        if (c == 'k') {
            at = Math.max(at, expression.indexOf('>', at) + 1);
            return Ways.NOTHING;
        }
        if ("pPxN".indexOf(c) >= 0 && at < expression.length() && expression.charAt(at) == '{') {
            at = Math.max(at, expression.indexOf('}', at) + 1);
        }
        // What was taken before may have been nothing.
        boolean reference = c >= '1' && c <= '9';
        return reference || NO_CHARACTER.indexOf(c) >= 0 ? Ways.NOTHING : Ways.CHARACTER;
    }

    private Ways repeated(Ways body) {
        Ways ways = body;
        while (at < expression.length() && "*+?{".indexOf(expression.charAt(at)) >= 0) {
            boolean mayBeLeftOut = "*?".indexOf(expression.charAt(at)) >= 0 || expression.startsWith("{0", at);
            if (expression.charAt(at) == '{') {
                at = Math.max(at, expression.indexOf('}', at));
            }
            at++;
            // However often it may come, it comes once without a character, and then no more.
            double through = ways.through() + (mayBeLeftOut || ways.through() > 0 ? 1 : 0);
            boolean possessive = skip('+');
            skip('?');
            ways = new Ways(possessive ? Math.min(1, through) : through, ways.all() + 1);
        }
        return ways;
    }

    private boolean skip(char expected) {
        boolean there = at < expression.length() && expression.charAt(at) == expected;
        at += there ? 1 : 0;
        return there;
    }
}
