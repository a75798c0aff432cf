/**
 * The management interfaces that JConsole and the command line speak: open types only. Start reading at
 * {@link org.bluemarble.chaos.jmx.ChaosMXBean}.
 */
@NullMarked
package org.bluemarble.chaos.jmx;

import org.jspecify.annotations.NullMarked;
