/** Shows injections where people look for them: the flight recorder, the log, the trace. Start reading at {@link org.bluemarble.chaos.observe.Signals}. */
@NullMarked
package org.bluemarble.chaos.observe;

import org.jspecify.annotations.NullMarked;
