package org.bluemarble.chaos;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** What a selector's condition expects of an attribute's value. Immutable. */
public sealed interface ValuePattern {

    /** A pattern that is longer was not typed. */
    int LONGEST = 1000;

    /** {@return a text that is equal} */
    static ValuePattern exactly(String text) {
        return new Exactly(text);
    }

    /** {@return a number that is equal} */
    static ValuePattern exactly(long number) {
        return new Exactly(number);
    }

    /** {@return a flag that is equal} */
    static ValuePattern exactly(boolean flag) {
        return new Exactly(flag);
    }

    /**
     * Returns a text of this shape: {@code *} stands for any characters or none, {@code ?} for one, and a backslash takes
     * the meaning from the character after it.
     *
     * @throws IllegalArgumentException if it is longer than {@link #LONGEST}
     */
    static ValuePattern glob(String glob) {
        String plain = Globs.plainText(glob);
        return plain == null ? new Glob(glob) : new Exactly(plain);
    }

    /** {@return a text that begins so} */
    static ValuePattern prefix(String beginning) {
        return new Glob(Globs.escaped(beginning) + "*");
    }

    /**
     * Returns a text in which {@link Regex this expression} finds something.
     *
     * @throws IllegalArgumentException if it cannot be used as an expression, with the reason
     */
    static ValuePattern regex(String expression) {
        return new Regex(expression);
    }

    /** {@return a number from {@code from} to {@code to}, both included} */
    static ValuePattern range(long from, long to) {
        return new Range(from, to);
    }

    /** {@return a number of at least {@code from}} */
    static ValuePattern from(long from) {
        return new Range(from, Long.MAX_VALUE);
    }

    /** {@return a number of at most {@code to}} */
    static ValuePattern upTo(long to) {
        return new Range(Long.MIN_VALUE, to);
    }

    /** {@return the type of the attributes that it can be asked of} */
    AttributeKey.Type type();

    /** {@return what the pattern is in words and in the line, without quotes} */
    String text();

    /**
     * One value.
     *
     * @param value a {@link String}, {@link Long} or {@link Boolean}
     */
    record Exactly(Object value) implements ValuePattern {

        public Exactly {
            if (!(value instanceof String || value instanceof Long || value instanceof Boolean)) {
                throw new IllegalArgumentException("value was '" + value + "' but must be a text, a number or a flag");
            }
        }

        @Override
        public AttributeKey.Type type() {
            return value instanceof String
                    ? AttributeKey.Type.TEXT
                    : value instanceof Long ? AttributeKey.Type.NUMBER : AttributeKey.Type.FLAG;
        }

        @Override
        public String text() {
            return value.toString();
        }
    }

    /**
     * A text with wildcards; see {@link #glob(String)}. Compared case by case, as it is written.
     *
     * @param glob with at least one wildcard, at most {@link #LONGEST} characters
     */
    record Glob(String glob) implements ValuePattern {

        public Glob {
            if (glob.length() > LONGEST) {
                throw new IllegalArgumentException(
                        "glob was " + glob.length() + " characters long but must be at most " + LONGEST);
            }
            if (Globs.plainText(glob) != null) {
                throw new IllegalArgumentException("glob was '" + glob + "' but must have a wildcard, * or ?");
            }
        }

        @Override
        public AttributeKey.Type type() {
            return AttributeKey.Type.TEXT;
        }

        @Override
        public String text() {
            return glob;
        }
    }

    /**
     * A regular expression as {@link Pattern} reads it, found anywhere in the text. It is stopped after a number of steps:
     * a call whose text takes more is not matched, and counted as unknown.
     *
     * @param expression without control characters, at most {@link #LONGEST} characters; repetition counts multiplied with
     *     each other are at most 10,000, and few are the ways through it that take no character. A slash is the same with a
     *     backslash before it as without
     */
    record Regex(String expression) implements ValuePattern {

        private static final Pattern COUNTS = Pattern.compile("\\{(\\d{1,18})?(?:,(\\d{1,18})?)?\\}");
        private static final long MOST_REPETITIONS = 10_000;

        public Regex {
            expression = withPlainSlashes(expression);
            String problem = problem(expression);
            if (problem != null) {
                throw new IllegalArgumentException("regex was '" + expression + "' " + problem);
            }
        }

        /** {@return why this is no usable expression, as the end of a sentence, or null} */
        static @Nullable String problem(String expression) {
            if (expression.isEmpty() || expression.length() > LONGEST) {
                return "but must have 1 to " + LONGEST + " characters";
            }
            if (!LineScanner.isPrintable(expression)) {
                return "but must have no control characters; write them as escapes, such as \\n";
            }
            if (repetitions(expression) > MOST_REPETITIONS) {
                // The empty text can be repeated without looking at a character, so that no step would be counted.
                return "but its repetition counts, multiplied, must be at most " + MOST_REPETITIONS;
            }
            try {
                Pattern unused = Pattern.compile(expression);
                return IdleWays.in(expression) <= IdleWays.MOST
                        ? null
                        : "but must not leave so many choices that take no character; (a*)* says what a* says";
            } catch (PatternSyntaxException wrong) {
                return "but must be a regular expression; " + wrong.getDescription() + " near index "
                        + wrong.getIndex();
            } catch (StackOverflowError tooDeep) {
                return "but must not be nested as deeply";
            }
        }

        private static double repetitions(String expression) {
            double product = 1;
            Matcher counts = COUNTS.matcher(expression);
            while (counts.find()) {
                String most = counts.group(2) == null ? counts.group(1) : counts.group(2);
                product *= most == null ? 1 : Math.max(1, Long.parseLong(most));
            }
            return product;
        }

        /** Lines write an expression between slashes, and a slash in it with a backslash: both spellings are one. */
        private static String withPlainSlashes(String expression) {
            StringBuilder plain = new StringBuilder();
            for (int i = 0; i < expression.length(); i++) {
                char c = expression.charAt(i);
                if (c == '\\' && i + 1 < expression.length()) {
                    char escaped = expression.charAt(++i);
                    plain.append(escaped == '/' ? "" : "\\").append(escaped);
                } else {
                    plain.append(c);
                }
            }
            return plain.toString();
        }

        @Override
        public AttributeKey.Type type() {
            return AttributeKey.Type.TEXT;
        }

        @Override
        public String text() {
            return expression;
        }
    }

    /**
     * A number between two others.
     *
     * @param from included; {@link Long#MIN_VALUE} for no lower end
     * @param to included; {@link Long#MAX_VALUE} for no upper end
     */
    record Range(long from, long to) implements ValuePattern {

        public Range {
            if (from > to) {
                throw new IllegalArgumentException(
                        "range was " + from + ".." + to + " but must not begin above its end");
            }
            if (from == Long.MIN_VALUE && to == Long.MAX_VALUE) {
                throw new IllegalArgumentException("range was open at both ends but must have one");
            }
        }

        @Override
        public AttributeKey.Type type() {
            return AttributeKey.Type.NUMBER;
        }

        @Override
        public String text() {
            return (from == Long.MIN_VALUE ? "" : from) + ".." + (to == Long.MAX_VALUE ? "" : to);
        }
    }

    /** {@return what is expected, for conditions that are given any kind of object} */
    static ValuePattern of(Object value) {
        return Objects.requireNonNull(value, "value") instanceof ValuePattern pattern ? pattern : new Exactly(value);
    }
}
