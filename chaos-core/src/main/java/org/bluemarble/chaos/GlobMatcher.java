package org.bluemarble.chaos;

import java.util.Arrays;

/** Recognises texts of a glob's shape. Allocates nothing. */
final class GlobMatcher implements PatternMatcher.TextMatcher {

    /** One more than any character: the wildcards stand among the characters to compare. */
    private static final int ONE = 0x10000;

    private static final int ANY = 0x10001;

    private final int[] shape;

    private GlobMatcher(int[] shape) {
        this.shape = shape;
    }

    static PatternMatcher.TextMatcher of(String glob) {
        if (Globs.isPrefix(glob)) {
            String beginning = Globs.beginning(glob);
            return text -> text.startsWith(beginning) ? Selector.Match.YES : Selector.Match.NO;
        }
        int[] shape = new int[glob.length()];
        int length = 0;
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            boolean escaped = c == '\\' && i + 1 < glob.length();
            int one = escaped ? glob.charAt(++i) : c == '*' ? ANY : c == '?' ? ONE : c;
            if (one != ANY || length == 0 || shape[length - 1] != ANY) {
                shape[length++] = one;
            }
        }
        return new GlobMatcher(Arrays.copyOf(shape, length));
    }

    /** Goes back to the latest star alone: an earlier one could reach nothing that this one does not. */
    @Override
    public Selector.Match test(String text) {
        int steps = RegexMatcher.MOST_STEPS;
        int at = 0;
        int star = -1;
        int resume = 0;
        int i = 0;
        while (i < text.length()) {
            if (--steps < 0) {
                return Selector.Match.UNKNOWN;
            }
            int wanted = at < shape.length ? shape[at] : -1;
            if (wanted == ANY) {
                star = at++;
                resume = i;
            } else if (wanted == ONE || wanted == text.charAt(i)) {
                at++;
                i++;
            } else if (star >= 0) {
                at = star + 1;
                i = ++resume;
            } else {
                return Selector.Match.NO;
            }
        }
        return at == shape.length || (at == shape.length - 1 && shape[at] == ANY)
                ? Selector.Match.YES
                : Selector.Match.NO;
    }
}
