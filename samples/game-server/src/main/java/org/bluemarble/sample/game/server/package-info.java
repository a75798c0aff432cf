/**
 * The game server: connections, the tick thread's world, database work beside it. Start reading at {@link
 * org.bluemarble.sample.game.server.GameServer}, then {@link org.bluemarble.sample.game.server.World}.
 */
@NullMarked
package org.bluemarble.sample.game.server;

import org.jspecify.annotations.NullMarked;
