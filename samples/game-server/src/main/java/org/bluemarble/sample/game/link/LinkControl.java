package org.bluemarble.sample.game.link;

/** What travels on a link besides the shards' messages. */
sealed interface LinkControl {
    /** The one who dialled says who it is; answered with what of it has been received. */
    record Hello(String shard) implements LinkControl {}

    /** Everything up to this number has taken effect here, for good. */
    record Ack(long received) implements LinkControl {}

    /** Says nothing but that the line is alive. */
    record Heartbeat() implements LinkControl {}
}
