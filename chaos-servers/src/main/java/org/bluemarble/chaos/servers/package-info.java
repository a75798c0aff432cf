/** Placeholder. */
@NullMarked
package org.bluemarble.chaos.servers;

import org.jspecify.annotations.NullMarked;
