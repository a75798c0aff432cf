package org.bluemarble.chaos.fuzz;

import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Makes texts that are nearly right out of right ones: the closer to the grammar, the deeper into a reader they get. */
final class NearlyRight {

    private static final String ALPHABET =
            "[](){}=!,:;\"'\\/|~*?+^$#&<>%@`.- \t\nu0129azAZµ\u00e9\u0000\ud83d\ufeff\uffff";

    /** Where readers of numbers, durations, shares, texts and expressions have their ends. */
    private static final List<String> EDGES = List.of(
            "0",
            "-0",
            "-1",
            "1",
            "+7",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "99999999999999999999999999999999999999",
            "1e400",
            "0.0000000000000000000000000000000000000001",
            "100%",
            "100.0000000001%",
            "1E-300%",
            "9999999999999999h",
            "0ns",
            "-1ms",
            "1.5ns",
            "24:00",
            "99:99",
            "..",
            "/",
            "|",
            "||",
            "!=",
            "~/(a+)+$/",
            "~/((a*)*)*$/",
            "~/x{1000}{1000}{1000}/",
            "~/(((((((((((((((a|aa)+)+)+)+)+)+)+)+)+)+)+)+)+)+)+z/",
            "true",
            "null",
            "mon..mon",
            "Europe/Berlin",
            "GMT+99:99",
            "\u0130",
            "${x}",
            "%n%s",
            "../../../etc/passwd",
            "/dev/null");

    private static final Pattern VALUES = Pattern.compile("-?\\d+(?:\\.\\d+)?|[=~/|,.:\\[\\]{}\"'%+#*]+|[\\p{L}-]+");

    private final SplittableRandom random;
    private final List<String> right;

    NearlyRight(long seed, List<String> right) {
        this.random = new SplittableRandom(seed);
        this.right = List.copyOf(right);
    }

    String next() {
        StringBuilder text = new StringBuilder(any(right));
        for (int i = random.nextInt(1, 4); i > 0 && text.length() > 0; i--) {
            change(text);
        }
        return text.toString();
    }

    private void change(StringBuilder text) {
        int at = random.nextInt(text.length());
        int end = Math.min(text.length(), at + random.nextInt(1, 30));
        switch (random.nextInt(10)) {
            case 0 -> text.deleteCharAt(at);
            case 1 -> text.insert(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            case 2 -> text.setCharAt(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            case 3 -> text.delete(at, end);
            case 4 -> {
                String other = any(right);
                text.insert(at, other, random.nextInt(other.length()), other.length());
            }
            case 5 -> text.insert(at, any(EDGES));
            case 6 -> text.insert(at, text.substring(at, end));
            case 7 -> text.insert(at, text.substring(at, end).repeat(random.nextInt(1, 200)));
            default -> replaceOneWord(text);
        }
    }

    /** Exchanges a number, a name or a sign for another one that occurs, or for one at an edge. */
    private void replaceOneWord(StringBuilder text) {
        MatchResult word = anyWord(text);
        if (word != null) {
            MatchResult other = anyWord(any(right));
            boolean edge = other == null || random.nextInt(3) == 0;
            text.replace(word.start(), word.end(), edge ? any(EDGES) : other.group());
        }
    }

    private MatchResult anyWord(CharSequence text) {
        List<MatchResult> words = VALUES.matcher(text).results().toList();
        return words.isEmpty() ? null : any(words);
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
