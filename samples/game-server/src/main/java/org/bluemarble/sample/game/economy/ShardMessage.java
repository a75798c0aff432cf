package org.bluemarble.sample.game.economy;

/**
 * What one shard of a world tells the other. As text a message is one line of words: a kind, its number, and what it says.
 */
public sealed interface ShardMessage {
    /**
     * {@return its place among the sender's messages, from 1, which is also what the receiver knows it by} 0 from a server
     * that numbers nothing.
     */
    long number();

    /**
     * The coordinator has let a boss come.
     *
     * @param boss its id
     * @param hitPoints how much damage it takes
     */
    record BossSpawned(long number, String boss, int hitPoints) implements ShardMessage {
        @Override
        public String toString() {
            return "spawned " + number + " " + boss + " " + hitPoints;
        }
    }

    /**
     * A player of the sending shard has hit the boss.
     *
     * @param damage what that takes off its hit points
     */
    record BossHurt(long number, String boss, PlayerId player, int damage) implements ShardMessage {
        @Override
        public String toString() {
            return "hurt " + number + " " + boss + " " + player + " " + damage;
        }
    }

    /**
     * A player of the receiving shard had a share in the boss's end.
     *
     * @param gold what they get for it
     */
    record RewardDue(long number, String boss, PlayerId player, long gold) implements ShardMessage {
        @Override
        public String toString() {
            return "reward " + number + " " + boss + " " + player + " " + gold;
        }
    }

    /** The boss is dead. */
    record BossSlain(long number, String boss) implements ShardMessage {
        @Override
        public String toString() {
            return "slain " + number + " " + boss;
        }
    }

    /**
     * Reads what {@code toString()} wrote.
     *
     * @throws IllegalArgumentException if {@code line} is no message
     */
    static ShardMessage parse(String line) {
        String[] words = line.split(" ");
        if (words.length < 3) {
            throw unreadable(line);
        }
        long number = Long.parseLong(words[1]);
        String boss = words[2];
        if (words[0].equals("spawned") && words.length == 4) {
            return new BossSpawned(number, boss, Integer.parseInt(words[3]));
        }
        if (words[0].equals("hurt") && words.length == 5) {
            return new BossHurt(number, boss, new PlayerId(words[3]), Integer.parseInt(words[4]));
        }
        if (words[0].equals("reward") && words.length == 5) {
            return new RewardDue(number, boss, new PlayerId(words[3]), Long.parseLong(words[4]));
        }
        if (words[0].equals("slain") && words.length == 3) {
            return new BossSlain(number, boss);
        }
        throw unreadable(line);
    }

    private static IllegalArgumentException unreadable(String line) {
        return new IllegalArgumentException(
                "shard message was '" + line + "' but must read like 'hurt 12 boss-1f3a7c21 p4 10'");
    }
}
