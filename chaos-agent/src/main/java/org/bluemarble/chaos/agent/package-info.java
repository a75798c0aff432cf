/** Placeholder. */
@NullMarked
package org.bluemarble.chaos.agent;

import org.jspecify.annotations.NullMarked;
