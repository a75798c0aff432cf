package org.bluemarble.chaos.peers;

import org.springframework.stereotype.Service;

/** The method as a Spring service, which Chaos Monkey watches. */
@Service
public class MonkeyWallet {

    private long gold;

    /**
     * Takes gold out.
     *
     * @return what is left
     */
    public long debit(String player, long amount) {
        gold -= amount + (player.length() & 1);
        return gold;
    }
}
