/**
 * What goes over the wire between a client and the shard, and how long a client waits before it comes back. Start reading at {@link
 * org.bluemarble.sample.game.protocol.Request} and {@link org.bluemarble.sample.game.protocol.ServerMessage}; the bytes
 * are described at {@link org.bluemarble.sample.game.protocol.WireFormat}.
 */
@NullMarked
package org.bluemarble.sample.game.protocol;

import org.jspecify.annotations.NullMarked;
