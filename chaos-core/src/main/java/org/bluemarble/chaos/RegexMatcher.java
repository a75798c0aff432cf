package org.bluemarble.chaos;

import java.util.regex.Pattern;

/** Looks for a regular expression in texts, and gives up after a number of steps: a call must not stand still for it. */
final class RegexMatcher implements PatternMatcher.TextMatcher {

    /** Looks at a character; about half a millisecond at most. Ordinary expressions need a few for each character. */
    static final int MOST_STEPS = 100_000;

    private final Pattern pattern;

    RegexMatcher(String expression) {
        this.pattern = Pattern.compile(expression);
    }

    @Override
    public Selector.Match test(String text) {
        try {
            return pattern.matcher(new Counted(text)).find() ? Selector.Match.YES : Selector.Match.NO;
        } catch (OutOfSteps tooMany) {
            return Selector.Match.UNKNOWN;
        } catch (StackOverflowError tooDeep) {
            // java.util.regex calls itself once and more for each character that a group takes.
            return Selector.Match.UNKNOWN;
        }
    }

    private static final class OutOfSteps extends RuntimeException {

        private static final long serialVersionUID = 1L;

        OutOfSteps() {
            super(null, null, false, false);
        }
    }

    /** A text that can be looked at so many times; its parts count for themselves, and java.util.regex takes none. */
    private static final class Counted implements CharSequence {

        private final CharSequence text;
        private int left = MOST_STEPS;

        Counted(CharSequence text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (--left < 0) {
                throw new OutOfSteps();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text.subSequence(start, end));
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
