package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions that explode without looking at a character, which no budget of looks would stop. */
class IdleWaysTest {

    private static final List<String> PARTS = List.of(
            "a", "a*", "b?", ".", "[ab]", "[^]a]*", "\\w+", "\\b", "^", "$", "", "\\Q(\\E", "\\1", "\\p{L}?", "(?=a)",
            "x{0,3}");
    private static final List<String> ENDS = List.of("", "*", "?", "+", "*?", "{2}", "{0,5}", "*+", "??", "{0,2}+");
    private static final List<String> BEGINNINGS = List.of("(", "(?:", "(?i:", "(?>", "(?=", "(?!", "(?<name>", "(?<=");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a*)*",
                "(?:|)",
                "(a*|b*)",
                "(?:a?)+?",
                "((a?)?)",
                "(?:\\b|$)",
                "(?i:a*)*",
                "(?!b)(a*)*",
                "(a*)(|\\2)"
            })
    void manyChoicesThatTakeNoCharacter_areRefused(String one) {
        String many = "()" + one.repeat(70) + "y";

        assertThatThrownBy(() -> ValuePattern.regex(many))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(
                        "but must not leave so many choices that take no character; (a*)* says what a* says");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^(alice|bob|carol|dave|erin|frank|grace|heidi|ivan|judy|mallory|niaj|olivia|peggy|rupert|sybil|trent)$",
                "([a-f]|[0-9]){32}",
                "^p[0-9]+(a|b)*?$",
                "(?:[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[a-z0-9]+)*)@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}",
                "^\\s*(?:insert|update)\\s+(?:into\\s+)?(\\w+\\.)?(wallet|\"wallet\")(\\s|$)",
                "(?i)\\bselect\\b.*\\bfrom\\b\\s+(?<table>\\w+)",
                "a?b?c?d?e?f?g?h?i?j?k?l?m?n?o?p?q?r?s?t?u?v?w?x?y?z?",
                "[]()*|]+[^]()*|]+[a-z&&[^(*)]]"
            })
    void ordinaryExpressions_arePermitted(String expression) {
        assertThat(ValuePattern.regex(expression).text()).isEqualTo(expression);
    }

    private static String random(SplittableRandom random, int depth) {
        StringBuilder expression = new StringBuilder();
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            if (depth == 0 || random.nextInt(3) == 0) {
                expression.append(any(random, PARTS));
            } else {
                expression.append(any(random, BEGINNINGS)).append(random(random, depth - 1));
                expression.append(')').append(any(random, ENDS));
            }
            expression.append(random.nextInt(4) == 0 ? "|" : "");
        }
        return expression.toString();
    }

    private static String any(SplittableRandom random, List<String> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** What is permitted ends soon on texts that are at their end at once. */
    @Test
    void whateverIsPermitted_endsSoonOnShortTexts() {
        SplittableRandom random = new SplittableRandom(5);
        int permitted = 0;
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            String expression = "(a?)" + random(random, 3).repeat(random.nextInt(1, 30)) + "y";
            String problem = ValuePattern.Regex.problem(expression);
            if (problem == null) {
                permitted++;
                RegexMatcher matcher = new RegexMatcher(expression);
                for (String text : List.of("", "a", "ab")) {
                    Assertions.assertTimeoutPreemptively(
                            Duration.ofSeconds(30), () -> matcher.test(text), () -> expression + " on '" + text + "'");
                }
            } else if (problem.contains("choices")) {
                refused++;
                assertThat(Pattern.compile(expression)).isNotNull();
            }
        }
        assertThat(permitted).isGreaterThan(1_000);
        assertThat(refused).isGreaterThan(100);
    }
}
