/** The engine's races under jcstress: in core's package, because they are between what core keeps to itself. */
@NullMarked
package org.bluemarble.chaos;

import org.jspecify.annotations.NullMarked;
