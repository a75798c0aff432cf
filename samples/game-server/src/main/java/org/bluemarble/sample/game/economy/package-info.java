/**
 * Who owns what, and the transactions that change it; knows nothing of networks or ticks. Start reading at {@link
 * org.bluemarble.sample.game.economy.Economy}.
 */
@NullMarked
package org.bluemarble.sample.game.economy;

import org.jspecify.annotations.NullMarked;
