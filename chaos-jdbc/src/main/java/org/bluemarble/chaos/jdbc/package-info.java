/** Placeholder. */
@NullMarked
package org.bluemarble.chaos.jdbc;

import org.jspecify.annotations.NullMarked;
