/**
 * Keeps a game server JVM alive from a JVM of its own. Start reading at {@link
 * org.bluemarble.sample.game.supervisor.Supervisor}.
 */
@NullMarked
package org.bluemarble.sample.game.supervisor;

import org.jspecify.annotations.NullMarked;
