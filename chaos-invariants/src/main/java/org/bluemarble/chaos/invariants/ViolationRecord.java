package org.bluemarble.chaos.invariants;

/**
 * A violation as result files hold it. The shape is stable: {@code {"invariant":"I9","count":3,"witness":"…"}}.
 *
 * @param invariant the invariant's stable name, for example {@code I9}
 * @param count how many break it
 * @param witness the first witness in words
 */
public record ViolationRecord(String invariant, long count, String witness) {

    /** {@return this record as a JSON object} */
    public String toJson() {
        return "{\"invariant\":\"" + invariant + "\",\"count\":" + count + ",\"witness\":\"" + escaped(witness) + "\"}";
    }

    private static String escaped(String text) {
        StringBuilder json = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.toString();
    }
}
