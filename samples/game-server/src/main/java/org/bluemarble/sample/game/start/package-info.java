/**
 * What the shard's processes share while they start: one-line errors, the ready line, the leash. Start reading at {@link
 * org.bluemarble.sample.game.start.CannotStartException}.
 */
@NullMarked
package org.bluemarble.sample.game.start;

import org.jspecify.annotations.NullMarked;
