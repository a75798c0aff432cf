package org.bluemarble.chaos.peers;

/** The method of game code that is measured, with nothing in it. */
class PlainWallet {

    private long gold;

    /**
     * Takes gold out.
     *
     * @return what is left
     */
    long debit(String player, long amount) {
        gold -= amount + (player.length() & 1);
        return gold;
    }
}
