/** Placeholder. */
@NullMarked
package org.bluemarble.chaos.invariants;

import org.jspecify.annotations.NullMarked;
