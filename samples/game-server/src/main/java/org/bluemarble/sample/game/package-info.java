/**
 * A small MMO shard with login, bags, gold and two-player trade, its supervisor and its bots. Start reading at {@link
 * org.bluemarble.sample.game.GameServerMain}, then {@link org.bluemarble.sample.game.server.GameServer}.
 */
@NullMarked
package org.bluemarble.sample.game;

import org.jspecify.annotations.NullMarked;
