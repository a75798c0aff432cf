/** Placeholder. */
@NullMarked
package org.bluemarble.chaos.yaml;

import org.jspecify.annotations.NullMarked;
