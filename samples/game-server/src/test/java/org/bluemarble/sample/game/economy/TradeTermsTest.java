package org.bluemarble.sample.game.economy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TradeTermsTest {
    private static final PlayerId ANNA = new PlayerId("anna");
    private static final PlayerId BERT = new PlayerId("bert");

    @Test
    void legs_sumToZeroPerResource_debitsFirst() {
        TradeTerms terms = new TradeTerms(ANNA, new Stake(10, "anna.1"), BERT, Stake.ofGold(4));

        assertThat(terms.legs())
                .extracting(Leg::toString)
                .containsExactly("GOLD:anna:-6", "ITEM:anna:-1:anna.1", "GOLD:bert:+6", "ITEM:bert:+1:anna.1");
    }

    @Test
    void equalGoldOnBothSides_isRefused() {
        assertThatThrownBy(() -> new TradeTerms(ANNA, Stake.ofGold(5), BERT, Stake.ofGold(5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("trade moved nothing but must move gold or an item; equal amounts of gold cancel out");
    }

    @Test
    void oneselfAsPartner_isRefused() {
        assertThatThrownBy(() -> new TradeTerms(ANNA, Stake.ofGold(5), ANNA, Stake.NOTHING))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("trade.b was 'anna' but must be another player than trade.a");
    }

    @Test
    void sameItemOnBothSides_isRefused() {
        assertThatThrownBy(() -> new TradeTerms(ANNA, Stake.ofItem("x"), BERT, Stake.ofItem("x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("trade.fromB.item was 'x' but must be another item than trade.fromA.item");
    }

    @Test
    void negativeGold_isRefused() {
        assertThatThrownBy(() -> Stake.ofGold(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("stake.gold was -1 but must lie between 0 and 1000000000; take gold by asking for it in the"
                        + " other player's stake");
    }

    @Test
    void systemHolderAsPlayer_isRefused() {
        assertThatThrownBy(() -> new PlayerId("MINT"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("player was 'MINT' but must be 1 to 32 characters of a-z, 0-9 and -; names are lower case");
    }

    @Test
    void hash_differsForDifferentTermsOnly() {
        TradeTerms terms = new TradeTerms(ANNA, Stake.ofGold(5), BERT, Stake.NOTHING);
        TradeTerms same = new TradeTerms(ANNA, Stake.ofGold(5), BERT, Stake.NOTHING);
        TradeTerms other = new TradeTerms(ANNA, Stake.ofGold(6), BERT, Stake.NOTHING);

        assertThat(terms.requestHash())
                .hasSize(64)
                .isEqualTo(same.requestHash())
                .isNotEqualTo(other.requestHash());
    }

    @Test
    void bag_survivesItsSpelling() {
        Bag bag = new Bag(7, List.of("anna.1", "bert.2"));

        assertThat(Bag.parse(bag.toString())).isEqualTo(bag);
        assertThat(Bag.parse("gold=0 items=")).isEqualTo(new Bag(0, List.of()));
    }

    @Test
    void somethingElseThanABag_isRefused() {
        assertThatThrownBy(() -> Bag.parse("silver=3"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bag was 'silver=3' but must read like 'gold=10 items=alice.1,bob.2'");
    }
}
