package org.bluemarble.chaos;

import org.jspecify.annotations.Nullable;

/** The spelling of texts with wildcards. */
final class Globs {

    private Globs() {}

    /** {@return the text that the glob stands for if it has no wildcard; null if it has one} */
    static @Nullable String plainText(String glob) {
        return hasWildcard(glob) ? null : beginning(glob);
    }

    private static boolean hasWildcard(String glob) {
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '*' || c == '?') {
                return true;
            }
        }
        return false;
    }

    /** {@return what every text of this shape begins with: all before the first wildcard} */
    static String beginning(String glob) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (c == '*' || c == '?') {
                break;
            }
            // A backslash at the end stands for itself.
            text.append(c == '\\' && i + 1 < glob.length() ? glob.charAt(++i) : c);
        }
        return text.toString();
    }

    /** {@return whether the glob says no more than how the text begins} */
    static boolean isPrefix(String glob) {
        int last = glob.length() - 1;
        return last >= 0 && glob.charAt(last) == '*' && plainText(glob.substring(0, last)) != null && hasWildcard(glob);
    }

    /** {@return the text as a glob without wildcards} */
    static String escaped(String text) {
        StringBuilder glob = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '*' || c == '?' || c == '\\') {
                glob.append('\\');
            }
            glob.append(c);
        }
        return glob.toString();
    }
}
