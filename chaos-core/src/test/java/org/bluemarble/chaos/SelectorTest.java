package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SelectorTest {

    private static final AttributeKey TABLE = AttributeKey.text("selector-table");
    private static final AttributeKey KIND = AttributeKey.text("selector-kind");
    private static final AttributeKey ROWS = AttributeKey.number("selector-rows");
    private static final AttributeKey READ_ONLY = AttributeKey.flag("selector-read-only");

    private static Selector.Condition is(AttributeKey key, Object value) {
        return new Selector.Condition(key, false, value);
    }

    private static Selector.Condition not(AttributeKey key, Object value) {
        return new Selector.Condition(key, true, value);
    }

    private static Selector.Match match(Map<AttributeKey, Object> call, Selector.Condition... conditions) {
        return new Selector(List.of(conditions)).matcher("test").test(call::get);
    }

    @Test
    void noCondition_matchesEveryCall() {
        assertThat(match(Map.of())).isEqualTo(Selector.Match.YES);
    }

    @Test
    void equalValue_matches_ofEveryType() {
        Map<AttributeKey, Object> call = Map.of(KIND, "auto", ROWS, 3L, READ_ONLY, true);

        assertThat(match(call, is(KIND, "auto"), is(ROWS, 3L), is(READ_ONLY, true)))
                .isEqualTo(Selector.Match.YES);
        assertThat(match(call, is(KIND, "Auto"))).isEqualTo(Selector.Match.NO);
        assertThat(match(call, is(ROWS, 4L))).isEqualTo(Selector.Match.NO);
        assertThat(match(call, is(READ_ONLY, false))).isEqualTo(Selector.Match.NO);
    }

    @Test
    void negation_matchesWhatDiffers_andCallsWithoutTheAttribute() {
        assertThat(match(Map.of(KIND, "xa"), not(KIND, "auto"))).isEqualTo(Selector.Match.YES);
        assertThat(match(Map.of(KIND, "auto"), not(KIND, "auto"))).isEqualTo(Selector.Match.NO);
        assertThat(match(Map.of(), not(KIND, "auto"))).isEqualTo(Selector.Match.YES);
    }

    @Test
    void attributeThatTheCallDoesNotHave_isEqualToNothing() {
        assertThat(match(Map.of(), is(KIND, "auto"))).isEqualTo(Selector.Match.NO);
    }

    @Test
    void severalValues_matchIfAnyIsEqual_andNegatedIfNoneIs() {
        Map<AttributeKey, Object> call = Map.of(TABLE, List.of("trades", "items"));

        assertThat(match(call, is(TABLE, "items"))).isEqualTo(Selector.Match.YES);
        assertThat(match(call, is(TABLE, "items"), is(TABLE, "trades"))).isEqualTo(Selector.Match.YES);
        assertThat(match(call, is(TABLE, "players"))).isEqualTo(Selector.Match.NO);
        assertThat(match(call, not(TABLE, "items"))).isEqualTo(Selector.Match.NO);
        assertThat(match(call, not(TABLE, "players"))).isEqualTo(Selector.Match.YES);
        assertThat(match(Map.of(TABLE, List.of()), not(TABLE, "items"))).isEqualTo(Selector.Match.YES);
    }

    @Test
    void unknownAttribute_isNeitherEqualNorDifferent() {
        Map<AttributeKey, Object> call = Map.of(TABLE, CallAttributes.UNKNOWN, KIND, "auto");

        assertThat(match(call, is(TABLE, "items"))).isEqualTo(Selector.Match.UNKNOWN);
        assertThat(match(call, not(TABLE, "items"))).isEqualTo(Selector.Match.UNKNOWN);
        assertThat(match(call, not(TABLE, "items"), is(KIND, "auto"))).isEqualTo(Selector.Match.UNKNOWN);
        assertThat(match(call, is(TABLE, "items"), is(KIND, "xa")))
                .as("another condition excludes the call anyway")
                .isEqualTo(Selector.Match.NO);
    }

    @Test
    void player_isReadFromTheContext() {
        CallMatcher selector = new Selector(List.of(is(AttributeKey.PLAYER, "p17"))).matcher("test");

        assertThat(selector.test(CallAttributes.NONE)).isEqualTo(Selector.Match.NO);
        try (ChaosContext.Scope wanted = ChaosContext.empty().withPlayer("p17").open()) {
            assertThat(selector.test(CallAttributes.NONE)).isEqualTo(Selector.Match.YES);
        }
        try (ChaosContext.Scope other = ChaosContext.empty().withPlayer("p18").open()) {
            assertThat(selector.test(CallAttributes.NONE)).isEqualTo(Selector.Match.NO);
            assertThat(selector.test(key -> key == AttributeKey.PLAYER ? "p17" : null))
                    .as("what the call itself says goes before the context")
                    .isEqualTo(Selector.Match.YES);
        }
    }

    @Test
    void conditionsInAnotherOrderOrTwice_makeEqualSelectors() {
        assertThat(new Selector(List.of(is(TABLE, "b"), not(TABLE, "c"), is(TABLE, "a"), is(TABLE, "b"))))
                .isEqualTo(new Selector(List.of(is(TABLE, "a"), is(TABLE, "b"), not(TABLE, "c"))));
    }

    @Test
    void valueOfAnotherType_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> is(ROWS, "3"))
                .withMessage("condition on selector-rows was '3' but must be a NUMBER value");
    }

    /** A rule that takes a number for text must not break the target module that is loaded after it. */
    @Test
    void attributeNamedWithTwoTypes_isTwoKeys() {
        AttributeKey text = AttributeKey.text("selector-size");

        assertThat(AttributeKey.number("selector-size")).isNotSameAs(text);
        assertThat(AttributeKey.text("selector-size")).isSameAs(text);
    }
}
