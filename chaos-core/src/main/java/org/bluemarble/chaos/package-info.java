/** Placeholder. */
@NullMarked
package org.bluemarble.chaos;

import org.jspecify.annotations.NullMarked;
