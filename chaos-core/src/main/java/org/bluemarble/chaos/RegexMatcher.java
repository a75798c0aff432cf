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
            return pattern.matcher(new Counted(text, new int[] {MOST_STEPS})).find()
                    ? Selector.Match.YES
                    : Selector.Match.NO;
        } catch (OutOfSteps tooMany) {
            return Selector.Match.UNKNOWN;
        } catch (StackOverflowError tooDeep) {
            // java.util.regex calls itself once and more for each character that a group takes.
            return Selector.Match.UNKNOWN;
        }
    }

    private static final class OutOfSteps extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private static final OutOfSteps NOW = new OutOfSteps();

        OutOfSteps() {
            super(null, null, false, false);
        }
    }

    /**
     * A text that can be looked at so many times.
     *
     * @param left how many times more; one number, which parts of the text share
     */
    private record Counted(CharSequence text, int[] left) implements CharSequence {

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (--left[0] < 0) {
                throw OutOfSteps.NOW;
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text.subSequence(start, end), left);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
