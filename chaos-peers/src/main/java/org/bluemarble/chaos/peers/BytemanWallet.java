package org.bluemarble.chaos.peers;

/** The method that Byteman puts its rule into. */
class BytemanWallet {

    private long gold;

    long debit(String player, long amount) {
        gold -= amount + (player.length() & 1);
        return gold;
    }
}
