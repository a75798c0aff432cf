/**
 * Faults in Netty's channels: in the bytes of a stream, in datagrams, connections and decoded messages, for each player,
 * and without ever blocking an event loop. Start reading at {@link org.bluemarble.chaos.netty.ChaosNetty}.
 */
@NullMarked
package org.bluemarble.chaos.netty;

import org.jspecify.annotations.NullMarked;
