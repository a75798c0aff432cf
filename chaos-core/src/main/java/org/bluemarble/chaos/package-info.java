/** Faults, injection points and the rules that join them. Start reading at {@link org.bluemarble.chaos.Chaos}. */
@NullMarked
package org.bluemarble.chaos;

import org.jspecify.annotations.NullMarked;
