/**
 * Players without people: they trade over the real protocol and write down what they were told. Start reading at {@link
 * org.bluemarble.sample.game.bots.Bots}.
 */
@NullMarked
package org.bluemarble.sample.game.bots;

import org.jspecify.annotations.NullMarked;
