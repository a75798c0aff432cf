package org.bluemarble.sample.demo.result;

import java.util.Locale;

/**
 * Something that must hold of a world after an experiment.
 *
 * @param name what must hold
 * @param found what was found, with its numbers
 * @param holds whether that is as it must be
 */
public record WorldCheck(Name name, String found, boolean holds) {
    /** What is looked at. */
    public enum Name {
        /** No boss is missing on a shard, and none is there twice. */
        BOSS_ONCE("each boss came once to each shard"),
        /** The same boss came to both shards at about the same time. */
        SKEW("it came to both within 5 s"),
        /** A boss that is dead on one shard is dead on the other. */
        SAME_END("both shards agree which bosses are dead"),
        /** No doubled reward, and none lost. */
        REWARD_ONCE("everybody who hit a boss was rewarded for it once"),
        /** While the link was cut, the other shard did not learn of the boss that came. */
        NOTHING_CROSSED("nothing crossed while the link was cut"),
        /** After a storm. */
        PLAYERS_BACK("all players came back"),
        /** What chaos-invariants says of gold and items of both shards. */
        ECONOMY("gold and items of both shards are whole");

        private final String claim;

        Name(String claim) {
            this.claim = claim;
        }

        /** {@return its name in result files and tables: {@code boss-once}} */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** {@return what must hold, in words} */
        public String claim() {
            return claim;
        }
    }
}
