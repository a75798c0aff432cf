package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternMatcherTest {

    private static Selector.Match match(@Nullable Object value, ValuePattern... anyOf) {
        return PatternMatcher.anyOf(List.of(anyOf)).test(value);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            *wallet*,  update wallet set,   YES
            *wallet*,  update walle set,    NO
            wallet*,   wallet,              YES
            wallet*,   my wallet,           NO
            *.log,     trade.log,           YES
            *.log,     trade.log2,          NO
            p?7,       p17,                 YES
            p?7,       p7,                  NO
            a*b*c,     a-b-b-c,             YES
            a*b*c,     a-c-b,               NO
            a\\*?,     a*x,                 YES
            a\\*?,     abx,                 NO
            *,         anything at all,     YES
            """)
    void glob_fitsTheWholeText(String glob, String text, Selector.Match expected) {
        assertThat(match(text, ValuePattern.glob(glob))).isEqualTo(expected);
    }

    /** Random shapes against java.util.regex as the referee. */
    @Test
    void glob_agreesWithTheSameRegularExpression() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 20_000; i++) {
            String glob = word(random, "ab*?", 8);
            String text = word(random, "ab", 10);
            Pattern referee = Pattern.compile(glob.replace("*", ".*").replace("?", "."));

            assertThat(match(text, ValuePattern.glob(glob)))
                    .as("glob '%s' on '%s'", glob, text)
                    .isEqualTo(referee.matcher(text).matches() ? Selector.Match.YES : Selector.Match.NO);
        }
    }

    private static String word(SplittableRandom random, String letters, int most) {
        StringBuilder word = new StringBuilder();
        for (int length = random.nextInt(most + 1); length > 0; length--) {
            word.append(letters.charAt(random.nextInt(letters.length())));
        }
        return word.toString();
    }

    @Test
    void regex_isFoundAnywhereInTheText() {
        assertThat(match("update wallet", ValuePattern.regex("w.l+et$"))).isEqualTo(Selector.Match.YES);
        assertThat(match("update wallet", ValuePattern.regex("^w.l+et$"))).isEqualTo(Selector.Match.NO);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            (a+)+$
            (a|aa)+$
            (a|a?)+$
            (.*a){25}$
            (a|b)*c
            ^(([a-z])+.)+[A-Z]([a-z])+$
            """)
    void regexThatExplodes_endsSoonAndIsUnknown(String expression) {
        ValuePattern pattern = ValuePattern.regex(expression);
        String text = "a".repeat(50_000) + "!";

        long start = System.nanoTime();
        Selector.Match match = match(text, pattern);

        assertThat(match).isEqualTo(Selector.Match.UNKNOWN);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void globOverAHugeText_endsSoonAndIsUnknown() {
        ValuePattern pattern = ValuePattern.glob("*" + "a".repeat(500) + "b*");

        assertThat(match("a".repeat(1_000_000), pattern)).isEqualTo(Selector.Match.UNKNOWN);
    }

    @Test
    void unknownForOneOfSeveral_isNotOutweighedByANo_butByAYes() {
        ValuePattern slow = ValuePattern.regex("(a+)+$");
        String hard = "a".repeat(1000) + "!";

        assertThat(match(List.of("x", hard), slow)).isEqualTo(Selector.Match.UNKNOWN);
        assertThat(match(List.of(hard, "ba"), slow)).isEqualTo(Selector.Match.YES);
        assertThat(match(hard, slow, ValuePattern.prefix("aa"))).isEqualTo(Selector.Match.YES);
    }

    @Test
    void numbers_fitARangeOrOneOfAList() {
        ValuePattern[] anyOf = {ValuePattern.range(10, 50), ValuePattern.exactly(70), ValuePattern.upTo(-5)};

        assertThat(List.of(9L, 10L, 50L, 51L, 70L, -5L, -4L, Long.MIN_VALUE + 1))
                .extracting(number -> match(number, anyOf) == Selector.Match.YES)
                .containsExactly(false, true, true, false, true, true, false, true);
    }

    @Test
    void attributeThatIsMissing_fitsNothing() {
        assertThat(match(null, ValuePattern.glob("*x*"), ValuePattern.exactly("y")))
                .isEqualTo(Selector.Match.NO);
    }
}
