package org.bluemarble.chaos.peers;

import org.bluemarble.chaos.AttributeDescriptor;
import org.bluemarble.chaos.AttributeKey;
import org.bluemarble.chaos.CallAttributes;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.InjectionPoint;
import org.jspecify.annotations.Nullable;

/** The method with an injection point, to which it tells the player. */
class PointWallet {

    static final AttributeKey OWNER = AttributeKey.text("owner");
    static final InjectionPoint DEBIT = Chaos.point(
            "wallet.debit", AttributeDescriptor.of(OWNER.name(), OWNER.type(), "the player whose wallet it is"));

    private long gold;

    long debit(String player, long amount) {
        DEBIT.pass(new Call(player));
        gold -= amount + (player.length() & 1);
        return gold;
    }

    /** What the point may ask about one call. */
    private record Call(String player) implements CallAttributes {

        @Override
        public @Nullable Object get(AttributeKey key) {
            return key == OWNER ? player : null;
        }
    }
}
