/**
 * The processes of the demo and what is done to them: database, game server, bots. Start reading at {@link
 * org.bluemarble.sample.demo.stage.Stage}.
 */
@NullMarked
package org.bluemarble.sample.demo.stage;

import org.jspecify.annotations.NullMarked;
