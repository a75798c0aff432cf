/**
 * The link between two shards of a world: each dials the other for what it has to say, and answers what it hears. Start
 * reading at {@link org.bluemarble.sample.game.link.ShardLink}.
 */
@NullMarked
package org.bluemarble.sample.game.link;

import org.jspecify.annotations.NullMarked;
